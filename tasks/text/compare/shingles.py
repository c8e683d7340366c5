"""The wording of a text as numbers: hashes of its runs of words, without case, punctuation and layout."""

import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from schemas.word_count import SYLLABLE, SYLLABLE_START, UNSPACED_CHARACTER

SHINGLE: Final = 5
"""Words in a shingle. Runs of four are shared by chance far more often ("said in a statement")."""
ANCHOR: Final = 3
"""Words in an anchor, the shortest run that shows reuse: if one word in eight is edited, most anchors remain."""

KEYS: Final = 24
"""About this many shingles of a text are stored as keys to find it."""
COARSEST: Final = 4
"""At least one shingle in 2 ** 4 is a key, so that a short text copied from a long one is still found."""

Codes = npt.NDArray[np.uint32]

# In scripts without spaces between words, every character or syllable counts as a word. Linear time: the alternatives
# begin with different characters.
_WORD = re.compile(rf"{UNSPACED_CHARACTER}|{SYLLABLE}|(?:(?!{UNSPACED_CHARACTER}|{SYLLABLE_START})[^\W_])+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Wording:
    """The words of one text as hashes, in order."""

    codes: Codes

    @property
    def words(self) -> int:
        """The number of words."""
        return len(self.codes)

    @cached_property
    def shingles(self) -> Codes:
        """The distinct shingles, sorted. A text of one to four words is one shingle; a text without words has none."""
        return np.unique(self.ordered_shingles)

    @cached_property
    def ordered_shingles(self) -> Codes:
        """The run of five words that begins at each word, in order."""
        return _runs(self.codes, SHINGLE)

    @cached_property
    def anchors(self) -> Codes:
        """The run of three words that begins at each word, in order."""
        return _runs(self.codes, ANCHOR)

    @cached_property
    def distinct_anchors(self) -> Codes:
        """The distinct anchors, sorted."""
        return np.unique(self.anchors)

    @cached_property
    def keys(self) -> frozenset[int]:
        """A sample of the shingles. It depends only on their hashes, so two texts sample their common shingles
        alike."""
        level = 0
        hashes = self.shingles
        while len(hashes) > KEYS and level < COARSEST:
            level += 1
            hashes = hashes[hashes & np.uint32((1 << level) - 1) == 0]
        return frozenset(hashes.tolist())


def wording(text: str) -> Wording:
    """The wording of a text."""
    return Wording(np.array([zlib.crc32(word.encode()) for word in _WORD.findall(text.lower())], dtype=np.uint32))


def _runs(codes: Codes, length: int) -> Codes:
    """A 32-bit hash of each run of `length` words."""
    if not len(codes):
        return codes
    wide = codes.astype(np.uint64)
    count = max(1, len(wide) - length + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(min(length, len(wide))):
        mixed = (mixed ^ wide[offset : offset + count]) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32)
