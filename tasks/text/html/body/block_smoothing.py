"""Features from the first model's scores of the blocks around a block, for the second model."""

import numpy as np
import numpy.typing as npt

from tasks.text.html.body.block_facts import template_name
from tasks.text.html.body.page_blocks import PageBlocks

Floats = npt.NDArray[np.float64]

_OFFSETS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (5, 12)
_LEVELS = 4
_LONGEST = 60
"""Words from which a longer block has no more weight among its neighbours."""

NAMES: tuple[str, ...] = (
    "score",
    *(f"score.{offset:+d}" for offset in _OFFSETS),
    *(f"{side}.{window}" for window in _WINDOWS for side in ("before", "after")),
    "share_before",
    "share_after",
    *(f"container.{level}" for level in range(_LEVELS)),
    "template.score",
    "template.share",
    "total",
    "top",
)


def smoothing_columns(page: PageBlocks, scores: Floats) -> Floats:
    """One row per block (columns: `NAMES`), from the first model's scores."""
    count = len(scores)
    weights = np.array([min(max(block.text.count(" ") + 1, 1), _LONGEST) for block in page.blocks], dtype=np.float64)
    mass = scores * weights
    running = np.concatenate(([0.0], np.cumsum(mass)))
    running_weight = np.concatenate(([0.0], np.cumsum(weights)))
    total = running[-1] + 1e-6
    columns = [scores]
    for offset in _OFFSETS:
        shifted = np.zeros(count)
        if 0 < offset < count:
            shifted[:-offset] = scores[offset:]
        elif 0 < -offset < count:
            shifted[-offset:] = scores[:offset]
        columns.append(shifted)
    at = np.arange(count)
    for window in _WINDOWS:
        low, high = np.maximum(0, at - window), np.minimum(count, at + window + 1)
        columns.append((running[at] - running[low]) / (running_weight[at] - running_weight[low] + 1))
        columns.append((running[high] - running[at + 1]) / (running_weight[high] - running_weight[at + 1] + 1))
    columns += (running[:-1] / total, 1 - running[1:] / total)
    columns += _container_columns(page, mass, weights)
    columns += _template_columns(page, mass, weights, total)
    columns += (np.full(count, total), np.full(count, scores.max()))
    return np.column_stack(columns)


def _container_columns(page: PageBlocks, mass: Floats, weights: Floats) -> list[Floats]:
    """Mean score of the blocks in the same container, then of those in the container one level up, and so on."""
    parents = np.array([max(container.parent, 0) for container in page.containers])
    at = np.array([block.container for block in page.blocks])
    columns: list[Floats] = []
    for _ in range(_LEVELS):
        sums = np.bincount(at, mass, len(parents))
        counts = np.bincount(at, weights, len(parents))
        columns.append((sums / (counts + 0.5))[at])
        at = parents[at]
    return columns


def _template_columns(page: PageBlocks, mass: Floats, weights: Floats, total: float) -> list[Floats]:
    """Mean score of the blocks of the same template, and the template's share of the page's total score."""
    numbers: dict[str, int] = {}
    at = np.array([numbers.setdefault(template_name(page.containers, b.container), len(numbers)) for b in page.blocks])
    sums = np.bincount(at, mass, len(numbers))
    counts = np.bincount(at, weights, len(numbers))
    return [(sums / (counts + 0.5))[at], (sums / total)[at]]
