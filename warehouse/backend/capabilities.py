"""What a backend can do. What differs between them is said here; code asks for a capability, never for a name."""

from dataclasses import dataclass
from enum import Enum

from duckdb import DuckDBPyConnection

from warehouse.backend.rows import first_row


class LoadNumbers(Enum):
    """How a batch gets its number."""

    ONE_MORE = "one more than the highest"
    """One loader at a time writes: nobody else can take the same number."""
    FENCE = "a row that each batch updates in its own transaction"
    """Two loaders that both read the highest number would write the same one; two that update one row cannot both
    commit."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the SQL of a backend allows, and what is fast there."""

    checks: bool
    """A table may have CHECK. False: audits ask the same of the rows (see warehouse.backend.script.remember_checks)."""
    view_comments: bool
    """The columns of a view, and a macro, may have comments. False: the table `view_comments` holds them."""
    fetch_by_row_id: bool
    """Rows that were found by a narrow column are fetched fastest by rowid. False: by the same condition once more.
    Either is several times slower on the other backend."""
    load_numbers: LoadNumbers
    many_loaders: bool
    """Processes of several machines may take turns at writing."""


DATABASE_FILE = Capabilities(
    checks=True, view_comments=True, fetch_by_row_id=True, load_numbers=LoadNumbers.ONE_MORE, many_loaders=False
)
LAKE = Capabilities(
    checks=False, view_comments=False, fetch_by_row_id=False, load_numbers=LoadNumbers.FENCE, many_loaders=True
)


def capabilities_of(con: DuckDBPyConnection) -> Capabilities:
    """Those of the database that the connection uses."""
    row = first_row(con.execute("SELECT type FROM duckdb_databases() WHERE database_name = current_database()"))
    return LAKE if row and row[0] == "ducklake" else DATABASE_FILE


def newest_where(con: DuckDBPyConnection, key: str) -> str:
    """The condition on `versions` that picks the newest version of each of `wanted_ids`: no other text is read."""
    found = f"newest AND {key} IN (FROM wanted_ids)"
    by_row_id = capabilities_of(con).fetch_by_row_id
    return f"rowid IN (SELECT rowid FROM versions WHERE {found})" if by_row_id else found  # noqa: S608 - our own names
