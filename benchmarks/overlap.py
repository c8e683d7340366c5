"""How much of a text was found: precision, recall and F1 over runs of four words, as the article extraction benchmark
measures it."""

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"\w+")
_RUN = 4


def runs(text: str) -> Counter[tuple[str, ...]]:
    """All runs of four words of a text; a shorter text is one run."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))) if words else Counter()


def overlap(found: str, true: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of a text that was found."""
    mine, theirs = runs(found), runs(true)
    both = sum((mine & theirs).values())
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / sum(mine.values()), both / sum(theirs.values())
    return precision, recall, 2 * precision * recall / (precision + recall)
