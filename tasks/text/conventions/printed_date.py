"""Dates as outlets print them: "11th Nov. 2025", "3 mars 2024 à 18h05", "12.11.2025", "2024年3月5日", ISO, RFC 2822.

A date needs day, month and year: "5 March", "yesterday" and "two hours ago" are not dates by themselves. A date that
does not exist, lies before 1800 or after the document's arrival (plus one day for time zones) is ignored.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from schemas.article import Moment
from tasks.text.conventions.calendars.calendar_day import calendar_day
from tasks.text.conventions.calendars.other_calendar import days_of_other_calendars
from tasks.text.conventions.clock_time import clock_time
from tasks.text.conventions.month_name import fold, knows_months, month_of

_LONGEST = 200
"""Characters read. A printed date stands within a short line; hostile input may be megabytes."""
_EARLIEST_YEAR = 1800
_BUDDHIST_YEARS = 2400
_GAP = 12
"""Most characters between a day, its month and its year: "3 de março de 2024"."""

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})(?!\d)")
_EAST_ASIAN = re.compile(
    r"(?<!\d)(\d{4})\s?(?:[年년]|оны)\s?(\d{1,2})(?:-р|\sд[уү]г[аэ]{2}р)?\s?(?:[月월]|сарын)\s?(\d{1,2})\s?[日号일]?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=T\d{4}|Z?\s*$)")
_YEAR_LAST = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SEPARATED = re.compile(r"\d\s?[./-]\s?\d")
_TOKEN = re.compile(r"\d+|[^\s\d.,;:/()\[\]|–—'’`·•،\"-]+")
_FILLERS = (
    "a am and an ano año anul ar d dd de del den der di dia die dne e eko er el gada god il la le lo m na nd ng ngay"
    " nam of on rd roku rok st th the year º ª ° o г года году року р rr ta"
)
"""Words and ordinal endings between a day, its month and its year, folded."""
_FILLER_WORDS = frozenset(_FILLERS.split())
_OF_YEAR = re.compile(r"\.?\s{0,3}(?:gada|года?|году|року|г|р)\b")
"""Latvian puts the year first and the month last: "2024. gada 5. marts". "World Cup 2022: 5 March" has two dates."""
_AMERICAN_HINT = re.compile(r"\b[ECMP][SD]?T\b")
_EUROPEAN_HINT = re.compile(r"\b(?:GMT|BST|CES?T|EES?T|IST|AE[SD]T|NZ[SD]T|SAST)\b")
_MONTH_FIRST_REGIONS = frozenset({"US", "PH", "FM", "PW"})
_UNDECIDED_REGIONS = frozenset({"CA", "ZA"})


_SIGN = re.compile(r"\d|[״\"]")
"""A digit, or the mark inside the letters of a Hebrew year."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date, and its span in the text."""

    moment: Moment
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def printed_moment(text: str, *, received_at: datetime, language: str | None = None) -> Moment | None:
    """The first full date in a short text, with its instant if a time of day and a zone are printed beside it. None: no
    date."""
    found = printed_date(text, received_at=received_at, language=language)
    return found.moment if found else None


def printed_date(text: str, *, received_at: datetime, language: str | None = None) -> PrintedDate | None:
    """The first full date with its span. Reads the first 200 characters. None: no date."""
    text = text[:_LONGEST]
    if not _SIGN.search(text):
        return None
    return _first_date(text, received_at.date() + timedelta(days=1), language)


@lru_cache(maxsize=2048)
def _first_date(text: str, latest: date, language: str | None) -> PrintedDate | None:
    """Cached, because the readers of dates, of bylines and of neighbouring lines all ask for the date of the same
    line."""
    found = [
        (start, end, day)
        for start, end, day in _candidates(text, language=language, latest=latest)
        if day.year >= _EARLIEST_YEAR and day <= latest
    ]
    if found:
        start, end, day = min(found, key=lambda candidate: (candidate[0], -candidate[1]))
        time = clock_time(text, day=day, date_start=start, date_end=end)
        if time:
            start, end = min(start, time.start), max(end, time.end)
        return PrintedDate(Moment(printed=text[start:end], day=day, at=time.at if time else None), start, end)
    return _by_library(text, language=language, latest=latest)


def _candidates(text: str, *, language: str | None, latest: date) -> Iterator[tuple[int, int, date]]:
    separated = _SEPARATED.search(text) is not None
    for pattern in (_YEAR_FIRST, _EAST_ASIAN):
        for match in pattern.finditer(text) if separated or pattern is _EAST_ASIAN else ():
            yield from _dated(match, int(match[1]), int(match[2]), int(match[3]))
    if compact := _COMPACT.match(text):
        yield from _dated(compact, int(compact[1]), int(compact[2]), int(compact[3]))
    for match in _YEAR_LAST.finditer(text) if separated else ():
        yield from _year_last(match, text, language=language, latest=latest)
    if _YEAR.search(text):
        yield from _named(text, language)
    yield from days_of_other_calendars(text, language=language)


