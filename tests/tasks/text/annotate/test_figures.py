"""Figures: what counts and measures, and what only looks like it."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.annotate.figures import figures

CASES = json.loads((Path(__file__).parents[3] / "cases" / "figures.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_figures(case: dict[str, Any]) -> None:
    found = [[one.surface, one.value, one.unit, one.counted, one.hedge] for one in figures(case["text"])]
    assert found == case["figures"]


@given(st.text(alphabet="0123456789,.-$%€ ab'’twohundred()\n", max_size=400))
def test_spans_hold_the_surface(text: str) -> None:
    for one in figures(text):
        assert text[one.start_char : one.end_char] == one.surface


@pytest.mark.parametrize("piece", ["1", "1,111", "one ", "two-", "a million ", "12 to ", "$", "1-", "hundred and "])
def test_hostile_repetition_is_linear(piece: str) -> None:
    started = time.process_time()
    figures(piece * 20_000)
    assert time.process_time() - started < 5
