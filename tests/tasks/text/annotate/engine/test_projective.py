"""The best tree is found, against a search through all of them."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tasks.text.annotate.engine.projective import is_tree, projective


def _crosses(heads: tuple[int, ...]) -> bool:
    spans = [(min(at, head), max(at, head)) for at, head in enumerate(heads)]
    roots = [at for at, head in enumerate(heads) if at == head]
    pairs = itertools.permutations(spans, 2)
    return any(a < c < b < d for (a, b), (c, d) in pairs) or any(a < one < b for a, b in spans for one in roots)


def _best(scores: NDArray[np.float32]) -> float:
    length = len(scores)
    return max(
        sum(float(scores[at, head]) for at, head in enumerate(heads))
        for heads in itertools.product(range(length), repeat=length)
        if is_tree(np.array(heads)) and not _crosses(heads)
    )


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_no_tree_is_better(length: int) -> None:
    numbers = np.random.default_rng(length)
    given_scores = [numbers.normal(size=(size, size)).astype(np.float32) for size in (length, max(1, length - 1))]
    for scores, heads in zip(given_scores, projective(given_scores), strict=True):
        found = tuple(heads.tolist())
        assert is_tree(heads)
        assert not _crosses(found)
        assert sum(scores[at, head] for at, head in enumerate(found)) == pytest.approx(_best(scores), abs=1e-4)


@pytest.mark.parametrize(
    ("heads", "tree"),
    [([0], True), ([1, 1, 1], True), ([1, 0], False), ([0, 2, 3, 1], False), ([1, 2, 3, 3], True), ([0, 1], True)],
)
def test_is_tree(heads: list[int], tree: bool) -> None:
    assert is_tree(np.array(heads)) is tree


@given(st.lists(st.integers(0, 30), min_size=1, max_size=31))
def test_going_up_step_by_step_says_the_same(heads: list[int]) -> None:
    heads = [head % len(heads) for head in heads]

    def comes_to_a_root(at: int) -> bool:
        for _ in heads:
            at = heads[at]
        return heads[at] == at

    assert is_tree(np.array(heads)) is all(comes_to_a_root(at) for at in range(len(heads)))
