"""Wording as numbers."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.compare.shingles import COARSEST, KEYS, SHINGLE, wording

LONG = " ".join(f"word{number}" for number in range(3000))


@pytest.mark.parametrize(
    ("text", "words", "shingles"),
    [
        ("", 0, 0),
        ("?! --", 0, 0),
        ("Bridge closed", 2, 1),
        ("The bridge was closed on Monday.", 6, 2),
        ("The bridge, the bridge, the bridge, the bridge", 8, 2),
        ("橋は月曜日に閉鎖された", 11, 7),
    ],
)
def test_counts(text: str, words: int, shingles: int) -> None:
    assert (wording(text).words, len(wording(text).shingles)) == (words, shingles)


@pytest.mark.parametrize("other", ["THE BRIDGE was closed, on Monday!", "The bridge\n\nwas closed on   “Monday”"])
def test_case_marks_and_layout_do_not_count(other: str) -> None:
    assert np.array_equal(wording("The bridge was closed on Monday").shingles, wording(other).shingles)


def test_order_counts() -> None:
    assert not len(
        np.intersect1d(wording("one two three four five").shingles, wording("five four three two one").shingles)
    )


def test_a_long_text_keeps_a_bounded_share_of_keys() -> None:
    keys = wording(LONG).keys
    assert 3000 / 2**COARSEST / 2 < len(keys) < 3000 / 2**COARSEST * 2


@given(st.text(max_size=400))
def test_keys_are_some_of_the_shingles(text: str) -> None:
    whole = wording(text)
    shingles = set(whole.shingles.tolist())
    assert whole.keys <= shingles
    assert len(shingles) > KEYS or whole.keys == shingles
    assert len(shingles) <= max(1, whole.words - SHINGLE + 1)


@given(st.integers(0, 2900), st.integers(60, 100))
def test_an_excerpt_shares_keys_with_its_source(start: int, length: int) -> None:
    excerpt = wording(" ".join(LONG.split()[start : start + length]))
    if excerpt.words >= 60:
        common = set(wording(LONG).shingles.tolist()) & excerpt.keys
        assert common == excerpt.keys


def test_hostile_text_takes_linear_time() -> None:
    started = time.process_time()
    wording("a\u0301" * 500_000 + "." * 500_000)
    assert time.process_time() - started < 3
