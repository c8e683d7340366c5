"""What a careful reader notices about each block of a page, in numbers.

Four things tell running text from furniture, whatever the outlet: the block itself (length, sentences, links), what its
surroundings are called (class names), where it stands (in the container that holds most of the page's sentences, after
the headline, before "Related"), and its neighbours. `NAMES` lists the numbers in their order.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.text.furniture import HINT_COUNT, Hint
from tasks.text.furniture_lines import is_marker, line_hint
from tasks.text.page_blocks import Container, PageBlock, PageBlocks

# Scripts without spaces between words: one sign weighs about as much as three letters.
_DENSE = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")
_SENTENCE_END = re.compile(r"[.!?…。！？।۔؟։።][\"'”’»“)\]]*(?:\s|$)")
_ENDS = tuple(".!?…。！？।۔؟։።:;")
_CLOSERS = "\"'”’»“)] ›"
_COMMAS = re.compile(r"[,،、，;]")
_FOLD = re.compile(r"\W+")

GOOD_MASS = 40
"""Letters from which a block with a sentence's end and few links counts as running text. About seven words."""


@dataclass(slots=True)
class BlockFacts:
    """What is worked out once for each block."""

    mass: float
    good: float
    """Its mass if it looks like running text, else 0."""
    link_share: float
    ends: bool
    sentences: int
    folded: str
    marker: bool


def fold(text: str) -> str:
    """Letters and digits alone, in lower case: for telling whether two lines say the same."""
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
        mass, mass if is_good else 0.0, link_share, ends, sentences, fold(text) if size < 400 else "", is_marker(text, link_share)
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
    """Sums for every container, children first, in one pass."""
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
    """The container whose own paragraphs, and those a level or two further down, hold most running text."""
    # Penalised hints: sentences in a comment section or in legal small print are no article.
    bad = int(Hint.COMMENT | Hint.FOOTER | Hint.CONSENT | Hint.NAVIGATION | Hint.FORM | Hint.HIDDEN)
    good = int(Hint.CONTENT | Hint.ARTICLE)
    scores = [0.0] * len(page.containers)
    for block, fact in zip(page.blocks, facts, strict=True):
        at, share = block.container, 1.0
        for _ in range(4):
            if at < 0:
                break
            scores[at] += fact.good * share
            share *= 0.8 if share == 1.0 else 0.6
            at = page.containers[at].parent
    half = sums[0].mass / 2
    factors = [1.0] * len(scores)
    for index, container in enumerate(page.containers):
        if index == 0:
            continue
        factor = factors[container.parent]
        if container.hints & bad and not container.hints & good and sums[index].mass < half:
            factor = 0.3
        factors[index] = factor
        scores[index] *= factor
        if container.hints & good:
            scores[index] *= 1.25
        if container.tag in ("p", "li", "td", "blockquote"):
            scores[index] *= 0.5
    return max(range(len(scores)), key=scores.__getitem__, default=0)


_UNMARKED = 0.0


def hint_rows(page: PageBlocks, sums: Sequence[ContainerFacts]) -> list[list[float]]:
    """For each container and hint: 0 when nothing around it has the hint, else 1 less the share of the page's text that
    the innermost part so marked holds. So "sidebar" on <body> weighs nothing and on a small box all."""
    total = max(sums[0].mass, 1.0)
    rows: list[list[float]] = []
    bits = [(number, 1 << number) for number in range(HINT_COUNT)]
    for index, container in enumerate(page.containers):
        if container.parent < 0:
            rows.append([_UNMARKED] * HINT_COUNT)
            continue
        above = rows[container.parent]
        if not container.hints or container.tag == "body":
            rows.append(above)
            continue
        row = above.copy()
        weight = 1.001 - sums[index].mass / total
        hints = container.hints
        for number, bit in bits:
            if hints & bit:
                row[number] = weight
        rows.append(row)
    return rows


_TAG_CODES = {
    "p": 1,
    "div": 2,
    "section": 2,
    "article": 2,
    "body": 2,
    "li": 3,
    "h1": 4,
    "h2": 5,
    "h3": 6,
    "h4": 7,
    "h5": 7,
    "h6": 7,
    "td": 8,
    "th": 8,
    "tr": 8,
    "blockquote": 9,
    "pre": 10,
    "dt": 11,
    "dd": 11,
    "figcaption": 12,
    "caption": 12,
}
_TAG_CODE_COUNT = 13
_INLINE_HINTS = (Hint.SHARE, Hint.RELATED, Hint.META, Hint.TAGS, Hint.MEDIA, Hint.SUBSCRIBE, Hint.HIDDEN, Hint.ADVERT)
_INLINE_BITS = tuple(map(int, _INLINE_HINTS))
_NO_INLINE_HINTS = [0.0] * len(_INLINE_HINTS)
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)

_WEIGHED = tuple(hint for hint in Hint if hint is not Hint.FURNITURE)

