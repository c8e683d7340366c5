"""Words of any script, each where it says it is."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.annotate.engine.tokens import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Lee's U.S. visit", ["Ann", "Lee", "'s", "U.S.", "visit"]),
        ("l’Assemblée dell'Umbria", ["l’", "Assemblée", "dell'", "Umbria"]),
        ("O'Brien, aujourd'hui", ["O'Brien", ",", "aujourd'", "hui"]),
        ("Jean-Paul 3,5%", ["Jean", "-", "Paul", "3", ",", "5", "%"]),
        ("北京AB大学", ["北", "京", "AB", "大", "学"]),
        ("п'ятниця – «Так»", ["п'ятниця", "–", "«", "Так", "»"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word for word, _, _ in tokens(text)] == words


@given(st.text(alphabet=st.sampled_from("aB'’. -北京éсх0«»\n"), max_size=60))
def test_each_word_stands_where_it_says(text: str) -> None:
    found = tokens(text)
    assert all(text[start:end] == word and word for word, start, end in found)
    assert all(before[2] <= after[1] for before, after in itertools.pairwise(found))
    assert {i for _, a, b in found for i in range(a, b)} >= {i for i, sign in enumerate(text) if sign.isalnum()}
