"""Counts and sums for blocks and containers: how much running text they hold, and where most of it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.text.html.body.furniture import Hint
from tasks.text.html.body.furniture_lines import is_marker
from tasks.text.html.body.page_blocks import Container, PageBlock, PageBlocks

# Scripts without spaces between words: one character carries about as much as three letters.
_DENSE = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")
_SENTENCE_END = re.compile(r"[.!?…。！？।۔؟։።][\"'”’»“)\]]*(?:\s|$)")
_ENDS = tuple(".!?…。！？।۔؟։።:;")
_CLOSERS = "\"'”’»“)] ›"
_FOLD = re.compile(r"\W+")
_LOWER = bytes(range(256)).lower()
_ASCII_SIGNS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))
"""For `fold` on ASCII text, which most text is: ten times as fast as the regular expression."""
_LONGEST_FOLDED = 400

GOOD_MASS = 40
"""Letters from which a block with a sentence end and few links counts as running text: about seven words."""
# Sentences in a comment section or in legal small print are not an article.
_BAD = int(Hint.COMMENT | Hint.FOOTER | Hint.CONSENT | Hint.NAVIGATION | Hint.FORM | Hint.HIDDEN)
_GOOD = int(Hint.CONTENT | Hint.ARTICLE)
_SHARES = (1.0, 0.8, 0.48, 0.288)
"""Weights of a paragraph for its own element and for the elements around it, from the inside out."""


@dataclass(slots=True)
class BlockFacts:
    """Facts that are computed once for each block."""

    mass: float
    good: float
    """Its mass if it looks like running text, else 0."""
    link_share: float
    ends: bool
    sentences: int
    folded: str
    marker: bool


def fold(text: str) -> str:
    """Only letters and digits, in lower case, to compare lines."""
    if text.isascii():
        return text.encode().translate(_LOWER, _ASCII_SIGNS).decode()
    return _FOLD.sub("", text.lower())


def facts_of(block: PageBlock) -> BlockFacts:
    """Length, links and sentences of one block."""
    text = block.text
    size = len(text)
    mass = float(size) if text.isascii() else size + 2.0 * len(_DENSE.findall(text))
    link_share = min(1.0, block.link_chars / size)
    ends = text.rstrip(_CLOSERS).endswith(_ENDS)
    sentences = len(_SENTENCE_END.findall(text)) if size > 20 else int(ends)
    is_good = link_share < 0.4 and ((ends and mass >= GOOD_MASS) or mass >= 3 * GOOD_MASS)
    return BlockFacts(
        mass,
        mass if is_good else 0.0,
        link_share,
        ends,
        sentences,
        fold(text) if size < _LONGEST_FOLDED else "",
        is_marker(text, link_share),
    )


@dataclass(slots=True)
class ContainerFacts:
    """Sums over everything inside a container."""

    mass: float = 0.0
    good: float = 0.0
    link: float = 0.0
    blocks: int = 0
    goods: int = 0
    first: int = -1
    last: int = -1


def container_facts(page: PageBlocks, facts: Sequence[BlockFacts]) -> list[ContainerFacts]:
    """Sums for every container, in one pass from the innermost to the outermost."""
    sums = [ContainerFacts() for _ in page.containers]
    for index, (block, fact) in enumerate(zip(page.blocks, facts, strict=True)):
        own = sums[block.container]
        own.mass += fact.mass
        own.good += fact.good
        own.link += fact.mass * fact.link_share
        own.blocks += 1
        own.goods += fact.good > 0
        if own.first < 0:
            own.first = index
        own.last = index
    for index in range(len(sums) - 1, 0, -1):
        own, above = sums[index], sums[page.containers[index].parent]
        if not own.blocks:
            continue
        above.mass += own.mass
        above.good += own.good
        above.link += own.link
        above.blocks += own.blocks
        above.goods += own.goods
        above.first = own.first if above.first < 0 else min(above.first, own.first)
        above.last = max(above.last, own.last)
    return sums


def best_container(page: PageBlocks, facts: Sequence[BlockFacts], sums: Sequence[ContainerFacts]) -> int:
    """The container with most running text in its own paragraphs and in those up to three levels further down."""
    scores = [0.0] * len(page.containers)
    for block, fact in zip(page.blocks, facts, strict=True):
        at = block.container
        for share in _SHARES:
            if at < 0:
                break
            scores[at] += fact.good * share
            at = page.containers[at].parent
    half = sums[0].mass / 2
    factors = [1.0] * len(scores)
    for index, container in enumerate(page.containers[1:], start=1):
        factors[index] = factors[container.parent]
        if container.hints & _BAD and not container.hints & _GOOD and sums[index].mass < half:
            factors[index] = 0.3
        scores[index] *= factors[index]
        if container.hints & _GOOD:
            scores[index] *= 1.25
        if container.tag in ("p", "li", "td", "blockquote"):
            scores[index] *= 0.5
    return max(range(len(scores)), key=scores.__getitem__, default=0)


def template_name(containers: Sequence[Container], at: int) -> str:
    """A name shared by the blocks of one template: the signatures of their element and of the element around it."""
    own = containers[at]
    return f"{containers[own.parent].signature}>{own.signature}" if at else own.signature
