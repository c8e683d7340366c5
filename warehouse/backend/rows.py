"""The only way in which rows enter and leave DuckDB: in as Arrow tables that are registered for a block, out as records
by the names of their columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

T = TypeVar("T")

WANTED = "wanted_ids"
"""The relation with the ids that `for_ids` gives to a query, in its one column `id`."""


def first_row(found: DuckDBPyConnection) -> tuple[Any, ...] | None:
    """The first row of an executed query. None: it returned none.

    All rows are fetched, because DuckDB 2.0 refuses other work on a connection whose last result was not read
    completely.
    """
    rows = found.fetchall()
    return rows[0] if rows else None


def records(found: DuckDBPyConnection, kind: type[T]) -> list[T]:
    """Each row of an executed query as a record: a column fills the field of the same name; a list becomes a tuple."""
    return [kind(**row) for row in named_rows(found)]


def named_rows(found: DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """Each row of an executed query by the names of its columns."""
    names = [column[0] for column in found.description or ()]
    for row in found.fetchall():
        values = (tuple(value) if isinstance(value, list) else value for value in row)
        yield dict(zip(names, values, strict=True))


def arrow_table(rows: Sequence[Sequence[Any]], **columns: pa.DataType) -> pa.Table:
    """Rows, their values in the order of the columns, as a table that `registered` makes queryable."""
    arrays = zip(*rows, strict=True) if rows else ([] for _ in columns)
    return pa.Table.from_arrays(
        [pa.array(values, kind) for values, kind in zip(arrays, columns.values(), strict=True)],
        schema=pa.schema(list(columns.items())),
    )


def text_table(rows: Sequence[Sequence[str | None]], *columns: str) -> pa.Table:
    """As `arrow_table`, every column a text."""
    return arrow_table(rows, **dict.fromkeys(columns, pa.string()))


@contextmanager
def registered(con: DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """The tables, available to queries by their names inside the block."""
    for name, table in tables.items():
        con.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            with suppress(duckdb.Error):  # after a full disk nothing works; the connection is to be closed
                con.unregister(name)


def for_ids(
    con: DuckDBPyConnection, sql: str, ids: Iterable[str | int], values: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    """The result of a query about `wanted_ids`. A list as a parameter would take 30 microseconds per element."""
    wanted = list(ids)
    kind = pa.int64() if wanted and isinstance(wanted[0], int) else pa.string()
    with registered(con, **{WANTED: arrow_table([(one,) for one in wanted], id=kind)}):
        return list(named_rows(con.execute(sql, dict(values or {}))))


@contextmanager
def transaction(con: DuckDBPyConnection) -> Iterator[None]:
    """Commits what the block wrote, or rolls it back and re-raises the block's exception."""
    con.begin()
    try:
        yield
        con.commit()
    except BaseException:
        with suppress(duckdb.Error):
            con.rollback()
        raise
