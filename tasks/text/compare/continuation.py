"""Whether a text is the next version of an article, or another article under the same address or id."""

import re
import unicodedata

from tasks.text.compare.identity import printed_words, word_shingles

_BROKEN_OFF = re.compile(r"(?:…|\.\.\.)[\])]?\s{0,20}$")
_SENTENCE_END = re.compile(r"[.!?:;。！？؟।][\"'”’»)\]]{0,3}\s{0,20}$")
HEADLINE_LIKENESS = 0.3
"""Share of common character trigrams from which two headlines are one headline and its edit.

Headlines of unrelated news share less than a fifth (short words, endings); an edit keeps a name and its verb.
"""
TEXT_CONTAINMENT = 0.1
"""Share of the shorter text's 3-word shingles that the longer one contains, from which they are one text and its edit.

Two articles of one outlet share less than a tenth: names, and sentences that stand under every article.
"""


def continues(before: tuple[str | None, str], after: tuple[str | None, str]) -> bool:
    """Whether the (headline, body) `after` may be the next version of `before`: the headline or the text resembles the
    earlier one.

    An editor who rewrites an article keeps one of the two; if neither is kept, several articles share the address. If a
    headline is missing, the texts decide.
    """
    (headline, body), (other_headline, other_body) = before, after
    if headline and other_headline and headline_likeness(headline, other_headline) >= HEADLINE_LIKENESS:
        return True
    return text_containment(body, other_body) >= TEXT_CONTAINMENT


def same_headline(one: str | None, other: str | None) -> bool:
    """Whether two headlines have the same words. A missing headline contradicts none."""
    return not one or not other or printed_words(one) == printed_words(other)


def is_excerpt(known: str, text: str) -> bool:
    """Whether `text` is a copy of `known` that is cut off inside a sentence, as services and paywalls cut texts.

    An editor who shortens an article removes whole sentences: that is an edit.
    """
    words, rest = printed_words(text), printed_words(known)
    if not words or len(words) >= len(rest) or not rest.startswith(words):
        return False
    return _BROKEN_OFF.search(text) is not None or _SENTENCE_END.search(text) is None


def headline_likeness(one: str, other: str) -> float:
    """Dice coefficient of the headlines' character trigrams, 0 to 1; this also works for scripts without spaces."""
    a, b = _triples(one), _triples(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def text_containment(one: str, other: str) -> float:
    """Share of the shorter text's 3-word shingles that are also in the longer one, 0 to 1."""
    a, b = word_shingles(one), word_shingles(other)
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def _triples(text: str) -> set[str]:
    folded = printed_words(unicodedata.normalize("NFKD", text))
    return {folded[i : i + 3] for i in range(max(len(folded) - 2, 1))} if folded else set()
