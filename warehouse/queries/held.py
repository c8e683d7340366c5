"""What the questions of pages ask again and again, held in memory beside the snapshot: it never changes, and a page is
to take a tenth of a second in a library of any size.

The same SQL is asked with and without: only the relations' names stand for the tables in memory. So what a page shows
as its SQL can be asked of the file.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection

from warehouse.backend.rows import first_row

_WIDE = (
    "body, dek, dateline, editor_note, copyright_notice, usage_terms, genre, edition, identity, text_hash, annotated"
)
"""Columns of shown_articles that are left out: only the question `article` shows them, and it asks the file."""

HELD = {
    "story_articles": "FROM story_articles ORDER BY story_id",
    "copies": "FROM copies",
    "copy_families": "FROM copy_families",
    "article_outlets": "FROM article_outlets",
    "shown_articles": f"SELECT * EXCLUDE ({_WIDE}) FROM shown_articles",  # noqa: S608 - our names
    "outlets": "FROM outlets",
    "article_entities": "FROM article_entities ORDER BY entity_id",
    "shown_entities": "FROM shown_entities",
    "source_health": "FROM source_health",
}
"""Tables in memory, each from the relation of its name, in the order in which they are made."""

OVER_HELD = ("story_quotes", "story_figures")
"""Views that are made a second time, over the tables in memory."""
GOOD_FOR = timedelta(hours=1)
"""After that the tables are made again: source_health compares with the hour."""

_RELATION = re.compile(rf"(FROM|JOIN) ({'|'.join(HELD)}|{'|'.join(OVER_HELD)}|shown_loads)\b")


def hold(con: DuckDBPyConnection) -> Iterator[str]:
    """Makes the tables, and yields the name of each that is there."""
    for name, sql in HELD.items():
        con.execute(f"CREATE TABLE memory.main.{name} AS {sql}")
        yield name
    for name in OVER_HELD:
        row = first_row(con.execute(_VIEW, [name]))
        if row:
            sql = from_memory(_made_in_memory(row[0]), frozenset(HELD))
            con.execute(sql)
            yield name


_VIEW = "SELECT sql FROM duckdb_views() WHERE database_name = current_database() AND view_name = ?"


def _made_in_memory(sql: str) -> str:
    """A view's definition, for the catalogue of the tables in memory."""
    return re.sub(r"^CREATE VIEW (?:\w+\.)*", "CREATE VIEW memory.main.", sql, count=1)


def good_until(con: DuckDBPyConnection, now: datetime) -> datetime:
    """When the tables are to be made again: after `GOOD_FOR`, or when an embargo ends, for more is shown then."""
    row = first_row(con.execute("SELECT min(embargoed_until) FROM versions WHERE newest AND embargoed_until > now()"))
    return min(now + GOOD_FOR, row[0]) if row and row[0] else now + GOOD_FOR


def article_count(con: DuckDBPyConnection) -> int:
    """How many the snapshot has."""
    row = first_row(con.execute("SELECT count(*) FROM versions WHERE newest"))
    return int(row[0]) if row else 0


def from_memory(sql: str, held: frozenset[str], *, of_entity: bool = False) -> str:
    """The question, asking the tables that are in memory.

    article_entities is sorted by entity there, and by load in the file: a question about one entity (`of_entity`)
    begins with the one in memory; what it joins with, and other questions, take the file's.
    """

    def named(match: re.Match[str]) -> str:
        before, written = match.groups()
        relation = "shown_articles" if written == "shown_loads" else written
        by_load = relation == "article_entities" and not (of_entity and before == "FROM")
        return match[0] if by_load or relation not in held else f"{before} memory.main.{relation}"

    return _RELATION.sub(named, sql)