NAMES: tuple[str, ...] = (
    *(f"hint.{hint.name}" for hint in _WEIGHED),
    *(f"own.{hint.name}" for hint in _WEIGHED),
    *(f"tag.{number}" for number in range(_TAG_CODE_COUNT)),
    *(f"inline.{hint.name}" for hint in _INLINE_HINTS),
    *"mass words link_share links ends sentences commas digits upper letters bold starts_lower average_word".split(),
    *"marker line.kind repeated is_headline in_description in_article_body".split(),
    *(f"{name}.{level}" for level in (1, 2, 3) for name in ("mass", "good", "link", "blocks", "goods")),
    *"twins.2 twins.3".split(),
    *"best.inside best.levels best.before best.after best.share".split(),
    *"headline.levels main.same main.beside main.before main.after main.level".split(),
    *"template.good template.count template.link".split(),
    *(f"{name}.{offset:+d}" for offset in _NEIGHBOURS for name in ("mass", "link", "ends")),
    *"before.good after.good before.good5 after.good5 since_headline since_marker markers position heading_gap".split(),
    *"total.good total.blocks only_child".split(),
)


@dataclass(slots=True)
class Notes:
    """What else of the page is known: folded lines of the headline, the description and the body in the JSON-LD."""

    headline: str
    description: str
    article_body: str


def feature_rows(page: PageBlocks, notes: Notes) -> tuple[list[list[float]], list[BlockFacts], int]:
    """One row of numbers a block (columns: `NAMES`), the blocks' facts, and the best container."""
    facts = [facts_of(block) for block in page.blocks]
    sums = container_facts(page, facts)
    best = best_container(page, facts, sums)
    hints = hint_rows(page, sums)
    placed = _placement(page, facts, sums, best, notes)
    own_cache: dict[int, list[float]] = {}
    level_cache: dict[int, list[float]] = {}
    seen = Counter(fact.folded for fact in facts if fact.folded)
    rows: list[list[float]] = []
    for index, (block, fact) in enumerate(zip(page.blocks, facts, strict=True)):
        at = block.container
        if at not in own_cache:
            own_cache[at] = _own_hints(page.containers, at)
            level_cache[at] = _levels(page.containers, sums, at)
        rows.append(
            hints[at]
            + own_cache[at]
            + _TAG_ROWS[_TAG_CODES.get(page.containers[at].tag, 0)]
            + _inline_hints(block.hints)
            + _text_row(block, fact, seen, notes)
            + level_cache[at]
            + placed[index]
        )
    return rows, facts, best


_WEIGHED_BITS = (1 << HINT_COUNT) - 1
_TAG_ROWS = [[float(number == code) for number in range(_TAG_CODE_COUNT)] for code in range(_TAG_CODE_COUNT)]


def _inline_hints(hints: int) -> list[float]:
    if not hints:
        return _NO_INLINE_HINTS
    return [float(hints & bit != 0) for bit in _INLINE_BITS]


def _own_hints(containers: Sequence[Container], at: int) -> list[float]:
    """1 for a hint of the block's own element, .7 of its parent, .4 of the one above."""
    row = [0.0] * HINT_COUNT
    for weight in (1.0, 0.7, 0.4):
        if at <= 0:
            break
        hints = containers[at].hints & _WEIGHED_BITS
        number = 0
        while hints:
            if hints & 1 and not row[number]:
                row[number] = weight
            hints >>= 1
            number += 1
        at = containers[at].parent
    return row


def _levels(containers: Sequence[Container], sums: Sequence[ContainerFacts], at: int) -> list[float]:
    """Share of the page's text, of its running text, links, and counts, of the three innermost containers."""
    total = max(sums[0].mass, 1.0)
    total_good = max(sums[0].good, 1.0)
    row: list[float] = []
    for _ in range(3):
        own = sums[max(at, 0)]
        row += (own.mass / total, own.good / total_good, own.link / max(own.mass, 1.0), own.blocks, own.goods)
        at = containers[at].parent if at > 0 else 0
    return row


def _text_row(block: PageBlock, fact: BlockFacts, seen: Counter[str], notes: Notes) -> list[float]:
    text = block.text
    size = len(text)
    words = text.count(" ") + 1
    letters = text[:300]
    digits = sum(map(str.isdigit, letters)) / len(letters)
    upper = sum(map(str.isupper, letters)) / len(letters)
    folded = fact.folded or fold(text)
    in_body = -1.0
    if notes.article_body:
        in_body = float(len(folded) > 3 and folded[:80] in notes.article_body)
    return [
        fact.mass,
        words,
        fact.link_share,
        len(block.links),
        fact.ends,
        fact.sentences,
        len(_COMMAS.findall(text)) / words,
        digits,
        upper,
        sum(map(str.isalpha, letters)) / len(letters),
        min(1.0, block.bold_chars / size),
        text[0].islower(),
        size / words,
        fact.marker,
        line_hint(text),
        seen[fact.folded] if fact.folded else 0,
        bool(notes.headline) and len(folded) > 3 and (folded == notes.headline or notes.headline in folded[:400]),
        len(folded) > 20 and folded[:60] in notes.description,
        in_body,
    ]


