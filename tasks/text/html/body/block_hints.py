"""What the surroundings of a block are called, in numbers."""

from collections.abc import Sequence
from functools import lru_cache

from tasks.text.html.body.block_facts import ContainerFacts
from tasks.text.html.body.furniture import HINT_COUNT, Hint
from tasks.text.html.body.page_blocks import Container, PageBlocks

_WEIGHED = tuple(hint for hint in Hint if hint is not Hint.FURNITURE)
_WEIGHED_BITS = (1 << HINT_COUNT) - 1
_BITS = tuple((number, 1 << number) for number in range(HINT_COUNT))
_OWN_WEIGHTS = (1.0, 0.7, 0.4)
_INLINE_HINTS = (Hint.SHARE, Hint.RELATED, Hint.META, Hint.TAGS, Hint.MEDIA, Hint.SUBSCRIBE, Hint.HIDDEN, Hint.ADVERT)
_INLINE_BITS = tuple(map(int, _INLINE_HINTS))
_NO_INLINE_HINTS = [0.0] * len(_INLINE_HINTS)

AROUND_NAMES = tuple(f"hint.{hint.name}" for hint in _WEIGHED)
OWN_NAMES = tuple(f"own.{hint.name}" for hint in _WEIGHED)
INLINE_NAMES = tuple(f"inline.{hint.name}" for hint in _INLINE_HINTS)


def hint_rows(page: PageBlocks, sums: Sequence[ContainerFacts]) -> list[list[float]]:
    """For each container and hint: 0 when nothing around it has the hint, else 1 less the share of the page's text that
    the innermost part so marked holds. So "sidebar" on <body> weighs nothing and on a small box all."""
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


def own_hints(containers: Sequence[Container], at: int) -> list[float]:
    """1 for a hint of the block's own element, .7 of its parent, .4 of the one above."""
    row = [0.0] * HINT_COUNT
    for weight in _OWN_WEIGHTS:
        if at <= 0:
            break
        hints = containers[at].hints & _WEIGHED_BITS
        number = 0
        while hints:
            if hints & 1 and not row[number]:
                row[number] = weight
            hints >>= 1
            number += 1
        at = containers[at].parent
    return row


@lru_cache(maxsize=1024)
def inline_hints(hints: int) -> list[float]:
    """1 for each hint of an inline element in the block. Nobody changes the row: it is kept."""
    if not hints:
        return _NO_INLINE_HINTS
    return [float(hints & bit != 0) for bit in _INLINE_BITS]
