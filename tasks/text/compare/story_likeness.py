"""How alike two articles' events are: cosine of their weighted words, less for reports that lie far apart in time."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.comparison import TermStatistics
from tasks.text.compare.linkage import Matrix

Terms = Mapping[int, float]

NEAR_DAYS: Final = 30
"""Reports of one event: the same month, more or less."""
FAR_DAYS: Final = 365
"""A trial or an anniversary comes back after a year; another storm or final does so too."""
FAR: Final = 0.6
"""What is left of the likeness of two reports a year apart and more."""

_FREQUENT = 24


def weighted(terms: Terms, statistics: TermStatistics) -> dict[int, float]:
    """The words' weights by how rare they are among the articles of that language, as a vector of length 1."""
    vector = {term: weight * rarity(term, statistics) for term, weight in terms.items()}
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def rarity(term: int, statistics: TermStatistics) -> float:
    """How much it says that a word stands in an article: 1 for a word that all have, more for rarer ones."""
    return math.log((1 + statistics.articles) / (1 + statistics.counts.get(term, 0))) + 1


def likenesses(vectors: Sequence[Terms], days: Sequence[date | None]) -> Matrix:
    """The likeness of each two, 0 to 1. A day that is not known (None) is near every other."""
    return _cosines(vectors) * _nearness(days)


def _cosines(vectors: Sequence[Terms]) -> Matrix:
    """Sums over words: frequent ones by one matrix product, each rare one over the few articles that have it."""
    holders: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for term, weight in vector.items():
            holders[term].append((number, weight))
    frequent = [pairs for pairs in holders.values() if len(pairs) > _FREQUENT]
    columns: npt.NDArray[np.float32] = np.zeros((len(vectors), len(frequent)), dtype=np.float32)
    for column, pairs in enumerate(frequent):
        for number, weight in pairs:
            columns[number, column] = weight
    cosines = (columns @ columns.T).astype(np.float64)
    for pairs in holders.values():
        if 1 < len(pairs) <= _FREQUENT:
            numbers = [number for number, _ in pairs]
            weights = np.array([weight for _, weight in pairs])
            cosines[np.ix_(numbers, numbers)] += np.outer(weights, weights)
    return cosines


def _nearness(days: Sequence[date | None]) -> Matrix:
    known = np.array([day is not None for day in days], dtype=bool)
    numbers = np.array([day.toordinal() if day else 0 for day in days], dtype=np.float64)
    apart = np.abs(numbers[:, None] - numbers[None, :])
    way = np.log(np.maximum(apart, NEAR_DAYS) / NEAR_DAYS) / math.log(FAR_DAYS / NEAR_DAYS)
    return np.where(known[:, None] & known[None, :], np.maximum(FAR, 1 - (1 - FAR) * way), 1.0)
