"""The articles that an export takes, each whole, in a stream."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from schemas.article_fields import ARTICLE_FIELDS
from warehouse.backend.backend import backend_of
from warehouse.errors import BadQuery
from warehouse.queries.query import open_snapshot

_ROWS_AT_ONCE = 500

COLUMNS = ("article_id", "version_id", *(field.column for field in ARTICLE_FIELDS), "first_seen_at")
"""Columns of `articles` that an export has."""

Row = dict[str, Any]
"""One article: `COLUMNS`, `authors` (name, kind) and `blocks` (kind, text) as lists of records in their order."""

_STREAM = f"""
    SELECT {", ".join(f"a.{column}" for column in COLUMNS)}, coalesce(w.authors, []) AS authors, b.blocks
    FROM articles a
    JOIN chosen USING (article_id)
    LEFT JOIN (
        SELECT article_id, list({{'name': name, 'kind': kind}} ORDER BY position) AS authors
        FROM authors SEMI JOIN chosen USING (article_id) GROUP BY article_id
    ) w USING (article_id)
    LEFT JOIN (
        SELECT article_id, list({{'kind': kind, 'text': text}} ORDER BY position) AS blocks
        FROM blocks SEMI JOIN chosen USING (article_id) GROUP BY article_id
    ) b USING (article_id)
    ORDER BY a.published_on NULLS FIRST, a.article_id
"""  # noqa: S608 - our own columns


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles to export: those that meet all given conditions. Without conditions: all."""

    where: str | None = None
    """A condition on the columns of `articles`, in SQL. None: no condition."""
    query: str | None = None
    """A query whose first column returns article ids. None: no condition."""
    watch: str | None = None
    """The name of a watch: the articles clipped for it. None: no condition."""
    ids: Sequence[str] | None = None


def exported(home: Path, selection: Selection) -> Iterator[Row]:
    """The chosen articles by day of publication, from the newest snapshot. Raises NoSnapshot, Unreadable, BadQuery."""
    for sql in (selection.where, selection.query):
        if sql and (why := backend_of(home).refused(f"SELECT ({sql})" if sql is selection.where else sql)):
            raise BadQuery(sql, why)
    with closing(open_snapshot(home)) as con:
        con.execute("CREATE TEMP TABLE chosen AS SELECT article_id FROM articles")
        for sql, parameters in _conditions(selection):
            _run(con, f"DELETE FROM chosen WHERE article_id NOT IN ({sql})", parameters)  # noqa: S608
        _run(con, _STREAM, None)
        names = [str(column[0]) for column in con.description or ()]
        while rows := con.fetchmany(_ROWS_AT_ONCE):
            for row in rows:
                yield dict(zip(names, row, strict=True))


def _conditions(selection: Selection) -> Iterator[tuple[str, list[object] | None]]:
    if selection.where:
        # The line breaks end a comment in the condition.
        yield f"SELECT article_id FROM articles WHERE (\n{selection.where}\n)", None  # noqa: S608
    if selection.query:
        given = selection.query.strip().rstrip(";")
        yield f"SELECT given.article_id FROM (\n{given}\n) AS given(article_id) WHERE article_id IS NOT NULL", None  # noqa: S608
    if selection.watch:
        yield "SELECT article_id FROM clippings WHERE watch = ?", [selection.watch]
    if selection.ids is not None:
        yield "SELECT unnest(?::VARCHAR[])", [list(selection.ids)]


def _run(con: DuckDBPyConnection, sql: str, parameters: list[object] | None) -> None:
    try:
        con.execute(sql, parameters)
    except (duckdb.Error, RuntimeError, ValueError) as error:
        raise BadQuery(sql, str(error)) from error
