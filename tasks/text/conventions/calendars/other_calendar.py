"""Dates in other calendars: the solar Hijri years of Iran and Afghanistan, Thailand's Buddhist years, the Hebrew
calendar, the eras of Japan and Taiwan.

The Islamic lunar calendar is not read: its months begin when the moon is sighted, which differs by a day or two between
countries, and outlets print the Gregorian date beside it.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from tasks.text.conventions.calendars.calendar_day import calendar_day

_SOLAR_MONTHS = (
    "فروردین/حمل/وری",
    "اردیبهشت/ثور/غویی",
    "خرداد/جوزا/غبرګولی",
    "تیر/سرطان/چنګاښ",
    "مرداد/امرداد/اسد/زمری",
    "شهریور/سنبله/وږی",
    "مهر/میزان/تله",
    "آبان/عقرب/لړم",
    "آذر/قوس/لیندۍ",
    "دی/جدی/مرغومی",
    "بهمن/دلو/سلواغه",
    "اسفند/حوت/کب",
)
_SOLAR = {name: number for number, names in enumerate(_SOLAR_MONTHS, 1) for name in names.split("/")}
_SOLAR_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?(?:ام|م)?\s({'|'.join(_SOLAR)})\s?(?:ماه)?\s?،?\s?([1۱١]\d{{3}})(?!\d)"
)
_PERSIAN_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})
"""Arabic letters that keyboards and publishing systems in Iran write instead of the Persian ones."""
_SOLAR_NUMBERS = re.compile(r"(?<!\d)([1۱١]\d{3})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{1,2})(?!\d)")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_PERSIAN_DIGIT = re.compile("[۰-۹]")
_SOLAR_LANGUAGES = frozenset({"fa", "ps", "prs", "ckb", "mzn", "glk"})
_NOWRUZ_1403 = date(2024, 3, 20)

_THAI = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_THAI_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})\s?({'|'.join(map(re.escape, _THAI))})\s?(\d{{4}}|\d{{2}})(?!\d)")
_BUDDHIST = 543
"""Years by which the Thai calendar is ahead."""

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年\s?(\d{{1,2}})\s?月\s?(\d{{1,2}})\s?日")

_HEBREW_MONTHS = (
    "תשרי",
    "חשוון/חשון/מרחשוון",
    "כסלו/כסליו",
    "טבת",
    "שבט",
    "אדר",
    "ניסן",
    "אייר",
    "סיוון/סיון",
    "תמוז",
    "אב",
    "אלול",
)
_HEBREW = {name: number for number, names in enumerate(_HEBREW_MONTHS) for name in names.split("/")}
_ADAR = 5
_HEBREW_NAMED = re.compile(
    rf"(?<![א-ת])([א-ל][״\"׳']?[א-ט]?[׳']?)\sב?({'|'.join(_HEBREW)})(?:\s(א|ב)[׳']?)?"
    r"\s(ה?[׳']?תש[א-ת]?[״\"][א-ת])(?![א-ת])"
)
_VALUES = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", [*range(1, 10), *range(10, 100, 10), *range(100, 401, 100)], strict=True))
_VALUES |= dict(zip("ךםןףץ", (20, 40, 50, 80, 90), strict=True))  # the forms at the end of a word
_HEBREW_EPOCH = -1373428
"""The proleptic Gregorian ordinal of the day before 1 Tishri of year 1."""


def days_of_other_calendars(text: str, *, language: str | None) -> Iterator[tuple[int, int, date]]:
    """Each such date, with its start and end in `text`."""
    if not text.isascii():
        yield from _named_days(text)
    if (language or "").partition("-")[0] in _SOLAR_LANGUAGES or _PERSIAN_DIGIT.search(text):
        for found in _SOLAR_NUMBERS.finditer(text):
            yield from _at(found, solar_day(int(found[1]), int(found[2]), int(found[3])))


def _named_days(text: str) -> Iterator[tuple[int, int, date]]:
    """Dates whose months or eras have names, in the scripts of their countries."""
    if _ARABIC_LETTER.search(text):
        for found in _SOLAR_NAMED.finditer(text.translate(_PERSIAN_LETTERS)):
            yield from _at(found, solar_day(int(found[3]), _SOLAR[found[2]], int(found[1])))
    for found in _THAI_NAMED.finditer(text):
        year = int(found[3]) if len(found[3]) == 4 else 2500 + int(found[3])
        yield from _at(
            found, calendar_day(year - _BUDDHIST if year > 2300 else year, _THAI.index(found[2]) + 1, int(found[1]))
        )
    for found in _ERA.finditer(text):
        year = _ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
        yield from _at(found, calendar_day(year, int(found[3]), int(found[4])))
    for found in _HEBREW_NAMED.finditer(text):
        number, month, year = _worth(found[1]), _HEBREW[found[2]], 5000 + _worth(found[4].removeprefix("ה"))
        yield from _at(found, hebrew_day(year, month, number, second_adar=found[3] != "א"))


def solar_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a solar Hijri date, by the 33-year cycle that the calendar has followed since 1925. None:
    there is no such day, or the year is outside 1300 to 1499."""
    length = 31 if month <= 6 else 30 if month < 12 or _is_solar_leap(year) else 29
    if not 1300 <= year < 1500 or not 1 <= month <= 12 or not 1 <= day <= length:
        return None
    years = range(1403, year) if year >= 1403 else range(year, 1403)
    days = sum(366 if _is_solar_leap(one) else 365 for one in years)
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return _NOWRUZ_1403 + timedelta(days=(days if year >= 1403 else -days) + before)


def hebrew_day(year: int, month: int, day: int, *, second_adar: bool = False) -> date | None:
    """The Gregorian date of a Hebrew date. None: there is no such day.

    Months count from Tishri = 0. In a leap year, Adar without a number is the first Adar.
    """
    leap = (7 * year + 1) % 19 < 7
    length = _new_year(year + 1) - _new_year(year)
    months = [30, 30 if length % 10 == 5 else 29, 29 if length % 10 == 3 else 30, 29, 30, 29, 30, 29, 30, 29, 30, 29]
    if leap:
        months.insert(5, 30)
    at = month + (1 if leap and (month > _ADAR or (month == _ADAR and second_adar)) else 0)
    if not 1 <= day <= months[at]:
        return None
    return date.fromordinal(_new_year(year) + sum(months[:at]) + day)


@cache
def _new_year(year: int) -> int:
    """The ordinal of the day before 1 Tishri, with the four postponement rules of the calendar."""
    return _HEBREW_EPOCH + _elapsed(year) + _late(year)


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _late(year: int) -> int:
    before, here, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    return 2 if after - here == 356 else 1 if here - before == 382 else 0


def _is_solar_leap(year: int) -> bool:
    return (8 * year + 29) % 33 < 8


def _worth(letters: str) -> int:
    return sum(_VALUES.get(letter, 0) for letter in letters)


def _at(found: re.Match[str], day: date | None) -> Iterator[tuple[int, int, date]]:
    if day is not None:
        yield found.start(), found.end(), day
