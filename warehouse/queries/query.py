"""Queries to the snapshot, in SQL: read-only, and without access to anything else."""

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from schemas.home import Home
from warehouse.backend.backend import backend_of
from warehouse.backend.literal import literal
from warehouse.backend.migration import is_up_to_date
from warehouse.errors import BadQuery, OlderSchema, Unreadable, WarehouseError

logger = logging.getLogger(__name__)

_ROWS_AT_ONCE = 1_000
ROWS_BY_PLACE = 10_000
"""For a join with at most this many values, a scan of the other side reads only the vectors that may contain one of
them. DuckDB's default of 50 is less than the statements of six articles."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a query. `rows` can be read once, while the query's `with` block is open."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """The columns' SQL types."""
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def query(
    home: Path,
    sql: str,
    parameters: Sequence[object] | dict[str, object] | None = None,
    *,
    opened: Callable[[Path], DuckDBPyConnection] | None = None,
) -> Iterator[Answer]:
    """Query the snapshot, in a new session, which sees the newest snapshot; `opened` makes another kind of session.

    Several statements may be given: the answer is the last one's. Raises NoSnapshot, Unreadable, BadQuery.
    """
    if why := backend_of(home).refused(sql):
        raise BadQuery(sql, why)
    with closing((opened or open_any_snapshot)(home)) as con:
        try:
            con.execute(sql, parameters)
            described = con.description or []
        except (duckdb.Error, RuntimeError, ValueError) as error:  # ValueError: a NUL or a lone surrogate in the text
            raise BadQuery(sql, str(error)) from error
        if not described:
            raise BadQuery(sql, 'there is no query in it: try "FROM articles LIMIT 5"')
        columns = tuple(str(column[0]) for column in described)
        yield Answer(columns, tuple(str(column[1]) for column in described), _rows(con, sql))


def open_snapshot(home: Path, *, threads: int | None = None) -> DuckDBPyConnection:
    """A read-only session on the newest snapshot, for queries that need the columns of this release.

    `threads` None: one per core. The caller closes the session. Raises NoSnapshot, Unreadable, OlderSchema.
    """
    con = open_any_snapshot(home, threads=threads)
    published = Path(backend_of(home).shown)
    try:
        current = is_up_to_date(con)
    except duckdb.Error as error:
        con.close()
        raise Unreadable(published, str(error)) from error
    if not current:
        con.close()
        raise OlderSchema(published)
    return con


def open_any_snapshot(home: Path, *, threads: int | None = None) -> DuckDBPyConnection:
    """The same for a snapshot of any release: for the user's own SQL. Raises NoSnapshot, Unreadable."""
    backend = backend_of(home)
    con = duckdb.connect(":memory:", config={"temp_directory": str(Path(tempfile.gettempdir(), "cuttings-spill"))})
    if threads is not None:
        con.execute(f"SET GLOBAL threads = {threads}")
    try:
        readable = backend.attach_published(con)
        _attach_own(con, home)
        con.execute(f"SET allowed_directories = [{', '.join(map(literal, readable))}]")
        con.execute(
            f"""
            SET GLOBAL dynamic_or_filter_threshold = {ROWS_BY_PLACE};
            SET GLOBAL TimeZone = 'UTC'; SET enable_progress_bar = false;
            SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;
            SET enable_external_access = false; SET lock_configuration = true
            """
        )
    except WarehouseError:
        con.close()
        raise
    except (duckdb.Error, OSError) as error:
        con.close()
        raise Unreadable(Path(backend.shown), f"{error}{_advice(str(error))}") from error
    return con


def _attach_own(con: DuckDBPyConnection, home: Path) -> None:
    """Attach the user's own tables as `own`; logs a warning if another program is writing to them."""
    own = Home(home).own
    if own.is_file():
        try:
            con.execute(f"ATTACH {literal(own)} AS own (READ_ONLY)")
        except duckdb.Error as error:
            logger.warning("%s is not attached: %s", own, error)


def _advice(error: str) -> str:
    return ". Close that program, or let it open the file with read_only=True" if "Conflicting lock" in error else ""


def _rows(con: DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    while True:
        try:
            some = con.fetchmany(_ROWS_AT_ONCE)
        except (duckdb.Error, ValueError, OverflowError) as error:  # a date that Python cannot represent
            raise BadQuery(sql, str(error)) from error
        if not some:
            return
        yield from some
