"""How much of one text is reused in another: the difference between a copy and a report that shares a source."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tasks.text.compare.shingles import ANCHOR, SHINGLE, Codes, Wording

Flags = npt.NDArray[np.bool_]

GAP: Final = 4
"""Most changed words in a row inside a reused run: an editor's "Friday" for "on March 3", another name."""
SHORTEST_RUN: Final = 10
"""Fewest words of a reused run. Shorter runs are titles, offices and set phrases, which reports of one event share
without copying."""

COMMON: Final = 8
"""Fewest texts that share a shingle for it to be boilerplate."""
COHERENCE: Final = 0.1
"""Texts that share a passage because they are copies, or use one agency's report, share more than this of the rest too;
texts that only carry the same disclaimer do not."""
_LOOKED_AT: Final = 12
_NEARLY_ALL: Final = 0.8


@dataclass(frozen=True, slots=True)
class Reuse:
    """How alike two texts are worded; each value is 0 to 1."""

    reused: float
    """Share of the shorter text's words that are in runs of the longer one; a run may contain edits."""
    similarity: float
    """Jaccard similarity of their shingles."""
    containment: float
    """Share of the shorter text's shingles that are also in the longer one."""


def reuse(one: Wording, other: Wording, boilerplate: Codes | None = None) -> Reuse:
    """Compare two texts without the shingles in `boilerplate` (sorted). None: no boilerplate is known."""
    short, long = (one, other) if one.words <= other.words else (other, one)
    own = _own_words(short, boilerplate)
    some, more = _without(short.shingles, boilerplate), _without(long.shingles, boilerplate)
    if not own.any() or not len(some) or not len(more):
        return Reuse(0.0, 0.0, 0.0)
    shared = int(_found(some, more).sum())
    return Reuse(
        reused=_reused_words(short, long, own) / int(own.sum()),
        similarity=shared / (len(some) + len(more) - shared),
        containment=shared / min(len(some), len(more)),
    )


def _found(codes: Codes, among: Codes) -> Flags:
    """Which codes are among the others (sorted, at least one). Takes a tenth of the time of numpy's set functions."""
    places = np.searchsorted(among, codes)
    places[places == len(among)] = 0
    found: Flags = among[places] == codes
    return found


def _own_words(text: Wording, boilerplate: Codes | None) -> Flags:
    """Which words are outside all boilerplate shingles."""
    own = np.ones(text.words, dtype=bool)
    if boilerplate is not None and len(boilerplate):
        starts = np.flatnonzero(np.isin(text.ordered_shingles, boilerplate))
        for offset in range(SHINGLE):
            own[np.minimum(starts + offset, text.words - 1)] = False
    return own


def _without(shingles: Codes, boilerplate: Codes | None) -> Codes:
    if boilerplate is None or not len(boilerplate):
        return shingles
    return np.setdiff1d(shingles, boilerplate, assume_unique=True)


def _reused_words(short: Wording, long: Wording, own: Flags) -> int:
    """The number of own words in runs of the longer text."""
    hits = np.flatnonzero(_found(short.anchors, long.distinct_anchors))
    hits = hits[own[hits]]
    if not len(hits):
        return 0
    breaks = np.flatnonzero(hits[1:] - hits[:-1] > ANCHOR + GAP)
    starts = hits[np.concatenate(([0], breaks + 1))]
    ends = np.minimum(hits[np.concatenate((breaks, [len(hits) - 1]))] + ANCHOR, short.words)
    before = np.concatenate(([0], np.cumsum(own)))
    lengths = before[ends] - before[starts]
    return int(lengths[lengths >= SHORTEST_RUN].sum())


def boilerplate(texts: Sequence[Wording]) -> Codes:
    """The sorted shingles that many of the texts share although the texts differ.

    An outlet's disclaimer, or the same closing paragraph under many articles, must not make them copies.
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
    """Mean share of each text that is in each other text, without what nearly all share; 1 if almost nothing else is
    left."""
    counts = Counter[int]()
    for text in texts:
        counts.update(text.shingles.tolist())
    shares = []
    for text in texts:
        rest = [counts[code] - 1 for code in text.shingles.tolist() if counts[code] < _NEARLY_ALL * len(texts)]
        small = len(rest) < (1 - _NEARLY_ALL) * len(text.shingles)
        shares.append(1.0 if small else sum(rest) / len(rest) / (len(texts) - 1))
    return float(np.mean(shares))
