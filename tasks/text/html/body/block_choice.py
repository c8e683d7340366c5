"""From scores to a body: where to draw the line on this page, what goes together, and what is printed twice."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tasks.text.html.body.block_facts import BlockFacts, fold, template_name
from tasks.text.html.body.furniture import Hint
from tasks.text.html.body.furniture_lines import is_bare_marker, is_caption_or_advertisement, is_data, is_pointer
from tasks.text.html.body.page_blocks import HEADINGS, PageBlocks
from tasks.text.html.body.page_messages import is_page_message

Floats = npt.NDArray[np.float64]

HIGHEST_THRESHOLD = 0.45
"""Score from which a block is running text. Below one half: a lost paragraph costs a reader more than a stray line."""
LOWEST_THRESHOLD = 0.15
"""Where nothing on a page scores high, its best blocks are its text, but not below this."""
_BEST_WORDS = (60, 300)
"""The best tenth of a page's words, within these bounds, says how high scores go on it."""
_TABLE_THRESHOLD = 0.3
"""A table is text or data as a whole. Its rows alone look like data, so it needs less."""
_SMALLEST_TABLE = 3
_PARAGRAPH_WORDS = 20
_MOST_ABOVE, _MOST_ABOVE_H1 = 0.1, 0.4
"""Of what stands below a headline, so much may stand above it and is none of the text: teasers, menus."""
_REPEAT = 40
"""Letters from which the same line twice is one line printed twice, and a line inside another a pull quote."""
_PULL_QUOTE = 20
"""The same within what is marked as a quotation."""
_WHOLE_TEXT = 600
"""Letters from which a block may hold the whole article once more, for machines or behind a wall."""
_DEK_POSITIONS = 5
_TITLE = int(Hint.TITLE)
_QUOTE = int(Hint.QUOTE)
_MOST_COMPARED = 2_000_000
"""Letters times blocks up to which lines are searched in each other."""


def choose(page: PageBlocks, facts: Sequence[BlockFacts], scores: Floats, *, headline: str, dek: str) -> list[int]:
    """Indexes of the blocks that are body, in order. `headline`, `dek`: folded, empty when unknown."""
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
    """Half of what the page's best blocks score, within bounds."""
    order = np.argsort(-scores, kind="stable")
    running = np.cumsum(words[order])
    wanted = min(max(_BEST_WORDS[0], running[-1] / 10), _BEST_WORDS[1])
    best = scores[order][min(int(np.searchsorted(running, wanted)), len(order) - 1)]
    return float(min(max(best / 2, LOWEST_THRESHOLD), HIGHEST_THRESHOLD))


def _tables(page: PageBlocks) -> list[list[int]]:
    """The blocks of each table of at least three rows."""
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
    """Tables that lay out a page, as old ones do: a heading or whole paragraphs stand in their cells."""
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
    """Leaves out the little that stands above the headline: menus, kickers. Where much does, the headline is not the
    text's."""
    at = next((index for index, fact in enumerate(facts) if headline and fact.folded == headline), -1)
    below = [index for index in chosen if index > at]
    above = sum(len(page.blocks[index].text) for index in chosen if index < at)
    most = _MOST_ABOVE_H1 if at >= 0 and page.containers[page.blocks[at].container].tag == "h1" else _MOST_ABOVE
    return below if above < most * sum(len(page.blocks[index].text) for index in below) else chosen


def _without_dek(page: PageBlocks, facts: Sequence[BlockFacts], chosen: list[int], dek: str) -> list[int]:
    """Leaves out the dek where it is set apart: named so or a heading, and not made like the block that follows. What a
    page states as its description is often just the first paragraph."""
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
    """Leaves out the headline, lines printed before, blocks that hold the whole text again, and lines that are part of
    a longer one: pull quotes, by their element or since the longer one is more surely text. A paragraph that a reader's
    comment cites stays."""
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
    """Whether a line is printed again on purpose: a whole sentence in the same run of paragraphs, with other text
    before and behind it. Where its neighbours come again too, a text or a box is printed twice."""
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
        or is_data(text)
        or is_caption_or_advertisement(text)
        or is_page_message(text)
    )


def _without_whole_text(chosen: list[int], folded: dict[int, str]) -> list[int]:
    """Leaves out the largest blocks when most of what they hold stands in other blocks too."""
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
