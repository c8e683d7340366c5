"""Authors, from printed bylines and from names in data.

"By JANE DOE in Oslo" -> Jane Doe, person. "TLE DESK:" -> TLE Desk, desk. "Reuters" -> Reuters, agency. "Staff
Reporter", "admin", a date, a social handle and a photographer are not authors.
"""

import re
from collections.abc import Iterable, Sequence

from schemas.article import Author, Byline
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.month_name import month_of
from tasks.text.conventions.outlet_name import is_outlet
from tasks.text.conventions.person_name import everyday_capitals, looks_like_name, tidy_name
from tasks.text.conventions.wordlist import lower_case, word_file

_LONGEST = 250
"""Characters of the longest printed byline: half a dozen names with their places."""

_WORDS = "tasks.text.conventions"
_BY = "|".join(
    re.escape(lower_case(entry)).replace(r"\ ", r"\s{1,3}")
    for entry in sorted(word_file(_WORDS, "byline_by"), reverse=True)
)
_LABELS = "|".join(
    re.escape(lower_case(entry)).replace(r"\ ", r"\s{1,3}")
    for entry in sorted(word_file(_WORDS, "byline_label"), reverse=True)
)
_RUN_ON = re.compile(r"By(?=[A-Z])")
_MARK = re.compile(
    rf"(?:{_BY})(?!\w)\s{{0,3}}[:：]?\s{{1,3}}(?=[^\W\d_])"
    r"|aus\s\w{3,30}\sbericht(?:et|en(?=.{3,80}\sund\s))\s{1,3}(?=[^\W\d_])"
    r"|ein(?:e|en)?\s(?:\w{3,20}\s){1,2}von\s{1,3}(?=[^\W\d_])"
    rf"|(?:{_LABELS})\s{{0,2}}[:：՝＝=/／|●・]\s{{0,3}}(?=[^\W\d_])"
    r"|(?:記者|记者|作者|撰文|โดย)\s{0,2}(?=[^\W\d_])"
)
"""Marks before a name, in lower case: words/byline_by.txt before a space, words/byline_label.txt before a colon.
Scripts without spaces omit the space."""
_SIGNED = re.compile(
    r"[가-힣]{2,4}\s?(?:(?:선임|수석|인턴|객원|전문)\s?)?기자|(?!本[報社紙]|特派|通訊|見習|首席)[一-龥々]{1,3}\s?[一-龥々]{1,3}\s?記者"
)
"""Korean and Japanese reporters sign with their profession after the name."""
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
    r"|special\s+to|follow|email|twitter|contact|illustrat\w{0,6}|photograph\w{0,6}|photos?|fotos?|zdjęcia|opublikowano|publiziert|gepostet|erschienen|date|read\s+time|lesezeit"
    r"|additional\s+reporting|with\s+reporting|edited\s+by|\d+\s+min)\b.*$"
    r"|\s?\b(?:bild(?:er)?|kuvat?|编辑|編輯|责编|責編|责任编辑|校对|摄影|攝影|编审)\s?[:：/／丨].*$|\s\d.*$|(?<=[^\W\d_]{2})\d{1,2}[\s./].*$",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = re.compile(
    r"\s(?:in|im|à|en|em|aus|reporting from|from|for|of|at|für|pour|para|on behalf of)\s+(?:the\s+)?(?=[A-ZÀ-ÞА-Я]).*$",
    re.DOTALL,
)
_BETWEEN = re.compile(
    r"\s{0,50}[,;]\s{1,50}(?i:and|und|et|en|og|och|ja|ve|és|și|y|e|i|и|та|і|dan)\s{1,50}|\s{0,50}[,;|/，、·]\s{0,50}|\s{1,50}(?:[и&+]|(?i:and|und|et|en|og|och|ja|ve|és|și|та|και|dan|with|mit|avec|con))\s{1,50}"
)
_ONE_LETTER_AND = re.compile(r"\s{1,50}([yei])\s{1,50}")
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
    r"\b(?:"
    + "|".join(
        re.escape(lower_case(entry.rstrip("*"))).replace(r"\ ", r"\s{1,3}")
        + (r"\w{0,8}" if entry.endswith("*") else "")
        for entry in word_file(_WORDS, "job_title")
    )
    + r")\b"
)
"""In lower case."""
_NOBODY = frozenset(word_file(_WORDS, "no_author"))
_LOGIN = re.compile(r"(?=\S*[\d._])[\w.-]{2,40}")
"""An account name: one word that contains a digit, a full stop or an underscore. "JD" and "J.K." are initials."""
_FOOTNOTE = re.compile(r"(?<=[^\W\d_]{2})\d{1,2}$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}")
_COUNTER = re.compile(
    r"(?:stories|posts|articles|profile|website|views|comments|followers|newsletter)$|['’]s most ", re.IGNORECASE
)
_EDGES = " ,;:|-–—•·*"
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())  # noqa: SIM905


