"""Two versions of a text side by side: paragraphs first, then the words of paragraphs that were changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Change = Literal["same", "changed", "added", "removed"]

_WORDS = re.compile(r"\w+|[^\w\s]|\s+")
MOST_PARAGRAPHS = 2_000
MOST_WORDS = 1_000
"""Most words of a paragraph that are compared; a longer paragraph is shown as changed as a whole."""
MOST_COMPARED = 200
"""Most paragraphs whose words are compared: the time grows with the square of their length."""


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a paragraph. `changed`: the other version does not have it."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph in both versions. An empty side: that version does not have it."""

    change: Change
    before: tuple[Word, ...]
    after: tuple[Word, ...]


def changes(before: str, after: str) -> list[Line]:
    """The paragraphs of two texts, side by side."""
    old, new = before.split("\n\n")[:MOST_PARAGRAPHS], after.split("\n\n")[:MOST_PARAGRAPHS]
    lines: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [Line("same", _whole(text), _whole(text)) for text in old[a:b]]
        else:
            lines += _replaced(old[a:b], new[c:d], compared=len(lines) < MOST_COMPARED)
    return lines


def _replaced(old: Sequence[str], new: Sequence[str], *, compared: bool) -> Iterator[Line]:
    for before, after in zip_longest(old, new):
        if before is None:
            yield Line("added", (), _whole(after, changed=True))
        elif after is None:
            yield Line("removed", _whole(before, changed=True), ())
        else:
            yield _compared(before, after) if compared else _apart(before, after)


def _compared(before: str, after: str) -> Line:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _apart(before, after)
    matcher = SequenceMatcher(None, old, new)
    if matcher.quick_ratio() < 0.2:
        return _apart(before, after)
    left: list[Word] = []
    right: list[Word] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if b > a:
            left.append(Word("".join(old[a:b]), tag != "equal"))
        if d > c:
            right.append(Word("".join(new[c:d]), tag != "equal"))
    return Line("changed", tuple(left), tuple(right))


def _apart(before: str, after: str) -> Line:
    return Line("changed", _whole(before, changed=True), _whole(after, changed=True))


def _whole(text: str, *, changed: bool = False) -> tuple[Word, ...]:
    return (Word(text, changed),)
