"""Which watches' queries match a batch's articles, with the results of `cuttings search`.

A query is only run on articles with the terms that every match must have: it is stored under the longest of them, so
that a thousand watches cost as much as the few that may match. If words alone decide, no index is made; otherwise the
batch is indexed and searched, so that there is one query language with one result.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tantivy import Index

from warehouse.queries.article_terms import ArticleTerms
from warehouse.search.document import document
from warehouse.search.fields import STEMMED, normal, plain_analyser, register, schema, sign_tokens, stem_analyser
from warehouse.search.grammar import All, Any, Node, Term, parse
from warehouse.search.matching import query_of
from warehouse.watching.article_words import LONG, ArticleWords, decided, words_of

_HEAP_BYTES = 15_000_000
"""The smallest heap that tantivy accepts; a batch needs less."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query, parsed."""

    node: Node | None
    needed: tuple[frozenset[str], ...]
    """Every match has a term of each of these sets; the rarest set first. Empty: unknown."""


def percolate(articles: Sequence[ArticleTerms], queries: Mapping[str, str]) -> dict[str, set[str]]:
    """Article ids by the name of the query that they match; names without a match are left out."""
    asked = {name: _asked(text) for name, text in queries.items()}
    filed = _filed(asked)
    everywhere = [name for name, one in asked.items() if not one.needed]
    found: dict[str, set[str]] = defaultdict(set)
    open_articles: list[ArticleTerms] = []
    open_names: set[str] = set()
    for article in articles if asked else ():
        words = words_of(article)
        left = set()
        for name in {*everywhere, *(name for term in words.terms & filed.keys() for name in filed[term])}:
            match = _match(asked[name], words)
            if match:
                found[name].add(article.article_id)
            elif match is None:
                left.add(name)
        open_names |= left
        open_articles += [article] if left else []
    if open_names:
        for name, ids in _answers(open_articles, {name: asked[name] for name in open_names}).items():
            found[name] |= ids
    return dict(found)


def _match(one: _Asked, words: ArticleWords) -> bool | None:
    """Whether it matches. None: only the index can tell."""
    return decided(one.node, words) if all(not some.isdisjoint(words.terms) for some in one.needed) else False


def _filed(asked: Mapping[str, _Asked]) -> Mapping[str, list[str]]:
    """The names of the queries, by the terms of which a match must have one."""
    filed: dict[str, list[str]] = defaultdict(list)
    for name, one in asked.items():
        for term in one.needed[0] if one.needed else ():
            filed[term].append(name)
    return dict(filed)


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
    languages = {(article.language or "").lower()[:2] for article in articles} & STEMMED.keys()
    found: dict[str, set[str]] = {}
    for name, one in asked.items():
        query = query_of(one.node, schema(), languages)
        places = [place for _, place in searcher.search(query, limit=len(articles), count=False).hits]
        if places:
            high = searcher.fast_field_values("id_high", places)
            low = searcher.fast_field_values("id_low", places)
            found[name] = {f"{h:016x}{w:016x}" for h, w in zip(high, low, strict=True)}
    return found


@lru_cache(maxsize=10_000)
def _asked(text: str) -> _Asked:
    node = parse(normal(text))
    return _Asked(node, tuple(sorted(_needed(node), key=_rarity, reverse=True)))


def _rarity(terms: frozenset[str]) -> int:
    """A sort key: the longest words are approximately the rarest."""
    return min((len(word) for word in terms), default=LONG)


def _needed(node: Node | None) -> list[frozenset[str]]:
    """Sets of words, stems and signs; a match has at least one of each set.

    No sets: none are known (days, exclusions, and the beginning of a word). An empty set: nothing matches.
    """
    if node is None:
        return [frozenset()]
    if isinstance(node, All):
        return [one for part in node.parts for one in _needed(part)]
    if isinstance(node, Any):
        parts = [_needed(part) for part in node.parts]
        return [frozenset().union(*(max(part, key=_rarity) for part in parts))] if all(parts) else []
    return _needed_of_term(node) if isinstance(node, Term) else []


def _needed_of_term(term: Term) -> list[frozenset[str]]:
    if term.prefix or (term.field or "").lower() in ("lang", "language"):
        return []
    text = normal(term.text)
    if signs := sign_tokens(text):
        return [frozenset({max(signs, key=len)})]
    words = plain_analyser().analyze(text)
    if len(words) == 1 and not term.phrase:
        return [
            frozenset({words[0]} | {stem for language in STEMMED for stem in stem_analyser(language).analyze(text)})
        ]
    return [frozenset({word}) for word in words]
