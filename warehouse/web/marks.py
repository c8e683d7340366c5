"""A text in pieces, cut where marks begin and end: names, statements and figures may overlap."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["name", "statement", "figure"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, in characters, end exclusive."""

    start: int
    end: int
    kind: Kind
    about: str
    """The text that a browser shows when the pointer is over the mark."""
    target: str | None = None
    """The entity that the mark links to. None: no link."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with the same marks over its whole length."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def kinds(self) -> str:
        """As classes: `name statement`."""
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def about(self) -> str:
        """The text that a browser shows when the pointer is over the mark."""
        return "; ".join(dict.fromkeys(mark.about for mark in self.marks))

    @property
    def target(self) -> str | None:
        """The entity of the shortest mark over this piece."""
        named = [mark for mark in self.marks if mark.target]
        return min(named, key=lambda mark: mark.end - mark.start).target if named else None


def pieces(text: str, marks: Iterable[Mark], *, start: int = 0) -> list[Piece]:
    """The text in pieces. `start`: its offset in the text that the marks' offsets refer to. Marks may overlap."""
    end = start + len(text)
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    cuts = sorted({start, end, *(min(max(at, start), end) for mark in inside for at in (mark.start, mark.end))})
    begins = sorted(inside, key=lambda mark: mark.start)
    found: list[Piece] = []
    open_marks: list[Mark] = []
    at = 0
    for a, b in pairwise(cuts):
        while at < len(begins) and begins[at].start <= a:
            open_marks.append(begins[at])
            at += 1
        open_marks = [mark for mark in open_marks if mark.end > a]
        found.append(Piece(text[a - start : b - start], tuple(open_marks)))
    return found
