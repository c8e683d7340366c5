"""The forms in which wires write an instant: ISO 8601, extended or basic, and its dialects.

"2018-02-26T21:20:36Z", "20151210T191044Z", "20181210T093549+0100", "2016-04-13 04:52:21+00:00", "2020.09.07 14:45:26",
"20200907T144527" (a day but no instant, since the zone is missing), "20200907".
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from schemas.article import Moment

_STAMP = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-./]?)(?P<month>\d{2})(?P=mark)(?P<day>\d{2})"
    r"(?:[T ]?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r" ?(?P<zone>Z|GMT|UTC|[+-]\d{2}:?(?:\d{2})?)?)?(?!\d)"
)
_EARLIEST_YEAR = 1800
GRACE = timedelta(days=1)
"""Clocks and zones differ: a date up to one day after the arrival is accepted."""


def wire_moment(printed: str | None, *, latest: datetime | None) -> Moment | None:
    """The moment at the start of `printed`. None: no date, a date that does not exist, or one more than a day after
    `latest`.

    `latest`: when the document arrived; None for dates that may be in the future, such as the end of an embargo.
    """
    match = _STAMP.match((printed or "").strip())
    day = _day(match) if match else None
    if match is None or day is None or day.year < _EARLIEST_YEAR:
        return None
    if latest is not None and day > (latest + GRACE).date():
        return None
    return Moment(printed=match[0].strip(), day=day, at=_instant(match, day))


def is_stamp(text: str) -> bool:
    """Whether a text begins with a machine's time stamp, and so is not a dateline."""
    return _STAMP.match(text.strip()) is not None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _instant(match: re.Match[str], day: date) -> datetime | None:
    if not match["hour"] or not match["zone"]:
        return None
    # NITF writes 000000 if the time is unknown.
    try:
        return datetime(
            day.year, day.month, day.day, int(match["hour"]), int(match["minute"]), int(match["second"] or 0),
            tzinfo=_zone(match["zone"]),
        )  # fmt: skip
    except ValueError:
        return None


def _zone(printed: str) -> timezone:
    if printed in ("Z", "GMT", "UTC"):
        return UTC
    digits = printed[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    offset = timedelta(minutes=minutes if printed[0] == "+" else -minutes)
    return UTC if not minutes else timezone(offset)
