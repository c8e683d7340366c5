"""A document that was read and waits for the loader."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StagedDocument:
    """What deciding needs of a staged document; names as in the staged relation `documents`."""

    document: int
    """Its position in the batch."""
    arrival_id: str
    drop_key: str
    capture_id: str | None
    """None: its bytes could not be read."""
    location: str
    seen_at: datetime
    reading: str
    """See `schemas.reading.Reading`."""
    reason: str | None
    detail: str | None
    identity: str | None
    """What its article_id is a hash of. None: it is not an article; the same holds for the three below."""
    text_hash: str | None
    body: str | None
    headline: str | None = None
    """None: it is not an article, or has none."""
    editorial_status: str | None = None
    """None: it is not an article, or does not say."""
    publisher_id: str | None = None
    """None: it is not an article, or has none."""
    revision: str | None = None
    """None: it is not an article, or has none."""
