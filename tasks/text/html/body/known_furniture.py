"""Furniture known from an outlet's other pages: lines and places that come again under other headlines.

The warehouse counts and learns. This module makes the marks (hashes of a line and of its place) that are counted and
compared.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

from schemas.outlet_furniture import OutletFurniture, PageLine
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.html.body.block_facts import BlockFacts, fold
from tasks.text.html.body.block_model import Floats
from tasks.text.html.body.page_blocks import HEADINGS, Container, PageBlocks

SHORTEST_LINE = 15
"""Fewest letters and digits of a line that is learned. A shorter line may stand in any article: "Read more", a name, a
subhead."""
_MIGHT_BE_TEXT = 0.1
"""Score from which a line is counted: lower ones never get into a body."""
_MOST_LINES = 120
_LEVELS = 4
"""Elements on the path to a block that make up its place."""
_LEAST_LEFT = 100.0
"""Letters of the body that must be left; otherwise nothing is removed, because the rule does not fit this outlet."""
_CREDIT_LENGTH = 200


class KnownLines:
    """The marks of a page's lines, by which they are counted and recognised."""

    def __init__(self, page: PageBlocks, facts: Sequence[BlockFacts], scores: Floats) -> None:
        self._page, self._facts, self._scores = page, facts, scores
        self._places: dict[int, str] = {}

    def without(self, chosen: list[int], known: OutletFurniture | None) -> tuple[list[int], list[int]]:
        """The chosen blocks that are not the outlet's furniture, and those that are."""
        if known is None or not chosen:
            return chosen, []
        own = self._own_places(chosen)
        dropped = {
            index
            for index in chosen
            if self._is_counted(index)
            and (
                _hash(fold(self._page.blocks[index].text)) in known.lines
                or (not self._is_own(index, own) and _hash(self._place(index)) in known.places)
            )
        }
        left = [index for index in chosen if index not in dropped]
        if sum(self._facts[index].mass for index in left) < _LEAST_LEFT:
            return chosen, []
        return left, sorted(dropped)

    def lines(self, chosen: Sequence[int]) -> Iterator[PageLine]:
        """The marks to be counted: of the body's lines and of lines that might have been taken for body."""
        taken, own = set(chosen), self._own_places(chosen)
        count = 0
        for index, score in enumerate(self._scores.tolist()):
            if (index not in taken and score < _MIGHT_BE_TEXT) or not self._is_counted(index):
                continue
            is_own = self._is_own(index, own)
            if is_own and self._page.containers[self._page.blocks[index].container].tag in HEADINGS:
                continue  # an outlet may use one subhead, "Why it matters", in all its texts
            line = _hash(fold(self._page.blocks[index].text))
            yield PageLine(line, _hash(self._place(index)), is_own, index in taken)
            count += 1
            if count >= _MOST_LINES:
                return

    def _is_counted(self, index: int) -> bool:
        """Whether a line is long enough and not an agency's credit: the credit is a field of its own, read from the
        body."""
        folded = self._facts[index].folded
        text = self._page.blocks[index].text
        is_long = len(folded) >= SHORTEST_LINE if folded else len(text) >= SHORTEST_LINE
        return is_long and (len(text) > _CREDIT_LENGTH or wire_credit(text) is None)

    def _own_places(self, chosen: Sequence[int]) -> frozenset[str]:
        """The places of most of the text: that of its blocks, and that of the element around them."""
        sizes: dict[int, float] = defaultdict(float)
        for index in chosen:
            sizes[self._page.blocks[index].container] += self._facts[index].mass
        by_place: dict[tuple[str, str], float] = defaultdict(float)
        for container, size in sizes.items():
            by_place[self._path(container), self._path(self._page.containers[container].parent)] += size
        return frozenset(max(by_place.items(), key=lambda one: one[1])[0]) if by_place else frozenset()

    def _is_own(self, index: int, own: frozenset[str]) -> bool:
        container = self._page.blocks[index].container
        return self._path(container) in own or self._path(self._page.containers[container].parent) in own

    def _place(self, index: int) -> str:
        return self._path(self._page.blocks[index].container)

    def _path(self, container: int) -> str:
        if container not in self._places:
            self._places[container] = _path(self._page.containers, container)
        return self._places[container]


def _path(containers: Sequence[Container], at: int) -> str:
    names: list[str] = []
    while at > 0 and len(names) < _LEVELS:
        names.append(containers[at].signature)
        at = containers[at].parent
    return ">".join(names)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
