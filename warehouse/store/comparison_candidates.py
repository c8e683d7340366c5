"""Finds candidates for comparison among the stored articles by their keys, and loads them."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.comparison import Comparable, Remembered, TermStatistics
from warehouse.backend.capabilities import newest_where
from warehouse.backend.rows import arrow_table, for_ids, registered

BUCKET: Final = 50
"""Articles read for one key: a wire text in 300 newspapers is found by any of them."""
LATEST: Final = 200
"""Articles read for one of the most important terms: those stored last."""
COPY_CANDIDATES: Final = 20
STORY_CANDIDATES: Final = 20
"""Articles with which one new article is compared, the most likely first."""
WINDOW_DAYS: Final = 730
"""Articles published further apart are not compared for one story, unless a date is unknown."""
STORY_MEMBERS: Final = 200
"""Articles of one story, or of one family, that are regrouped: its latest."""
RELATIVES: Final = 2000
"""Articles of all these stories and families together, besides the candidates themselves. The cost of comparing is
quadratic, and a library with many stories gave 22,000 of them for 1,000 new articles."""

UNKNOWN_LANGUAGE: Final = "und"
"""The BCP 47 tag of an unknown language."""


@dataclass(frozen=True, slots=True)
class ArticleKeys:
    """The keys by which one article is found."""

    article_id: str
    published_on: date | None
    shingles: frozenset[int]
    terms: Mapping[int, float]
    """Its terms with the largest weights, each with the weight of sharing it."""


def article_key(article_id: str) -> int:
    """The 64-bit number that identifies an article in wide relations."""
    return int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest())


def batch_articles(con: DuckDBPyConnection, batch_id: str) -> list[str]:
    """The articles whose newest version the batch wrote."""
    rows = con.execute(
        "SELECT article_id FROM versions JOIN batches USING (load_number) WHERE batch_id = ? AND newest", [batch_id]
    ).fetchall()
    return sorted(row[0] for row in rows)


def canceled_articles(con: DuckDBPyConnection, article_ids: Sequence[str]) -> set[str]:
    """Those of the articles that their publisher withdrew: they are in no family and no story."""
    sql = """
        SELECT article_id FROM versions
        WHERE newest AND editorial_status = 'canceled' AND article_id IN (FROM wanted_ids)
    """
    return {row["article_id"] for row in for_ids(con, sql, article_ids)}


def comparables(con: DuckDBPyConnection, article_ids: Sequence[str]) -> list[Comparable]:
    """The newest versions of these articles, with their current family and story. Bodies are only loaded if the
    comparable form of the text is not stored."""
    texts = _remembered(con, article_ids)
    bodies = _bodies(con, [article for article in article_ids if article not in texts])
    # The rows are found by id and then fetched by rowid, so that no other article's text is read.
    rows = for_ids(
        con,
        f"""
        SELECT
            v.article_id, v.version_id, v.headline, v.publication, v.language, v.wire_credit,
            v.published_on, v.published_at, v.first_seen_at, f.copy_family, s.story_id
        FROM (FROM versions WHERE {newest_where(con, "article_id")}) v
        LEFT JOIN copy_families f ON f.article_id = v.article_id
        LEFT JOIN story_articles s ON s.article_id = v.article_id
        ORDER BY v.article_id
        """,  # noqa: S608 - our own condition
        article_ids,
    )
    return [
        Comparable(**row, body=bodies.get(row["article_id"]), remembered=texts.get(row["article_id"])) for row in rows
    ]


def _remembered(con: DuckDBPyConnection, article_ids: Sequence[str]) -> dict[str, Remembered]:
    rows = for_ids(
        con,
        """
        SELECT article_id, codes, terms, weights, length FROM wordings
        WHERE rowid IN (SELECT rowid FROM wordings WHERE article_id IN (FROM wanted_ids))
        """,
        article_ids,
    )
    return {row.pop("article_id"): Remembered(**row) for row in rows}


def _bodies(con: DuckDBPyConnection, article_ids: Sequence[str]) -> dict[str, str]:
    """Texts of articles that were stored by a release without comparable forms."""
    if not article_ids:
        return {}
    rows = for_ids(
        con,
        f"SELECT article_id, body FROM versions WHERE {newest_where(con, 'article_id')}",  # noqa: S608 - our own
        article_ids,
    )
    return {row["article_id"]: row["body"] for row in rows}


def never_compared(con: DuckDBPyConnection, article_ids: Sequence[str]) -> set[str]:
    """Those of the articles that were never compared."""
    keys = {article_key(article): article for article in article_ids}
    wanted = arrow_table([(key,) for key in keys], article_key=pa.uint64())
    with registered(con, wanted_keys=wanted):
        found = con.execute("SELECT article_key FROM compared SEMI JOIN wanted_keys USING (article_key)").fetchall()
    return set(article_ids) - {keys[key] for (key,) in found}


def neighbours(con: DuckDBPyConnection, keys: Sequence[ArticleKeys], *, limit: int) -> list[str]:
    """At most about `limit` stored articles that may be copies or report the same events, the most likely first, and at
    most `RELATIVES` others from their families and stories. The given articles themselves are left out."""
    shingles = [(article_key(each.article_id), code) for each in keys for code in each.shingles]
    terms = [
        (article_key(each.article_id), each.published_on, term, weight)
        for each in keys
        for term, weight in each.terms.items()
    ]
    days = [each.published_on for each in keys]
    known = [day for day in days if day]
    window = timedelta(days=WINDOW_DAYS)
    dated = len(known) == len(days) > 0
    values = {
        "limit": limit,
        "bucket": BUCKET,
        "latest": LATEST,
        "copies": COPY_CANDIDATES,
        "stories": STORY_CANDIDATES,
        "days": WINDOW_DAYS,
        "first": min(known) - window if dated else None,
        "last": max(known) + window if dated else None,
    }
    _want(con, "shingles_wanted", arrow_table(shingles, new_key=pa.uint64(), band_hash=pa.uint32()))
    columns = {"new_key": pa.uint64(), "day": pa.date32(), "term": pa.uint32(), "weight": pa.float64()}
    _want(con, "terms_wanted", arrow_table(terms, **columns))
    con.execute(_CANDIDATES, values)
    own = [each.article_id for each in keys]
    limits = {"members": STORY_MEMBERS, "relatives": RELATIVES}
    return [row["article_id"] for row in for_ids(con, _SURROUNDINGS, own, limits)]


_CANDIDATES = """
CREATE OR REPLACE TEMP TABLE candidates AS
WITH found AS MATERIALIZED (
    SELECT band_hash, article_key FROM signatures SEMI JOIN shingles_wanted USING (band_hash)
), sampled AS (
    FROM found QUALIFY row_number() OVER (PARTITION BY band_hash ORDER BY article_key) <= $bucket
), copies_of AS (
    SELECT w.new_key, f.article_key, row_number() OVER best AS place
    FROM sampled f JOIN shingles_wanted w USING (band_hash)
    WHERE f.article_key <> w.new_key
    GROUP BY w.new_key, f.article_key
    HAVING count(*) >= 2
    WINDOW best AS (PARTITION BY w.new_key ORDER BY count(*) DESC, f.article_key)
    QUALIFY place <= $copies
), named AS MATERIALIZED (
    SELECT rowid AS written, term, article_key, published_on FROM story_keys SEMI JOIN terms_wanted USING (term)
    WHERE $first::DATE IS NULL OR published_on IS NULL OR published_on BETWEEN $first::DATE AND $last::DATE
), latest AS (
    FROM named QUALIFY row_number() OVER (PARTITION BY term ORDER BY written DESC) <= $latest
), told_by AS (
    SELECT w.new_key, s.article_key, row_number() OVER best AS place
    FROM latest s JOIN terms_wanted w USING (term)
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

# Rows of a story or family that were written last come last. If there are too many, each story and family gives its
# first before any gives its second, those of more likely candidates first: no new article goes without them. A family's
# original comes first, because the others are stored as copies of it.
_SURROUNDINGS = """
WITH near AS (
    SELECT c.article_id, n.place FROM compared c JOIN candidates n USING (article_key)
    UNION ALL
    SELECT id, 0 FROM wanted_ids
), stories_near AS (
    SELECT story_id, min(place) AS place FROM story_articles JOIN near USING (article_id) GROUP BY story_id
), families_near AS (
    SELECT copy_family, min(place) AS place FROM copy_families JOIN near USING (article_id) GROUP BY copy_family
), relatives AS (
    SELECT
        s.article_id, n.place,
        row_number() OVER (PARTITION BY s.story_id ORDER BY s.rowid DESC) AS nth
    FROM story_articles s JOIN stories_near n USING (story_id)
    QUALIFY nth <= $members
    UNION ALL
    SELECT
        f.article_id, n.place,
        row_number() OVER (PARTITION BY f.copy_family ORDER BY c.article_id IS NULL DESC, f.rowid DESC) AS nth
    FROM copy_families f JOIN families_near n USING (copy_family) LEFT JOIN copies c ON c.article_id = f.article_id
    QUALIFY nth <= $members
), added AS (
    SELECT article_id FROM relatives ANTI JOIN near USING (article_id)
    GROUP BY article_id
    ORDER BY min(nth), min(place), article_id
    LIMIT $relatives
)
SELECT article_id FROM (SELECT article_id FROM near UNION FROM added)
WHERE article_id NOT IN (FROM wanted_ids)
ORDER BY article_id
"""


def term_statistics(con: DuckDBPyConnection, terms: Mapping[str, set[int]]) -> dict[str, TermStatistics]:
    """Document frequencies of these terms, by language."""
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


def _want(con: DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Copy the table, because scans of many rows are joined with it several times."""
    with registered(con, wanted=table):
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM wanted")
