"""Days in the text, and that nothing relative is resolved without a day of publication."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.annotate.text_dates import text_dates

DATA = json.loads((Path(__file__).parents[3] / "cases" / "text_dates.json").read_text(encoding="utf-8"))
PUBLISHED = date.fromisoformat(DATA["published_on"])
PIECES = [
    "on Monday",
    " last week",
    " 31 ",
    "May ",
    "March 3",
    ", 2020",
    " three years ago",
    " in 1999",
    " next ",
    "2024-02-30",
    " Sept. 31",
]


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["text"][:40])
def test_text_dates(case: dict[str, Any]) -> None:
    found = [[one.surface, str(one.from_day), str(one.to_day)] for one in text_dates(case["text"], PUBLISHED)]
    assert found == case["dates"]


@pytest.mark.parametrize("text", ["on Monday", "last week", "yesterday", "In October", "November 11", "two days ago"])
def test_relative_days_need_the_publication(text: str) -> None:
    assert text_dates(f"It rained {text}.", None) == []


def test_complete_days_need_none() -> None:
    assert [one.surface for one in text_dates("It rained in 1999 and on May 4, 2001.", None)] == [
        "in 1999",
        "May 4, 2001",
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.dates(min_value=date(1300, 1, 1)))
def test_spans_and_order(text: str, published: date) -> None:
    for one in text_dates(text, published):
        assert text[one.start_char : one.end_char] == one.surface
        assert one.from_day <= one.to_day
