"""The date of the article's last change."""

from collections.abc import Iterable
from itertools import islice

from schemas.article import Moment
from schemas.evidence import Finding
from tasks.text.html.fields.stated_dates import StatedDate

MAX_CANDIDATES = 6


def modified(dates: Iterable[StatedDate]) -> Finding[Moment]:
    """What the publisher states in data, else the printed date of an update beside the headline.

    `dates`: from `stated_dates`.
    """
    found = list(islice(dates, MAX_CANDIDATES))
    chosen = found[0] if found else None
    return Finding(
        chosen.moment if chosen else None, tuple(date.evidence("modified", chosen=date is chosen) for date in found)
    )