def byline_of(text: str) -> Byline | None:
    """The byline in a short text, with or without "By". None: the text does not read as a byline.

    The caller knows that the text stands in the place of a byline: "Oslo Ferry" by itself is read as a name. A byline
    without a name ("By Staff Reporter") has no authors.
    """
    printed = " ".join(text[: _LONGEST + 1].split())
    if not printed or len(printed) > _LONGEST or _PICTURE.match(printed):
        return None
    mark = _marked(printed)
    authors = _authors(printed[mark:], marked=mark > 0)
    return None if authors is None else Byline(text=printed, authors=authors)


def marked_byline(text: str) -> Byline | None:
    """The byline of a line that is marked as one, by "By" or a similar word, or by the name of a desk ("TLE DESK:")."""
    printed = " ".join(text[: _LONGEST + 1].split())
    if _marked(printed) or is_desk(printed) or _SIGNED.fullmatch(_ADDRESS.sub(" ", printed).strip()):
        return byline_of(printed)
    return None


def _marked(text: str) -> int:
    """The number of characters of the mark before a name; 0: there is no mark."""
    found = _RUN_ON.match(text) or _MARK.match(lower_case(text))
    return found.end() if found else 0


def _roles(text: str) -> list[re.Match[str]]:
    return list(_ROLE.finditer(lower_case(text)))


def is_job_title(text: str) -> bool:
    """Whether a text is only a job title of the press: "Editor", "Staff Writer"."""
    return _ROLE.fullmatch(lower_case(text.strip())) is not None


def is_desk(text: str) -> bool:
    """Whether a line is only the name of a desk, such as "News Desk" or "TLE DESK:"."""
    name = text.strip().rstrip(":").strip()
    if not name.lower().endswith(("desk", "newsroom", "bureau")):
        return False
    return bool(re.fullmatch(r"(?:[\w.&'’-]{1,20} ){0,4}(?:desk|newsroom|bureau|newsdesk)", name, re.IGNORECASE)) and (
        name[:1].isupper() and not name.lower().startswith(("the ", "at ", "a "))
    )


def names_job(text: str) -> bool:
    """Whether a line contains a job title ("Political Editor") and so may stand below a name."""
    return len(text) <= _LONGEST and bool(_roles(text))


def is_login(name: str) -> bool:
    """Whether a name is an account name, not a person's name: "TK4417", "jane.doe", "web_admin"."""
    return _LOGIN.fullmatch(name) is not None and _INITIALS.fullmatch(name) is None and not name.endswith(".")


def author_names(strings: Sequence[str]) -> tuple[Author, ...]:
    """Authors from names in data, such as JSON-LD lists: split and cleaned, without duplicates and without entries that
    name nobody."""
    found: list[Author] = []
    for string in strings:
        text = " ".join(string[:_LONGEST].split())
        rest = text[_marked(text) :]
        if rest.startswith(("http://", "https://", "www.", "@")):
            continue
        whole = _author(_bare(rest), loose=True)
        if whole and whole.kind != "person":
            found.append(whole)
            continue
        pieces = _pieces(rest)
        if len(pieces) > 1 and _roles(pieces[0]):  # "Senior Reporter, Transport": a title and its field
            pieces = [piece for piece in pieces if " " in piece]
        found.extend(author for piece in pieces if (author := _author(piece, loose=True)))
    return _distinct(found)


