"""Patterns tried at the words they can begin with find what they find anywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.annotate.word_starts import matches_at

_PRICE = re.compile(r"(?:US\$|\$|\bRs\.? ?)? ?(?:\d{1,3}(?:,\d{3})+|\d+)(?: million\b)?")
_DAY = re.compile(r"\b(?:(?:on|last) )?(?:Mon|Sun)day\b")


def _digit(word: str, _behind: str) -> bool:
    return word[0].isdigit()


def _day(word: str, _behind: str) -> bool:
    return word in {"on", "last", "monday", "sunday"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost US$ 5 million, then $7.", ["US$ 5 million", "$7"]),
        ("Rs. 1,200 or Rs 90 at cars 12.", ["Rs. 1,200", "Rs 90", " 12"]),
    ],
)
def test_a_match_may_begin_before_its_word(text: str, found: list[str]) -> None:
    assert [one.group() for one in matches_at(_PRICE, text, _digit, "US$Rs. ")] == found


@given(st.text(alphabet="$USRs. ,019k", max_size=60).map(lambda text: text.replace("k", " million ")))
def test_prices_as_a_search_finds_them(text: str) -> None:
    apart = re.sub(r"([^\W\d_])(?=\d)", r"\1 ", text)  # inside a word no match begins
    assert [m.span() for m in matches_at(_PRICE, apart, _digit, "US$Rs. ")] == [
        m.span() for m in _PRICE.finditer(apart)
    ]


@given(st.lists(st.sampled_from(["on", "last", "Monday", "Sunday", ",", "x"]), max_size=20).map(" ".join))
def test_days_as_a_search_finds_them(text: str) -> None:
    assert [m.span() for m in matches_at(_DAY, text, _day)] == [m.span() for m in _DAY.finditer(text)]
