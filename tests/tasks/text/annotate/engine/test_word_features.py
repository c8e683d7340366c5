"""Hashes of words: the same for the same word, whatever stands beside it; the weights depend on it."""

import numpy as np

from tasks.text.annotate.engine.word_features import BITS, word_rows


def rows_of(word: str, *others: str) -> list[int]:
    flat, counts = word_rows([word, *others])
    return [int(row) for row in flat[: counts[0]]]


def test_a_word_has_its_rows_whatever_stands_beside_it() -> None:
    for word in ("Oslo", "Łódź", "x", "Київ", "a" * 90, "3.5", "“"):
        assert rows_of(word) == rows_of(word, "Bergen", "a very long companion of the word")
        assert all(0 <= row < 1 << BITS for row in rows_of(word))


def test_forms_share_pieces() -> None:
    assert len(set(rows_of("Merkel")) & set(rows_of("Merkels"))) >= 8
    assert not set(rows_of("Merkel")[:3]) & set(rows_of("bread")[:3])


def test_typographic_marks_are_plain_ones() -> None:
    assert rows_of("O’Brien") == rows_of("O'Brien")


def test_signs_without_spaces_are_seen_with_their_neighbours() -> None:
    alone, _ = word_rows(["京"], ["京"])
    beside, _ = word_rows(["京"], ["北京市"])
    assert alone[1] == beside[1]
    assert not np.array_equal(alone, beside)


def test_the_rows_that_the_weights_were_trained_with() -> None:
    assert rows_of("Oslo")[:4] == EXPECTED


EXPECTED = [29991, 88675, 64409, 40421]
