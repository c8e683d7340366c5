"""A text cut at the ends of what stands in it: names, statements and figures may be marked inside each other."""

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
    """What one reads when one points at it."""
    target: str | None = None
    """An entity to go to. None: there is none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch in which the same marks hold."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def kinds(self) -> str:
        """As classes: `name statement`."""
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def about(self) -> str:
        """What one reads when one points at it."""
        return "; ".join(dict.fromkeys(mark.about for mark in self.marks))

    @property
    def target(self) -> str | None:
        """The entity of the shortest name here."""
        named = [mark for mark in self.marks if mark.target]
        return min(named, key=lambda mark: mark.end - mark.start).target if named else None


def pieces(text: str, marks: Iterable[Mark], *, start: int = 0) -> list[Piece]:
    """The text in pieces; `start` is where it stands in the text that the marks count by. Marks may overlap."""
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
