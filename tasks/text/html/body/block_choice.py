"""From block scores to the body: the threshold of this page, blocks that belong together, and repeated text."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tasks.text.html.body.block_facts import BlockFacts, fold, template_name
from tasks.text.html.body.furniture import Hint
from tasks.text.html.body.furniture_lines import (
    is_advert_line,
    is_bare_marker,
    is_caption_or_advertisement,
    is_data,
    is_pointer,
)
from tasks.text.html.body.page_blocks import HEADINGS, PageBlocks
from tasks.text.html.body.page_messages import is_page_message

Floats = npt.NDArray[np.float64]

HIGHEST_THRESHOLD = 0.45
"""Score from which a block is running text. It is below 0.5 because a lost paragraph is worse for a reader than a stray
line."""
LOWEST_THRESHOLD = 0.15
"""Where no block of a page scores high, its best blocks are the text, but none below this score."""
_BEST_WORDS = (60, 300)
"""The best-scoring tenth of a page's words, within these bounds, sets the page's threshold."""
_TABLE_THRESHOLD = 0.3
"""A table is kept or left out as a whole. Its single rows look like data, so the threshold is lower."""
_SMALLEST_TABLE = 3
_PARAGRAPH_WORDS = 20
_MOST_ABOVE, _MOST_ABOVE_H1 = 0.1, 0.4
"""Text above the headline is dropped as teasers and menus if it is less than this share of the text below the
headline."""
_REPEAT = 40
"""Fewest letters of a line that counts as printed twice if it comes again, and as a pull quote if a longer line
contains it."""
_PULL_QUOTE = 20
"""The same for text that is marked as a quotation."""
_WHOLE_TEXT = 600
"""Fewest letters of a block that may repeat the whole article, for machines or behind a paywall."""
_DEK_POSITIONS = 5
_TITLE = int(Hint.TITLE)
_QUOTE = int(Hint.QUOTE)
_MOST_COMPARED = 2_000_000
"""Letters times blocks, in hundreds, up to which lines are searched for in each other."""


def choose(page: PageBlocks, facts: Sequence[BlockFacts], scores: Floats, *, headline: str, dek: str) -> list[int]:
    """Indexes of the blocks that are body, in order. `headline`, `dek`: folded, empty if unknown."""
    if not len(scores):
        return []
    words = np.array([block.text.count(" ") + 1.0 for block in page.blocks]).clip(1, 60)
    links = np.array([fact.link_share for fact in facts])
    keep = scores > _threshold(scores, words * (links < 0.4))
    for rows in _tables(page):
        keep[rows] = np.average(scores[rows], weights=words[rows]) > _TABLE_THRESHOLD
    chosen = _below_headline(page, facts, [int(index) for index in np.flatnonzero(keep)], headline)
    return _without_repeats(page, facts, scores, _without_dek(page, facts, chosen, dek), headline)


def _threshold(scores: Floats, words: Floats) -> float:
    """Half the score of the page's best blocks, within bounds."""
    order = np.argsort(-scores, kind="stable")
    running = np.cumsum(words[order])
    wanted = min(max(_BEST_WORDS[0], running[-1] / 10), _BEST_WORDS[1])
    best = scores[order][min(int(np.searchsorted(running, wanted)), len(order) - 1)]
    return float(min(max(best / 2, LOWEST_THRESHOLD), HIGHEST_THRESHOLD))


def _tables(page: PageBlocks) -> list[list[int]]:
    """The blocks of each data table of at least three rows."""
    tables: dict[int, list[int]] = {}
    for index, block in enumerate(page.blocks):
        container = page.containers[block.container]
        if container.tag == "tr":
            tables.setdefault(container.parent, []).append(index)
        elif container.tag in ("td", "th"):
            tables.setdefault(page.containers[max(container.parent, 0)].parent, []).append(index)
    layout = _layout_tables(page) if tables else set()
    return [rows for table, rows in tables.items() if len(rows) >= _SMALLEST_TABLE and table not in layout]


def _layout_tables(page: PageBlocks) -> set[int]:
    """Tables used for layout, as on old pages: their cells contain a heading or whole paragraphs."""
    found: set[int] = set()
    for block in page.blocks:
        at = block.container
        tag = page.containers[at].tag
        if tag not in HEADINGS and not (tag == "p" and block.text.count(" ") > _PARAGRAPH_WORDS):
            continue
        while at > 0:
            at = page.containers[at].parent
            if at in found:
                break
            if page.containers[max(at, 0)].tag in ("table", "tbody"):
                found.add(at)
    return found


