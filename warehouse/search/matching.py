"""A parsed search as a query of the index."""

from collections.abc import Collection

from tantivy import FieldType, Occur, Query, Schema

from warehouse.search.fields import STEMMED, TEXT_FIELDS, normal, plain_analyser, sign_tokens, stem_analyser, stem_field
from warehouse.search.grammar import All, Any, Days, Node, Not, Term

_FIELD_NAMES = {
    **{name: name for name in TEXT_FIELDS},
    "title": "headline", "text": "body", "publication": "outlet", "by": "author", "said": "speaker",
    "org": "organisation", "lang": "language", "language": "language",
}  # fmt: skip
HEADLINE_WEIGHT = 3.0
STEM_WEIGHT = 0.5
"""The weight of another form of a word. An exact match has 1."""


def query_of(node: Node | None, schema: Schema, languages: Collection[str] = tuple(STEMMED)) -> Query:
    """The index's query. An empty search finds nothing.

    `languages`: those of which the index may have texts. Only their stems are searched, because each costs a look-up.
    """
    if node is None:
        return Query.empty_query()
    if isinstance(node, Term):
        return _term(node, schema, languages)
    if isinstance(node, Days):
        first = None if node.first is None else int(f"{node.first:%Y%m%d}")
        last = None if node.last is None else int(f"{node.last:%Y%m%d}")
        return Query.range_query(schema, "day", FieldType.Integer, first, last)
    if isinstance(node, Any):
        return Query.boolean_query([(Occur.Should, query_of(part, schema, languages)) for part in node.parts])
    parts = node.parts if isinstance(node, All) else (node,)
    wanted = [(Occur.Must, query_of(part, schema, languages)) for part in parts if not isinstance(part, Not)]
    unwanted = [(Occur.MustNot, query_of(part.part, schema, languages)) for part in parts if isinstance(part, Not)]
    return Query.boolean_query([*(wanted or [(Occur.Must, Query.all_query())]), *unwanted])


def _term(term: Term, schema: Schema, languages: Collection[str]) -> Query:
    field = _FIELD_NAMES.get(term.field or "") if term.field else None
    if term.field and field is None:  # "note:word" is two words to a reader
        both = All((Term(term.field), Term(term.text, None, term.phrase, term.prefix)))
        return query_of(both, schema, languages)
    if field == "language":
        return Query.term_query(schema, "language", term.text.lower()[:2])
    text = normal(term.text)
    signs = sign_tokens(text)
    if signs:
        pairs = [token for token in signs if len(token) == 2] or signs
        return _all([Query.term_query(schema, "signs", pair) for pair in pairs])
    words = plain_analyser().analyze(text)
    if not words:
        return Query.empty_query()
    fields = [field] if field else ["headline", "body"]
    exact = [_weighted(_words(words, name, term, schema), name) for name in fields]
    if term.phrase or term.prefix or len(words) > 1 or field not in (None, "headline", "body"):
        return _any(exact)
    return _any([*exact, *_stems(text, schema, languages)] if field is None else exact)


def _words(words: list[str], field: str, term: Term, schema: Schema) -> Query:
    if term.prefix and len(words) == 1:
        return Query.regex_query(schema, field, f"{words[0]}.*")
    if len(words) > 1:  # a phrase, and "mother-in-law"
        prefixed: list[str | tuple[int, str]] = list(words)
        return (
            Query.phrase_prefix_query(schema, field, prefixed)
            if term.prefix
            else Query.phrase_query(schema, field, prefixed)
        )
    return Query.term_query(schema, field, words[0])


def _stems(text: str, schema: Schema, languages: Collection[str]) -> list[Query]:
    """The word's stem in each language, because the stem fields of a language contain only its own texts."""
    found: dict[tuple[str, str], Query] = {}
    for language in languages:
        field, stems = stem_field(language), stem_analyser(language).analyze(text)
        if len(stems) == 1:
            found[field, stems[0]] = Query.boost_query(Query.term_query(schema, field, stems[0]), STEM_WEIGHT)
    return list(found.values())


def _weighted(query: Query, field: str) -> Query:
    return Query.boost_query(query, HEADLINE_WEIGHT) if field == "headline" else query


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])
