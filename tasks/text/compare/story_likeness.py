"""The likeness of two articles' events: cosine similarity of their weighted terms, reduced for reports far apart in
time."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.comparison import TermStatistics
from tasks.text.compare.linkage import Matrix

Terms = Mapping[int, float]

NEAR_DAYS: Final = 30
"""Reports up to this many days apart may be about one event without reduction."""
FAR_DAYS: Final = 365
"""Reports from this many days apart get the full reduction: a trial or an anniversary may return after a year, but so
does another storm or final."""
FAR: Final = 0.6
"""Factor for the likeness of two reports a year or more apart."""

_FREQUENT = 24
_COLUMNS = 8192
"""Frequent terms that are multiplied at a time."""
_PRODUCTS = 1 << 20
"""Numbers in one intermediate result, so that it needs little memory beside the likeness matrix itself."""


class Rarities(dict[int, float]):
    """Inverse document frequency of each term among the articles of one language; each is computed once."""

    def __init__(self, statistics: TermStatistics) -> None:
        super().__init__()
        self.statistics = statistics

    def __missing__(self, term: int) -> float:
        found = self[term] = rarity(term, self.statistics)
        return found


def weighted(terms: Terms, rarities: Mapping[int, float]) -> dict[int, float]:
    """The terms weighted by inverse document frequency, as a vector of length 1."""
    vector = {term: weight * rarities[term] for term, weight in terms.items()}
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def rarity(term: int, statistics: TermStatistics) -> float:
    """Inverse document frequency of a term: 1 for a term that all articles contain, more for rarer terms."""
    return math.log((1 + statistics.articles) / (1 + statistics.counts.get(term, 0))) + 1


def likenesses(vectors: Sequence[Terms], days: Sequence[date | None]) -> Matrix:
    """The likeness of each pair, 0 to 1. An unknown day (None) is near every other."""
    likeness = _cosines(vectors)
    known = np.array([day is not None for day in days], dtype=bool)
    numbers = np.array([day.toordinal() if day else 0 for day in days], dtype=np.float64)
    step = max(1, _PRODUCTS // max(1, len(days)))
    for start in range(0, len(days), step):
        rows = slice(start, start + step)
        likeness[rows] *= _nearness(known, numbers, rows)
    return likeness


def _cosines(vectors: Sequence[Terms]) -> Matrix:
    """Cosine similarities: frequent terms by one matrix product, each rare one over the few articles that contain
    it."""
    count = len(vectors)
    sizes = [len(vector) for vector in vectors]
    words = np.fromiter((term for vector in vectors for term in vector), np.int64, sum(sizes))
    weights = np.fromiter((weight for vector in vectors for weight in vector.values()), np.float64, sum(sizes))
    numbers = np.repeat(np.arange(count), sizes)
    order = np.argsort(words, kind="stable")
    _, firsts, holders = np.unique(words[order], return_index=True, return_counts=True)
    frequent = np.flatnonzero(holders > _FREQUENT)
    cosines: Matrix = np.zeros((count, count))
    for start in range(0, len(frequent), _COLUMNS):
        chosen = frequent[start : start + _COLUMNS].tolist()
        columns: npt.NDArray[np.float32] = np.zeros((count, len(chosen)), dtype=np.float32)
        for column, word in enumerate(chosen):
            places = order[firsts[word] : firsts[word] + holders[word]]
            columns[numbers[places], column] = weights[places]
        cosines += columns @ columns.T
    for some in range(2, _FREQUENT + 1):
        places = order[firsts[holders == some][:, None] + np.arange(some)]
        step = _PRODUCTS // some**2
        for start in range(0, len(places), step):
            block = places[start : start + step]
            _add_products(cosines, numbers[block], weights[block])
    return cosines


def _add_products(cosines: Matrix, numbers: npt.NDArray[np.intp], weights: npt.NDArray[np.float64]) -> None:
    """Add the products of rare terms to `cosines`. Each row is a term, with the articles that contain it and their
    weights."""
    flat = (numbers[:, :, None] * len(cosines) + numbers[:, None, :]).ravel()
    products = (weights[:, :, None] * weights[:, None, :]).ravel()
    np.add.at(cosines.reshape(-1), flat, products)


def _nearness(known: npt.NDArray[np.bool_], days: Matrix, rows: slice) -> Matrix:
    """The factor for the likeness of these rows with each other article. `known`: whether an article's day is known."""
    apart = np.abs(days[rows, None] - days[None, :])
    way = np.log(np.maximum(apart, NEAR_DAYS) / NEAR_DAYS) / math.log(FAR_DAYS / NEAR_DAYS)
    return np.where(known[rows, None] & known[None, :], np.maximum(FAR, 1 - (1 - FAR) * way), 1.0)
