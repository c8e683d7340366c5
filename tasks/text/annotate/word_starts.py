"""Where the words of a text start: patterns for numbers and days are tried there alone, and not at every sign.

A pattern of many alternatives costs a microsecond wherever it is tried; a text has ten times as many signs as words
that such a pattern can begin with.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


def matches_at(
    pattern: re.Pattern[str], body: str, starts: Callable[[str, str], bool], before: str = ""
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, if the pattern can only begin at words that `starts` accepts.

    `starts` gets the word in lower case and the two signs behind it.

    `before`: signs that a match may begin with in front of such a word, five at most ("US$ 5").
    """
    end = 0
    for word, at, behind in _words(body):
        if at < end or not starts(word, body[behind : behind + 2]):
            continue
        first = at
        while first > end and at - first < _MOST_BEFORE and body[first - 1] in before:
            first -= 1
        for place in range(first, at + 1):
            found = pattern.match(body, place)
            if found is not None:
                yield found
                end = max(found.end(), end)
                break


@lru_cache(maxsize=1)
def _words(body: str) -> list[tuple[str, int, int]]:
    """Each word in lower case and its place: the same for all that is looked for in a text."""
    return [(found.group().lower(), *found.span()) for found in _WORD.finditer(body)]


_MOST_BEFORE = 5