def _below_headline(page: PageBlocks, facts: Sequence[BlockFacts], chosen: list[int], headline: str) -> list[int]:
    """Leave out the little text above the headline: menus, kickers. If there is much of it, the headline is not that of
    this text, and all blocks stay."""
    at = next((index for index, fact in enumerate(facts) if headline and fact.folded == headline), -1)
    below = [index for index in chosen if index > at]
    above = sum(len(page.blocks[index].text) for index in chosen if index < at)
    most = _MOST_ABOVE_H1 if at >= 0 and page.containers[page.blocks[at].container].tag == "h1" else _MOST_ABOVE
    return below if above < most * sum(len(page.blocks[index].text) for index in below) else chosen


def _without_dek(page: PageBlocks, facts: Sequence[BlockFacts], chosen: list[int], dek: str) -> list[int]:
    """Leave out the dek if it is set apart: it is a heading or named as a title, and its template differs from that of
    the next block. What a page states as its description is often just the first paragraph."""
    for at, index in enumerate(chosen[:_DEK_POSITIONS]):
        if not dek or facts[index].folded != dek:
            continue
        own = page.blocks[index].container
        hints = page.containers[own].hints | page.containers[max(page.containers[own].parent, 0)].hints
        is_named = bool(hints & _TITLE) or page.containers[own].tag in HEADINGS
        follower = page.blocks[chosen[at + 1]].container if at + 1 < len(chosen) else -1
        is_alike = follower >= 0 and template_name(page.containers, follower) == template_name(page.containers, own)
        return chosen[:at] + chosen[at + 1 :] if is_named and not is_alike else chosen
    return chosen


def _without_repeats(
    page: PageBlocks, facts: Sequence[BlockFacts], scores: Floats, chosen: list[int], headline: str
) -> list[int]:
    """Leave out what is printed twice.

    That is: the headline, lines printed before, blocks that repeat the whole text, and pull quotes: lines that a longer
    line contains. A line counts as a pull quote if its element is marked as a quotation, or if the longer line scores
    at least as high. So a paragraph stays if only a reader's comment cites it.
    """
    folded = {index: facts[index].folded or fold(page.blocks[index].text) for index in chosen}
    chosen = _without_whole_text(chosen, folded)
    size = sum(len(folded[index]) for index in chosen)
    everything = "|".join(folded[index] for index in chosen) if size * len(chosen) <= _MOST_COMPARED * 100 else ""
    seen = {headline}
    kept: list[int] = []
    where: dict[str, int] = {}
    for index in chosen:
        line = folded[index]
        if _is_no_text(page.blocks[index].text):
            continue
        if line and line in seen and not _is_refrain(page, facts, index, where.get(line)):
            continue
        where[line] = index
        container = page.containers[page.blocks[index].container]
        is_quote = bool((container.hints | page.containers[max(container.parent, 0)].hints) & _QUOTE)
        if len(line) > (_PULL_QUOTE if is_quote else _REPEAT) and container.tag not in HEADINGS:
            seen.add(line)
            first = everything.find(line)
            if first >= 0 and everything.find(line, first + 1) >= 0:
                surer = [other for other in chosen if is_quote or scores[other] >= scores[index]]
                if any(len(folded[other]) > len(line) and line in folded[other] for other in surer):
                    continue
        kept.append(index)
    return kept


def _is_refrain(page: PageBlocks, facts: Sequence[BlockFacts], index: int, before: int | None) -> bool:
    """Whether a line is repeated on purpose: a whole sentence in the same run of paragraphs, with different text before
    and after it. If its neighbours are repeated too, a text or a box is printed twice."""
    if before is None or index - before < 2 or not facts[index].ends or facts[index].link_share > 0:
        return False
    last = len(facts) - 1
    if facts[index - 1].folded == facts[before - 1].folded or before == 0:
        return False
    if facts[min(index + 1, last)].folded == facts[min(before + 1, last)].folded:
        return False
    one, other = page.containers[page.blocks[before].container], page.containers[page.blocks[index].container]
    return one.tag == other.tag == "p" and one.parent == other.parent and one.signature == other.signature


def _is_no_text(text: str) -> bool:
    return (
        is_bare_marker(text)
        or is_pointer(text)
        or is_advert_line(text)
        or is_data(text)
        or is_caption_or_advertisement(text)
        or is_page_message(text)
    )


def _without_whole_text(chosen: list[int], folded: dict[int, str]) -> list[int]:
    """Leave out the largest blocks if most of their text also stands in other blocks."""
    for index in sorted(chosen, key=lambda index: -len(folded[index]))[:3]:
        text = folded[index]
        if len(text) <= _WHOLE_TEXT:
            break
        held = sum(
            len(folded[other])
            for other in chosen
            if other != index and len(folded[other]) > 20 and folded[other] in text
        )
        if held > len(text) / 2:
            chosen = [other for other in chosen if other != index]
    return chosen
