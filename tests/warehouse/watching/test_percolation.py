"""A batch's watches find what the search index finds, whatever way they take."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tantivy import Index

from warehouse.queries.article_terms import ArticleTerms
from warehouse.search.document import document
from warehouse.search.fields import normal, register, schema
from warehouse.search.grammar import parse
from warehouse.search.matching import query_of
from warehouse.watching.percolation import percolate

WORDS = [
    "harbour", "harbours", "flooded", "flooding", "Straße", "strasse", "café", "cafe", "O’Neil", "news", "new",
    "Häuser", "haus", "洪水", "水が町を", "mother-in-law", "3,000", "non_stop", "ΟΔΟΣ", "Ｆｕｌｌ", "İstanbul",
    "x" * 70,
]  # fmt: skip
FIELDS = ["headline", "speaker", "person", "lang", "date", "note"]
texts = st.lists(st.sampled_from(WORDS), min_size=0, max_size=6).map(" ".join)
leaves = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(lambda some: f'"{" ".join(some)}"'),
    st.sampled_from(WORDS).map(lambda word: f"{word[:4]}*"),
    st.tuples(
        st.sampled_from(["headline", "speaker", "person", "lang", "date", "note"]),
        st.sampled_from([*WORDS, "en", "2026"]),
    ).map(":".join),
)
queries = st.recursive(
    leaves,
    lambda part: st.one_of(
        st.lists(part, min_size=2, max_size=3).map(" ".join),
        st.tuples(part, part).map(lambda two: f"({two[0]} OR {two[1]})"),
        part.map(lambda one: f"NOT {one}"),
    ),
    max_leaves=5,
)


@st.composite
def articles(draw: st.DrawFn) -> ArticleTerms:
    language = draw(st.sampled_from(["en", "de", "EN-gb", "tr", "ja", "el", None]))
    day = draw(st.sampled_from([date(2026, 3, 4), None]))
    names = draw(st.lists(st.sampled_from(WORDS), max_size=1))
    return ArticleTerms(
        f"{draw(st.integers(0, 2**128 - 1)):032x}", draw(texts), draw(texts), draw(texts), language, day,
        (), tuple(names), tuple(names), (), (),
    )  # fmt: skip


def indexed(some: list[ArticleTerms], asked: dict[str, str]) -> dict[str, set[str]]:
    """The answers of an index that has every article."""
    index = Index(schema())
    register(index)
    writer = index.writer(15_000_000, 1)
    for article in some:
        writer.add_document(document(article))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    found = {}
    for name, query in asked.items():
        hits = searcher.search(query_of(parse(normal(query)), schema()), limit=100).hits
        places = [place for _, place in hits]
        high, low = (searcher.fast_field_values(half, places) for half in ("id_high", "id_low"))
        ids = {f"{h:016x}{w:016x}" for h, w in zip(high, low, strict=True)}
        if ids:
            found[name] = ids
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(articles(), min_size=1, max_size=4, unique_by=lambda one: one.article_id),
    st.lists(queries, min_size=1, max_size=12),
)
def test_watches_find_what_the_index_finds(some: list[ArticleTerms], asked: list[str]) -> None:
    named = {str(number): query for number, query in enumerate(asked)}
    assert percolate(some, named) == indexed(some, named)


@pytest.mark.parametrize("query", ["", "   ", "()", "NOT harbour", "date:2026-03", "flood*", '""'])
def test_queries_without_a_word_that_must_be_there(query: str) -> None:
    article = ArticleTerms("0" * 32, "Flooded", "The quay is shut.", None, "en", date(2026, 3, 4), (), (), (), (), ())
    assert percolate([article], {"w": query}) == indexed([article], {"w": query})
