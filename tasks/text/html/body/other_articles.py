"""Pages with several articles: the page's own is read, the headlines of the others are named in the evidence.

A page that loads the next story when the reader reaches its end is saved with it, and a pager or a ticker shows how
others begin. HTML has the element <article> for each of them. On a page that does not use it, a second headline with
its own byline or date opens the next article.
"""

from collections.abc import Sequence
from datetime import datetime

from tasks.text.conventions.meta_line import meta_line
from tasks.text.html.body.block_facts import BlockFacts
from tasks.text.html.body.page_blocks import HEADINGS, PageBlocks
from tasks.text.html.body.page_messages import ends_article

_LEAST = 100.0
"""Letters that the first article must keep; with fewer, the rules do not fit this page and all blocks stay."""
_BEFORE_HEADING, _BEFORE_LINE = 0.25, 0.5
"""Share of the text that must stand above a heading (0.25) or another line (0.5) that opens comments or the next
article. With less text above it, the line is a button."""
_HEAD_BLOCKS = 4
"""The byline or date stands at most this many blocks below a headline."""


def without_others(
    page: PageBlocks, facts: Sequence[BlockFacts], chosen: list[int], *, headline: str, received_at: datetime
) -> tuple[list[int], list[str]]:
    """The chosen blocks of the page's own article, and the headlines of the others. `headline`: folded."""
    chosen = _before_end(page, chosen)
    at = _headline_at(page, facts, headline)
    if at < 0:
        return chosen, []
    own, titles = _in_own_element(page, chosen, at)
    second = _second_headline(page, facts, own, at, received_at)
    if second is not None:
        own, titles = [index for index in own if index < second], [*titles, page.blocks[second].text]
    is_enough = sum(facts[index].mass for index in own) >= _LEAST
    return (own, titles) if is_enough else (chosen, [])


def _before_end(page: PageBlocks, chosen: list[int]) -> list[int]:
    """The chosen blocks above the line at which readers' comments or the next article begin."""
    total = sum(len(page.blocks[index].text) for index in chosen)
    above, place = 0, 0
    for at, block in enumerate(page.blocks[: chosen[-1]] if chosen else ()):
        while place < len(chosen) and chosen[place] <= at:
            above += len(page.blocks[chosen[place]].text)
            place += 1
        is_button = block.link_chars > len(block.text) / 2
        if above < _LEAST or is_button or not ends_article(block.text):
            continue
        is_heading = page.containers[block.container].tag in HEADINGS
        if above >= (_BEFORE_HEADING if is_heading else _BEFORE_LINE) * total:
            return [index for index in chosen if index < at]
    return chosen


def _headline_at(page: PageBlocks, facts: Sequence[BlockFacts], headline: str) -> int:
    headings = [
        index
        for index, block in enumerate(page.blocks)
        if page.containers[block.container].tag in HEADINGS and headline and facts[index].folded == headline
    ]
    return headings[0] if headings else -1


def _in_own_element(page: PageBlocks, chosen: list[int], at: int) -> tuple[list[int], list[str]]:
    """The chosen blocks that stand in the headline's <article> (or microdata Article) or in none, and the headlines of
    the other articles."""
    article_of: list[int] = []  # innermost article around each container, itself included; -1: none
    for index, container in enumerate(page.containers):
        article_of.append(index if container.is_article else article_of[container.parent] if index else -1)
    own = article_of[page.blocks[at].container]
    if own < 0:
        return chosen, []
    kept, titles = [], dict[int, str]()
    for index in chosen:
        other = article_of[page.blocks[index].container]
        if other < 0 or index < at or _is_inside(page, other, own) or _is_inside(page, own, other):
            kept.append(index)
        elif other not in titles:
            title = _heading_of(page, article_of, other)
            if title is None:  # a part of the text that is an <article> without a headline
                kept.append(index)
            else:
                titles[other] = title
    return kept, list(titles.values())


def _is_inside(page: PageBlocks, at: int, around: int) -> bool:
    while at > around:
        at = page.containers[at].parent
    return at == around


def _heading_of(page: PageBlocks, article_of: Sequence[int], article: int) -> str | None:
    for block in page.blocks:
        if article_of[block.container] == article and page.containers[block.container].tag in HEADINGS:
            return block.text
    return None


def _second_headline(
    page: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int], at: int, received_at: datetime
) -> int | None:
    """The next heading that looks like the headline and has its own byline or date below it. None: there is none."""
    own = page.containers[page.blocks[at].container]
    first = next((index for index in chosen if index > at and facts[index].good), None)
    if own.tag != "h1" or first is None:
        return None
    for index in range(first + 1, len(page.blocks)):
        container = page.containers[page.blocks[index].container]
        if container.tag != "h1" or container.signature != own.signature or facts[index].folded == facts[at].folded:
            continue
        below = page.blocks[index + 1 : index + 1 + _HEAD_BLOCKS]
        if any(meta_line(block.text, received_at=received_at) for block in below):
            return index
    return None
