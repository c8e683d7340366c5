"""The dateline: place, and often day and agency, at the start of a news text: "OSLO, March 3 (Reuters) - The ferry
..."."""

import re

from schemas.article import Dateline
from tasks.text.conventions.datelines.dateline_place import LABELS, REGIONS, STANDALONE_CITIES
from tasks.text.conventions.datelines.marked import marked_dateline
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.month_name import month_of

_LONGEST = 130
"""Characters within which a dateline ends: two towns, a country, a full date, an agency."""

_CLOSE = re.compile(
    r"\s{0,2}(?:[–—―]|--|- -)\s{0,2}|\s-\s|(?<=\))\s?(?:\.-|[-:.=–])\s{0,2}|(?<=\w)\.\s?[-–—]\s|(?<=/)\.\s|\s\|\s"
)
_BRACKETS = re.compile(r"\s?[(/]\s?([^()/]{2,40}(?:[/=][^()/]{2,30})?)\s?[)/]\s?")
_DATE = re.compile(
    r"\(?(?:(?:le|den|el|il|am|on)\s)?(?:"
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\s?\d{1,2}(?:[./]\s?(?:\d{4}|\d{2})?)?)"
    r"|\d{4}\.\s(?P<middle>[^\W\d_]{3,12})\s\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th|er|\.)?\s(?:de\s)?(?P<after>[^\W\d_]{3,12})\.?(?:,?\s(?:de\s)?\d{4})?"
    r"|(?P<before>[^\W\d_]{3,12})\.?\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?"
    r"|(?P<day>\d{1,2}))\.?\)?$",
    re.IGNORECASE,
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun montag dienstag"
    " mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes"
    " jueves viernes sábado domingo hétfő kedd szerda csütörtök péntek szombat vasárnap"
)
_WEEKDAY = frozenset(_WEEKDAYS.split())
_PLACE_WORD = re.compile(r"[^\W\d_][^\W\d_.'’/-]*+(?:[.'’/-]++[^\W\d_]*+)*+")
_SMALL_WORDS = frozenset(
    {"de", "do", "da", "del", "la", "el", "los", "las", "of", "the", "upon", "on", "sur", "am", "der"}
)
_UNCLOSED = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]{2,24}(?: [A-Z][A-Z.'’-]{1,24}){0,3}(?:, [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2})?),? "
    r"\d{4}-\d{2}-\d{2}(?= {1,2}[\"“'‘]? ?[A-Z\d])"
)


def split_dateline(text: str) -> tuple[Dateline | None, str]:
    """The dateline at the start of a paragraph (None: there is none), and the rest of the paragraph.

    The rest is the whole text if there is no dateline, and if no dash closes it ("LONDON 1996-08-30 The ferry ..."):
    the end of such a dateline is not marked, so nothing is cut. A mere "(Reuters) -" is cut and gives no dateline.

    A town counts if it is in capitals, has a date or an agency, or is known to stand alone. In "Clinton - who ..."
    there is none.
    """
    start = len(text) - len(text.lstrip())
    opening = text[start : start + _LONGEST]
    if marked := marked_dateline(text):
        return marked.dateline, marked.rest
    unclosed = _UNCLOSED.match(opening)
    if unclosed:
        return Dateline(text=unclosed[0], place=unclosed["place"]), text
    for close in _CLOSE.finditer(opening):
        rest = text[start + close.end() :]
        if close.start() and _opens_sentence(rest):
            head = opening[: close.start()]
            parsed = _parse(head, spaced=close[0] != close[0].strip())
            if parsed:
                return _closed(opening, close.end(), head, parsed, rest.lstrip())
    return _after_agency(opening, text[start:]) or (None, text)


def _closed(
    opening: str, end: int, head: str, parsed: tuple[str | None, bool], rest: str
) -> tuple[Dateline | None, str]:
    """The dateline that a dash closes, and what may follow it: "(ANSA) - ROMA, 4 MAR -", "- РИА Новости."."""
    place, empty = parsed
    if empty:  # the agency alone; place and day may follow
        return split_dateline(rest) if rest[:1].isalpha() else (None, rest)
    behind = _AGENCY_BEHIND.match(rest)
    if behind and agency_of(behind[1]):
        return Dateline(text=f"{opening[:end]}{behind[1]}", place=place), rest[behind.end() :]
    return Dateline(text=_without_stop(head), place=place), rest


_AGENCY_BEHIND = re.compile(r"([^\W\d_][^\W_]{1,14}(?:[ -][^\W_]{2,14}){0,2})\.\s{1,3}(?=\W{0,2}[^\W\d_])")


def _after_agency(opening: str, text: str) -> tuple[Dateline, str] | None:
    """A dateline that ends with its agency and has no dash: "ALDERSUND (TT) Hamnbron", "КИЇВ. 4 березня. УНН. Міст".

    It must have a town in capitals or a day: in running text, "Danske Bank (TT)" is not a town.
    """
    for named in _LAST_AGENCY.finditer(opening):
        agency, rest = named["inside"] or named["bare"], text[named.end() :].lstrip()
        head = opening[: named.end()].strip()
        if not agency_of(agency) or not _opens_sentence(rest) or agency_of(_BRACKETS.sub("", head)):
            continue
        parsed = _parse(head.rstrip(". "), spaced=True)
        dated = any(_without_date(part.strip(" ."), "")[1] for part in re.split(r"[,(/]|\.\s", head))
        if parsed and parsed[0] and (dated or parsed[0].isupper()):
            return Dateline(text=_without_stop(head), place=parsed[0]), rest
    return None


_LAST_AGENCY = re.compile(
    r"(?<=\S)\s[(/]\s?(?P<inside>[^()/\s]{2,20})\s?[)/][:.]?(?=\s)|[.,]\s(?P<bare>[^\W\d_]{3,14}(?:\.[a-z]{2,3})?)\.(?=\s)",
    re.IGNORECASE,
)


def _opens_sentence(rest: str) -> bool:
    first = rest.lstrip(" \"“”'‘’«„(")[:1]
    if not first or first.islower() or not first.isalnum():
        return False
    beginning = rest[:80]
    return not beginning.isupper() and len(rest.split(maxsplit=3)) >= 3


def _parse(head: str, *, spaced: bool) -> tuple[str | None, bool] | None:
    """The place, and whether the head is only an agency's name. None: it is not a dateline."""
    bracketed = [match[1] for match in _BRACKETS.finditer(head)]
    agency = any(agency_of(part) for inside in bracketed for part in re.split(r"[/=,]", inside))
    # Initials in brackets after a town in capitals are an agency, known or not.
    agency = agency or (head[:3].isupper() and any(re.fullmatch(r"[A-Z]{2,6}", inside) for inside in bracketed))
    places: list[str] = []
    dated = False
    for part in re.split(r",\s?|(?<=[^\W\d_]{4})\.\s", _BRACKETS.sub(", ", head)):
        name, has_date = _without_date(part.strip(" ."), _without_stop(part))
        if dated and name and agency_of(name):
            agency = True
            continue
        after_date, dated = dated or (has_date and not agency), dated or has_date
        if name and (after_date or not _is_place(name)):
            return None
        if name:
            places.append(name)
    if not places:
        return (None, not dated) if agency else None
    if len(places) > 3 or (bracketed and not agency and not dated):
        return None
    believed = agency or dated or _stands_alone(places)
    return (", ".join(places), False) if believed and (spaced or agency or dated or places[0].isupper()) else None


def _without_stop(text: str) -> str:
    """The text without a full stop at its end, unless it ends with an abbreviated state: "RENO, Nev."."""
    bare = text.strip(" ,")
    abbreviated = bare.rpartition(", ")[2].lower() in REGIONS or bare.endswith(".C.")
    return bare if abbreviated else bare.rstrip(". ")


def _without_date(bare: str, part: str) -> tuple[str, bool]:
    """A part between commas without the date at its end, and whether there was a date."""
    if bare.lower() in _WEEKDAY or re.fullmatch(r"\d{4}", bare):
        return "", True
    words = part.split()
    for count in range(min(len(words), 4), 0, -1):
        match = _DATE.fullmatch(" ".join(words[-count:]))
        if match and (
            match["iso"]
            or match["day"]
            or month_of(match["after"] or match["before"] or match["middle"] or "", language=None)
        ):
            return " ".join(words[:-count]), True
    return part, False


def _is_place(name: str) -> bool:
    words = name.split()
    if (
        words[0] in {"A", "AN"}
        or len(words) > 5
        or len(name) > 50
        or any(word.lower().strip(":.") in LABELS for word in words)
    ):
        return False
    return words[0][0] in "'’" or all(
        _PLACE_WORD.fullmatch(word) is not None and (not word[0].islower() or word in _SMALL_WORDS or "-" in word)
        for word in words
    )


def _stands_alone(places: list[str]) -> bool:
    """Whether places count as a dateline without a date or an agency."""
    town = places[0]
    if all(part.lower() in STANDALONE_CITIES for part in town.split("/")):
        return True
    if len(places) == 2 and (places[1].lower() in REGIONS or places[1].lower() + "." in REGIONS):
        return True
    # Short words in capitals are mostly the initials of organisations.
    return town.isupper() and len(town) >= 5 and len(places) <= 2
