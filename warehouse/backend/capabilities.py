"""The capabilities of a backend. All differences between backends are listed here; code asks for a capability, never
for a backend's name."""

from dataclasses import dataclass
from enum import Enum

from duckdb import DuckDBPyConnection

from warehouse.backend.rows import first_row


class LoadNumbers(Enum):
    """How a batch gets its load number."""

    ONE_MORE = "one more than the highest"
    """Only one loader writes at a time, so no other loader can take the same number."""
    FENCE = "a row that each batch updates in its own transaction"
    """Two loaders that both read the highest number would use the same next one; if both must update one row, only one
    of them can commit."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the SQL of a backend allows, and what is fast there."""

    checks: bool
    """Whether a table may have CHECK constraints. False: audits check the rows instead (see
    warehouse.backend.script.remember_checks)."""
    view_comments: bool
    """Whether the columns of a view, and a macro, may have comments. False: the table `view_comments` contains them."""
    fetch_by_row_id: bool
    """Whether rows found by a narrow column are fetched fastest by rowid. False: by repeating the condition. The wrong
    choice is several times slower."""
    load_numbers: LoadNumbers
    many_loaders: bool
    """Whether processes on several machines may take turns at writing."""


DATABASE_FILE = Capabilities(
    checks=True, view_comments=True, fetch_by_row_id=True, load_numbers=LoadNumbers.ONE_MORE, many_loaders=False
)
LAKE = Capabilities(
    checks=False, view_comments=False, fetch_by_row_id=False, load_numbers=LoadNumbers.FENCE, many_loaders=True
)


def capabilities_of(con: DuckDBPyConnection) -> Capabilities:
    """The capabilities of the database that the connection uses."""
    row = first_row(con.execute("SELECT type FROM duckdb_databases() WHERE database_name = current_database()"))
    return LAKE if row and row[0] == "ducklake" else DATABASE_FILE


def newest_where(con: DuckDBPyConnection, key: str) -> str:
    """The condition on `versions` that selects the newest version of each of `wanted_ids`, without reading other
    texts."""
    found = f"newest AND {key} IN (FROM wanted_ids)"
    by_row_id = capabilities_of(con).fetch_by_row_id
    return f"rowid IN (SELECT rowid FROM versions WHERE {found})" if by_row_id else found  # noqa: S608 - our own names
