"""Dates as feeds write them: RFC 822 with its variants, RFC 3339, asctime, digits alone."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

from schemas.article import Moment
from tasks.text.conventions.calendars.calendar_day import calendar_day
from tasks.text.conventions.data_moment import data_moment
from tasks.text.conventions.printed_text import printed_text

_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?")
_ZONE_NAME = re.compile(r"\b([A-Z][a-z]{2,20}/[A-Z][A-Za-z_]{2,30})\s*$")
_TIME = re.compile(r"\b\d{1,2}:\d{2}")


def feed_moment(text: str, *, received_at: datetime, language: str | None = None) -> Moment | None:
    """The date that a feed states. None: it cannot be read, or lies more than a day after `received_at`.

    Without a zone only the day is used, not the time.
    """
    text = printed_text(text, limit=200)
    moment = data_moment(text, received_at=received_at, language=language)
    if moment is not None and (moment.at is not None or not _TIME.search(text)):
        return moment
    stated = _digits(text) or _rfc_822(text)
    if stated is not None and stated.day <= (received_at + timedelta(days=1)).date():
        return stated
    return moment


def first_readable(texts: list[str]) -> str:
    """The first date that can be read; else the first of all, to be shown; "" if there is none.

    A feed may state a date twice, once in a form of its own.
    """
    if len(texts) < 2:
        return "".join(texts)
    readable = (text for text in texts if feed_moment(text, received_at=_NEVER_TOO_LATE) is not None)
    return next(readable, next(iter(texts), ""))


_NEVER_TOO_LATE = datetime(2999, 1, 1, tzinfo=UTC)


def _digits(text: str) -> Moment | None:
    found = _DIGITS.fullmatch(text)
    if found is None:
        return None
    day = calendar_day(int(found[1]), int(found[2]), int(found[3]))
    return Moment(printed=text, day=day, at=None) if day else None


def _rfc_822(text: str) -> Moment | None:
    """RFC 822 and 2822, asctime, a zone before the year: what the standard library reads, and names of zones. None:
    another form."""
    parts = parsedate_tz(text)
    day = calendar_day(*parts[:3]) if parts else None
    if parts is None or day is None:
        return None
    named = _ZONE_NAME.search(text)
    zone: tzinfo | None = _zone(named[1]) if named else None
    if zone is None and parts[9] is not None and abs(parts[9]) <= 14 * 3600:
        zone = timezone(timedelta(seconds=parts[9]))
    try:
        at = datetime(*parts[:6], tzinfo=zone) if zone else None
    except ValueError:
        return Moment(printed=text, day=day, at=None)
    return Moment(printed=text, day=day, at=at)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
