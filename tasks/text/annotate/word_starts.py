"""The starts of the words of a text: patterns for numbers and days are tried only there, not at every character.

A pattern of many alternatives takes a microsecond at each place; a text has ten times as many characters as words with
which such a pattern can begin.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_FIGURE = "-0"


def matches_at(
    pattern: re.Pattern[str], body: str, starts: Callable[[str, str], bool], before: str = ""
) -> Iterator[re.Match[str]]:
    """The matches of `pattern.finditer`, for a pattern that can only begin at words that `starts` accepts.

    `starts` gets the word in lower case and the two characters after it; it accepts no word that it does not accept
    before "-0".

    `before`: characters with which a match may begin before such a word, at most five ("US$ 5").
    """
    end = 0
    words, different = _words(body)
    possible = {word for word in different if starts(word, _FIGURE)}
    for word, at, behind in words:
        if word not in possible or at < end or not starts(word, body[behind : behind + 2]):
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
def _words(body: str) -> tuple[list[tuple[str, int, int]], set[str]]:
    """Each word in lower case with its position, and the different words; the same for all patterns, so it is kept."""
    words = [(found.group().lower(), *found.span()) for found in _WORD.finditer(body)]
    return words, {word for word, _, _ in words}


_MOST_BEFORE = 5
