"""Features from the names of the elements around a block."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tasks.text.html.body.block_facts import ContainerFacts
from tasks.text.html.body.furniture import HINT_COUNT, Hint
from tasks.text.html.body.page_blocks import PageBlocks

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_WEIGHED = tuple(hint for hint in Hint if hint is not Hint.FURNITURE)
_BITS = tuple((number, 1 << number) for number in range(HINT_COUNT))
_OWN_WEIGHTS = (1.0, 0.7, 0.4)
_INLINE_HINTS = (Hint.SHARE, Hint.RELATED, Hint.META, Hint.TAGS, Hint.MEDIA, Hint.SUBSCRIBE, Hint.HIDDEN, Hint.ADVERT)
_INLINE_BITS = np.array(_INLINE_HINTS, dtype=np.int64)

AROUND_NAMES = tuple(f"hint.{hint.name}" for hint in _WEIGHED)
OWN_NAMES = tuple(f"own.{hint.name}" for hint in _WEIGHED)
INLINE_NAMES = tuple(f"inline.{hint.name}" for hint in _INLINE_HINTS)


def hint_rows(page: PageBlocks, sums: Sequence[ContainerFacts]) -> list[list[float]]:
    """One row per container, one column per hint: 0 if no element around the container has the hint; else 1 less the
    share of the page's text inside the innermost element that has it. So "sidebar" on <body> weighs nothing, and on a
    small box almost 1."""
    total = max(sums[0].mass, 1.0)
    rows: list[list[float]] = []
    for index, container in enumerate(page.containers):
        if container.parent < 0:
            rows.append([0.0] * HINT_COUNT)
            continue
        above = rows[container.parent]
        if not container.hints or container.tag == "body":
            rows.append(above)
            continue
        row = above.copy()
        weight = 1.001 - sums[index].mass / total
        hints = container.hints
        for number, bit in _BITS:
            if hints & bit:
                row[number] = weight
        rows.append(row)
    return rows


def own_hints(hints: Ints, parents: Ints, at: Ints) -> Floats:
    """For each block: 1 for a hint of its own element, 0.7 for one of its parent, 0.4 for one of its grandparent.

    `hints` and `parents` are those of the containers (the outermost is its own parent), `at` the containers of the
    blocks.
    """
    bits = np.where(np.arange(len(hints)) > 0, hints, 0)[:, None] >> np.arange(HINT_COUNT) & 1
    table = np.zeros((len(at), HINT_COUNT))
    for weight in _OWN_WEIGHTS:
        np.maximum(table, bits[at] * weight, out=table)
        at = parents[at]
    return table


def inline_hints(hints: Ints) -> Floats:
    """For each block, 1 for each hint of an inline element inside it."""
    return np.asarray(hints[:, None] & _INLINE_BITS != 0, dtype=np.float64)
