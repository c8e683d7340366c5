"""What a careful reader notices about each block of a page, in numbers.

Four things tell running text from furniture, whatever the outlet: the block itself (length, sentences, links), what its
surroundings are called (`block_hints`), where it stands (`block_place`), and its neighbours. `NAMES` lists the numbers
in their order.
"""

import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.text.html.body import block_hints, block_place
from tasks.text.html.body.block_facts import BlockFacts, ContainerFacts, best_container, container_facts, facts_of, fold
from tasks.text.html.body.furniture_lines import line_hint
from tasks.text.html.body.page_blocks import Container, PageBlock, PageBlocks

_COMMAS = ",;،、，"
_DIGITS, _CAPITALS, _LETTERS = (text.encode() for text in (string.digits, string.ascii_uppercase, string.ascii_letters))
_SAMPLE = 300
"""Letters of a block that are looked at one by one."""
_LEVELS = (1, 2, 3)

_TAGS = "p|div section article body|li|h1|h2|h3|h4 h5 h6|td th tr|blockquote|pre|dt dd|figcaption caption"
_TAG_CODES = {tag: code for code, tags in enumerate(_TAGS.split("|"), start=1) for tag in tags.split()}
_TAG_CODE_COUNT = 13
_TAG_ROWS = [[float(number == code) for number in range(_TAG_CODE_COUNT)] for code in range(_TAG_CODE_COUNT)]
_TEXT_NAMES = """mass words link_share links ends sentences commas digits upper letters bold starts_lower average_word
    marker line.kind repeated is_headline in_description in_article_body"""

NAMES: tuple[str, ...] = (
    *block_hints.AROUND_NAMES,
    *block_hints.OWN_NAMES,
    *(f"tag.{number}" for number in range(_TAG_CODE_COUNT)),
    *block_hints.INLINE_NAMES,
    *_TEXT_NAMES.split(),
    *(f"{name}.{level}" for level in _LEVELS for name in ("mass", "good", "link", "blocks", "goods")),
    *block_place.NAMES,
)


@dataclass(slots=True)
class Notes:
    """What else of the page is known: folded lines of the headline, the description and the body in the JSON-LD."""

    headline: str
    description: str
    article_body: str


def feature_rows(page: PageBlocks, notes: Notes) -> tuple[list[list[float]], list[BlockFacts]]:
    """One row of numbers a block (columns: `NAMES`), and the blocks' facts."""
    facts = [facts_of(block) for block in page.blocks]
    sums = container_facts(page, facts)
    around = block_hints.hint_rows(page, sums)
    best = best_container(page, facts, sums)
    placed = block_place.Placement(page, facts, sums, best=best, headline=notes.headline).rows()
    seen = Counter(fact.folded for fact in facts if fact.folded)
    # Blocks beside each other share their container's numbers.
    own: dict[int, list[float]] = {}
    levels: dict[int, list[float]] = {}
    rows: list[list[float]] = []
    for block, fact, place in zip(page.blocks, facts, placed, strict=True):
        at = block.container
        if at not in own:
            own[at] = block_hints.own_hints(page.containers, at)
            levels[at] = _levels(page.containers, sums, at)
        tag = _TAG_ROWS[_TAG_CODES.get(page.containers[at].tag, 0)]
        text = _text_row(block, fact, seen, notes)
        rows.append(around[at] + own[at] + tag + block_hints.inline_hints(block.hints) + text + levels[at] + place)
    return rows, facts


def _levels(containers: Sequence[Container], sums: Sequence[ContainerFacts], at: int) -> list[float]:
    """Share of the page's text, of its running text, links, and counts, of the three innermost containers."""
    total = max(sums[0].mass, 1.0)
    total_good = max(sums[0].good, 1.0)
    row: list[float] = []
    for _ in _LEVELS:
        own = sums[max(at, 0)]
        row += (own.mass / total, own.good / total_good, own.link / max(own.mass, 1.0), own.blocks, own.goods)
        at = containers[at].parent if at > 0 else 0
    return row


def _text_row(block: PageBlock, fact: BlockFacts, seen: Counter[str], notes: Notes) -> list[float]:
    text = block.text
    size = len(text)
    words = text.count(" ") + 1
    letters = text[:_SAMPLE]
    digits, upper, alphabetic = letter_counts(letters)
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
        sum(map(text.count, _COMMAS)) / words,
        digits / len(letters),
        upper / len(letters),
        alphabetic / len(letters),
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


def letter_counts(text: str) -> tuple[int, int, int]:
    """How many digits, capitals and letters there are."""
    ascii_ = text.encode("ascii", "ignore")
    size = len(ascii_)
    digits = size - len(ascii_.translate(None, _DIGITS))
    upper = size - len(ascii_.translate(None, _CAPITALS))
    alphabetic = size - len(ascii_.translate(None, _LETTERS))
    if size < len(text):
        others = [sign for sign in text if sign > "\x7f"]
        digits += sum(map(str.isdigit, others))
        upper += sum(map(str.isupper, others))
        alphabetic += sum(map(str.isalpha, others))
    return digits, upper, alphabetic
