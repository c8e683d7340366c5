"""Average-linkage clustering with a threshold relative to the groups' own likeness.

Plain average linkage needs one threshold for all groups, but prints of a short wire text are much more alike than
reports of a week-long trial. Two groups are joined here if the likeness between them is a large enough share of the
likeness within them. Small groups offer few pairs to measure, so each counts as if it also contained some pairs of the
`expected` likeness.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

_NEVER = -1.0


def linked_groups(
    likeness: Matrix,
    *,
    expected: float,
    prior_pairs: float,
    share: float,
    sizes: Sequence[int] | None = None,
    within: Sequence[float] | None = None,
) -> list[list[int]]:
    """The groups, each as sorted positions, ordered by their first position.

    `likeness` is symmetric, 0 to 1. `expected` is the likeness expected of two members of one group; it weighs as much
    as `prior_pairs` pairs. Groups are joined if the mean likeness between them is at least `share` of that within them.
    `sizes` and `within`: where a position stands for several members of one group, their number, and the sum of the
    likeness of each two of them.
    """
    counts = np.ones(len(likeness)) if sizes is None else np.array(sizes, dtype=np.float64)
    inside = np.zeros(len(likeness)) if within is None else np.array(within, dtype=np.float64)
    groups: list[list[int]] = []
    for part in _connected(likeness):
        if len(part) == 1:
            groups.append(part)
            continue
        linkage = _Linkage(likeness[np.ix_(part, part)], expected, prior_pairs, counts[part], inside[part])
        joined = linkage.joined(share)
        groups.extend(sorted(part[position] for position in group) for group in joined)
    return sorted(groups)


def _connected(likeness: Matrix) -> list[list[int]]:
    """The connected components of the likeness; each can be grouped by itself."""
    unseen = np.ones(len(likeness), dtype=bool)
    parts = []
    for start in range(len(likeness)):
        if not unseen[start]:
            continue
        unseen[start] = False
        part, edge = [start], [start]
        while edge:
            near = np.flatnonzero((likeness[edge].max(axis=0) > 0) & unseen)
            unseen[near] = False
            edge = near.tolist()
            part.extend(edge)
        parts.append(sorted(part))
    return parts


class _Linkage:
    """The state of one grouping. Changes `likeness` in place. On a tie, the first positions are joined first."""

    def __init__(self, likeness: Matrix, expected: float, prior_pairs: float, sizes: Matrix, within: Matrix) -> None:
        count = len(likeness)
        self._between = likeness
        self._between *= np.outer(sizes, sizes)
        np.fill_diagonal(self._between, 0.0)
        self._sizes = sizes
        self._within = within
        self._expected = expected
        self._prior = prior_pairs
        self._groups: list[list[int]] = [[number] for number in range(count)]
        self._alive = np.ones(count, dtype=bool)
        self._best = np.full(count, _NEVER)
        self._partner = np.zeros(count, dtype=np.intp)
        for row in range(count):
            self._look(row)

    def joined(self, share: float) -> Sequence[list[int]]:
        """Join groups until no two are alike enough, and return them."""
        while True:
            one = int(self._best.argmax())
            if self._best[one] < share:
                return [group for group, alive in zip(self._groups, self._alive, strict=True) if alive]
            self._join(one, int(self._partner[one]))

    def _join(self, one: int, other: int) -> None:
        self._within[one] += self._within[other] + self._between[one, other]
        self._between[one] += self._between[other]
        self._between[:, one] = self._between[one]
        self._between[one, one] = 0.0
        self._sizes[one] += self._sizes[other]
        self._groups[one] += self._groups[other]
        self._alive[other] = False
        self._best[other] = _NEVER
        fresh = self._look(one)
        lost = (self._partner == one) | (self._partner == other)
        better = fresh > self._best
        self._best[better] = fresh[better]
        self._partner[better] = one
        for row in np.flatnonzero(lost & ~better & self._alive).tolist():
            if row != one:
                self._look(row)

    def _look(self, row: int) -> Matrix:
        """Find the group most like this one; return the scores of all."""
        pairs = self._sizes * (self._sizes - 1) / 2
        own = (self._within + self._prior * self._expected) / (pairs + self._prior)
        scores: Matrix = self._between[row] / (self._sizes * self._sizes[row]) / np.sqrt(own * own[row])
        scores[~self._alive] = _NEVER
        scores[row] = _NEVER
        self._partner[row] = scores.argmax()
        self._best[row] = scores[self._partner[row]]
        return scores
