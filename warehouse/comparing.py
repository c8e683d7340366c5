"""What is remembered of articles to compare new ones with: candidates by their keys, and the articles themselves."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.comparison import Comparable, TermStatistics

BUCKET: Final = 50
"""Articles looked at of those that have one key: a wire text in 300 papers is found by any of them."""
COPY_CANDIDATES: Final = 20
STORY_CANDIDATES: Final = 20
"""Articles that one new article is compared with, the likeliest first."""
WINDOW_DAYS: Final = 730
"""Articles published further apart are not looked at for one story, unless a date is not known."""
STORY_MEMBERS: Final = 200
"""Articles of one story, or of one family, that are grouped afresh: its latest."""

UNKNOWN_LANGUAGE: Final = "und"
"""BCP 47 for a language that is not known."""


@dataclass(frozen=True, slots=True)
class ArticleKeys:
    """What one article is found by."""

    article_id: str
    published_on: date | None
    shingles: frozenset[int]
    terms: Mapping[int, float]
    """Its weightiest words, with how much sharing one counts."""


def article_key(article_id: str) -> int:
    """The 64-bit number that stands for an article in wide relations."""
    return int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest())


def batch_articles(con: DuckDBPyConnection, batch_id: str) -> list[str]:
    """The articles of which the batch wrote the newest version."""
    rows = con.execute(
        "SELECT article_id FROM versions JOIN batches USING (load_number) WHERE batch_id = ? AND newest", [batch_id]
    ).fetchall()
    return sorted(row[0] for row in rows)


def comparables(con: DuckDBPyConnection, article_ids: Sequence[str]) -> list[Comparable]:
    """The newest versions of these articles, with their family and story so far."""
    # Found by id first, then fetched by place: so no other article's text is read.
    rows = con.execute(
        """
        SELECT
            v.article_id, v.version_id, v.headline, v.body, v.publication, v.language, v.wire_credit,
            v.published_on, v.published_at, v.first_seen_at, f.copy_family, s.story_id
        FROM versions v
        LEFT JOIN copy_families f ON f.article_id = v.article_id
        LEFT JOIN story_articles s ON s.article_id = v.article_id
        WHERE v.rowid IN (
            SELECT rowid FROM versions WHERE newest AND article_id IN (SELECT unnest($ids::VARCHAR[]))
        )
        ORDER BY v.article_id
        """,
        {"ids": list(article_ids)},
    ).fetchall()
    return [Comparable(*row) for row in rows]


def never_compared(con: DuckDBPyConnection, article_ids: Sequence[str]) -> set[str]:
    """Those of the articles that are new to the comparison."""
    rows = con.execute(
        "SELECT i FROM unnest($ids::VARCHAR[]) ids(i) ANTI JOIN compared ON article_id = i", {"ids": list(article_ids)}
    ).fetchall()
    return {row[0] for row in rows}


def neighbours(con: DuckDBPyConnection, keys: Sequence[ArticleKeys], *, limit: int) -> list[str]:
    """At most about `limit` remembered articles that may be copies or tell of the same events, the likeliest, and the
    families and stories that those are in. None of the articles themselves are in it."""
    shingles = [(article_key(each.article_id), code) for each in keys for code in each.shingles]
    terms = [
        (article_key(each.article_id), each.published_on, term, weight)
        for each in keys
        for term, weight in each.terms.items()
    ]
    wanted_shingles = arrow_table(shingles, new_key=pa.uint64(), band_hash=pa.uint32())
    wanted_terms = arrow_table(terms, new_key=pa.uint64(), day=pa.date32(), term=pa.uint32(), weight=pa.float64())
    sizes = {"limit": limit, "bucket": BUCKET, "copies": COPY_CANDIDATES, "stories": STORY_CANDIDATES}
    with registered(con, wanted_shingles=wanted_shingles, wanted_terms=wanted_terms):
        con.execute(_CANDIDATES, {**sizes, "days": WINDOW_DAYS})
    own = [each.article_id for each in keys]
    return [row[0] for row in con.execute(_SURROUNDINGS, {"members": STORY_MEMBERS, "own": own}).fetchall()]


_CANDIDATES = """
CREATE OR REPLACE TEMP TABLE candidates AS
WITH found AS (
    SELECT s.band_hash, s.article_key
    FROM signatures s SEMI JOIN wanted_shingles USING (band_hash)
    QUALIFY row_number() OVER (PARTITION BY s.band_hash ORDER BY s.article_key) <= $bucket
), copies_of AS (
    SELECT w.new_key, f.article_key, row_number() OVER best AS place
    FROM found f JOIN wanted_shingles w USING (band_hash)
    WHERE f.article_key <> w.new_key
    GROUP BY w.new_key, f.article_key
    HAVING count(*) >= 2
    WINDOW best AS (PARTITION BY w.new_key ORDER BY count(*) DESC, f.article_key)
    QUALIFY place <= $copies
), told_by AS (
    SELECT w.new_key, s.article_key, row_number() OVER best AS place
    FROM story_keys s JOIN wanted_terms w USING (term)
    WHERE s.article_key <> w.new_key
        AND (s.published_on IS NULL OR w.day IS NULL OR abs(s.published_on - w.day) <= $days)
    GROUP BY w.new_key, s.article_key
    HAVING count(*) >= 2
    WINDOW best AS (PARTITION BY w.new_key ORDER BY sum(w.weight) DESC, s.article_key)
    QUALIFY place <= $stories
)
SELECT article_key, min(place) AS place
FROM (FROM copies_of UNION ALL FROM told_by)
GROUP BY article_key
ORDER BY place, article_key
LIMIT $limit
"""

_SURROUNDINGS = """
WITH near AS (
    SELECT c.article_id FROM compared c SEMI JOIN candidates USING (article_key)
    UNION ALL
    SELECT unnest($own::VARCHAR[])
), relatives AS (
    SELECT m.article_id, m.story_id AS circle FROM story_articles m
    WHERE m.story_id IN (SELECT story_id FROM story_articles SEMI JOIN near USING (article_id))
    UNION ALL
    SELECT m.article_id, m.copy_family AS circle FROM copy_families m
    WHERE m.copy_family IN (SELECT copy_family FROM copy_families SEMI JOIN near USING (article_id))
), latest AS (
    SELECT r.article_id FROM relatives r JOIN versions v ON v.article_id = r.article_id AND v.newest
    QUALIFY row_number() OVER (PARTITION BY r.circle ORDER BY v.first_seen_at DESC, r.article_id) <= $members
)
SELECT article_id FROM (SELECT article_id FROM near UNION SELECT article_id FROM latest)
WHERE article_id NOT IN (SELECT unnest($own::VARCHAR[]))
ORDER BY article_id
"""


def term_statistics(con: DuckDBPyConnection, terms: Mapping[str, set[int]]) -> dict[str, TermStatistics]:
    """In how many articles these words stand, by language."""
    wanted = arrow_table(
        [(language, term) for language, some in terms.items() for term in some],
        language=pa.string(),
        term=pa.uint32(),
    )
    with registered(con, wanted_counts=wanted):
        rows = con.execute(
            """
            SELECT language, term, sum(articles)::BIGINT FROM term_counts SEMI JOIN wanted_counts USING (language, term)
            GROUP BY ALL
            UNION ALL
            SELECT language, NULL, sum(articles)::BIGINT FROM term_counts WHERE term IS NULL GROUP BY language
            """
        ).fetchall()
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    totals: dict[str, int] = {}
    for language, term, articles in rows:
        if term is None:
            totals[language] = articles
        else:
            counts[language][term] = articles
    return {language: TermStatistics(totals.get(language, 0), counts[language]) for language in terms}


def arrow_table(rows: Sequence[tuple[Any, ...]], **columns: pa.DataType) -> pa.Table:
    """Rows as a table that `registered` makes queryable."""
    schema = pa.schema(list(columns.items()))
    arrays = zip(*rows, strict=True) if rows else ([] for _ in columns)
    return pa.Table.from_arrays(
        [pa.array(values, kind) for values, kind in zip(arrays, columns.values(), strict=True)], schema=schema
    )


@contextmanager
def registered(con: DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """The tables, to be queried by their names inside the block."""
    for name, table in tables.items():
        con.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            con.unregister(name)
