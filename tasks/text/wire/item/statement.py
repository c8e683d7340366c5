"""The statements of a wire's item about itself, before conclusions are drawn: printed values by field, best first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas.article import BlockKind

Pieces = list[tuple[BlockKind, str]]
"""Blocks before they have spans."""

_SHOWN = 300
"""Characters of a value that evidence keeps."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One value as printed, and its place: "contentMeta/headline"."""

    value: str
    locator: str


@dataclass(slots=True)
class WireItem:
    """One item: its statements by field of the article, its text, and what it is if it is not a text.

    Built by the reader of one form, read by `wire_article`.
    """

    pieces: Pieces = field(default_factory=list)
    not_an_article: str | None = None
    """What it is instead of an article: "a picture (ninat:picture)". None: it may be an article."""
    stated: dict[str, list[Stated]] = field(default_factory=dict)

    def say(self, name: str, value: str | None, locator: str) -> None:
        """Add one statement after better ones. Empty values and duplicates are ignored."""
        text = " ".join((value or "").split())
        if text and all(text != other.value for other in self.stated.get(name, ())):
            self.stated.setdefault(name, []).append(Stated(text, locator))

    def first(self, name: str) -> str | None:
        """The best value of a field. None: nothing was stated."""
        return next((one.value for one in self.stated.get(name, ())), None)

    def every(self, name: str) -> tuple[str, ...]:
        """All values of a field, in order."""
        return tuple(one.value for one in self.stated.get(name, ()))

    def candidates(self) -> Iterator[tuple[str, str, str]]:
        """Field, value and locator of all statements, for evidence."""
        for name, values in self.stated.items():
            for one in values:
                yield name, one.value[:_SHOWN], one.locator