def _dated(match: re.Match[str], year: int, month: int, day: int) -> Iterator[tuple[int, int, date]]:
    # No other calendar has reached the year 2400: Thai systems write the Buddhist year in every form of date.
    if exists := calendar_day(year - 543 if year > _BUDDHIST_YEARS else year, month, day):
        yield match.start(), match.end(), exists


def _year_last(
    match: re.Match[str], text: str, *, language: str | None, latest: date
) -> Iterator[tuple[int, int, date]]:
    first, second = int(match[1]), int(match[3])
    year = int(match[4]) if len(match[4]) == 4 else _century(int(match[4]), latest)
    year -= 543 if year > _BUDDHIST_YEARS else 0
    readings = {calendar_day(year, second, first), calendar_day(year, first, second)}
    possible = [day for day in readings if day and day <= latest]
    if len(possible) == 2:
        day_first = _day_first(match[2], text, language)
        if day_first is None:
            return
        month, day = (second, first) if day_first else (first, second)
        yield from _dated(match, year, month, day)
    elif possible:
        yield match.start(), match.end(), possible[0]


def _century(year: int, latest: date) -> int:
    return 2000 + year if 2000 + year <= latest.year else 1900 + year


def _day_first(separator: str, text: str, language: str | None) -> bool | None:
    """Whether 03/04/2024 is the third of April. None: nothing decides it, and no date is better than a wrong date.

    Only day-first countries use points. The month comes first in the United States and the Philippines (CLDR); Canada
    and South Africa print both orders. A time zone beside the date indicates the country. In languages other than
    English the day comes first.
    """
    if separator == ".":
        return True
    tag = (language or "").replace("_", "-").split("-")
    region = tag[-1].upper() if len(tag) > 1 else ""
    if region in _MONTH_FIRST_REGIONS and tag[0].lower() in {"en", "fil", "tl"}:
        return False
    if tag[0].lower() not in {"", "en"} or (len(region) == 2 and region not in _UNDECIDED_REGIONS):
        return True
    if _AMERICAN_HINT.search(text):
        return False
    return True if _EUROPEAN_HINT.search(text) else None


def _named(text: str, language: str | None) -> Iterator[tuple[int, int, date]]:
    """Dates with the month as a word, in any order of day, month and year."""
    tokens = _without_fillers(text)
    for at, token in enumerate(tokens):
        month = _month(tokens, at, language)
        if not month:
            continue
        before = tokens[at - 1] if at else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        last = tokens[at + 2] if at + 2 < len(tokens) else None
        first = tokens[at - 2] if at > 1 else None
        if first and before and not _OF_YEAR.match(text, first.end, before.start):
            first = None
        for day, year in ((before, after), (after, last), (after, before), (before, first)):
            if not (day and year and _is_day(day) and len(year.text) == 4 and year.text.isdecimal()):
                continue
            parts = sorted((day, token, year), key=lambda part: part.start)
            if all(right.start - left.end <= _GAP for left, right in pairwise(parts)):
                exists = calendar_day(_common_era(int(year.text), token.text), month, int(day.text))
                if exists:
                    yield parts[0].start, parts[-1].end, exists
                    break


def _without_fillers(text: str) -> list[_Token]:
    tokens = [_Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    return [token for token in tokens if token.text.isdecimal() or fold(token.text) not in _FILLER_WORDS]


def _month(tokens: list[_Token], at: int, language: str | None) -> int | None:
    token = tokens[at]
    if token.text.isdecimal():
        # Vietnamese numbers the months: "ngày 5 tháng 3 năm 2024".
        numbered = at and fold(tokens[at - 1].text) in {"thang", "thg"} and len(token.text) <= 2
        return int(token.text) if numbered and 1 <= int(token.text) <= 12 else None
    # Hebrew writes "in March" as one word.
    found = month_of(token.text, language=language)
    return found or (month_of(token.text[1:], language=language) if token.text[0] == "ב" else None)


def _is_day(token: _Token) -> bool:
    return token.text.isdecimal() and len(token.text) <= 2 and 1 <= int(token.text) <= 31


def _common_era(year: int, month: str) -> int:
    """The Gregorian year: Thai pages count from the Buddha's death, 543 years earlier."""
    return year - 543 if "\u0e00" <= month[0] <= "\u0e7f" and year > 2300 else year


def _by_library(text: str, *, language: str | None, latest: date) -> PrintedDate | None:
    """A date in a language whose months are not in our table. Takes milliseconds per text, and 0.3 s at first use."""
    code = (language or "").partition("-")[0].lower()
    if not code or knows_months(code):
        return None
    import dateparser

    try:
        settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
        found = dateparser.parse(text.strip(), languages=[code], settings=settings)
    except ValueError:
        # an unknown language
        return None
    if found is None or found.year < _EARLIEST_YEAR or found.date() > latest:
        return None
    return PrintedDate(Moment(printed=text, day=found.date(), at=None), 0, len(text))
