"""A date from a machine-readable field of a page, a feed or a record."""

import re
from datetime import UTC, datetime, timedelta

from schemas.article import Moment
from tasks.text.conventions.printed_date import printed_moment
from tasks.text.conventions.printed_text import printed_text

_ZERO = re.compile(r"(?:1970-01-01|1969-12-31|1900-01-01|0001-01-01|0000-00-00)(?:$|[T\s])")
"""The zero times of system clocks: such a field was never filled."""
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")


def data_moment(text: str, *, received_at: datetime, language: str | None) -> Moment | None:
    """The date in a data field: ISO, RFC 2822, as printed, or seconds since 1970. None: it is not a date, or it lies
    after the document's arrival."""
    text = printed_text(text, limit=200)
    if epoch := _EPOCH.fullmatch(text):
        at = datetime.fromtimestamp(int(epoch.group(1)), UTC)
        return Moment(printed=text, day=at.date(), at=at) if at <= received_at + timedelta(days=1) else None
    return None if _ZERO.match(text) else printed_moment(text, received_at=received_at, language=language)
