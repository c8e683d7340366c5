"""Which watches' queries a batch's articles match: the batch is indexed, and asked as `cuttings search` asks.

A query is asked only if the batch has one of the terms that every match must have, so that a thousand watches cost what
the few do that may match. The answers are the search index's own: one language, one result.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tantivy import Index, Query

from warehouse.queries.article_terms import ArticleTerms
from warehouse.search.document import document
from warehouse.search.fields import (
    STEMMED,
    TEXT_FIELDS,
    normal,
    plain_analyser,
    register,
    schema,
    sign_tokens,
    stem_analyser,
)
from warehouse.search.grammar import All, Any, Node, Term, parse
from warehouse.search.matching import query_of

_HEAP_BYTES = 15_000_000
"""The least that tantivy takes; a batch needs less."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query, ready to be asked."""

    query: Query
    anchors: frozenset[str] | None
    """Terms of which every match has one. None: that cannot be said."""


def percolate(articles: Sequence[ArticleTerms], queries: Mapping[str, str]) -> dict[str, set[str]]:
    """Article ids by the name of the query that they match; names without a match are not in it."""
    if not articles or not queries:
        return {}
    terms = _terms(articles)
    asked = {name: _asked(text) for name, text in queries.items()}
    likely = {name: one for name, one in asked.items() if one.anchors is None or not one.anchors.isdisjoint(terms)}
    return _answers(articles, likely) if likely else {}


def _answers(articles: Sequence[ArticleTerms], asked: Mapping[str, _Asked]) -> dict[str, set[str]]:
    index = Index(schema())
    register(index)
    writer = index.writer(_HEAP_BYTES, 1)
    for article in articles:
        writer.add_document(document(article))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    found: dict[str, set[str]] = {}
    for name, one in asked.items():
        places = [place for _, place in searcher.search(one.query, limit=len(articles), count=False).hits]
        if places:
            high = searcher.fast_field_values("id_high", places)
            low = searcher.fast_field_values("id_low", places)
            found[name] = {f"{h:016x}{w:016x}" for h, w in zip(high, low, strict=True)}
    return found


@lru_cache(maxsize=10_000)
def _asked(text: str) -> _Asked:
    node = parse(normal(text))
    anchors = _anchors(node)
    return _Asked(query_of(node, schema()), None if anchors is None else frozenset(anchors))


def _anchors(node: Node | None) -> set[str] | None:
    """Words, stems and signs of which a match has at least one. None: no such can be named (days, what is excluded, and
    the beginning of a word)."""
    if node is None:
        return set()
    if isinstance(node, Any):
        parts = [_anchors(part) for part in node.parts]
        return None if any(part is None for part in parts) else set().union(*(part for part in parts if part))
    if isinstance(node, All):
        known = [part for part in map(_anchors, node.parts) if part is not None]
        # The longest words are the rarest, near enough.
        return max(known, key=lambda part: min((len(word) for word in part), default=0)) if known else None
    return _term_anchors(node) if isinstance(node, Term) else None


def _term_anchors(term: Term) -> set[str] | None:
    if term.prefix or (term.field or "").lower() in ("lang", "language"):
        return None
    text = normal(term.text)
    if signs := sign_tokens(text):
        return {max(signs, key=len)}
    words = plain_analyser().analyze(text)
    if not words:
        return None
    longest = max(words, key=len)
    return {longest} | (_stems(text) if len(words) == 1 and not term.phrase else set())


def _stems(text: str) -> set[str]:
    return {stem for language in STEMMED for stem in stem_analyser(language).analyze(text)}


def _terms(articles: Iterable[ArticleTerms]) -> set[str]:
    """Every word, stem and sign of the articles, whatever the field."""
    found: set[str] = set()
    for article in articles:
        for text in _texts(article):
            found.update(plain_analyser().analyze(text))
            found.update(sign_tokens(text))
        code = (article.language or "").lower()[:2]
        if code in STEMMED:
            body = normal("\n".join(part for part in (article.headline, article.body) if part))
            found.update(stem_analyser(code).analyze(body))
    return found


def _texts(article: ArticleTerms) -> Iterator[str]:
    for name in TEXT_FIELDS:
        said = getattr(article, name)
        yield from (normal(one) for one in (said if isinstance(said, tuple) else (said,)) if one)
