"""Boxes inside an article: which of them belong to its text, whatever the block model says of their single lines.

The lines of a box are kept or left out together: the captions of a numbered gallery, the labels of a chart, notes, the
verdict of a review.
"""

import re
from collections.abc import Sequence

from tasks.text.html.body.block_facts import BlockFacts
from tasks.text.html.body.cards import without_cards
from tasks.text.html.body.furniture import Hint
from tasks.text.html.body.furniture_lines import says_offer
from tasks.text.html.body.page_blocks import HEADINGS, PageBlock, PageBlocks

_NUMBERED = re.compile(r"\(?(\d{1,3})\s?(?:/|of|von|de|sur|di|van|av|из|z)\s?(\d{1,3})\b")
_FEWEST_PICTURES = 3
_MOST_OF_TEXT = 0.6
_NOTES = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|corrections?|clarification|editors?-?note)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"(?:correction|clarification|corrigendum|erratum|editor['’]s note|korrektur|anm(?:erkung|\.) d(?:er|\.) red"
    r"|correctif|rectificatif|note de la rédaction|fe de erratas?|corrección|nota de(?:l| la) (?:editor|redacción)"
    r"|errata|correção|correzione|rettifica|rättelse|rettelse|oikaisu|sprostowanie|oprava|исправление|поправка"
    r"|this (?:article|story|post|piece|report) (?:was|has been) (?:amended|updated|corrected|edited))\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"(?:summary|(?:the |our |final )?verdict|conclusion|(?:the )?bottom line|pros|cons|fazit|unser fazit"
    r"|vor- und nachteile|vorteile|nachteile|verdicte?|en résumé|points (?:forts|faibles)|conclusión|veredicto"
    r"|conclusione|pro|contro|conclusie)\s?:?",
    re.IGNORECASE,
)
_NEAR = 6
"""Notes and the verdict may stand this many blocks below the text."""
_FEWEST_LABELS = 8
_LABEL = 20
_DATA_TAGS = frozenset(("li", "dd", "dt", "td", "th", "tr", "pre"))
_SUBSCRIBE = int(Hint.SUBSCRIBE)
_LONGEST_OFFER = 300


def with_boxes(page: PageBlocks, facts: Sequence[BlockFacts], chosen: list[int], *, headline: str) -> list[int]:
    """The chosen blocks without numbered galleries, cards, chart labels and offers, and with notes and verdicts."""
    chosen = without_cards(page, facts, _without_galleries(page, facts, chosen), headline)
    chosen = _without_labels(page, facts, chosen)
    chosen = [index for index in chosen if not _is_offer(page, index)]
    if not chosen:
        return chosen
    return sorted(set(chosen) | _notes(page, facts, chosen) | _verdicts(page, facts, chosen))


def _is_offer(page: PageBlocks, index: int) -> bool:
    """Whether a line offers a subscription, by its words and by the names of its box."""
    block = page.blocks[index]
    around = page.containers[block.container]
    hints = around.hints | page.containers[max(around.parent, 0)].hints
    return bool(hints & _SUBSCRIBE) and len(block.text) <= _LONGEST_OFFER and says_offer(block.text)


def _without_labels(page: PageBlocks, facts: Sequence[BlockFacts], chosen: list[int]) -> list[int]:
    """Leave out a run of many single words: the labels of a chart or a map."""
    kept: list[int] = []
    run: list[int] = []
    for index in [*chosen, -1]:
        if index >= 0 and _is_label(page, facts, index):
            run.append(index)
            continue
        kept += run if len(run) < _FEWEST_LABELS else []
        run = []
        if index >= 0:
            kept.append(index)
    return kept


def _is_label(page: PageBlocks, facts: Sequence[BlockFacts], index: int) -> bool:
    tag = page.containers[page.blocks[index].container].tag
    is_short = len(page.blocks[index].text) <= _LABEL and not facts[index].ends
    return is_short and tag not in HEADINGS and tag not in _DATA_TAGS


def _without_galleries(page: PageBlocks, facts: Sequence[BlockFacts], chosen: list[int]) -> list[int]:
    """Leave out captions "1/6" to "6/6" set inside a longer text, with the heading above them."""
    series: dict[str, list[int]] = {}
    for index, block in enumerate(page.blocks):
        if (
            block.text[:1] in "(0123456789"
            and (found := _NUMBERED.match(block.text))
            and int(found[1]) <= int(found[2])
        ):
            series.setdefault(found[2], []).append(index)
    for indexes in series.values():
        if len(indexes) < _FEWEST_PICTURES:
            continue
        around = _around(page, indexes)
        inside = {index for index in chosen if _is_inside(page, page.blocks[index], around)}
        while around > 0 and inside:  # a heading above the pictures belongs to them if only they follow it
            wider = page.containers[around].parent
            more = {index for index in chosen if _is_inside(page, page.blocks[index], wider)} - inside
            if any(page.containers[page.blocks[index].container].tag not in HEADINGS for index in more):
                break
            around, inside = wider, inside | more
        size = sum(facts[index].mass for index in chosen)
        if around > 0 and sum(facts[index].mass for index in inside) < _MOST_OF_TEXT * size:
            chosen = [index for index in chosen if index not in inside]
    return chosen


def _around(page: PageBlocks, indexes: Sequence[int]) -> int:
    """The innermost container around all these blocks."""
    at = page.blocks[indexes[0]].container
    for index in indexes[1:]:
        while not _is_inside(page, page.blocks[index], at):
            at = page.containers[at].parent
    return at


def _is_inside(page: PageBlocks, block: PageBlock, around: int) -> bool:
    at = block.container
    while at > around:
        at = page.containers[at].parent
    return at == around


def _notes(page: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int]) -> set[int]:
    """Footnotes and corrections, by the names of their element or by their first words."""
    home = _home(page, chosen)
    found = set()
    for index in range(chosen[0] + 1, min(len(page.blocks), chosen[-1] + 40)):
        fact, block = facts[index], page.blocks[index]
        if fact.link_share > 0.5 or fact.mass < 20:
            continue
        at, is_note = block.container, False
        for _ in range(3):
            is_note = is_note or _NOTES.search(page.containers[at].signature.partition(".")[2]) is not None
            at = max(page.containers[at].parent, 0)
        is_near = index <= chosen[-1] + _NEAR and _is_inside(page, block, home)
        if (is_note and fact.ends and _is_inside(page, block, home)) or (is_near and _CORRECTION.match(block.text)):
            found.add(index)
    return found


def _verdicts(page: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int]) -> set[int]:
    """The blocks in or below the text that follow a heading such as "Verdict" or "Pros", with that heading."""
    home = _home(page, chosen)
    found: set[int] = set()
    under: set[int] = set()
    for index in range(chosen[0] + 1, min(len(page.blocks), chosen[-1] + 1 + 3 * _NEAR)):
        block, fact = page.blocks[index], facts[index]
        if page.containers[block.container].tag in HEADINGS:
            under = {index} if _VERDICT.fullmatch(block.text) and _is_inside(page, block, home) else set()
        elif under and (fact.link_share > 0.3 or not _is_inside(page, block, home)):
            under = set()
        elif under:
            under.add(index)
            found |= under
    return found


def _home(page: PageBlocks, chosen: Sequence[int]) -> int:
    """The <article> around the first chosen block, else the element two levels above it."""
    at = page.blocks[chosen[0]].container
    level = around = at
    for step in range(40):
        if page.containers[level].tag == "article":
            return level
        around = level if step <= 2 else around
        if page.containers[level].parent < 0:
            break
        level = page.containers[level].parent
    return around
