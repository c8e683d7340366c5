"""Who wrote it, out of printed bylines and out of names given in data.

"By JANE DOE in Oslo" -> Jane Doe, person. "TLE DESK:" -> TLE Desk, desk. "Reuters" -> Reuters, agency.
"Staff Reporter", "admin", a date, a social handle and a photographer are nobody.
"""

import re
from collections.abc import Iterable, Sequence

from schemas.article import Author, Byline
from tasks.text.conventions.month_name import month_of
from tasks.text.conventions.person_name import everyday_capitals, looks_like_name, tidy_name
from tasks.text.conventions.wire_credit import agency_of

_LONGEST = 250
"""Characters of the longest printed byline: half a dozen names with their places."""

_MARK = re.compile(
    r"(?-i:By(?=[A-Z]))|"
    r"(?:(?:(?:written|reported|story|words|text|posted|published|article|analysis|opinion|commentary|review|interview"
    r"|compiled|edited and written)\s+)?by"
    r"|(?:geschrieben|ein\s+\w{3,20}|eine\s+\w{3,20}|text|interview|kommentar)\s+von|von"
    r"|(?:écrit|publié|propos recueillis|rédigé)\s+par|par|(?:escrito|publicado|redactado)\s+por|por|text[eo]\s+de"
    r"|a\s+cura\s+di|di|door|skrevet\s+a[vf]|av|af|przez|oleh|από|írta|yazan)\b\s{0,3}:?\s{1,3}(?=[^\W\d_])"
    r"|(?:author|authors|reporter|autor|autorin|autorka|autore|autori|autores|auteur|tekst|text[eo]?|testo|автор|текст"
    r"|penulis|szerző|redaktion|writer|words|contributor|correspondent)\s{0,2}:\s{0,3}"
    r"|(?:記者|记者|作者|撰文|文)\s{0,2}[:：/／]?\s{0,2}",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:photos?|photograph(?:s|y|ed)?|pictures?|images?|illustrations?|graphics?|video|cartoon|artwork|cover|foto|fotos|bild"
    r"|fotografía|fotografie|imagen|crédito|crédit|vidéo|vídeo|фото|fotoğraf|zdjęcie|kuva|ảnh|写真|圖|图)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,200}|\S{1,80}@\S{1,80}|(?<!\w)@\w{1,40}")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_TAIL = re.compile(
    r"\s(?:[|•·–—/]|-|--)\s.*$|\s?\b(?:published|updated|posted|last\s+updated|last\s+modified|modified|created"
    r"|first\s+published|publié|publicado|actualizado|mis à jour|aktualisiert|veröffentlicht|pubblicato|gepubliceerd"
    r"|follow|email|twitter|contact|illustrat\w{0,6}|photograph\w{0,6}|photos?|opublikowano)\b.*$|\s?[\d].*$",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = re.compile(
    r"\s(?:in|im|à|en|em|aus|reporting from|from|for|of|at|für|pour|para|on behalf of)\s+(?:the\s+)?(?=[A-ZÀ-ÞА-Я]).*$",
    re.DOTALL,
)
_BETWEEN = re.compile(
    r"\s*[,;|/，、·]\s*|\s+(?:[yeiи&+]|(?i:and|und|et|en|og|och|ja|ve|és|și|та|και|dan|with|mit|avec|con))\s+"
)
_DESK = re.compile(
    r"\b(?:news\s?desk|web\s?desk|desk|newsroom|news\s?room|bureau|team|editorial\s+board|the\s+editors|news\s+service"
    r"|redaktion|redacción|redaccion|redazione|rédaction|redação|redacção|redactie|redaksjonen|redaktionen|redaktionen"
    r"|redakcja|redakce|redakcia|toimitus|редакция|редакція|online|news|newspaper|press|times|tribune|herald|magazine|media"
    r"|radio|television|tv|agency|agencies|agencia|agentur|agence|agenzia|institute|foundation|university|council"
    r"|editorial|staff|observer|gazette|chronicle|journal|group|ministry|office|board|collective|network|reporters)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:(?:news|press)\s+(?:agency|agencies)|presse-?agentur|nachrichtenagentur|agence\s+de\s+presse"
    r"|agencia\s+(?:de\s+)?(?:noticias|prensa)|agenzia\s+(?:di\s+)?stampa)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|reporters|writer|correspondent|columnist|contributor|producer|analyst|journalist|photographer"
    r"|staff|fellow|professor|intern|critic|blogger|director|chief|special to|redakteur\w{0,3}|reporterin"
    r"|korrespondent\w{0,3}|journaliste|correspondant\w?|redactor\w?|corresponsal|periodista|giornalista|redacteur|verslaggever"
    r"|journalistin|autor|autorin|author|guest|gast\w{0,6}|host|anchor|presenter|expert|manager|head|president|ceo"
    r"|strategist|economist|lecturer|researcher|student|lawyer|attorney|member|founder)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    {
        *(
            "staff",
            "admin",
            "administrator",
            "editor",
            "editors",
            "guest",
            "anonymous",
            "author",
            "webmaster",
            "reporter",
        ),
        *("correspondent", "contributor", "unknown", "user", "null", "none", "n/a", "undefined", "agencies", "agency"),
        *(
            "team",
            "editorial",
            "newsroom editor",
            "web editor",
            "online editor",
            "staff reporter",
            "staff writer",
            "nan",
        ),
        *("staff reporters", "staff writers", "staff correspondent", "our correspondent", "our reporter", "a reporter"),
        *(
            "our staff reporter",
            "our staff",
            "special correspondent",
            "guest author",
            "guest writer",
            "guest contributor",
        ),
        *("guest post", "staff and agencies", "agencies and staff", "staff report", "staff reports", "wire reports"),
        *(
            "news editor",
            "digital editor",
            "wire services",
            "super user",
            "root",
            "test",
            "me",
            "us",
            "about the author",
        ),
        *(
            "press release",
            "sponsored",
            "sponsored content",
            "partner content",
            "read more",
            "more",
            "share",
            "comments",
        ),
    }
)
_EDGES = " ,;:|-–—•·*"
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())  # noqa: SIM905


