"""The content of a statement as a span of the body: trimmed, extended to its quotation, and with its kind."""

from collections.abc import Iterable
from typing import Protocol

from schemas.statement import StatementKind

EDGE = " \t\n\r,;:"
_OPENING, _CLOSING = '“"‘„«', '”"’“»'
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"))
_MOST = 0.7


class Placed(Protocol):
    """A quotation with positions in the body."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def outer_start(self) -> int: ...
    @property
    def outer_end(self) -> int: ...


def snapped(start: int, end: int, quotes: Iterable[Placed]) -> tuple[int, int]:
    """The span of the quotation, if the content lies inside it and is most of it; else the span unchanged."""
    for one in quotes:
        if one.outer_start <= start and end <= one.outer_end and end - start > _MOST * (one.end - one.start):
            return one.start, one.end
    return start, end


def kind_of(start: int, end: int, quotes: Iterable[Placed]) -> StatementKind:
    """The kind of a content: completely, partly or not in quotation marks."""
    covered = sum(max(0, min(end, one.outer_end) - max(start, one.outer_start)) for one in quotes)
    if covered == 0:
        return "indirect"
    return "direct" if covered >= end - start - 2 else "mixed"


def closed(body: str, start: int, end: int) -> tuple[int, int]:
    """The span with the closing mark directly after it, if it contains the opening one; a full stop or a comma may
    stand between."""
    for opening, closing in _PAIRS:
        if body.rfind(opening, start, end) > body.rfind(closing, start, end):
            for between in ("", ".", ","):
                if body.startswith(between + closing, end):
                    return start, end + len(between) + 1
    return start, end


def trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """The span without the punctuation around it and without the full stop of its sentence."""
    while start < end and (body[start] in EDGE or body[start] in "—–-"):
        start += 1
    while end > start and body[end - 1] in EDGE + "—–-":
        end -= 1
    if body[end - 1 : end] == "." and body[end - 3 : end - 2] != ".":
        end -= 1
    text = body[start:end]
    if text[:1] in _OPENING and not any(mark in text[1:] for mark in _CLOSING):
        start += 1
    elif text[-1:] in _CLOSING and not any(mark in text[:-1] for mark in _OPENING):
        end -= 1
    return closed(body, start, end)
