"""The result of one request."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from schemas.feed_item import FeedItem
from schemas.record import Record

Purpose = Literal["source", "page", "revisit"]
"""source: the feed, sitemap or list itself; page: an article for the first time; revisit: an article again."""


class FetchOutcome(StrEnum):
    """A closed list: SQL groups by it."""

    QUEUED = "queued"  # listed by a source, not yet asked for
    FETCHED = "fetched"  # new bytes; of a page: they lie in the inbox
    UNCHANGED = "unchanged"  # answered in full, with the bytes that are known
    NOT_MODIFIED = "not_modified"  # 304
    DISALLOWED = "disallowed"  # robots.txt says no
    ROBOTS_UNKNOWN = "robots_unknown"  # robots.txt cannot be fetched now: wait
    REFUSED = "refused"  # an address that must not be connected to, or no web address
    GONE = "gone"  # 404, 410
    FORBIDDEN = "forbidden"  # other 4xx
    BUSY = "busy"  # 429, 503
    SERVER_ERROR = "server_error"  # other 5xx, and answers that HTTP does not know
    TOO_LARGE = "too_large"  # beyond the limit, as it came or as it unpacked
    TIMEOUT = "timeout"  # silent, or not done in time
    BROKEN = "broken"  # cut short, or against the protocol
    UNREACHABLE = "unreachable"  # no such host, no connection
    BAD_CERTIFICATE = "bad_certificate"
    REDIRECTS = "redirects"  # too many, in a circle, or to nowhere
    NOT_TEXT = "not_text"  # an image, a film, an archive
    UNREADABLE = "unreadable"  # of a source: neither feed nor sitemap nor list


ANSWERED = frozenset({FetchOutcome.FETCHED, FetchOutcome.UNCHANGED, FetchOutcome.NOT_MODIFIED})
"""Outcomes that are a success."""
TRANSIENT = frozenset(
    {
        FetchOutcome.BUSY,
        FetchOutcome.SERVER_ERROR,
        FetchOutcome.TIMEOUT,
        FetchOutcome.BROKEN,
        FetchOutcome.UNREACHABLE,
        FetchOutcome.ROBOTS_UNKNOWN,
    }
)
"""Outcomes that trying again later can change."""


class Fetch(Record):
    """One address that was requested in one run, or queued. `fetches` has one row each, in this order."""

    run_id: str
    source: str
    purpose: Purpose
    url: str
    """As listed, without user name and password."""
    canonical_url: str | None
    """None: no web address."""
    asked_at: datetime
    status: int | None = None
    """The last HTTP status. None: no answer."""
    final_url: str | None = None
    """Where redirects ended. None: no answer."""
    byte_size: int = 0
    """Bytes of all bodies received for it, as they came over the wire."""
    seconds: float = 0.0
    """Time in requests, waiting for the host's turn not counted."""
    attempts: int = 0
    """Requests made for it, those for redirects counted, those for robots.txt not."""
    outcome: FetchOutcome
    detail: str | None = None
    """One sentence. None: nothing to say."""
    etag: str | None = None
    last_modified: str | None = None
    capture_id: str | None = None
    """sha256 of the body last received in full. None: never received."""
    visits: int = 0
    """Times it was answered, this one included."""
    failures: int = 0
    """Times in a row that it was not, this one included."""
    first_fetched_at: datetime | None = None
    next_due: datetime | None = None
    """When to ask again. None: never, unless a source lists it with another date of change."""
    item: FeedItem | None = None
    """What the source said of it. None: it is a source itself."""
