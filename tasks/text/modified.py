"""When the article was last changed."""

from itertools import islice

from schemas.article import Moment
from schemas.evidence import Finding
from tasks.text.page import Page
from tasks.text.stated_dates import stated_dates
from tasks.text.story_header import StoryHeader

MAX_CANDIDATES = 6


def modified(page: Page, *, header: StoryHeader, language: str | None) -> Finding[Moment]:
    """What the publisher states in data, else what is printed as an update beside the headline."""
    found = list(islice(stated_dates(page, "modified", header=header, language=language), MAX_CANDIDATES))
    chosen = found[0] if found else None
    return Finding(
        chosen.moment if chosen else None, tuple(date.evidence("modified", chosen=date is chosen) for date in found)
    )
