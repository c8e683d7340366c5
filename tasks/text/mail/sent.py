"""The headers of a mail: sender, date and subject. A mail's date is the day on which it was sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr, parsedate_to_datetime

from schemas.article import Author, Byline, Moment
from tasks.text.conventions.byline import author_names
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.outlet_name import is_outlet
from tasks.text.conventions.person_name import looks_like_name
from tasks.text.conventions.printed_date import printed_moment

_ROUTE = re.compile(r"\s{1,50}(?:via|on behalf of|im auftrag von|de la part de)\s.*$|\s{0,50}[\[(].*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sent:
    """The headers, understood. None: the header is missing or empty."""

    subject: str | None
    moment: Moment | None
    byline: Byline | None
    """The sender, if it is a person or an agency."""
    sender: str | None
    """The sender's name if it is neither: an outlet, a list, a service."""
    message_id: str | None


def sent(headers: Mapping[str, str], *, received_at: datetime) -> Sent:
    """Read the headers (names in lower case). `received_at`: a date after it is wrong."""
    name = _ROUTE.sub("", parseaddr(headers.get("from", ""))[0].strip(" \"'"))
    byline = _byline(name)
    return Sent(
        subject=headers.get("subject", "").strip() or None,
        moment=_moment(headers.get("date", ""), received_at),
        byline=byline,
        sender=None if byline else name or None,
        message_id=headers.get("message-id", "").strip(" <>") or None,
    )


def _byline(name: str) -> Byline | None:
    turned = re.fullmatch(r"([^,]{2,40}), ([^,]{2,40})", name)
    bare = f"{turned[2]} {turned[1]}" if turned else name
    if is_outlet(bare) or bare.lower().startswith(("the ", "die ", "der ", "das ", "il ", "el ")):
        return None
    if agency := agency_of(bare):
        return Byline(text=name, authors=(Author(name=agency, kind="agency"),))
    authors = author_names([bare]) if looks_like_name(bare) else ()
    return Byline(text=name, authors=authors) if authors and authors[0].kind == "person" else None


def _moment(printed: str, received_at: datetime) -> Moment | None:
    try:
        at = parsedate_to_datetime(printed)
    except (ValueError, TypeError, IndexError, OverflowError):
        # A forwarded mail's date is printed for people: "Samstag, 4. März 2023 19:15".
        return printed_moment(printed, received_at=received_at, language=None) if printed else None
    if at.tzinfo is None:
        # "-0000" means that the local zone is unknown and the time is in UTC (RFC 5322, 3.3).
        at = at.replace(tzinfo=received_at.tzinfo) if printed.rstrip().endswith("-0000") else at
    if at.date() > (received_at + timedelta(days=1)).date() or at.year < 1971:
        return None
    return Moment(printed=printed, day=at.date(), at=at if at.tzinfo else None)
