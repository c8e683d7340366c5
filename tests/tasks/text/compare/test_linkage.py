"""Grouping by likeness."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tasks.text.compare.linkage import Matrix, linked_groups


def likeness(size: int, **pairs: float) -> Matrix:
    """Named by two digits: p01=0.5 is the likeness of 0 and 1."""
    matrix = np.zeros((size, size))
    for name, value in pairs.items():
        one, other = int(name[1]), int(name[2])
        matrix[one, other] = matrix[other, one] = value
    return matrix


@pytest.mark.parametrize(
    ("matrix", "groups"),
    [
        (likeness(0), []),
        (likeness(1), [[0]]),
        (likeness(3), [[0], [1], [2]]),
        (likeness(2, p01=0.5), [[0, 1]]),
        (likeness(2, p01=0.2), [[0], [1]]),
        # A chain does not hold: 0 and 2 have nothing in common.
        (likeness(3, p01=0.6, p12=0.4), [[0, 1], [2]]),
        (likeness(3, p01=0.6, p12=0.6, p02=0.5), [[0, 1, 2]]),
        (likeness(4, p03=0.6, p12=0.6), [[0, 3], [1, 2]]),
    ],
)
def test_groups(matrix: Matrix, groups: list[list[int]]) -> None:
    assert linked_groups(matrix, expected=0.5, prior_pairs=3, share=0.8) == groups


def _two_groups(within: float, between: float, size: int = 6) -> Matrix:
    matrix = np.full((2 * size, 2 * size), between)
    matrix[:size, :size] = matrix[size:, size:] = within
    return matrix


@pytest.mark.parametrize(
    ("within", "count"), [(0.45, 1), (1.0, 2)], ids=["loose groups are one", "tight groups are two"]
)
def test_likeness_within_decides(within: float, count: int) -> None:
    groups = linked_groups(_two_groups(within, 0.4), expected=0.5, prior_pairs=1, share=0.7)
    assert len(groups) == count


@given(arrays(np.float64, (7, 7), elements=st.floats(0, 1, width=16)), st.permutations(range(7)))
def test_a_partition_whatever_the_order(matrix: Matrix, order: list[int]) -> None:
    symmetric = (matrix + matrix.T) / 2
    # Equal likenesses are joined in the order given: only without them does the order not matter.
    symmetric += np.triu(np.arange(49).reshape(7, 7) * 1e-5, 1) + np.triu(np.arange(49).reshape(7, 7) * 1e-5, 1).T
    groups = linked_groups(symmetric, expected=0.3, prior_pairs=3, share=0.7)
    assert sorted(place for group in groups for place in group) == list(range(7))
    shuffled = linked_groups(symmetric[np.ix_(order, order)], expected=0.3, prior_pairs=3, share=0.7)
    assert sorted(sorted(order[place] for place in group) for group in shuffled) == groups
