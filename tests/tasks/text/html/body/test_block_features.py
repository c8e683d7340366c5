"""The table of features: its columns, and what stands in them."""

from datetime import UTC, datetime

import pytest

from tasks.text.html.body.block_features import NAMES, Notes, feature_rows
from tasks.text.html.body.page_blocks import cut
from tasks.text.html.page.html_page import parse_page

PAGE = """<html><body><div class="sidebar"><p>Ferry timetable</p></div><article class="story"><h1>Ferry runs again</h1>
<p>The boat left at ten, with a choir on deck, and came back at noon.</p>
<p>Nobody had waited longer for it than the keeper of the light, she said.</p>
<ul class="related"><li><a href="/a">Related stories</a></li></ul></article></body></html>"""


def column(name: str, page: str = PAGE) -> list[float]:
    blocks = cut(parse_page(page, url=None, received_at=datetime(2031, 2, 5, tzinfo=UTC)).root)
    table, _ = feature_rows(blocks, Notes("ferryrunsagain", "", ""))
    assert table.shape == (len(blocks.blocks), len(NAMES))
    return [round(float(value), 3) for value in table[:, NAMES.index(name)]]


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("is_headline", [0, 1, 0, 0, 0]),
        ("commas", [0, 0, 2 / 15, 1 / 14, 0]),
        ("own.SIDEBAR", [0.7, 0, 0, 0, 0]),
        ("own.ARTICLE", [0, 0.7, 0.7, 0.7, 0.4]),
        ("own.RELATED", [0, 0, 0, 0, 0.7]),
        ("before.good", [0, 0, 0, 66 / 137, 1]),
        ("after.good", [1, 1, 71 / 137, 0, 0]),
        ("ends.-1", [0, 0, 0, 1, 1]),
        ("ends.+2", [1, 1, 0, 0, 0]),
        ("since_headline", [-1, 0, 1, 2, 3]),
        ("position", [0, 0.2, 0.4, 0.6, 0.8]),
    ],
)
def test_columns(name: str, want: list[float]) -> None:
    assert column(name) == [round(value, 3) for value in want]


def test_a_page_without_text_has_an_empty_table() -> None:
    assert column("mass", "<html><body></body></html>") == []
