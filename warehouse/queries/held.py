"""Tables in memory for the repeated questions of pages, so that a page takes a tenth of a second in a library of any
size.

This is possible because a snapshot never changes. The SQL is the same with and without these tables: only the
relations' names refer to the tables in memory, and rows of the file are read from the places that are known here. The
SQL that a page shows therefore also works on the file.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection

from warehouse.backend.capabilities import capabilities_of
from warehouse.backend.definitions import of_one_story
from warehouse.backend.rows import first_row

_WIDE = (
    "body, dek, dateline, editor_note, copyright_notice, usage_terms, genre, edition, identity, text_hash, annotated"
)
"""Columns of shown_articles that are left out: only the question `article` shows them, and it reads the file."""

HELD = {
    "story_articles": "FROM story_articles ORDER BY story_id",
    "stories": "FROM stories ORDER BY story_id",
    "copies": "FROM copies",
    "copy_families": "FROM copy_families",
    "article_outlets": "FROM article_outlets",
    "shown_articles": f"SELECT * EXCLUDE ({_WIDE}) FROM shown_articles",  # noqa: S608 - our names
    "reports_of_stories": "FROM reports_of_stories ORDER BY story_id",
    "arrival_loads": "FROM arrival_loads",
    "reading_loads": "FROM reading_loads",
    "version_loads": "FROM version_loads",
    "hidden_articles": "FROM hidden_articles",
    "refused_pages": "FROM refused_pages",
    "outlets": "FROM outlets",
    "article_entities": """
        SELECT e.*, a.rowid AS shown_row
        FROM article_entities e JOIN memory.main.shown_articles a USING (load_number, article_id)
        ORDER BY e.entity_id
    """,
    "shown_entities": "FROM shown_entities",
    "source_health": "FROM source_health",
}
"""Tables in memory, each made from the relation of the same name, in the order of creation."""

OVER_HELD = {"quotes_in": "story_quotes", "figures_in": "story_figures"}
"""Macros that are created a second time, over the tables in memory, each with the view that has its text."""
PLACES = ("statements", "figures", "blocks", "article_entities")
"""Tables of the file for which the place of each article's rows is known."""
GOOD_FOR = timedelta(hours=1)
"""The tables are made again after this time, because source_health depends on the hour."""

_RELATION = re.compile(rf"(FROM|JOIN) ({'|'.join([*HELD, *OVER_HELD])}|shown_loads)\b")
_OF_ARTICLES = re.compile(
    rf"(FROM (?P<source>\w+) (?P<of>\w+)\s+(?:LEFT )?JOIN )(?P<table>{'|'.join(PLACES)})(?= (?P<as>\w+)\s+"
    r"ON (?P=as)\.load_number = (?P=of)\.load_number AND (?P=as)\.article_id = (?P=of)\.article_id)"
)
"""A join with the rows of the articles that a WITH clause of the question has found."""
_OF_ENTITY = re.compile(
    r"(FROM memory\.main\.article_entities e\s+JOIN memory\.main\.shown_articles a\s+ON )"
    r"a\.load_number = e\.load_number AND a\.article_id = e\.article_id"
)
"""A join that is decided by the article's row number."""
_OF_CAPTURES = re.compile(r"FROM captures WHERE capture_id IN (\(SELECT capture_id FROM \w+\))")
_CAPTURES = """FROM captures WHERE rowid IN (
    SELECT row_of_it FROM memory.main.places_of_captures WHERE capture_id IN {}
)"""
_OF_REPORTS = re.compile(rf"JOIN ({'|'.join(PLACES)})(?= (\w+)\s+ON \2\.load_number = m\.load_number)")
"""The same in the text of a view about stories, in which m are the story's reports."""
_REPORTS = "(FROM memory.main.reports_of_stories WHERE story_id = story)"


def hold(con: DuckDBPyConnection) -> Iterator[str]:
    """Makes the tables, and yields the name of each that exists."""
    for name, sql in HELD.items():
        con.execute(f"CREATE TABLE memory.main.{name} AS {sql}")
        yield name
    by_place = capabilities_of(con).fetch_by_row_id
    if by_place:
        for name in PLACES:
            con.execute(_PLACES.format(name))
            yield f"places_of_{name}"
        con.execute(
            "CREATE TABLE memory.main.places_of_captures AS SELECT capture_id, rowid AS row_of_it FROM captures"
        )
        yield "places_of_captures"
    for macro, view in OVER_HELD.items():
        text = of_one_story(view, _REPORTS)
        if by_place:
            text = _OF_REPORTS.sub(lambda found: f"JOIN {_placed(found[1], _REPORTS)}", text)
        con.execute(f"CREATE MACRO memory.main.{macro}(story) AS TABLE {text}")
        yield macro


_PLACES = """
    CREATE TABLE memory.main.places_of_{0} AS
    SELECT article_id, min(rowid) AS first_row, max(rowid) AS last_row FROM {0} GROUP BY article_id, rowid // 2048
"""
"""The row ids of each article's rows, which are mostly consecutive, as one range for each vector of 2,048 rows."""


def _placed(table: str, articles: str) -> str:
    """The rows of these articles. DuckDB reads only the vectors that contain one of them, if they are few (see
    query.py)."""
    return (
        f"(SELECT * FROM {table} WHERE rowid IN (SELECT unnest(range(first_row, last_row + 1)) "  # noqa: S608 - our names
        f"FROM memory.main.places_of_{table} WHERE article_id IN (SELECT article_id FROM {articles})))"
    )


def good_until(con: DuckDBPyConnection, now: datetime) -> datetime:
    """When the tables must be made again: after `GOOD_FOR`, or when an embargo ends and more articles are shown."""
    row = first_row(con.execute("SELECT min(embargoed_until) FROM versions WHERE newest AND embargoed_until > now()"))
    return min(now + GOOD_FOR, row[0]) if row and row[0] else now + GOOD_FOR


def article_count(con: DuckDBPyConnection) -> int:
    """The number of articles in the snapshot."""
    row = first_row(con.execute("SELECT count(*) FROM versions WHERE newest"))
    return int(row[0]) if row else 0


def from_memory(sql: str, held: frozenset[str], *, of_entity: bool = False) -> str:
    """The SQL of a question, with the tables in memory.

    article_entities is sorted by entity in memory and by load in the file: a question about one entity (`of_entity`)
    begins with the table in memory; its joins, and other questions, use the file's.
    """

    def named(match: re.Match[str]) -> str:
        before, written = match.groups()
        relation = "shown_articles" if written == "shown_loads" else written
        by_load = relation == "article_entities" and not (of_entity and before == "FROM")
        return match[0] if by_load or relation not in held else f"{before} memory.main.{relation}"

    def placed(match: re.Match[str]) -> str:
        known = f"places_of_{match['table']}" in held
        return match[1] + (_placed(match["table"], match["source"]) if known else match["table"])

    known = _OF_ENTITY.sub(r"\1a.rowid = e.shown_row", _OF_ARTICLES.sub(placed, _RELATION.sub(named, sql)))
    if "places_of_captures" not in held:
        return known
    return _OF_CAPTURES.sub(lambda match: _CAPTURES.format(match[1]), known)
