"""A source between two polls."""

from datetime import datetime

from schemas.fetch import FetchOutcome
from schemas.record import Record


class SourceState(Record):
    """What is known of a source between two polls: a row of `feeds`."""

    source: str
    url: str
    kind: str | None = None
    """What was found there: "RSS 2.0", "news sitemap". None: never read."""
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    """sha256 of what it lists, in order. None: never read."""
    polled_at: datetime | None = None
    succeeded_at: datetime | None = None
    changed_at: datetime | None = None
    interval_seconds: float | None = None
    """Time between polls as learnt from its changes. None: never read."""
    failures: int = 0
    """Polls in a row without success."""
    outcome: FetchOutcome | None = None
    detail: str | None = None
    items: int | None = None
    """Articles listed at the last success. None: never read."""
    next_due: datetime | None = None
    """None: at once."""
