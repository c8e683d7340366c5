"""How much of one text stands in another: what tells a copy from a report that shares a source."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tasks.text.shingles import ANCHOR, Codes, Wording

GAP: Final = 4
"""Changed words in a row over which a reused run goes on: an editor's "Friday" for "on March 3", a swapped name."""
SHORTEST_RUN: Final = 10
"""Words. Shorter runs are titles, offices and set phrases, which reports of one event share without copying."""

COMMON: Final = 8
"""Texts that have to share a shingle before it may be boilerplate."""
COHERENCE: Final = 0.5
"""Texts that share one passage and are one text share this much of all their shingles; those with a common
disclaimer do not."""
_LOOKED_AT: Final = 12


@dataclass(frozen=True, slots=True)
class Reuse:
    """How alike two texts are worded, each 0 to 1."""

    reused: float
    """Share of the shorter text's words that stand in the longer one in runs, edits within a run allowed for."""
    similarity: float
    """Jaccard similarity of their shingles."""
    containment: float
    """Share of the shorter text's shingles that stand in the longer one."""


def reuse(one: Wording, other: Wording, boilerplate: Codes | None = None) -> Reuse:
    """Compares two texts. What stands in `boilerplate` (sorted shingles) counts for nothing."""
    short, long = (one, other) if one.words <= other.words else (other, one)
    some, more = _without(short.shingles, boilerplate), _without(long.shingles, boilerplate)
    if not len(some) or not len(more):
        return Reuse(0.0, 0.0, 0.0)
    shared = len(np.intersect1d(some, more, assume_unique=True))
    least = min(len(some), len(more))
    weight = len(some) / len(short.shingles)
    reused = _reused_words(short, long) / short.words
    if weight < 1:
        reused = max(0.0, (reused - (1 - weight)) / weight)
    return Reuse(reused, shared / (len(some) + len(more) - shared), shared / least)


def _without(shingles: Codes, boilerplate: Codes | None) -> Codes:
    if boilerplate is None or not len(boilerplate):
        return shingles
    return np.setdiff1d(shingles, boilerplate, assume_unique=True)


def _reused_words(short: Wording, long: Wording) -> int:
    hits = np.flatnonzero(np.isin(short.anchors, long.anchors))
    if not len(hits):
        return 0
    breaks = np.flatnonzero(np.diff(hits) > ANCHOR + GAP)
    starts = hits[np.concatenate(([0], breaks + 1))]
    ends = hits[np.concatenate((breaks, [len(hits) - 1]))] + ANCHOR
    lengths = ends - starts
    return int(lengths[lengths >= SHORTEST_RUN].sum())


def boilerplate(texts: Sequence[Wording]) -> Codes:
    """The shingles, sorted, that many of the texts share although the texts are not the same.

    An outlet's disclaimer or the same closing paragraph under many articles must not make copies of them.
    """
    if len(texts) < COMMON:
        return np.empty(0, dtype=np.uint32)
    every = np.concatenate([text.shingles for text in texts])
    shingles, counts = np.unique(every, return_counts=True)
    frequent = shingles[counts >= COMMON]
    holders: dict[int, list[int]] = {code: [] for code in frequent.tolist()}
    for number, text in enumerate(texts):
        for code in np.intersect1d(text.shingles, frequent, assume_unique=True).tolist():
            holders[code].append(number)
    verdict: dict[tuple[int, ...], bool] = {}
    found = []
    for code, numbers in holders.items():
        looked_at = tuple(numbers[:: max(1, len(numbers) // _LOOKED_AT)][:_LOOKED_AT])
        if looked_at not in verdict:
            verdict[looked_at] = _coherence([texts[number] for number in looked_at]) < COHERENCE
        if verdict[looked_at]:
            found.append(code)
    return np.array(sorted(found), dtype=np.uint32)


def _coherence(texts: Sequence[Wording]) -> float:
    """Mean containment of each text's shingles in each other's: near 1 for prints of one text."""
    counts = Counter[int]()
    for text in texts:
        counts.update(text.shingles.tolist())
    shares = [sum(counts[code] - 1 for code in text.shingles.tolist()) / len(text.shingles) for text in texts]
    return float(np.mean(shares)) / (len(texts) - 1)
