"""Moves a warehouse from one backend to another: every row is copied in one transaction and compared before the new
warehouse is used."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from schemas.home import Home
from warehouse.backend.backend import Backend, backend_of
from warehouse.backend.database_file import DatabaseFile
from warehouse.backend.definitions import define
from warehouse.backend.lake.connection import attach, load_extensions
from warehouse.backend.lake.lake import Lake
from warehouse.backend.literal import literal
from warehouse.backend.live import disk_errors, open_live
from warehouse.backend.migration import migrate
from warehouse.backend.place import LakePlace, place_of, remember
from warehouse.backend.rows import first_row, transaction
from warehouse.errors import NoSnapshot, NotMoved

_OWN = ("schema_migrations", "load_turn", "table_checks", "view_comments")
"""Tables that each backend keeps for itself; they are not moved."""

_TURN_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Moved:
    """A relation that was moved and compared row by row."""

    relation: str
    rows: int


def move_warehouse(home: Path, target: LakePlace | None) -> list[Moved]:
    """Move the warehouse of a home into a lake, or, for None, into its file. The old warehouse stays, unused.

    The home uses the old one until all rows are compared. A move that was killed can be repeated. Raises NotMoved,
    NoSnapshot, Locked, DiskFull, Unreadable.
    """
    now = place_of(home, {})
    source = backend_of(home)
    if not source.exists():
        raise NoSnapshot(home)
    if (target is None) == (now is None):
        here = "from one lake to another: move to the file first"
        raise NotMoved(home, "it is in its file already" if target is None else here)
    goal: Backend = DatabaseFile(home) if target is None else Lake(home, target)
    with source.turn(wait_seconds=_TURN_SECONDS), goal.turn(wait_seconds=_TURN_SECONDS):
        open_live(home).close()  # migrates it, so that both have the same columns
        with disk_errors(goal.path), closing(goal.connect()) as con:
            migrate(con, goal.path)
            define(con)
            _attach_source(con, home, now)
            moved = _copy(con, home, fence=goal.capabilities.many_loaders)
        remember(home, target)
        goal.publish(force=True)
    return moved


def _attach_source(con: DuckDBPyConnection, home: Path, place: LakePlace | None) -> None:
    if place is None:
        con.execute(f"ATTACH {literal(Home(home).live)} AS source (READ_ONLY)")
    else:
        load_extensions(con, place)
        attach(con, place, "source", "READ_ONLY")


def _copy(con: DuckDBPyConnection, home: Path, *, fence: bool) -> list[Moved]:
    """Copy into empty relations; relations that an earlier attempt copied are only compared."""
    relations = [name for (name,) in con.execute(_RELATIONS, [list(_OWN)]).fetchall()]
    filled = any(_count(con, f"live.main.{name}") for name in relations)
    with transaction(con):
        if not filled:
            for name in relations:
                # The order of writing is kept, because some questions ask for the latest rows.
                con.execute(f"INSERT INTO live.main.{name} BY NAME FROM source.main.{name} ORDER BY rowid")
        if fence:
            highest = "SELECT coalesce(max(load_number), 0) FROM live.main.batches"
            con.execute(f"UPDATE live.main.load_turn SET number = ({highest})")  # noqa: S608 - our own name
        return [_compared(con, home, name) for name in relations]


_RELATIONS = """
    SELECT table_name FROM duckdb_tables()
    WHERE database_name = 'source' AND NOT internal AND NOT list_contains(?, table_name) ORDER BY table_name
"""


def _compared(con: DuckDBPyConnection, home: Path, name: str) -> Moved:
    """Check that both have the same rows. Raises NotMoved."""
    rows = _count(con, f"source.main.{name}")
    ours = f"SELECT {_columns(con, name)} FROM live.main.{name}"  # noqa: S608 - our own names
    others = _count(con, f"(FROM source.main.{name} EXCEPT ALL {ours})")
    if others or rows != _count(con, f"live.main.{name}"):
        raise NotMoved(home, f"{name} differs: the new place holds other rows already. Empty it, or give another one")
    return Moved(name, rows)


def _columns(con: DuckDBPyConnection, name: str) -> str:
    """The columns in the order of the source."""
    sql = """
        SELECT column_name FROM duckdb_columns()
        WHERE database_name = 'source' AND table_name = ? ORDER BY column_index
    """
    return ", ".join(f'"{column}"' for (column,) in con.execute(sql, [name]).fetchall())


def _count(con: DuckDBPyConnection, relation: str) -> int:
    row = first_row(con.execute(f"SELECT count(*) FROM {relation}"))  # noqa: S608 - our own names
    return int(row[0]) if row else 0
