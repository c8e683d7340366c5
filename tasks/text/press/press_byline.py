"""Bylines as press databases print them: "By KURT SCHORK, --(Reuter)", "Albrecht, Bernhard", "Wines, Michael; Cramer,
Maria", "Letters"."""

import re

from schemas.article import Author, Byline
from tasks.text.conventions.byline import author_names, byline_of
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.person_name import looks_like_name
from tasks.text.conventions.wordlist import wordlist

_RUBRICS = wordlist(
    """
    letter letters leader leaders editorial editorials opinion comment analysis obituary leserbriefe leserbrief
    kommentar meinung courrier opinions éditorial tribune brieven lezersbrieven commentaar cartas lettere anonymous
    anonym correspondent feedback readers redaktion none available
    """
)
"""What databases print in the byline field if nobody is named."""
_AGENCY_TAIL = re.compile(
    r"[\s,;/(–—-]{1,6}\(?\s?([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ -]{1,29}?)\s?\)\s{0,9}$|\s[-–—/]{1,3}\s?([A-Z][A-Za-z -]{1,24})$"
)
_BY = re.compile(r"^\s*\(?(?:by|from|von|par|por|di|door|de notre correspondante?)\b[\s:]+", re.IGNORECASE)
_PHOTOGRAPHER = re.compile(
    r"(?:\s{0,50}[,;/]|\s(?:und|and|et|y|e|en|og|och))\s[^,;/()]{2,40}\s\((?:fotos?|photos?|bild(?:er)?"
    r"|pictures?|photographe|foto's)\)",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"\(?((?:[A-Z][\w.&]*\s){1,4}Services?)\)?\s*$")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]{1,3}|[a-zà-ÿ]{2,4}|(?:[A-ZÀ-Þ]\.\s?){1,4})")
_INVERTED = re.compile(
    r"((?:[a-zà-ÿ]{1,4} |[Vv]an [a-z]{2,3} ){0,2}[A-ZÀ-Þ][^\s,]{1,30}), ((?:[A-ZÀ-Þ][^\s,]{0,20}|de"
    r"|y)(?: [A-ZÀ-Þ][^\s,]{0,20}){0,2})"
)
_INVERTED_LOOSE = re.compile(r"([^,;]{2,40}), ([^,;]{1,40})")
_SITE = re.compile(r"[\w-]{1,60}(?:\.[\w-]{1,30}){1,3}")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")


def press_byline(text: str, *, surname_first: bool = False) -> Byline | None:
    """The byline in a database's field. `surname_first`: the database always lists "Surname, Given name". None: the
    field is empty.

    A text that names nobody ("Letters", initials) is a byline without authors.
    """
    printed = " ".join(text.split()).strip(" ,;")
    if not printed:
        return None
    credited = _agency_tail(printed)
    bare = printed[: credited[1]].strip(" ,;-–—(") if credited else printed
    bare = _PHOTOGRAPHER.sub("", bare)
    if not _INVERTED.fullmatch(bare):
        # "von Rohn, Mathias" begins with a name, "von Anna Veld" with a preposition.
        bare = _BY.sub("", bare)
    if _is_rubric(bare):
        return Byline(text=printed, authors=())
    inverted = [_turned(part, loose=surname_first) for part in re.split(r"\s{0,50};\s{0,50}", bare) if part.strip()]
    if inverted and (surname_first or all(turned for turned, _ in inverted)):
        authors = author_names([name for _, name in inverted])
        return Byline(text=printed, authors=authors)
    found = byline_of(bare)
    authors = found.authors if found else author_names(re.split(r"\s{0,50}[;/]\s{0,50}", bare))
    if not authors and credited:
        authors = (Author(name=credited[0], kind="agency"),)
    # Initials name nobody; an outlet's address after a name is where that person works.
    named = [
        author
        for author in authors
        if author.kind == "agency" or not (_INITIALS.fullmatch(author.name) or _SITE.fullmatch(author.name))
    ]
    return Byline(text=printed, authors=tuple(named))


def byline_agency(text: str) -> str | None:
    """The agency that a byline credits: "By KURT SCHORK, --(Reuter)" -> Reuters. None: no agency."""
    printed = " ".join(text.split())
    credited = _agency_tail(printed)
    return credited[0] if credited else agency_of(_BY.sub("", printed))


def _agency_tail(text: str) -> tuple[str, int] | None:
    service = _SERVICE.search(text[-60:])
    if service and not _BY.match(text):
        return service[1], len(text) - len(text[-60:]) + service.start()
    match = _AGENCY_TAIL.search(text[-60:])
    agency = agency_of(match[1] or match[2]) if match else None
    return (agency, len(text) - len(text[-60:]) + match.start()) if match and agency else None


def _is_rubric(text: str) -> bool:
    words = re.findall(r"\w+", _BY.sub("", text).lower())
    return bool(words) and ((words[0] in _RUBRICS and len(words) <= 2) or words[:3] == ["letters", "to", "the"])


def _turned(part: str, *, loose: bool) -> tuple[bool, str]:
    """Whether a part is "Surname, Given", and the name in its usual order."""
    bare = part.strip(" .")
    match = (_INVERTED_LOOSE if loose else _INVERTED).fullmatch(bare)
    if match is None or not _LATIN.search(bare):
        return False, bare
    name = f"{match[2].strip()} {match[1].strip()}"
    return (True, name) if loose or looks_like_name(name) else (False, bare)
