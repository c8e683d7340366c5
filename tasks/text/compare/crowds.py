"""Crowds: hundreds of prints of nearly one text among those compared at a time, as a page that was saved again and
again with another clock on it.

What comparing each two of them costs grows by the square of their number. Prints that are one text but for a few words
are not compared with each other: one of them stands for all.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import chain
from typing import Final

import numpy as np

from tasks.text.compare.reuse import reuse
from tasks.text.compare.shingles import Codes, Wording

CROWD: Final = 50
"""Texts that share a shingle before one stands for others. Among fewer, each two are compared."""
NEARLY_ONE: Final = 0.9
"""Jaccard similarity of two prints of which one stands for the other: of 400 words, one run of 15 is another."""
_TRIED: Final = 3
"""Prints that one is compared with to find what stands for it: those that share most."""
_SAMPLE: Final = np.uint32(3)


def looked_at(text: Wording) -> frozenset[int]:
    """The shingles by which prints of one text are found: its keys, and each fourth."""
    return text.keys.union(text.shingles[text.shingles & _SAMPLE == 0].tolist())


def crowded(keys: Sequence[Collection[int]]) -> set[int]:
    """The shingles that a crowd shares. `keys`: by text."""
    counts = Counter(chain.from_iterable(keys))
    return {key for key, count in counts.items() if count > CROWD}


def stand_ins(wordings: Sequence[Wording], keys: Sequence[frozenset[int]], boilerplate: Codes) -> list[int]:
    """For each text the position of the one that stands for it, mostly itself; never a later one."""
    shared = crowded(keys)
    if not shared:
        return list(range(len(wordings)))
    first: dict[int, list[int]] = defaultdict(list)
    found: list[int] = []
    for number, text in enumerate(wordings):
        own = sorted(keys[number] & shared)
        near = Counter(chain.from_iterable(first[key] for key in own))
        likest = (one for one, _ in near.most_common(_TRIED))
        stands = next((one for one in likest if _nearly_one(wordings[one], text, boilerplate)), number)
        found.append(stands)
        if stands == number:
            for key in own:
                # More of them have the key only where it is no sign of one text.
                if len(first[key]) < CROWD:
                    first[key].append(number)
    return found


def _nearly_one(one: Wording, other: Wording, boilerplate: Codes) -> bool:
    return reuse(one, other, boilerplate).similarity >= NEARLY_ONE
