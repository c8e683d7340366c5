"""The passages of an article that show why a search found it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.search.fields import STEMMED, UNSPACED, normal, plain_analyser, sign_tokens, stem_analyser
from warehouse.search.grammar import parse, terms

_WORD = re.compile(r"\w+")
LENGTH = 240
"""Characters of a passage."""
_MOST = 200_000
"""Characters of a text that are searched."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text, with the words that were searched for."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """Start and end of each found word in `text`, end exclusive."""


def passage(text: str, query: str, *, language: str | None) -> Passage:
    """The passage of `text` with most of the words searched for; its beginning if it contains none."""
    text = text[:_MOST]
    found = list(_found(text, query, language))
    if not found:
        return Passage(text[:LENGTH], ())
    best = max(range(len(found)), key=lambda at: (_within(found, at), -at))
    start = max(0, found[best][0] - LENGTH // 4)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + LENGTH
    marks = tuple((a - start, b - start) for a, b, _ in found if a >= start and b <= end)
    return Passage(text[start:end], marks)


def _within(found: list[tuple[int, int, str]], at: int) -> int:
    """How many different words stand within one passage from `at` on."""
    return len({word for start, end, word in found[at:] if end - found[at][0] <= LENGTH * 3 // 4})


def _found(text: str, query: str, language: str | None) -> Iterable[tuple[int, int, str]]:
    wanted = [term for term in terms(parse(normal(query))) if term.field in (None, "body", "headline", "text", "title")]
    words = {word for term in wanted if not term.prefix for word in plain_analyser().analyze(term.text)}
    prefixes = tuple(word for term in wanted if term.prefix for word in plain_analyser().analyze(term.text))
    code = (language or "")[:2].lower()
    stems = {word for term in wanted if not term.phrase and not term.prefix for word in _stems(term.text, code)}
    signs = {part for term in wanted for part in (*UNSPACED.findall(term.text), *sign_tokens(term.text))}
    for match in _WORD.finditer(text):
        if signs and (stretch := sign_tokens(match[0])):
            hit = next((sign for sign in sorted(signs, key=lambda sign: (-len(sign), sign)) if sign in match[0]), None)
            if hit and stretch:
                at = match.start() + match[0].index(hit)
                yield at, at + len(hit), hit
            continue
        folded = plain_analyser().analyze(normal(match[0]))
        key = folded[0] if folded else ""
        if key in words or (prefixes and key.startswith(prefixes)) or (stems and stems & set(_stems(match[0], code))):
            yield match.start(), match.end(), key


def _stems(text: str, code: str) -> list[str]:
    return stem_analyser(code).analyze(text) if code in STEMMED else []