def _placement(
    page: PageBlocks, facts: Sequence[BlockFacts], sums: Sequence[ContainerFacts], best: int, notes: Notes
) -> list[list[float]]:
    """Where each block stands: to the best container, its template's blocks, its neighbours, headline and markers."""
    count = len(facts)
    total = max(sums[0].good, 1.0)
    levels = _levels_to(page.containers, best)
    first, last = sums[best].first, sums[best].last
    shared = sums[best].good / total
    templates = _templates(page, facts)
    around = [(min(fact.mass, 1000.0), fact.link_share, float(fact.ends)) for fact in facts]
    running = [0.0]
    for fact in facts:
        running.append(running[-1] + fact.good)
    headline_at = _headline_at(page, facts, notes)
    headline_levels = _levels_to(page.containers, page.blocks[headline_at].container if headline_at >= 0 else best)
    main = _main_template(page, templates)
    main_levels = _levels_to(page.containers, main.parent)
    twins = _twins(page.containers)
    rows: list[list[float]] = []
    since_marker, markers, since_good = 200, 0, 0
    for index, block in enumerate(page.blocks):
        level = levels[block.container]
        fact = facts[index]
        own_template = template_name(page.containers, block.container)
        template = templates[own_template]
        parent = page.containers[block.container].parent
        row: list[float] = [
            twins.get(parent, 0),
            twins.get(page.containers[parent].parent, 0) if parent > 0 else 0,
            level == 0,
            level,
            max(0, first - index),
            max(0, index - last),
            shared,
            headline_levels[block.container],
            own_template == main.name,
            parent == main.parent,
            max(0, main.first - index),
            max(0, index - main.last),
            main_levels[block.container],
            template[0] / total,
            template[1],
            template[2] / max(template[3], 1.0),
        ]
        for offset in _NEIGHBOURS:
            other = index + offset
            row += around[other] if 0 <= other < count else (0.0, 0.0, 0.0)
        row += (
            running[index] / total,
            1.0 - running[index + 1] / total,
            running[index] - running[max(0, index - 5)],
            running[min(count, index + 6)] - running[index + 1],
            min(index - headline_at, 300) if headline_at >= 0 else -300,
            since_marker,
            markers,
            index / count,
            since_good,
            total,
            count,
            sums[block.container].blocks == 1,
        )
        rows.append(row)
        since_good = 0 if fact.good else since_good + 1
        if fact.marker and running[index] > 0:
            since_marker, markers = 0, markers + 1
        else:
            since_marker = min(since_marker + 1, 200)
    return rows


def _levels_to(containers: Sequence[Container], best: int) -> list[int]:
    """How many levels up from the best container one must go to have each container inside."""
    up: dict[int, int] = {}
    at, level = best, 0
    while at >= 0:
        up[at] = level
        at, level = containers[at].parent, level + 1
    levels: list[int] = []
    for index, container in enumerate(containers):
        levels.append(up[index] if index in up else levels[container.parent])
    return levels


def template_name(containers: Sequence[Container], at: int) -> str:
    """What blocks made by the same template share: the names of their element and the one around it."""
    own = containers[at]
    return f"{containers[own.parent].signature}>{own.signature}" if at else own.signature


def _templates(page: PageBlocks, facts: Sequence[BlockFacts]) -> dict[str, list[float]]:
    """For each template: running text, blocks, letters in links, letters."""
    sums: dict[str, list[float]] = {}
    for block, fact in zip(page.blocks, facts, strict=True):
        own = sums.setdefault(template_name(page.containers, block.container), [0.0, 0.0, 0.0, 0.0])
        own[0] += fact.good
        own[1] += 1
        own[2] += fact.mass * fact.link_share
        own[3] += fact.mass
    return sums


@dataclass(slots=True)
class MainTemplate:
    """The template that holds most of the page's running text, as a rule the paragraphs of the article."""

    name: str
    parent: int
    """The container that holds most of its blocks."""
    first: int
    last: int


def _main_template(page: PageBlocks, templates: dict[str, list[float]]) -> MainTemplate:
    name = max(templates, key=lambda key: templates[key][0], default="")
    parents: Counter[int] = Counter()
    first = last = -1
    for index, block in enumerate(page.blocks):
        if template_name(page.containers, block.container) == name:
            parents[max(page.containers[block.container].parent, 0)] += len(block.text)
            first = index if first < 0 else first
            last = index
    return MainTemplate(name, parents.most_common(1)[0][0] if parents else 0, first, last)


def _twins(containers: Sequence[Container]) -> dict[int, float]:
    """For each container, how many have its name: cards of a list have many twins, an article's body none."""
    counts = Counter(container.signature for container in containers)
    return {index: min(counts[container.signature], 50) for index, container in enumerate(containers)}


def _headline_at(page: PageBlocks, facts: Sequence[BlockFacts], notes: Notes) -> int:
    """Index of the block that is the headline, a <h1> rather than another; -1 when none is."""
    found = -1
    for index, (block, fact) in enumerate(zip(page.blocks, facts, strict=True)):
        if notes.headline and fact.folded == notes.headline:
            if page.containers[block.container].tag == "h1":
                return index
            if found < 0:
                found = index
    if found >= 0:
        return found
    return next((i for i, block in enumerate(page.blocks) if page.containers[block.container].tag == "h1"), -1)
