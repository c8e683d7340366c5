"""The writer's turn on a lake: an advisory lock of PostgreSQL, which the server releases however the process ends.

It keeps loaders from working in vain. If the connection that holds the lock is cut, the row `load_turn` keeps two
loaders from storing the same thing twice (see warehouse.backend.capabilities.LoadNumbers.FENCE).
"""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from warehouse.backend.lake.connection import extension, libpq
from warehouse.backend.literal import literal
from warehouse.backend.place import LakePlace, without_password
from warehouse.backend.rows import first_row
from warehouse.errors import Locked, NoExtension, Unreadable

_KEY = 0x63757474696E6773 % 2**62
"""The word "cuttings" as a number, so that other programs' locks in the same database have other numbers."""
_POLL_SECONDS = 0.1


@contextmanager
def lake_turn(home: Path, place: LakePlace, *, wait_seconds: float) -> Iterator[None]:
    """Holds the turn. Raises Locked, Unreadable, NoExtension."""
    deadline = time.monotonic() + wait_seconds
    with closing(duckdb.connect(":memory:", config={"threads": 1})) as con:
        try:
            con.execute(f"LOAD {literal(extension('postgres_scanner'))}")
        except duckdb.Error as error:
            raise NoExtension("postgres_scanner", str(error)) from error
        try:
            con.execute(f"ATTACH {literal(libpq(place))} AS turns (TYPE postgres)")
            # One transaction, so that one connection of the pool stays open while the lock is held.
            con.begin()
            while not _taken(con):
                if time.monotonic() >= deadline:
                    raise Locked(home, None)
                time.sleep(_POLL_SECONDS)
        except (duckdb.IOException, duckdb.BinderException) as error:
            raise Unreadable(Path(place.shown), without_password(str(error))) from error
        yield


def _taken(con: duckdb.DuckDBPyConnection) -> bool:
    sql = f"FROM postgres_query('turns', 'SELECT pg_try_advisory_lock({_KEY})')"
    row = first_row(con.execute(sql))
    return bool(row and row[0])
