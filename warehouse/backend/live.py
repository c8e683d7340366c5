"""The writer's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from schemas.home import Home
from warehouse.backend.definitions import define
from warehouse.backend.migration import migrate
from warehouse.errors import DiskFull, Unreadable

STORAGE_VERSION = "v1.5.0"
"""Gives files a third of the default's size; DuckDB 2.0 reads it."""

_SETTINGS: dict[str, str | int | float | list[str]] = {
    # Batches are small: more threads cost more than they give, and other processes read documents at the same time.
    "threads": 2,
    "memory_limit": "1GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def open_live(home: Path) -> DuckDBPyConnection:
    """The live database, made or migrated if need be. The caller holds the lock, and closes it.

    Raises DiskFull, Unreadable, MigrationChanged, NewerSchema.
    """
    paths = Home(home)
    paths.live.parent.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(":memory:", config={**_SETTINGS, "temp_directory": str(paths.spill)})
    try:
        with disk_errors(paths.live):
            _attach(con, paths.live)
            migrate(con, paths.live)
            define(con)
    except BaseException:
        con.close()
        raise
    return con


def _attach(con: DuckDBPyConnection, path: Path) -> None:
    """Attached, not connected to: only so can the storage version be given, and each open is an instance of its own."""
    name = str(path).replace("'", "''")
    try:
        con.execute(f"ATTACH '{name}' AS live (STORAGE_VERSION '{STORAGE_VERSION}')")
    except (duckdb.SerializationException, duckdb.BinderException, duckdb.InvalidInputException) as error:
        raise Unreadable(path, str(error)) from error
    con.execute("USE live; SET TimeZone = 'UTC'; SET enable_progress_bar = false")


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turns DuckDB's errors about the disk into ours. Raises DiskFull, Unreadable."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if is_disk_full(str(error)):
            raise DiskFull(path) from error
        if isinstance(error, (duckdb.IOException, duckdb.FatalException, OSError)):
            raise Unreadable(path, str(error)) from error
        raise


def is_disk_full(text: str) -> bool:
    """Whether an error's text says that a file cannot grow: ENOSPC, EFBIG, EDQUOT, or no room to spill."""
    return any(sign in text for sign in ("No space left", "File too large", "failed to offload", "quota exceeded"))
