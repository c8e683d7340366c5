"""Stores the results of comparing: keys, copy families, stories. All inside the caller's transaction."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.comparison import Comparable, CopyFamily, StoryGroup
from warehouse.backend.capabilities import newest_where
from warehouse.backend.rows import arrow_table, first_row, for_ids, registered, text_table
from warehouse.store.comparison_candidates import ArticleKeys, article_key

_COMPACT_ROWS: Final = 2_000_000
"""Rows of term counts that may accumulate before they are summed: about a second of work, every hundred thousand
articles."""


def forget(con: DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Delete the keys of articles that are compared again, or that no longer exist."""
    if not article_ids:
        return
    keys = arrow_table([(article_key(article),) for article in article_ids], article_key=pa.uint64())
    with registered(con, forgotten=keys):
        for relation in ("signatures", "story_keys", "compared"):
            con.execute(f"DELETE FROM {relation} WHERE article_key IN (FROM forgotten)")  # noqa: S608 - our names


def withdraw(con: DuckDBPyConnection, article_ids: Sequence[str]) -> list[str]:
    """Remove articles from families and stories. Returns those that shared a family with them and must be regrouped."""
    if not article_ids:
        return []
    forget(con, article_ids)
    family = """
        SELECT DISTINCT article_id FROM copy_families
        WHERE copy_family IN (SELECT copy_family FROM copy_families WHERE article_id IN (FROM wanted_ids))
            AND article_id NOT IN (FROM wanted_ids)
        ORDER BY article_id
    """
    left = [row["article_id"] for row in for_ids(con, family, article_ids)]
    stories = "SELECT DISTINCT story_id FROM story_articles WHERE article_id IN (FROM wanted_ids)"
    touched = [row["story_id"] for row in for_ids(con, stories, article_ids)]
    for relation in ("copies", "copy_families", "story_articles"):
        for_ids(con, f"DELETE FROM {relation} WHERE article_id IN (FROM wanted_ids)", article_ids)  # noqa: S608 - our names
    for_ids(con, "DELETE FROM copies WHERE original_id IN (FROM wanted_ids)", article_ids)
    _sum_up(con, touched)
    return left


def remember(con: DuckDBPyConnection, keys: Sequence[ArticleKeys]) -> None:
    """Write the keys by which later articles find these."""
    numbers = {each.article_id: article_key(each.article_id) for each in keys}
    compared = [(number, article) for article, number in numbers.items()]
    shingles = [(code, numbers[each.article_id]) for each in keys for code in sorted(each.shingles)]
    terms = [(term, numbers[each.article_id], each.published_on) for each in keys for term in sorted(each.terms)]
    tables = {
        "compared": arrow_table(compared, article_key=pa.uint64(), article_id=pa.string()),
        "signatures": arrow_table(shingles, band_hash=pa.uint32(), article_key=pa.uint64()),
        "story_keys": arrow_table(terms, term=pa.uint32(), article_key=pa.uint64(), published_on=pa.date32()),
    }
    for relation, table in tables.items():
        with registered(con, rows_to_remember=table):
            con.execute(f"INSERT INTO {relation} BY NAME FROM rows_to_remember")


def count_terms(con: DuckDBPyConnection, articles: Mapping[str, Sequence[Iterable[int]]]) -> None:
    """Add the terms of articles to the document frequencies of their language."""
    rows: list[tuple[str, int | None, int, bool]] = []
    for language, some in articles.items():
        rows.append((language, None, len(some), False))
        counts = Counter(chain.from_iterable(some))
        rows.extend((language, term, count, False) for term, count in sorted(counts.items()))
    columns = {"language": pa.string(), "term": pa.uint32(), "articles": pa.int64(), "compacted": pa.bool_()}
    with registered(con, more_counts=arrow_table(rows, **columns)):
        con.execute("INSERT INTO term_counts BY NAME FROM more_counts")
    _compact(con)


