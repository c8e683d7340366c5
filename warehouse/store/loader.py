"""Loads staged batches into the live database: each in one transaction, and each only once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from schemas.arrival import Decision
from schemas.article_fields import ARTICLE_FIELDS
from warehouse.backend.capabilities import LoadNumbers, capabilities_of
from warehouse.backend.live import disk_errors
from warehouse.backend.place import without_password
from warehouse.backend.rows import first_row, registered, transaction
from warehouse.errors import AuditFailed, TurnLost
from warehouse.store.audits import audit
from warehouse.store.staged import STAGED

_TIME = pa.timestamp("us", tz="UTC")
_DECISIONS = pa.schema(
    {
        "document": pa.int32(),
        **dict.fromkeys(["outcome", "reason", "detail", "article_id", "identity"], pa.string()),
        "version_number": pa.int32(),
        "similarity_to_previous": pa.float64(),
    }
)
_HEADER = pa.schema(
    {
        **dict.fromkeys(["batch_id", "run_id", "kind"], pa.string()),
        "load_number": pa.int64(),
        **dict.fromkeys(["started_at", "stored_at"], _TIME),
    }
)


@dataclass(frozen=True, slots=True)
class BatchHeader:
    """The identity of a batch, its run and its time; the caller reads the clock."""

    batch_id: str
    run_id: str
    started_at: datetime
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """The result of storing a batch."""

    batch_id: str
    load_number: int
    """The number of the load that wrote it."""
    already: bool
    """Whether it was already stored, so that nothing was changed now."""


Also = Callable[[DuckDBPyConnection, BatchHeader], None]
"""A function that writes more rows in the batch's transaction, before the audits."""


def store(
    con: DuckDBPyConnection,
    staged: Path,
    decisions: Sequence[Decision],
    batch: BatchHeader,
    *,
    also: Also | None = None,
) -> Stored:
    """Store the documents of a staged batch that have a decision, and carry the decisions out.

    Raises AuditFailed, DiskFull, Unreadable; then nothing of the batch is stored.
    """
    return _store(con, staged, decisions, batch, "ingest", also)


def store_replay(
    con: DuckDBPyConnection,
    staged: Path,
    decisions: Sequence[Decision],
    batch: BatchHeader,
    *,
    also: Also | None = None,
) -> Stored:
    """Store new readings of known captures.

    The decision for each names the version that it replaces or creates. No arrival is added; an arrival without an
    article gets the decision's outcome. A capture that gave an article and is now rejected keeps its article. Raises as
    `store`.
    """
    return _store(con, staged, decisions, batch, "replay", also)


def _store(
    con: DuckDBPyConnection,
    staged: Path,
    decisions: Sequence[Decision],
    batch: BatchHeader,
    kind: Literal["ingest", "replay"],
    also: Also | None,
) -> Stored:
    before = first_row(con.execute("SELECT load_number FROM batches WHERE batch_id = ?", [batch.batch_id]))
    if before:
        return Stored(batch.batch_id, before[0], already=True)
    tables = {f"staged_{relation}": _staged(staged, relation) for relation in STAGED}
    tables["decisions"] = pa.Table.from_pylist([d.model_dump(mode="json") for d in decisions], schema=_DECISIONS)
    header = {**asdict(batch), "kind": kind}
    with disk_errors(_path(con)), registered(con, **tables), _transaction(con, batch.batch_id):
        load_number = _next_load(con)
        head = pa.Table.from_pylist([{**header, "load_number": load_number}], schema=_HEADER)
        with registered(con, header=head):
            con.execute(_script("incoming"))
            con.execute(_script("arrivals" if kind == "ingest" else "replayed_arrivals"))
            con.execute(_script("article_rows"))
        if also is not None:
            also(con, batch)
        faults = audit(con, batch.batch_id)
        if faults:
            raise AuditFailed(batch.batch_id, faults)
    return Stored(batch.batch_id, load_number, already=False)


def _next_load(con: DuckDBPyConnection) -> int:
    """The number of this load, inside its transaction."""
    if capabilities_of(con).load_numbers is LoadNumbers.FENCE:
        con.execute("UPDATE load_turn SET number = number + 1")
        row = first_row(con.execute("SELECT number FROM load_turn"))
    else:
        row = first_row(con.execute("SELECT coalesce(max(load_number), 0) + 1 FROM batches"))
    return int(row[0]) if row else 1


def _path(con: DuckDBPyConnection) -> Path:
    row = first_row(con.execute("SELECT path FROM duckdb_databases() WHERE database_name = current_database()"))
    return Path(without_password(row[0]) if row and row[0] else ":memory:")


@cache
def _script(name: str) -> str:
    columns = ", ".join(field.column for field in ARTICLE_FIELDS)
    return (files("warehouse.store") / f"{name}.sql").read_text(encoding="utf-8").replace("{article_fields}", columns)


def _staged(folder: Path, relation: str) -> pa.Table:
    """A staged relation with `place`, the position of its rows in the file. Empty if there is no file."""
    file = folder / f"{relation}.parquet"
    schema = STAGED[relation]
    table = pq.read_table(file).select(schema.names).cast(schema) if file.exists() else schema.empty_table()
    return table.append_column("place", pa.array(range(table.num_rows), pa.int64()))


@contextmanager
def _transaction(con: DuckDBPyConnection, batch_id: str) -> Iterator[None]:
    """Commits, or rolls back. A row that a table's constraints reject counts as a violation in the batch."""
    try:
        with transaction(con):
            yield
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise AuditFailed(batch_id, [" ".join(str(error).split())]) from error
    except duckdb.TransactionException as error:
        if "conflict" in str(error).lower():
            raise TurnLost(_path(con)) from error
        raise