def _authors(rest: str, *, marked: bool) -> tuple[Author, ...] | None:
    """The authors. None: not a byline. Empty: a byline that names nobody."""
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
        elif not _is_nobody(piece) and (index == 0 or not (marked or _roles(piece))):
            return None
    people = [author for author in found if author.kind == "person"]
    # An outlet or agency after a person is where that person works.
    return _distinct(people or found)


def _bare(text: str) -> str:
    whole = _BRACKETS.sub(" ", _ADDRESS.sub(" ", text))
    tail = _TAIL.search(whole)
    bare = (whole[: tail.start()] if tail else whole).strip(_EDGES)
    if tail is None or not tail.group().lstrip()[:1].isdigit():
        return bare
    # In "Jane Doran December 8" the tail begins at the number. In "Ola May 5 min" the month is a surname.
    name, _, last = bare.rpartition(" ")
    return name.strip(_EDGES) if " " in name and month_of(last, language="en") else bare


def _pieces(text: str) -> list[str]:
    bare = _bare(text)
    # "기자" and "記者" (reporter) follow the name.
    pieces = (re.sub(r"\s?(?:기자|記者|记者)$", "", _PLACE.sub("", piece)).strip() for piece in _BETWEEN.split(bare))
    return [name for piece in pieces if piece for name in _apart(piece)]


def _apart(piece: str) -> list[str]:
    """The names on both sides of the Spanish, Italian or Catalan "and": "Ana Prado y Luis Mar". Inside a name it joins
    two surnames, and only one word follows it ("Jordi Mas i Ferrer")."""
    parts = _ONE_LETTER_AND.split(piece)
    names = parts[:1]
    for joint, part in zip(parts[1::2], parts[2::2], strict=True):
        if " " in part or " " not in names[-1]:
            names.append(part)
        else:
            names[-1] += f" {joint} {part}"
    return names


def _author(piece: str, *, loose: bool) -> Author | None:
    """The author in one piece of a byline. None: it names nobody. `loose`: the caller knows it is a name, so one word
    is enough."""
    name = tidy_name(piece)
    if " " in name:  # the number of a footnote with the author's affiliation
        name = _FOOTNOTE.sub("", name)
    if not name or _is_nobody(name) or len(name) > 80 or _COUNTER.search(name) or is_login(name):
        return None
    without_staff = re.sub(r"\s(?:staff|news agency)$", "", name, flags=re.IGNORECASE)
    if agency_of(without_staff):
        return Author(name=without_staff, kind="agency")
    if _AGENCY.search(name) and not _roles(name):
        return Author(name=name, kind="agency")
    if is_desk(name) or ((_DESK.search(name) or (name.startswith("The ") and is_outlet(name))) and not _roles(name)):
        return Author(name=_desk_name(name), kind="desk") if name[0].isupper() or loose else None
    name = _without_role(name)
    if _roles(name) or _is_calendar(name):
        return None
    if looks_like_name(name) or (loose and _one_word_name(name)):
        return Author(name=everyday_capitals(name), kind="person")
    return None


def _without_role(name: str) -> str:
    """The name after a job title: "Unserer Redakteurin Jane Doe", "Post Staff Writer Jane Doe"."""
    roles = _roles(name)
    rest = name[roles[-1].end() :].strip() if roles else ""
    return rest if looks_like_name(rest) else name


def _one_word_name(name: str) -> bool:
    return 2 <= len(name) <= 40 and name[0].isalpha() and not re.search(r"[/\\<>{}@#:]|\s", name)


def _desk_name(name: str) -> str:
    """A desk's name in usual capitalisation: "TLE DESK" -> "TLE Desk". Short words in capitals stay, since they may be
    initials."""
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
