"""One article over time."""

from datetime import date, datetime

from schemas.record import Record


class Version(Record):
    """The text of an article as one capture gave it. All versions are kept whole."""

    version_id: str
    """`article_id` + "-" + number."""
    article_id: str
    number: int
    """1 for the first one seen."""
    capture_id: str
    seen_at: datetime
    headline: str | None
    body: str
    published_on: date | None
    modified_at: datetime | None
    similarity_to_previous: float | None
    """Share of word shingles in common with the version before, 0 to 1. None for the first."""


def version_id(article_id: str, number: int) -> str:
    """The identifier of an article's n-th version."""
    return f"{article_id}-{number}"
