"""Quotations: the text between quotation marks in a block.

Marks are paired inside one block. A block that opens a mark and never closes it continues in the next one: English
prints a speech of several paragraphs in this way. Only the form is judged here, not whether somebody said the words.
"""

import re
from typing import Literal, NamedTuple

from tasks.text.conventions.wordlist import wordlist

Shape = Literal["speech", "fragment"]


class Quotation(NamedTuple):
    """Words in quotation marks. `start` and `end` enclose the words, `outer_start` and `outer_end` also the marks."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    closed: bool
    """False: this block contains no closing mark."""


_DOUBLE = re.compile(r"[“”„‟«»\"]|''|``|‘‘|’’")
_OPENING = frozenset({"“", "„", "‟", "«", "``", "‘‘"})
_CLOSING = frozenset({"”", "»", "’’"})
_SINGLE_OPEN = re.compile(r"(?:(?<=\s)|(?<=[(\[—–-])|^)[‘'](?=[^\W_]|\[|…)")
_SINGLE_CLOSE = re.compile(r"(?<=[,.?!…\w])[’'](?![\w])")
_SMALL = wordlist("with from into over upon that than about after before under against between without through")
# An inch or a minute mark: 6'2", 12".
_MEASURE = re.compile(r"\d$")


def quotations(text: str) -> list[Quotation]:
    """The quotations of a block in order, not nested. Single marks count only if there are no double ones."""
    found = _double(text)
    return found or _single(text)


def _double(text: str) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text):
        if opened is None:
            if _can_open(text, mark):
                opened = mark
            continue
        if _can_close(text, mark):
            found.append(Quotation(opened.start(), opened.end(), mark.start(), mark.end(), closed=True))
            opened = None
        elif mark.group() in _OPENING and opened.group() == mark.group() and _sentence_between(text, opened, mark):
            # The mark was not closed before the next one opens.
            found.append(Quotation(opened.start(), opened.end(), mark.start(), mark.start(), closed=False))
            opened = mark
    if opened is not None and text[opened.end() :].strip():
        found.append(Quotation(opened.start(), opened.end(), len(text), len(text), closed=False))
    return [one for one in found if text[one.start : one.end].strip()]


def _can_open(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _OPENING:
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark.group() in _CLOSING:
        return not before.strip() and bool(after.strip())
    if _MEASURE.search(before) and not after.isalnum():
        return False
    return bool(after.strip()) and (not before.isalnum()) and not (before in ",.?!" and before != "")


def _can_close(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _CLOSING:
        return True
    if mark.group() in _OPENING:
        return False
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return bool(before.strip()) or not after.strip()


def _sentence_between(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    return "." in text[opened.end() : mark.start()][-8:]


def _single(text: str) -> list[Quotation]:
    found: list[Quotation] = []
    at = 0
    while opened := _SINGLE_OPEN.search(text, at):
        closing = _single_close(text, opened)
        if closing is None:
            at = opened.end()
            continue
        found.append(Quotation(opened.start(), opened.end(), closing.start(), closing.end(), closed=True))
        at = closing.end()
    return found


def _single_close(text: str, opened: re.Match[str]) -> re.Match[str] | None:
    """The closing mark: the first after a sentence's punctuation, else the last before the next opening mark. None:
    there is none."""
    following = _SINGLE_OPEN.search(text, opened.end())
    limit = min(following.start() if following else len(text), opened.end() + 1500)
    first: re.Match[str] | None = None
    for mark in _SINGLE_CLOSE.finditer(text, opened.end(), limit + 1):
        if text[mark.start() - 1] in ",.?!…":
            return mark
        # "the voters' choice": a genitive, unless no better mark follows.
        if first is None or text[first.start() - 1] == "s":
            first = mark
    return first


def shape(text: str, quotation: Quotation) -> Shape:
    """A whole sentence or clause is a "speech", by its length, initial capital and closing punctuation; the rest are
    fragments."""
    words = text[quotation.start : quotation.end].split()
    content = text[quotation.start : quotation.end].strip()
    ended = content[-1:] in ",.?!…—-–" or text[quotation.outer_end : quotation.outer_end + 1] in {".", ","}
    capital = content.lstrip("[(…. ")[:1].isupper()
    if quotation.closed and is_title(words):
        return "fragment"
    if not quotation.closed:
        return "speech" if len(words) >= 4 or (capital and len(words) >= 2) else "fragment"
    if content[-1:] in ",?!" and capital:
        return "speech"
    return "speech" if (capital and ended and len(words) >= 3) or len(words) >= 12 else "fragment"


def is_title(words: list[str]) -> bool:
    """Whether all long words are capitalised, as in "The Long Shore": a book, a film, a song.

    Prepositions and similar words are in lower case ("This Week with Ann Lee"). A text that ends like speech needs more
    capitalised words.
    """
    long_words = [word for word in words if len(word) > 3 and word.lower() not in _SMALL]
    ended = words[-1][-1] in ",?!…"
    fewest = 4 if ended or len(words) > 8 else 2
    return 2 <= len(words) <= 14 and len(long_words) >= fewest and all(not word[0].islower() for word in long_words)
