"""How much of one text stands in another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.compare.reuse import COMMON, boilerplate, reuse
from tasks.text.compare.shingles import wording

FIRE = (
    "A fire destroyed the old paper mill in Harbourton on Monday night, the county police said. Nobody was hurt, since "
    "the forty workers had left the building an hour before the first flames were seen from the bridge."
)
CAUSE = (
    "The cause of the blaze is not yet known. An inquiry was opened by the fire brigade on Tuesday morning, a "
    "spokesman told reporters, and its results are expected in the course of the next month."
)
EDITED = (
    "A blaze destroyed the old paper mill in Harbourton on Monday evening, the county police reported. Nobody was "
    "hurt, since the forty workers had gone home an hour before the first flames were seen from the bridge."
)
OTHER = (
    "Flames lit the sky over Harbourton when its paper mill burned down. Police said nobody was hurt. Workers told of "
    "a smell of smoke that had hung in the halls all day, and asked why nobody had sent for the fire brigade."
)
LINE = (
    "Sign up for our morning letter and get the best of the day in your inbox before your first cup of coffee is cold."
)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (FIRE, FIRE, 1.0, 1.0),
        (FIRE, f"{FIRE}\n\n{CAUSE}", 1.0, 1.0),
        (f"By a reporter\n\n{FIRE}\n\n{LINE}", f"{FIRE}\n\n{CAUSE}", 0.55, 0.8),
        (FIRE, EDITED, 0.8, 1.0),
        (FIRE, OTHER, 0.0, 0.0),
        (FIRE, CAUSE, 0.0, 0.0),
        (FIRE, "", 0.0, 0.0),
        ("", "", 0.0, 0.0),
    ],
    ids=["same", "cut short", "other furniture", "edited", "another report", "another text", "no text", "no texts"],
)
def test_reused(one: str, other: str, least: float, most: float) -> None:
    assert least <= reuse(wording(one), wording(other)).reused <= most


def test_similarity_and_containment() -> None:
    measured = reuse(wording(FIRE), wording(f"{FIRE} {CAUSE}"))
    assert measured.containment == 1.0
    assert measured.similarity < 0.6


@given(st.text("ab .", max_size=120), st.text("ab .", max_size=120))
def test_measures_are_shares_and_symmetric(one: str, other: str) -> None:
    there, back = reuse(wording(one), wording(other)), reuse(wording(other), wording(one))
    assert (there.similarity, there.containment) == (back.similarity, back.containment)
    assert all(0 <= share <= 1 for share in (there.reused, there.similarity, there.containment))


def _texts(count: int, passage: str) -> list[str]:
    return [f"{' '.join(f'w{number}x{place}' for place in range(60))} {passage}" for number in range(count)]


def test_a_line_under_many_articles_is_boilerplate() -> None:
    texts = [wording(text) for text in _texts(COMMON + 2, LINE)]
    common = boilerplate(texts)
    assert len(common) >= len(wording(LINE).shingles)
    assert reuse(texts[0], texts[1]).reused > 0.2
    assert reuse(texts[0], texts[1], common).reused == 0.0


@pytest.mark.parametrize(
    "texts", [_texts(3, LINE), [f"{FIRE} {CAUSE}"] * 30, []], ids=["few", "prints of one text", "none"]
)
def test_no_boilerplate(texts: list[str]) -> None:
    assert np.array_equal(boilerplate([wording(text) for text in texts]), np.empty(0))
