"""Checks the ledger: every document that arrived has one outcome, and its bytes are kept."""

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from schemas.capture import SIDECAR_ENDING
from schemas.home import Home
from warehouse.archive.bucket import BucketFailed
from warehouse.archive.bucket_captures import sizes_in
from warehouse.archive.kept import capture_path, kept_chunks
from warehouse.archive.packs import packed
from warehouse.archive.place import bucket_of
from warehouse.backend.backend import backend_of
from warehouse.backend.live import disk_errors, open_live
from warehouse.backend.rows import first_row, for_ids
from warehouse.errors import NoSnapshot, Unreadable
from warehouse.queries.query import open_any_snapshot
from warehouse.store.audits import audit


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The counts, and the inconsistencies."""

    documents: int
    """The number of documents in all stored batches."""
    outcomes: dict[str, int]
    """Arrivals by outcome."""
    captures: int
    articles: int
    versions: int
    unfinished_runs: tuple[str, ...]
    """Runs that are still going on, or were killed since the last run began. The next run takes over their files and
    marks them."""
    not_in_ledger: tuple[str, ...]
    """Archived files, relative to HOME, without an arrival: a load is processing them, or was killed before it stored
    them."""
    waiting: tuple[str, ...]
    """Waiting documents, as stated by the caller, that are not in the ledger."""
    faults: tuple[str, ...]
    """The inconsistencies, one line each."""

    @property
    def adds_up(self) -> bool:
        """Whether there are no inconsistencies."""
        return not self.faults


def reconcile(home: Path, waiting: Collection[str] = (), *, deep: bool = False) -> Reconciliation:
    """Compare the ledger with itself, the articles and the archive. The caller holds the lock.

    `waiting` are the drop keys of files that were not taken yet. `deep`: reads every archived byte and reports captures
    that differ from what arrived; otherwise only sizes are compared. Reads the live database; changes nothing. Raises
    NoSnapshot if nothing was ever stored, and what `open_live` raises.
    """
    backend = backend_of(home)
    if not backend.exists():
        raise NoSnapshot(home)
    with closing(open_live(home)) as con, disk_errors(backend.path):
        outcomes = dict(con.execute("SELECT outcome, count(*) FROM arrivals GROUP BY ALL ORDER BY ALL").fetchall())
        documents = _number(con, "SELECT coalesce(sum(documents), 0)::BIGINT FROM batches WHERE kind = 'ingest'")
        missing, unknown = _archive(con, home, deep=deep)
        faults = [*audit(con), *missing]
        if documents != sum(outcomes.values()):
            faults.append(f"{documents} documents were stored, {sum(outcomes.values())} have an outcome")
        faults += _snapshot(home)
        runs = con.execute(
            "SELECT run_id FROM runs WHERE finished_at IS NULL AND ended_at IS NULL ORDER BY started_at"
        ).fetchall()
        return Reconciliation(
            documents=documents,
            outcomes=outcomes,
            captures=_number(con, "SELECT count(*) FROM captures"),
            articles=_number(con, "SELECT count(*) FROM articles"),
            versions=_number(con, "SELECT count(*) FROM versions"),
            unfinished_runs=tuple(row[0] for row in runs),
            not_in_ledger=tuple(unknown),
            waiting=_not_recorded(con, waiting),
            faults=tuple(faults),
        )


def _snapshot(home: Path) -> list[str]:
    """Why readers cannot open the snapshot. None: they can, or nothing was published yet."""
    try:
        open_any_snapshot(home).close()
    except NoSnapshot:
        return []
    except Unreadable as error:
        return [str(error)]
    return []


def _number(con: DuckDBPyConnection, sql: str) -> int:
    row = first_row(con.execute(sql))
    return int(row[0]) if row else 0


def _archive(con: DuckDBPyConnection, home: Path, *, deep: bool) -> tuple[list[str], list[str]]:
    """Inconsistencies of captures whose bytes differ from the ledger, and archived files that are not in the ledger."""
    kept = _archived(home)
    faults = []
    sql = "SELECT capture_id, archive_path, byte_size FROM captures ORDER BY archive_path"
    for capture_id, path, size in con.execute(sql).fetchall():
        found = kept.pop(path, None)
        if path is not None and found is None:
            faults.append(f"{path} is missing from the archive")
        elif path is not None and size is not None and found != size:
            faults.append(f"{path} has {found} bytes, and had {size} when it arrived")
        elif deep and path is not None and _sha256(home, capture_id) != capture_id:
            faults.append(f"{path} has other bytes than those that arrived: put it back from a backup")
    return faults, sorted(kept)


def _sha256(home: Path, capture_id: str) -> str | None:
    """None: it cannot be read. Raises BucketFailed."""
    found = hashlib.sha256()
    try:
        for chunk in kept_chunks(home, capture_id):
            found.update(chunk)
    except BucketFailed:
        raise
    except OSError:
        return None
    return found.hexdigest()


def _archived(home: Path) -> dict[str, int]:
    """Captures in the archive, relative to HOME, with their sizes in bytes; without sidecars and incomplete files.

    In the order in which `maintain` moves them: none is missed because it moves meanwhile. If there are two, the first
    is what readers get.
    """
    found = dict(_files(home))
    for _, entry in packed(home):
        found.setdefault(capture_path(entry.capture_id), entry.size)
    bucket = bucket_of(home)
    for name, size in sizes_in(bucket) if bucket is not None else ():
        found.setdefault(f"archive/{name}", size)
    return found


def _files(home: Path) -> Iterator[tuple[str, int]]:
    for folder, folders, names in os.walk(Home(home).archive):
        if "packs" in folders:
            folders.remove("packs")
        inside = os.path.relpath(folder, home)
        for name in names:
            if not name.endswith((".part", SIDECAR_ENDING)):
                with suppress(FileNotFoundError):  # it was packed in the meantime
                    yield f"{inside}/{name}", os.stat(f"{folder}/{name}").st_size  # noqa: PTH116 - 100,000


def _not_recorded(con: DuckDBPyConnection, waiting: Collection[str]) -> tuple[str, ...]:
    sql = "SELECT id FROM wanted_ids EXCEPT SELECT drop_key FROM arrivals ORDER BY id"
    return tuple(row["id"] for row in for_ids(con, sql, waiting))
