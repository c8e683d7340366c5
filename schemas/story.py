"""Articles of different wording about one event."""

from datetime import date

from schemas.record import Record


class Story(Record):
    """One event and how many reported it."""

    story_id: str
    headline: str | None
    """The headline of its most central article. None: no article of it has one."""
    first_published_on: date | None
    article_count: int
    outlet_count: int
    independent_count: int
    """Articles with each family of copies counted once."""
