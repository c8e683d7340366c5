"""A page's titles, from its head and its largest headings, and whether a text is one of them."""

import re
from functools import lru_cache
from itertools import islice

from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page

MAX_HEADINGS = 20
_LONGEST = 500
_META = ("og:title", "twitter:title", "dc.title", "parsely-title")
_WORD = re.compile(r"\w+")
_OTHER_SIGNS = re.compile(r"[\W_]+")
_ALIKE, _UNLIKE = 0.6, 0.34
"""Shares of the shorter title's words that both have: from 0.6 on two titles are alike, below 0.34 they differ."""
_SHORTEST = 8
"""Fewest characters of a title, folded, that may be searched for inside another title."""


@lru_cache(maxsize=2)
def page_titles(page: Page) -> tuple[str, ...]:
    """`title`, `og:title` and similar titles, then every h1, as printed."""
    printed = [element_text(heading, limit=_LONGEST) for heading in islice(page.root.iter("h1"), MAX_HEADINGS)]
    return tuple(dict.fromkeys(text for text in (*stated_titles(page), *printed) if text))


@lru_cache(maxsize=2)
def stated_titles(page: Page) -> tuple[str, ...]:
    """`title`, `og:title` and similar titles from the page's head."""
    title = page.root.find(".//head/title")
    stated = [title.text or ""] if title is not None else []
    stated += [value for name in _META for value in page.meta.get(name, ())[:1]]
    texts = (printed_text(text, limit=_LONGEST) for text in stated)
    return tuple(dict.fromkeys(text for text in texts if text))


def is_titled(page: Page, text: str) -> bool | None:
    """Whether `text` is the page's title: the whole of one, or most of its words. None: undecided."""
    shares = [likeness(text, title) for title in page_titles(page)]
    if not shares or not text:
        return None
    return True if max(shares) >= _ALIKE else False if max(shares) < _UNLIKE else None


def likeness(one: str, other: str) -> float:
    """The share of the shorter text's words that the longer one has, 0 to 1; 1 if the longer text contains the shorter
    one."""
    a, b = sorted((_OTHER_SIGNS.sub("", one.casefold()), _OTHER_SIGNS.sub("", other.casefold())), key=len)
    if len(a) >= _SHORTEST and a in b:
        return 1.0
    words = sorted((_words(one), _words(other)), key=len)
    return len(words[0] & words[1]) / len(words[0]) if words[0] else 0.0


def _words(text: str) -> set[str]:
    """Words; in a script without spaces between words, pairs of characters."""
    words = set(_WORD.findall(text.casefold()))
    if len(words) > 2 or text.isascii():
        return words
    joined = "".join(_WORD.findall(text.casefold()))
    return {joined[at : at + 2] for at in range(len(joined) - 1)}
