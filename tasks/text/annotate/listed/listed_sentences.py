"""Sentences and tokens of a block in any language, with its quotations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.text.annotate.engine.tokens import tokens
from tasks.text.annotate.grammar.quotations import Quotation
from tasks.text.annotate.languages.pack import LanguagePack

_END = re.compile(
    r"[.!?…؟।](?:[\"”»“’')\]]{0,3})\s{1,4}(?=[\"“«„‘»(\[¿¡—–-]{0,2}\s?[^\W_a-zà-öø-ÿа-яёіїєґ])|[。！？](?:[」』”]?)"
)
_LAST_WORD = re.compile(r"([^\W_][\w.]{0,12})$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block: its words with their places in the block."""

    start: int
    end: int
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    """For each word, whether it is inside a quotation."""
    named: tuple[str, ...]
    """For each word, the label of the person or organisation that it names; "" if it names none."""

    def at(self, place: int) -> int:
        """The index of the first word that begins at or after a place."""
        return next((n for n, start in enumerate(self.starts) if start >= place), len(self.starts))


Named = tuple[int, int, str]
"""A name's start and end in a block, and its label."""


def block_sentences(
    text: str, quotes: list[Quotation], pack: LanguagePack, named: Sequence[Named] = ()
) -> list[Sentence]:
    """The sentences of a block; no sentence ends inside a quotation."""
    cuts = [0]
    for found in _END.finditer(text):
        place = found.end()
        if any(
            one.outer_start < found.start() < one.outer_end - 1 or one.outer_start < place < one.outer_end
            for one in quotes
        ):
            continue
        if found.group()[0] == "." and _shortened(text[max(0, found.start() - 16) : found.start()], pack):
            continue
        cuts.append(place)
    return [
        _sentence(text, a, b, quotes, named)
        for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)
        if text[a:b].strip()
    ]


def _shortened(before: str, pack: LanguagePack) -> bool:
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    bare = word.group(1)
    return (
        len(bare) == 1 or bare.lower() in pack.abbreviations or (bare.isdigit() and len(bare) < 3 and bool(pack.months))
    )


def _sentence(text: str, start: int, end: int, quotes: list[Quotation], named: Sequence[Named]) -> Sentence:
    found = tokens(text[start:end])
    starts = tuple(start + a for _, a, _ in found)
    words = tuple(word for word, _, _ in found)
    quoted = tuple(any(one.outer_start <= at < one.outer_end for one in quotes) for at in starts)
    ends = tuple(start + b for _, _, b in found)
    here = [one for one in named if start <= one[0] < end]
    labels = tuple(next((label for a, b, label in here if a <= at < b), "") for at in starts)
    return Sentence(start, end, words, tuple(word.lower() for word in words), starts, ends, quoted, labels)
