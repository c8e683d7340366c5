"""What is already known when the outcome of a document is decided."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownCapture:
    """The outcome of bytes that arrived before.

    Of several arrivals it is that of the one that gave a version, else of one that repeats a version in other bytes,
    else of the first that was read, else quarantined.
    """

    capture_id: str
    outcome: str
    reason: str | None
    article_id: str | None
    version_number: int | None


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """The newest version of an article."""

    article_id: str
    number: int
    text_hash: str
    body: str
    headline: str | None = None
    """None: it has none."""
    editorial_status: str | None = None
    """None: it does not say, and is usable."""
