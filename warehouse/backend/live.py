"""The writer's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.backend.backend import backend_of
from warehouse.backend.definitions import define
from warehouse.backend.migration import migrate
from warehouse.backend.place import without_password
from warehouse.errors import DiskFull, Unreadable


def open_live(home: Path) -> DuckDBPyConnection:
    """The live database, created or migrated if needed. The caller must have the turn, and closes the connection.

    Raises DiskFull, Unreadable, MigrationChanged, NewerSchema, WrongWarehouse.
    """
    backend = backend_of(home)
    with disk_errors(backend.path):
        con = backend.connect()
        try:
            migrate(con, backend.path)
            define(con)
            backend.remember()
        except BaseException:
            con.close()
            raise
    return con


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Convert DuckDB's errors about the disk into ours. Raises DiskFull, Unreadable."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if is_disk_full(str(error)):
            raise DiskFull(path) from error
        if isinstance(error, (duckdb.IOException, duckdb.FatalException, duckdb.HTTPException, OSError)):
            raise Unreadable(path, without_password(str(error))) from error
        raise


def is_disk_full(text: str) -> bool:
    """Whether an error's text says that a file cannot grow: ENOSPC, EFBIG, EDQUOT, or no room to spill."""
    return any(sign in text for sign in ("No space left", "File too large", "failed to offload", "quota exceeded"))
