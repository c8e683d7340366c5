"""Days that the text mentions: "on Monday", "last week", "in 2019", "Nov. 11, 2025".

Relative dates are resolved against the day of publication, and only if it is known. A weekday is the last one up to the
day of publication, because news reports the past, unless the sentence is about the future.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from schemas.text_date import TextDate
from tasks.text.annotate.languages.en.number_words import word_value
from tasks.text.annotate.word_starts import matches_at
from tasks.text.conventions.month_name import month_names
from tasks.text.conventions.wordlist import wordlist

_MONTHS = tuple(forms[0] for forms in month_names("en"))
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PATTERNS = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)"
    rf"|(?P<mdy>\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}}\b)?(?![\d,:]*\d))"
    rf"|(?P<dmy>\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}}\b)?(?!\w))"
    rf"|(?P<my>\b{_FULL_MONTH},? (?:of )?\d{{4}}\b)"
    rf"|(?P<weekday>\b(?:(?:on|last|next|this|late|early|by|until|since) )?{_DAY}\b)"
    rf"|(?P<month>\b(?:in|last|next|this|since|by|until|late|early|mid) {_FULL_MONTH}\b(?! \d))"
    r"|(?P<near>\b(?:today|yesterday|tomorrow|tonight|last night|over the weekend|at the weekend|this weekend|last "
    r"weekend)\b)"
    r"|(?P<span>\b(?:last|this|next|earlier this|later this) (?:week|month|year)\b)"
    rf"|(?P<ago>\b{_COUNT} (?:day|week|month|year)s? ago\b)"
    r"|(?P<year>\b(?:in|since|of|by|from|until|before|after|during|late|early) (?:1[5-9]|20)\d\d\b(?![\d,.]*\d"
    r"|[-–/]\d| (?:[a-z]+s|people|men|women|children)\b|%))",
    re.IGNORECASE,
)
# The words with which any of these dates begins, beside digits.
_STARTS = wordlist(
    "an a one two three four five six seven eight nine ten eleven twelve on last next this late early by until since "
    "in mid today yesterday tomorrow tonight over at earlier later of from before after during "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
) | frozenset((*_MONTHS, *_DAYS))
_FUTURE = re.compile(r"\b(?:will|would|due|set to|scheduled|expected|plans? to|going to|to be held|upcoming|coming)\b")
_YEAR = re.compile(r"\d{4}$")
_NUMBER = re.compile(r"\d{1,2}")
_NAME = re.compile(r"[A-Za-z]{3,}")

Days = tuple[date, date]


def text_dates(body: str, published_on: date | None) -> list[TextDate]:
    """The days that the text mentions, in order. Without the day of publication, only complete dates."""
    found: list[TextDate] = []
    for match in matches_at(_PATTERNS, body, _may_start):
        kind = match.lastgroup or ""
        days = _READERS[kind](match.group(), published_on, _ahead(body, match.start()))
        if days is not None:
            found.append(
                TextDate(
                    surface=match.group(),
                    from_day=days[0],
                    to_day=days[1],
                    start_char=match.start(),
                    end_char=match.end(),
                )
            )
    return found


def _may_start(word: str, _behind: str) -> bool:
    return word in _STARTS or word[0].isdigit()


def _ahead(body: str, at: int) -> bool:
    """Whether the words before it in the same sentence are about the future."""
    before = body[max(0, at - 80) : at]
    return bool(_FUTURE.search(before.rpartition(". ")[2]))


def _iso(text: str, _published: date | None, _ahead: bool) -> Days | None:
    return _day(int(text[:4]), int(text[5:7]), int(text[8:10]))


def _month_day(text: str, published: date | None, _ahead: bool) -> Days | None:
    year = _YEAR.search(text)
    named = year.start() if year else len(text)
    month, number = _month_of(text), _NUMBER.search(text[:named])
    if month is None or number is None or text.startswith(("may ", "march ")):
        return None
    if year:
        return _day(int(year.group()), month, int(number.group()))
    if published is None:
        return None
    around = [_day(published.year + step, month, int(number.group())) for step in (-1, 0, 1)]
    return min((one for one in around if one), key=lambda one: abs((one[0] - published).days), default=None)


def _month_year(text: str, _published: date | None, _ahead: bool) -> Days | None:
    month = _month_of(text)
    return _whole_month(int(text[-4:]), month) if month else None


def _weekday(text: str, published: date | None, ahead: bool) -> Days | None:
    if published is None or not text.rsplit(maxsplit=1)[-1][0].isupper():
        return None
    lower = text.lower()
    wanted = _DAYS.index(lower.split()[-1])
    back = (published.weekday() - wanted) % 7
    if lower.startswith("last ") and back == 0:
        back = 7
    if lower.startswith("next ") or (ahead and not lower.startswith("last ") and back != 0):
        back -= 7
    day = published - timedelta(days=back)
    return day, day


def _in_month(text: str, published: date | None, ahead: bool) -> Days | None:
    month = _month_of(text)
    if published is None or month is None or not text.rsplit(maxsplit=1)[-1][0].isupper():
        return None
    year = published.year
    if text.lower().startswith("next ") or (ahead and month < published.month):
        year += month <= published.month
    elif (text.lower().startswith("last ") and month == published.month) or (month > published.month and not ahead):
        year -= 1
    return _whole_month(year, month)


def _near(text: str, published: date | None, _ahead: bool) -> Days | None:
    if published is None:
        return None
    lower = text.lower()
    if "weekend" in lower:
        saturday = published - timedelta(days=(published.weekday() - 5) % 7)
        if lower == "this weekend" and published.weekday() < 5:
            saturday += timedelta(days=7)
        return saturday, min(saturday + timedelta(days=1), max(published, saturday))
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(lower, 0)
    day = published + timedelta(days=step)
    return day, day


def _span(text: str, published: date | None, _ahead: bool) -> Days | None:
    if published is None:
        return None
    words = text.lower().split()
    step = {"last": -1, "next": 1}.get(words[0], 0)
    if words[-1] == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    if words[-1] == "year":
        return date(published.year + step, 1, 1), date(published.year + step, 12, 31)
    months = published.year * 12 + published.month - 1 + step
    return _whole_month(months // 12, months % 12 + 1)


def _ago(text: str, published: date | None, _ahead: bool) -> Days | None:
    if published is None:
        return None
    count, unit = text.lower().split()[:2]
    number = int(count) if count.isdigit() else 1 if count in {"a", "an"} else int(word_value(count) or 0)
    if unit.startswith("day"):
        day = published - timedelta(days=number)
        return day, day
    if unit.startswith("week"):
        day = published - timedelta(weeks=number)
        return day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday())
    if unit.startswith("month"):
        months = published.year * 12 + published.month - 1 - number
        return _whole_month(months // 12, months % 12 + 1)
    return _year_span(published.year - number)


def _year(text: str, _published: date | None, _ahead: bool) -> Days | None:
    return _year_span(int(text[-4:]))


def _year_span(year: int) -> Days | None:
    return (date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= 9999 else None


def _month_of(text: str) -> int | None:
    for word in _NAME.findall(text.lower()):
        for at, name in enumerate(_MONTHS, start=1):
            if name.startswith(word[:3]) and (word == name or len(word) <= 4):
                return at
    return None


def _day(year: int, month: int, number: int) -> Days | None:
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    return day, day


def _whole_month(year: int, month: int) -> Days | None:
    if not 1 <= year <= 9999:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


_READERS: dict[str, Callable[[str, date | None, bool], Days | None]] = {
    "iso": _iso, "mdy": _month_day, "dmy": _month_day, "my": _month_year, "weekday": _weekday, "month": _in_month,
    "near": _near, "span": _span, "ago": _ago, "year": _year,
}  # fmt: skip
