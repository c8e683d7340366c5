"""The learned part of telling running text from furniture: two sets of boosted trees over the features of blocks.

The first looks at each block alone, the second also at what the first made of its surroundings. The weights stand in
`block_weights.json`, made by `benchmarks/train_blocks.py`.
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
_CHUNK = 2000
"""Blocks scored at a time, so that memory stays small on pages of many thousand blocks."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees laid end to end. A leaf points to itself."""

    roots: npt.NDArray[np.intp]
    feature: npt.NDArray[np.intp]
    threshold: Floats
    left: npt.NDArray[np.intp]
    right: npt.NDArray[np.intp]
    value: Floats
    depth: int

    def scores(self, rows: Floats) -> Floats:
        """The probability of being running text, for each row."""
        parts = [self._chunk(rows[start : start + _CHUNK]) for start in range(0, len(rows), _CHUNK)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _chunk(self, rows: Floats) -> Floats:
        width = rows.shape[1]
        flat = rows.ravel()
        offsets = (np.arange(len(rows)) * width)[:, None]
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            goes_left = flat[offsets + self.feature[at]] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
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

    return Trees(
        roots=whole("roots"),
        feature=whole("feature"),
        threshold=np.array(stage["threshold"], dtype=np.float64),
        left=whole("left"),
        right=whole("right"),
        value=np.array(stage["value"], dtype=np.float64),
        depth=int(stage["depth"][0]),
    )


def block_scores(page: PageBlocks, rows: list[list[float]]) -> Floats:
    """For each block, how probable it is that it is running text: 0 to 1."""
    if not rows:
        return np.zeros(0)
    first, second = _stages()
    table = np.array(rows, dtype=np.float64)
    scores = first.scores(table)
    return second.scores(np.hstack((table, block_smoothing.smoothing_columns(page, scores))))
