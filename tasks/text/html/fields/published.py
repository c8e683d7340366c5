"""When the article was published."""

from collections.abc import Iterable, Sequence
from itertools import islice

from schemas.article import Moment
from schemas.evidence import Finding
from tasks.text.html.fields.stated_dates import StatedDate

MAX_CANDIDATES = 12


def published(dates: Iterable[StatedDate], *, updated: Finding[Moment]) -> Finding[Moment]:
    """What the publisher states in data, else what is printed beside the headline, else the day in the address.

    `dates`: from `stated_dates`. A page that prints no other date than that of an update gives that one (`updated`):
    what it shows was published then. Never the day of collection, and never a date of the sidebar, a comment or another
    story.
    """
    found = list(islice(dates, MAX_CANDIDATES))
    if not found and updated.value and any(e.chosen and e.method == "element" for e in updated.evidence):
        return Finding(updated.value, tuple(e.model_copy(update={"field": "published"}) for e in updated.evidence))
    chosen = _printed_before(found, updated.value) or (found[0] if found else None)
    return Finding(
        chosen.moment if chosen else None, tuple(date.evidence("published", chosen=date is chosen) for date in found)
    )


def _printed_before(found: Sequence[StatedDate], updated: Moment | None) -> StatedDate | None:
    """The day in print, if it is earlier and the data states one instant for publication and update: such data tells
    when the page was last saved."""
    if not found or updated is None or found[0].method == "element":
        return None
    stated = found[0].moment
    if (stated.day, stated.at) != (updated.day, updated.at):
        return None
    in_print = next((date for date in found if date.method == "element" and date.locator != "script"), None)
    return in_print if in_print and in_print.moment.day < stated.day else None
