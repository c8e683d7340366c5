"""Repeated lines of an outlet's pages: those of one page, and what was learned from many."""

from collections.abc import Callable
from typing import NamedTuple

from schemas.record import Record


class PageLine(NamedTuple):
    """A line of a page that is text, or might be mistaken for it."""

    line: int
    """64-bit hash of its letters and digits."""
    place: int
    """64-bit hash of the elements around it."""
    own: bool
    """Whether it stands where most of the page's text stands."""
    in_body: bool


class OutletFurniture(Record):
    """What is known of one outlet."""

    version: str
    """Changes with what is known."""
    lines: frozenset[int]
    """Hashes of lines that are repeated under other headlines, see PageLine."""
    places: frozenset[int]
    """Hashes of places at which all lines are repeated."""


Learned = Callable[[str], OutletFurniture | None]
"""What was learned of a site. None: nothing."""


def nothing_learned(_: str) -> None:
    """For a reader without learned furniture."""
