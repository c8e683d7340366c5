"""Cards: summaries of other articles, each below its own linked headline.

A page made of cards is an index. Beside an article, cards are furniture, however long their summaries are.
"""

from collections.abc import Sequence

from tasks.text.html.body.block_facts import BlockFacts
from tasks.text.html.body.page_blocks import HEADINGS, PageBlocks

FEWEST_CARDS = 5
_ABOVE = 4
"""A card's headline stands at most this many blocks above its summary."""
_MOST_OTHER = 0.2
_LEAST_STORY = 400.0
"""Letters of running text below the headline, from which the cards above it are furniture beside an article."""


def cards_in(page: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int]) -> int:
    """How many cards make up the chosen text; 0 if more than a fifth of its paragraphs belong to no card."""
    headings = _headings(page, facts, chosen)
    texts = sum(1 for index in chosen if facts[index].good)
    return len(set(headings.values())) if len(headings) >= (1 - _MOST_OTHER) * texts else 0


def without_cards(page: PageBlocks, facts: Sequence[BlockFacts], chosen: list[int], headline: str) -> list[int]:
    """The chosen blocks without the cards above the headline. Linked headings below it may belong to a list that is the
    article: of books, of places. `headline`: folded."""
    at = next((index for index, fact in enumerate(facts) if headline and fact.folded == headline), -1)
    headings = {text: heading for text, heading in _headings(page, facts, chosen).items() if text < at}
    story = sum(facts[index].mass for index in chosen if facts[index].good and index > at)
    if len(set(headings.values())) < FEWEST_CARDS or story < _LEAST_STORY:
        return chosen
    dropped = headings.keys() | set(headings.values())
    return [index for index in chosen if index not in dropped]


def _headings(page: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int]) -> dict[int, int]:
    """For each summary of a card, the block that is its headline."""
    texts = {index for index in chosen if facts[index].good}
    found: dict[int, int] = {}
    for index in texts:
        for above in range(index - 1, max(index - _ABOVE, -1), -1):
            if above in texts:
                break
            if facts[above].link_share > 0.8 and page.containers[page.blocks[above].container].tag in HEADINGS:
                found[index] = above
                break
    return found
