"""The time of day printed beside a date: "10:30 am EST", "18h05 CET", "T18:05:00+01:00"."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

_REACH = 40
"""Characters before and after a date that are searched for its time."""

_CLOCK = (
    r"(?P<hour>\d{1,2})\s?[:.：hH]\s?(?P<minute>\d{2})(?:\s?[:.：]\s?(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s{0,2}(?P<half>[aApP]\.?\s?[mM]\.?)?\s{0,2}\(?"
    r"(?P<zone>(?:UTC|GMT)?[+−-]\d{1,2}(?::?\d{2})?|[A-Z]{1,4}\b)"
)
_AFTER = re.compile(
    r"[\s,.(|/·•–—-]{0,5}(?:T|(?i:at|um|à|kl|ore|às|alle|om|saat|в|о|a las|@)(?![^\W\d_]))?[\s.,:]{0,3}" + _CLOCK
)
_BEFORE = re.compile(r"(?<![\d:.])" + _CLOCK + r"\)?[^\d]{0,20}$")
_COMPACT = re.compile(r"T(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<half>)(?P<zone>Z|[+-]\d{2}:?\d{2})")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+−-])(\d{1,2}):?(\d{2})?")

_ZONES = {
    **dict.fromkeys(("Z", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("BST", "CET", "MEZ", "WAT", "WEST"), 60),
    **dict.fromkeys(("CEST", "MESZ", "EET", "SAST", "CAT"), 120),
    **dict.fromkeys(("EEST", "MSK", "EAT", "TRT"), 180),
    "PKT": 300,
    "WIB": 420,
    "HKT": 480,
    "SGT": 480,
    "PHT": 480,
    "AWST": 480,
    "JST": 540,
    "KST": 540,
    "ACST": 570,
    "ACDT": 630,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "EDT": -240,
    "EST": -300,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PDT": -420,
    "PST": -480,
    "AKST": -540,
    "BRT": -180,
    "ART": -180,
}
"""Minutes east of Greenwich. CST (Chicago, Havana, Beijing) and IST (India, Ireland, Israel) are ambiguous and left
out."""
_AMERICAN = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}
"""Zones of the United States without "standard" or "daylight", with their winter offset in minutes."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """An instant, and the span of text that states its time of day."""

    at: datetime
    start: int
    end: int


def clock_time(text: str, *, day: date, date_start: int, date_end: int) -> ClockTime | None:
    """The instant on `day`, if a time with a zone is printed directly after or before the date.

    None: there is no time, or the time has no zone and so is not an instant.
    """
    after = text[date_end : date_end + _REACH]
    offset = max(0, date_start - _REACH)
    tries = (
        (_COMPACT.match(after), date_end),
        (_AFTER.match(after), date_end),
        (_BEFORE.search(text[offset:date_start]), offset),
    )
    for match, shift in tries:
        instant = _instant(match, day) if match else None
        if match and instant:
            return ClockTime(instant, shift + match.start("hour"), shift + match.end("zone"))
    return None


def _instant(match: re.Match[str], day: date) -> datetime | None:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    minutes = _minutes_east(match["zone"], day)
    if minutes is None:
        return None
    zone = UTC if minutes == 0 else timezone(timedelta(minutes=minutes))
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)


def _minutes_east(zone: str, day: date) -> int | None:
    if zone in _ZONES:
        return _ZONES[zone]
    if zone in _AMERICAN:
        return _AMERICAN[zone] + (60 if _american_summer(day) else 0)
    offset = _OFFSET.fullmatch(zone)
    if not offset:
        return None
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    if minutes > 14 * 60:
        return None
    return minutes if offset[1] == "+" else -minutes


def _american_summer(day: date) -> bool:
    """Whether daylight saving time applies: from the second Sunday of March to the first of November, the law since
    2007."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    return march + timedelta(days=6 - march.weekday()) <= day < november + timedelta(days=6 - november.weekday())
