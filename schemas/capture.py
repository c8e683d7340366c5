"""Bytes as they arrived."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from schemas.feed_item import FeedItem
from schemas.record import Record


class MediaType(StrEnum):
    """The kinds of document that can be read, by content and not by ending."""

    HTML = "text/html"
    PLAIN = "text/plain"
    JSON = "application/json"  # one article as a JSON object
    JSON_LINES = "application/x-ndjson"  # a container: one JSON article a line


class Sidecar(Record):
    """What `NAME.meta.json` beside a document says of it. None: it does not say."""

    url: str | None = None
    fetched_at: datetime | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    """HTTP response headers, names in lower case."""
    form: str | None = None
    """Name of its form in `tasks.text.formats`, as the container that held it knows. None: recognised by content."""
    feed: FeedItem | None = None
    """What the feed or sitemap that led to the document says of it."""


NOTHING_KNOWN = Sidecar()
"""The sidecar of a document that has none."""


class Capture(Record):
    """One sequence of bytes, kept for ever in the archive under its own hash."""

    capture_id: str
    """sha256 of the bytes, hex."""
    media_type: str
    """What the content is; `application/octet-stream` when nothing known."""
    byte_size: int
    archive_path: str
    """Relative to HOME."""
    source_url: str | None
    """Where it was fetched from, from the sidecar. None: unknown."""
    first_received_at: datetime
