"""The features of each block of a page.

Four kinds distinguish running text from furniture on any site: the block itself (length, sentences, links), the names
of the elements around it (`block_hints`), its place (`block_place`), and its neighbours. `NAMES` lists the features in
the order of the columns.
"""

import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.text.html.body import block_hints, block_place
from tasks.text.html.body.block_facts import BlockFacts, ContainerFacts, best_container, container_facts, facts_of, fold
from tasks.text.html.body.block_hints import Floats, Ints
from tasks.text.html.body.furniture_lines import line_hint
from tasks.text.html.body.page_blocks import PageBlock, PageBlocks

_COMMAS = ",;،、，"
_DIGITS, _CAPITALS, _LETTERS = (text.encode() for text in (string.digits, string.ascii_uppercase, string.ascii_letters))
_SAMPLE = 300
"""Characters of a block that are examined one by one."""
_LEVELS = (1, 2, 3)

_TAGS = "p|div section article body|li|h1|h2|h3|h4 h5 h6|td th tr|blockquote|pre|dt dd|figcaption caption"
_TAG_CODES = {tag: code for code, tags in enumerate(_TAGS.split("|"), start=1) for tag in tags.split()}
_TAG_CODE_COUNT = 13
_TAG_ROWS = np.eye(_TAG_CODE_COUNT)
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
    """What else is known of the page, folded: the headline, the description and the article body in the JSON-LD."""

    headline: str
    description: str
    article_body: str


def feature_rows(page: PageBlocks, notes: Notes) -> tuple[Floats, list[BlockFacts]]:
    """A table with one row per block (columns: `NAMES`), and the facts of the blocks."""
    facts = [facts_of(block) for block in page.blocks]
    if not facts:
        return np.zeros((0, len(NAMES))), facts
    sums = container_facts(page, facts)
    around = block_hints.hint_rows(page, sums)
    best = best_container(page, facts, sums)
    placed = block_place.Placement(page, facts, sums, best=best, headline=notes.headline).table()
    seen = Counter(fact.folded for fact in facts if fact.folded)
    at = np.array([block.container for block in page.blocks])
    parents = np.array([max(container.parent, 0) for container in page.containers])
    tags = np.array([_TAG_CODES.get(container.tag, 0) for container in page.containers])
    hints = np.array([container.hints for container in page.containers])
    table = np.hstack(
        (
            np.array([around[block.container] for block in page.blocks]),
            block_hints.own_hints(hints, parents, at),
            _TAG_ROWS[tags[at]],
            block_hints.inline_hints(np.array([block.hints for block in page.blocks])),
            np.array([_text_row(block, fact, seen, notes) for block, fact in zip(page.blocks, facts, strict=True)]),
            _levels(sums, parents, at),
            placed,
        )
    )
    return table, facts


def _levels(sums: Sequence[ContainerFacts], parents: Ints, at: Ints) -> Floats:
    """For the three innermost containers of each block: share of the page's text and running text, share of links,
    number of blocks and of blocks of running text."""
    own = np.array([(one.mass, one.good, one.link, one.blocks, one.goods) for one in sums])
    columns = np.column_stack(
        (
            own[:, 0] / max(sums[0].mass, 1.0),
            own[:, 1] / max(sums[0].good, 1.0),
            own[:, 2] / np.maximum(own[:, 0], 1.0),
            own[:, 3:],
        )
    )
    levels = []
    for _ in _LEVELS:
        levels.append(columns[at])
        at = parents[at]
    return np.hstack(levels)


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
    """The numbers of digits, of capitals and of letters."""
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