def _compact(con: DuckDBPyConnection) -> None:
    """Sum the counts if there are enough. Terms of only one article are left out, because they do not affect inverse
    document frequency."""
    row = first_row(con.execute("SELECT count(*) FILTER (WHERE NOT compacted), count(*) FROM term_counts"))
    if not row or row[0] < max(_COMPACT_ROWS, row[1] // 2):
        return
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE summed AS
        SELECT language, term, sum(articles)::BIGINT AS articles, true AS compacted FROM term_counts
        GROUP BY language, term HAVING term IS NULL OR sum(articles) > 1
        """
    )
    con.execute("DELETE FROM term_counts; INSERT INTO term_counts BY NAME FROM summed; DROP TABLE summed")


def write_families(
    con: DuckDBPyConnection,
    articles: Sequence[Comparable],
    families: Sequence[CopyFamily],
    *,
    batch_id: str,
    fresh: set[str],
    moved: Mapping[str, str],
) -> None:
    """Replace the known copies among the articles; `fresh` are those of the batch. `moved`: families that get another
    name, also for members that are not among the articles."""
    ids = [article.article_id for article in articles]
    before = _originals(con, ids)
    members = [(member, family.copy_family) for family in families for member in family.members]
    copies = [
        (copy.article_id, copy.original_id, copy.similarity, copy.containment, family.original_rule)
        for family in families
        for copy in family.copies
    ]
    for relation in ("copy_families", "copies"):
        for_ids(con, f"DELETE FROM {relation} WHERE article_id IN (FROM wanted_ids)", ids)  # noqa: S608 - our names
    with registered(con, family_members=text_table(members, "article_id", "copy_family")):
        con.execute("INSERT INTO copy_families BY NAME FROM family_members")
    _follow(con, "copy_families", "copy_family", ids, moved)
    columns = {"similarity": pa.float64(), "containment": pa.float64(), "original_rule": pa.string()}
    table = arrow_table(copies, article_id=pa.string(), original_id=pa.string(), **columns)
    with registered(con, more_copies=table):
        con.execute("INSERT INTO copies BY NAME FROM more_copies")
    now = {article: (original, rule) for article, original, _, _, rule in copies}
    versions = {article.article_id: article.version_id for article in articles}
    changed = {article for article in ids if article in fresh or before.get(article) != now.get(article)}
    stale = [versions[article] for article in changed if article in before]
    found = [(versions[article], *now[article]) for article in sorted(changed & now.keys())]
    _write_evidence(con, stale, found, batch_id)


def _originals(con: DuckDBPyConnection, article_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    rows = for_ids(
        con,
        "SELECT article_id, original_id, original_rule FROM copies WHERE article_id IN (FROM wanted_ids)",
        article_ids,
    )
    return {row["article_id"]: (row["original_id"], row["original_rule"]) for row in rows}


def _write_evidence(
    con: DuckDBPyConnection, stale: Sequence[str], found: Sequence[tuple[str, str, str]], batch_id: str
) -> None:
    """Store why this one is the original: the agency's name is evidence from the text, dates are evidence from the
    record."""
    if stale:
        for_ids(con, "DELETE FROM evidence WHERE field = 'original' AND version_id IN (FROM wanted_ids)", stale)
    with registered(con, found=text_table(found, "version_id", "value", "locator")):
        con.execute(
            """
            INSERT INTO evidence BY NAME
            SELECT
                version_id, 'original' AS field, value,
                CASE locator WHEN 'wire_credit' THEN 'text' ELSE 'record' END AS method,
                locator, true AS chosen, 0 AS position, load_number
            FROM found CROSS JOIN (SELECT load_number FROM batches WHERE batch_id = $batch)
            """,
            {"batch": batch_id},
        )


def write_stories(
    con: DuckDBPyConnection,
    articles: Sequence[Comparable],
    groups: Sequence[StoryGroup],
    *,
    moved: Mapping[str, str],
) -> None:
    """Replace the stories of the articles, and update every story that gained or lost one.

    `moved`: stories that get another name, also for members that are not among the articles.
    """
    members = [(group.story_id, member.article_id, member.score) for group in groups for member in group.members]
    touched = {article.story_id for article in articles if article.story_id} | {group.story_id for group in groups}
    ids = [article.article_id for article in articles]
    for_ids(con, "DELETE FROM story_articles WHERE article_id IN (FROM wanted_ids)", ids)
    table = arrow_table(members, story_id=pa.string(), article_id=pa.string(), score=pa.float64())
    with registered(con, members=table):
        con.execute("INSERT INTO story_articles BY NAME FROM members")
    _follow(con, "story_articles", "story_id", ids, moved)
    _sum_up(con, sorted(touched))


def _follow(con: DuckDBPyConnection, relation: str, column: str, seen: Sequence[str], moved: Mapping[str, str]) -> None:
    """Rename stories or families for those of their members that were not regrouped."""
    if not moved:
        return
    with registered(con, moved_names=text_table(list(moved.items()), "old_name", "new_name")):
        sql = f"""
            UPDATE {relation} SET {column} = new_name FROM moved_names
            WHERE {column} = old_name AND article_id NOT IN (FROM wanted_ids)
        """  # noqa: S608 - our names
        for_ids(con, sql, seen)


def sum_up_stories_of(con: DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Update the stories of these articles, whose outlets have changed."""
    if article_ids:
        sql = "SELECT DISTINCT story_id FROM story_articles WHERE article_id IN (FROM wanted_ids) ORDER BY ALL"
        _sum_up(con, [row["story_id"] for row in for_ids(con, sql, article_ids)])


def _sum_up(con: DuckDBPyConnection, story_ids: Sequence[str]) -> None:
    """Write the row of each story again; a story without articles is deleted."""
    for_ids(con, "DELETE FROM stories WHERE story_id IN (FROM wanted_ids)", story_ids)
    members = "SELECT article_id FROM story_articles WHERE story_id IN (FROM wanted_ids)"
    articles = [row["article_id"] for row in for_ids(con, members, story_ids)]
    # Found by id first, then fetched by place: so no other article's headline is read.
    for_ids(con, _STORIES.format(newest=newest_where(con, "article_id")), articles)


_STORIES = """
INSERT INTO stories BY NAME
SELECT
    s.story_id,
    arg_max(v.headline, (s.score, v.article_id)) FILTER (WHERE v.headline IS NOT NULL) AS headline,
    min(v.published_on) AS first_published_on,
    count(*)::INTEGER AS article_count,
    count(DISTINCT coalesce(o.outlet_id, v.publication))::INTEGER AS outlet_count,
    -- A copy is its original's report, and several reports of one outlet are not independent of each other.
    count(DISTINCT coalesce(i.outlet_id, f.copy_family, s.article_id))::INTEGER AS independent_count
FROM story_articles s
JOIN (FROM versions WHERE {newest}) v ON v.article_id = s.article_id
LEFT JOIN article_outlets o ON o.article_id = s.article_id
LEFT JOIN copies c ON c.article_id = s.article_id
LEFT JOIN copy_families f ON f.article_id = s.article_id
LEFT JOIN article_outlets i ON i.article_id = coalesce(c.original_id, s.article_id)
WHERE s.article_id IN (FROM wanted_ids)
GROUP BY s.story_id
ORDER BY s.story_id
"""
"""`wanted_ids` are all articles of these stories; each is in one at most."""
