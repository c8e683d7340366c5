"""When the article was published."""

from itertools import islice

from schemas.article import Moment
from schemas.evidence import Finding
from tasks.text.page import Page
from tasks.text.stated_dates import stated_dates
from tasks.text.story_header import StoryHeader

MAX_CANDIDATES = 12


def published(page: Page, *, header: StoryHeader, language: str | None) -> Finding[Moment]:
    """What the publisher states in data, else what is printed beside the headline, else the day in the address.

    Never the day of collection, and never a date of the sidebar, a comment or another story.
    """
    found = list(islice(stated_dates(page, "published", header=header, language=language), MAX_CANDIDATES))
    chosen = found[0] if found else None
    return Finding(
        chosen.moment if chosen else None, tuple(date.evidence("published", chosen=date is chosen) for date in found)
    )