def byline_of(text: str) -> Byline | None:
    """The byline that a short text prints, with or without "By". None: it does not read as one.

    The caller knows that the text stands where a byline stands: "Oslo Ferry" alone is taken for a name. A byline that
    names nobody ("By Staff Reporter") has no authors.
    """
    printed = " ".join(text[: _LONGEST + 1].split())
    if not printed or len(printed) > _LONGEST or _PICTURE.match(printed):
        return None
    mark = _MARK.match(printed)
    authors = _authors(printed[mark.end() :] if mark else printed, marked=mark is not None)
    return None if authors is None else Byline(text=printed, authors=authors)


def marked_byline(text: str) -> Byline | None:
    """The byline of a line that says so itself: by "By" or its like, or by naming a desk ("TLE DESK:")."""
    printed = " ".join(text[: _LONGEST + 1].split())
    if _MARK.match(printed) or is_desk(printed):
        return byline_of(printed)
    return None


def is_desk(text: str) -> bool:
    """A line that is only a desk's name, such as "News Desk" or "TLE DESK:"."""
    name = text.strip().rstrip(":").strip()
    return bool(re.fullmatch(r"(?:[\w.&'’-]{1,20} ){0,4}(?:desk|newsroom|bureau|newsdesk)", name, re.IGNORECASE)) and (
        name[:1].isupper() and not name.lower().startswith(("the ", "at ", "a "))
    )


def author_names(strings: Sequence[str]) -> tuple[Author, ...]:
    """Authors out of names given in data, such as JSON-LD lists: split, cleaned, nobody and doubles dropped."""
    found: list[Author] = []
    for string in strings:
        text = " ".join(string[:_LONGEST].split())
        mark = _MARK.match(text)
        rest = text[mark.end() :] if mark else text
        if rest.startswith(("http://", "https://", "www.", "@")):
            continue
        whole = _author(_bare(rest), loose=True)
        if whole and whole.kind != "person":
            found.append(whole)
            continue
        found.extend(author for piece in _pieces(rest) if (author := _author(piece, loose=True)))
    return _distinct(found)


