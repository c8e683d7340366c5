"""Which words are neighbours, and that words are learned once and forgotten together."""

import numpy as np
import pytest

from tasks.text.annotate.engine.tagger import weights
from tasks.text.annotate.engine.word_features import Rows, word_rows
from tasks.text.annotate.engine.word_layers import TOGETHER, Lexicon, Neighbours, groups


@pytest.mark.parametrize(
    ("lengths", "shift", "rows"),
    [
        ([3, 2], 1, [1, 2, 5, 4, 5, 5]),
        ([3, 2], -1, [5, 0, 1, 5, 3, 5]),
        ([3, 2], 2, [2, 5, 5, 5, 5, 5]),
        ([1, 0, 1], 1, [2, 2, 2]),
        ([2], 8, [2, 2, 2]),
        ([2], -8, [2, 2, 2]),
    ],
)
def test_neighbours_stand_in_the_same_sentence(lengths: list[int], shift: int, rows: list[int]) -> None:
    assert Neighbours(lengths).rows(shift).tolist() == rows


def test_a_window_holds_the_neighbours_rows_or_zeros() -> None:
    hidden = np.array([[1], [2], [3], [0]], np.float32)
    assert Neighbours([2, 1]).windows(hidden, (-1, 0, 1)).tolist() == [[0, 1, 2], [1, 2, 0], [0, 3, 0]]


def test_words_are_learned_once_and_give_the_same_after_all_were_forgotten() -> None:
    asked: list[list[str]] = []

    def rows(words: list[str]) -> tuple[Rows, Rows]:
        asked.append(words)
        return word_rows(words)

    lexicon: Lexicon[str] = Lexicon(weights().words, rows, 4)
    first, other = [["Ann", "Lee", "said"]], [["the", "mayor"]]
    before = lexicon.first_layer(first, Neighbours([3]))
    assert np.array_equal(before, lexicon.first_layer(first, Neighbours([3])))
    lexicon.first_layer(other, Neighbours([2]))
    assert np.allclose(before, lexicon.first_layer(first, Neighbours([3])), atol=1e-5)
    assert asked == [["Ann", "Lee", "said"], ["the", "mayor"], ["Ann", "Lee", "said"]]
    assert not before[-1].any()


def test_groups_keep_all_sentences_in_order() -> None:
    sentences = [["word"] * length for length in (TOGETHER, 1, 0, 2 * TOGETHER, 3)]
    found = list(groups(sentences))
    assert [one for group in found for one in group] == sentences
    assert [len(group) for group in found] == [1, 3, 1]
