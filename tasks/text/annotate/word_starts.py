"""The starts of the words of a text: patterns for numbers and days are tried only there, not at every character.

A pattern of many alternatives takes a microsecond at each place; a text has ten times as many characters as words with
which such a pattern can begin.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


def matches_at(
    pattern: re.Pattern[str], body: str, starts: Callable[[str, str], bool], before: str = ""
) -> Iterator[re.Match[str]]:
    """The matches of `pattern.finditer`, for a pattern that can only begin at words that `starts` accepts.

    `starts` gets the word in lower case and the two characters after it.

    `before`: characters with which a match may begin before such a word, at most five ("US$ 5").
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
    """Each word in lower case with its position; cached, because it is the same for all patterns."""
    return [(found.group().lower(), *found.span()) for found in _WORD.finditer(body)]


_MOST_BEFORE = 5