def _authors(rest: str, *, marked: bool) -> tuple[Author, ...] | None:
    """None: not a byline at all. Empty: one that names nobody."""
    if _is_nobody(rest) or is_desk(rest):
        author = None if _is_nobody(rest) else _author(rest, loose=True)
        return (author,) if author else ()
    pieces = _pieces(rest)
    if not pieces:
        return None
    found: list[Author] = []
    for index, piece in enumerate(pieces):
        author = _author(piece, loose=marked and len(pieces) == 1)
        if author:
            found.append(author)
        elif not _is_nobody(piece) and (index == 0 or not (marked or _ROLE.search(piece))):
            return None
    people = [author for author in found if author.kind == "person"]
    # After a person an outlet or agency is where that person works.
    return _distinct(people or found)


def _bare(text: str) -> str:
    whole = _BRACKETS.sub(" ", _ADDRESS.sub(" ", text))
    tail = _TAIL.search(whole)
    bare = (whole[: tail.start()] if tail else whole).strip(_EDGES)
    if tail is None or not tail.group().lstrip()[:1].isdigit():
        return bare
    # Of "Jane Doran December 8" the tail begins at the number. In "Ola May 5 min" the month is a surname.
    name, _, last = bare.rpartition(" ")
    return name.strip(_EDGES) if " " in name and month_of(last, language="en") else bare


def _pieces(text: str) -> list[str]:
    bare = _bare(text)
    # "기자" and "記者" (reporter) stand after the name.
    pieces = (re.sub(r"\s?(?:기자|記者|记者)$", "", _PLACE.sub("", piece)).strip() for piece in _BETWEEN.split(bare))
    return [piece for piece in pieces if piece]


def _author(piece: str, *, loose: bool) -> Author | None:
    """`loose`: the caller knows this to be a name, so one word will do."""
    name = tidy_name(piece)
    if not name or _is_nobody(name) or len(name) > 80:
        return None
    without_staff = re.sub(r"\s(?:staff|news agency)$", "", name, flags=re.IGNORECASE)
    if agency_of(without_staff):
        return Author(name=without_staff, kind="agency")
    if _AGENCY.search(name) and not _ROLE.search(name):
        return Author(name=name, kind="agency")
    if is_desk(name) or (_DESK.search(name) and not _ROLE.search(name)):
        return Author(name=_desk_name(name), kind="desk") if name[0].isupper() or loose else None
    if _ROLE.search(name) or _is_calendar(name):
        return None
    if looks_like_name(name) or (loose and _one_word_name(name)):
        return Author(name=everyday_capitals(name), kind="person")
    return None


def _one_word_name(name: str) -> bool:
    return 2 <= len(name) <= 40 and name[0].isalpha() and not re.search(r"[/\\<>{}@#:]|\s", name)


def _desk_name(name: str) -> str:
    """ "TLE DESK" -> "TLE Desk": short words in capitals may be initials and stay."""
    return " ".join(word.capitalize() if word.isupper() and len(word) > 3 else word for word in name.split())


def _is_nobody(name: str) -> bool:
    folded = name.lower().strip(" .:")
    if folded in _NOBODY:
        return True
    outlets_staff = re.fullmatch(r"(?:[\w’']+ ){1,3}staff", folded)
    return outlets_staff is not None and agency_of(folded.removesuffix(" staff")) is None


def _is_calendar(name: str) -> bool:
    words = name.lower().split()
    return any(word in _DAYS for word in words) or (len(words) == 1 and month_of(name, language="en") is not None)


def _distinct(authors: Iterable[Author]) -> tuple[Author, ...]:
    seen: dict[str, Author] = {}
    for author in authors:
        seen.setdefault(author.name.casefold(), author)
    return tuple(seen.values())
