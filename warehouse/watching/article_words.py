"""The words of an article as the search index has them, and the queries that can be decided with them alone.

Words and stems are looked up in sets; phrases, fields, days, beginnings of words and scripts without spaces are left to
the index.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from warehouse.queries.article_terms import ArticleTerms
from warehouse.search.fields import STEMMED, TEXT_FIELDS, normal, plain_analyser, sign_tokens, stem_analyser
from warehouse.search.grammar import All, Any, Node, Not, Term

_WORD = re.compile(r"[a-z0-9]+")
"""A word of a text in ASCII and lower case, as the plain analyser splits it."""
LONG = 60
"""Words of this many letters or more are left out by the analysers."""
_KNOWN_STEMS = 200_000
_READ = ("headline", "body")
"""The fields that are searched for a word without a field."""


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """The words of one article."""

    words: frozenset[str]
    """Words of headline and body."""
    stems: frozenset[str]
    """Their stems. Empty: there is no stemmer for the language."""
    terms: frozenset[str]
    """All of these, and the words and signs of the other fields."""
    language: str | None
    """The language of the stems. None: there are none."""


def words_of(article: ArticleTerms) -> ArticleWords:
    """The words that the index would contain."""
    code = (article.language or "").lower()[:2]
    language = code if code in STEMMED else None
    words, stems, terms = set[str](), set[str](), set[str]()
    for name in TEXT_FIELDS:
        said = getattr(article, name)
        for text in (normal(one) for one in (said if isinstance(said, tuple) else (said,)) if one):
            found = _words(text)
            terms |= found
            if not text.isascii():
                terms.update(sign_tokens(text))
            if name in _READ:
                words |= found
                stems |= _stems(text, found, language) if language else set()
    return ArticleWords(frozenset(words), frozenset(stems), frozenset(terms | stems), language)


def decided(node: Node | None, article: ArticleWords) -> bool | None:
    """Whether the article matches. None: only the index can tell."""
    if node is None:
        return False
    if isinstance(node, Term):
        return _has(node, article)
    if isinstance(node, Not):
        part = decided(node.part, article)
        return None if part is None else not part
    if not isinstance(node, All | Any):
        return None
    enough = isinstance(node, Any)
    parts = [decided(part, article) for part in node.parts]
    return enough if enough in parts else None if None in parts else not enough


def _has(term: Term, article: ArticleWords) -> bool | None:
    asked = _word_and_stems(term)
    if asked is None:
        return None
    word, stems = asked
    return word in article.words or (article.language is not None and stems.get(article.language) in article.stems)


@lru_cache(maxsize=50_000)
def _word_and_stems(term: Term) -> tuple[str, dict[str, str]] | None:
    """The word, and its stem by language. None: it is not a single word without a field."""
    text = normal(term.text)
    if term.field or term.phrase or term.prefix or sign_tokens(text):
        return None
    words = plain_analyser().analyze(text)
    if len(words) != 1:
        return None
    stems = {language: stem_analyser(language).analyze(text) for language in STEMMED}
    return words[0], {language: found[0] for language, found in stems.items() if len(found) == 1}


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) if text.isascii() else set(plain_analyser().analyze(text))


_stems_known: dict[str, dict[str, str]] = defaultdict(dict)
"""Stems of ASCII words already seen, by language: news has the same words every day."""


def _stems(text: str, words: set[str], language: str) -> set[str]:
    if not text.isascii():
        return set(stem_analyser(language).analyze(text))
    known = _stems_known[language]
    if len(known) > _KNOWN_STEMS:
        known.clear()
    new = [word for word in words if word not in known and len(word) < LONG]
    if new:
        known.update(zip(new, stem_analyser(language).analyze(" ".join(new)), strict=True))
    return {known[word] for word in words if word in known}
