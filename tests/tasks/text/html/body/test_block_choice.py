"""From scores to a body."""

import numpy as np
import pytest
from lxml import html

from tasks.text.html.body.block_choice import choose
from tasks.text.html.body.block_facts import facts_of, fold
from tasks.text.html.body.page_blocks import cut

LONG = "The harbour council voted on Tuesday to rebuild the north pier before the winter storms."
OTHER = "Work is to begin in March and will cost about four million crowns, the engineers say."


def chosen(text: str, scores: list[float], *, headline: str = "", dek: str = "") -> list[int]:
    page = cut(html.document_fromstring(f"<html><body>{text}</body></html>"))
    assert len(page.blocks) == len(scores)
    facts = [facts_of(block) for block in page.blocks]
    return choose(page, facts, np.array(scores), headline=fold(headline), dek=fold(dek))


@pytest.mark.parametrize(
    ("text", "scores", "want"),
    [
        (f"<p>{LONG}</p><p>{OTHER}</p>", [0.9, 0.1], [0]),
        # Nothing scores high: the page's best is its text, down to a floor.
        (f"<p>{LONG}</p><p>{OTHER}</p>", [0.4, 0.3], [0, 1]),
        (f"<p>{LONG}</p><p>{OTHER}</p>", [0.12, 0.1], []),
        # A table is kept or left as a whole.
        (f"<p>{LONG}</p><table><tr><td>a<tr><td>b<tr><td>c</table>", [0.9, 0.5, 0.2, 0.4], [0, 1, 2, 3]),
        (f"<p>{LONG}</p><table><tr><td>a<tr><td>b<tr><td>c</table>", [0.9, 0.5, 0.1, 0.1], [0]),
        # Printed twice, a pull quote, a paragraph that a comment cites, a script's data, a bare heading of furniture.
        (f"<p>{LONG}</p><div>{LONG}</div>", [0.9, 0.8], [0]),
        (f"<p>{LONG} {OTHER}</p><aside>{OTHER}</aside>", [0.9, 0.8], [0]),
        (f"<p>{LONG}</p><div>I read: {LONG}</div>", [0.9, 0.6], [0, 1]),
        (f'<p>{LONG}</p><div>{{"layout": 2, "text": "Buy now"}}</div>', [0.9, 0.8], [0]),
        (f"<p>{LONG}</p><p>Advertisement</p>", [0.9, 0.8], [0]),
        ("", [], []),
    ],
)
def test_choose(text: str, scores: list[float], want: list[int]) -> None:
    assert chosen(text, scores) == want


def test_the_headline_is_left_out() -> None:
    assert chosen(f"<h2>Pier to be rebuilt</h2><p>{LONG}</p>", [0.9, 0.9], headline="Pier to be rebuilt") == [1]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (f'<p class="subtitle">{OTHER}</p><div><p>{LONG}</p></div>', [1]),
        (f"<h2>{OTHER}</h2><p>{LONG}</p>", [1]),
        (f"<p>{OTHER}</p><p>{LONG}</p>", [0, 1]),
    ],
)
def test_a_dek_is_left_out_where_it_is_set_apart(text: str, want: list[int]) -> None:
    assert chosen(text, [0.9, 0.9], dek=OTHER) == want
