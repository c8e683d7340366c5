"""What an article is about, as weighted terms from its headline and its opening, names above all."""

import math
import re
import zlib
from collections import defaultdict
from functools import lru_cache
from typing import Final

OPENING: Final = 250
"""Words of the body that are read: news states first what happened. This also keeps long and short reports
comparable."""
LEAD: Final = 60
"""Words of the body that count twice: the lede."""
_HEADLINE = 3
_NAME = 3
_DAMPING = 0.3
"""Exponent for term frequencies: a word used nine times weighs twice as much as a word used once."""

_WORD = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]{1,2}|[^\W_]+(?:[.,'’][^\W_]+)*")

# Stop words. In other languages, inverse document frequency has the same effect.
_IDLE_WORDS = """
a about above after again against all also am an and any are as at be because been before being below between both but
by can could did do does doing down during each few for from further had has have having he her here hers herself him
himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or other
our ours out over own same she should so some such than that the their theirs them then there these they this those
through to too under until up us very was we were what when where which while who whom why will with would you your
yours said says say mr mrs ms one two new year years last first may according told people time t
"""
_IDLE = frozenset(_IDLE_WORDS.split())


def story_terms(headline: str | None, body: str) -> dict[int, float]:
    """The weight of each term, by the hash of its lower-case form; empty if the text contains only stop words."""
    return {term: damped(stress) for term, stress in term_stresses(headline, body).items()}


def term_stresses(headline: str | None, body: str) -> dict[int, int]:
    """Term frequencies in the order of the text, as whole numbers; names, the headline and the lede count more."""
    stresses: dict[int, int] = defaultdict(int)
    _add(stresses, headline or "", _HEADLINE, lead=0)
    _add(stresses, body, 1, lead=LEAD)
    return stresses


@lru_cache(maxsize=1 << 14)
def damped(stress: int) -> float:
    """The weight for a term frequency."""
    return math.pow(stress, _DAMPING)


def _add(stresses: dict[int, int], text: str, weight: int, *, lead: int) -> None:
    for position, match in enumerate(_WORD.finditer(text)):
        if position >= OPENING:
            return
        printed = match.group()
        word = printed.lower().removesuffix("'s").removesuffix("’s")
        if word in _IDLE or (len(word) < 2 and word.isascii()):
            continue
        name = _NAME if printed[0].isupper() else 1
        stresses[zlib.crc32(word.encode())] += weight * name * (2 if position < lead else 1)
