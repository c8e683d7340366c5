"""Bytes as they arrived."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from schemas.feed_item import FeedItem
from schemas.record import Record

SIDECAR_ENDING = ".meta.json"
"""What follows a document's name in the name of its sidecar, in the inbox as in the archive."""


class MediaType(StrEnum):
    """The kinds of document that can be read, by content and not by ending."""

    HTML = "text/html"
    PLAIN = "text/plain"
    JSON = "application/json"  # one article as a JSON object


class Sidecar(Record):
    """What `NAME.meta.json` beside a document says about it. None: it does not say."""

    url: str | None = None
    fetched_at: datetime | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    """HTTP response headers, names in lower case."""
    form: str | None = None
    """Name of its form in `tasks.text.formats`, as the container that held it knows. None: recognised by content."""
    feed: FeedItem | None = None
    """What the feed or sitemap that led to the document says about it. None: no feed led to it."""


NOTHING_KNOWN = Sidecar()
"""The sidecar of a document that has none."""
