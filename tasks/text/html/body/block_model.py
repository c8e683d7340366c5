"""The trained model that separates running text from furniture: two sets of boosted trees over block features.

The first set scores each block by itself; the second also uses the first one's scores of the blocks around it. The
weights are in `block_weights.json`, made by `benchmarks/train_blocks.py`.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from tasks.text.html.body import block_features, block_smoothing
from tasks.text.html.body.page_blocks import PageBlocks

Floats = npt.NDArray[np.float64]
_FEATURE_BITS = 8
_FEATURE = (1 << _FEATURE_BITS) - 1
_CHUNK = 2000
"""Blocks scored at a time, to limit memory on pages of many thousand blocks."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees: all roots first, then level by level.

    The right child of a node follows its left child. A leaf points to itself, and its threshold is infinite.
    """

    count: int
    split: npt.NDArray[np.intp]
    """The left child, shifted by `_FEATURE_BITS`, and the number of the feature: in one integer, so that one look-up
    fetches both."""
    threshold: Floats
    value: Floats
    depth: int

    def scores(self, rows: Floats) -> Floats:
        """For each row, the probability that the block is running text."""
        parts = [self._chunk(rows[start : start + _CHUNK]) for start in range(0, len(rows), _CHUNK)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _chunk(self, rows: Floats) -> Floats:
        width = rows.shape[1]
        flat = rows.ravel()
        offsets = (np.arange(len(rows)) * width)[:, None]
        roots = self.split[: self.count]
        at = (roots >> _FEATURE_BITS) + (rows.take(roots & _FEATURE, axis=1) > self.threshold[: self.count])
        for _ in range(self.depth - 1):
            split = self.split[at]
            goes_right = flat[(split & _FEATURE) + offsets] > self.threshold[at]
            split >>= _FEATURE_BITS
            at = np.add(split, goes_right, out=split)
        odds: Floats = self.value[at].sum(axis=1)
        return 1.0 / (1.0 + np.exp(-odds))


@cache
def _stages() -> tuple[Trees, Trees]:
    data = json.loads(resources.files("tasks.text.html.body").joinpath("block_weights.json").read_text("utf-8"))
    names = [*block_features.NAMES, *block_smoothing.NAMES]
    if data["features"] != names:
        raise ValueError("block_weights.json was made for other features: run benchmarks/train_blocks.py")
    first, second = (_trees(stage) for stage in data["stages"])
    return first, second


def _trees(stage: dict[str, list[float]]) -> Trees:
    def whole(key: str) -> npt.NDArray[np.intp]:
        return np.array(stage[key], dtype=np.intp)

    roots, left, right = whole("roots"), whole("left"), whole("right")
    levels, frontier = [roots], roots
    while len(frontier):
        inner = frontier[left[frontier] != frontier]
        frontier = np.column_stack((left[inner], right[inner])).ravel()
        levels.append(frontier)
    order = np.concatenate(levels)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    is_leaf = left == np.arange(len(left))
    return Trees(
        count=len(roots),
        split=(place[left[order]] << _FEATURE_BITS) | whole("feature")[order],
        threshold=np.where(is_leaf, np.inf, np.array(stage["threshold"], dtype=np.float64))[order],
        value=np.array(stage["value"], dtype=np.float64)[order],
        depth=int(stage["depth"][0]),
    )


def block_scores(page: PageBlocks, table: Floats) -> Floats:
    """For each block, the probability that it is running text, 0 to 1. `table`: its features, one row per block."""
    if not len(table):
        return np.zeros(0)
    first, second = _stages()
    scores = first.scores(table)
    return second.scores(np.hstack((table, block_smoothing.smoothing_columns(page, scores))))
