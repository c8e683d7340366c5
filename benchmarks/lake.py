"""A lake under trouble: loaders that are killed, two at once, maintenance and a reader beside them.

    python -m benchmarks.lake [--kills 20] [--batches 20] [--documents 25] [--queries 1000] [--longest 15]
        [--catalog LIBPQ]

The catalog is the database that LIBPQ names, which must be empty, or that of a PostgreSQL which is started for this
(Debian's package). `cuttings ingest` runs as a process, on made pages (made_pages.py), without annotation.

1. A loader is killed with its process group at random moments, up to `--longest` seconds after its start, until
   `--kills` of them hit or all is stored; one more ends the work.
2. Two loaders take `--batches` batches of `--documents` in turns. Beside them the lake is maintained without a pause,
   and a reader asks until both have ended, and `--queries` times at least: each answer must agree with itself, and no
   count may fall.
3. What only killed loads have written is removed. Exit 1 if a document was lost or stored twice, a load's number came
   twice, an audit, `reconcile` or a reader's answer does not add up, or a file that no table needs is left.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

import duckdb

from benchmarks.made_pages import write_pages
from schemas.settings import Settings
from tasks.loading.load_steps import maintain_warehouse
from tests.postgresql import server
from warehouse.backend.live import open_live
from warehouse.backend.place import DATA_VARIABLE, VARIABLE
from warehouse.errors import Locked, WarehouseError
from warehouse.queries.query import open_snapshot
from warehouse.queries.reconcile import reconcile
from warehouse.store.audits import audit

CUTTINGS = str(Path(sys.executable).with_name("cuttings"))
PER_SESSION = 20
"""Questions before the reader opens a new session: to open one costs a second."""
ASKED = """
    SELECT
        (SELECT count(*) FROM arrivals), (SELECT coalesce(sum(documents), 0)::BIGINT FROM batches),
        (SELECT count(*) FROM articles), (SELECT count(*) FROM arrivals WHERE outcome = 'loaded'),
        (SELECT count(*) FROM batches), (SELECT count(DISTINCT load_number) FROM batches)
"""
"""Three pairs: both of a pair are the same at any moment."""


def load(home: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """Starts a load in a process group of its own; what it says of errors is shown."""
    command = [CUTTINGS, "ingest", str(folder), "--home", str(home), "--no-record"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)


def killed(home: Path, folder: Path, kills: int, longest: float, dice: random.Random) -> int:
    """Loads with kills at random moments, and then to the end; how many kills hit."""
    for hits in range(kills):
        process = load(home, folder)
        try:
            process.wait(timeout=dice.uniform(1.0, longest))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        else:
            return hits
    load(home, folder).wait()
    return kills


class Maintenance(Thread):
    """Maintains without a pause; every error but that it was not its turn."""

    def __init__(self, home: Path, ended: Event) -> None:
        super().__init__()
        self._settings, self._ended = Settings.from_environment(os.environ, home=str(home)), ended
        self.times, self.errors = 0, list[str]()

    def run(self) -> None:
        while not self._ended.wait(1):
            try:
                maintain_warehouse(self._settings)
                self.times += 1
            except Locked:
                continue
            except (duckdb.Error, WarehouseError) as error:
                self.errors.append(" ".join(str(error).split()))


class Reader(Thread):
    """Asks until it is told to end, and so many times at least."""

    def __init__(self, home: Path, ended: Event, queries: int) -> None:
        super().__init__()
        self._home, self._ended, self._queries = home, ended, queries
        self.asked, self.snapshots, self.longest, self.faults = 0, set[int](), 0.0, list[str]()

    def run(self) -> None:
        before = (0,) * 6
        while self.asked < self._queries or not self._ended.is_set():
            with closing(open_snapshot(self._home)) as con:
                for _ in range(PER_SESSION):
                    started = time.monotonic()
                    (answer,) = con.execute(ASKED).fetchall()
                    self.longest = max(self.longest, time.monotonic() - started)
                    self.asked += 1
                    self.snapshots.add(answer[4])
                    if answer[::2] != answer[1::2] or any(now < then for now, then in zip(answer, before, strict=True)):
                        self.faults.append(f"{answer} after {before}")
                    before = answer


def together(home: Path, folders: list[Path], queries: int) -> tuple[Reader, Maintenance, list[int]]:
    """Two loaders, maintenance and a reader; the exit codes of the loaders."""
    ended = Event()
    reader, maintenance = Reader(home, ended, queries), Maintenance(home, ended)
    loaders = [load(home, folder) for folder in folders]
    reader.start()
    maintenance.start()
    codes = [loader.wait() for loader in loaders]
    ended.set()
    maintenance.join()
    reader.join()
    return reader, maintenance, codes


def orphans(home: Path, data: Path) -> int:
    """Removes what nothing needs; files that are there and not known."""
    with closing(open_live(home)) as con:
        con.execute("CALL ducklake_delete_orphaned_files('live', cleanup_all => true)")
        con.execute("CALL ducklake_expire_snapshots('live', older_than => now())")
        con.execute("CALL ducklake_cleanup_old_files('live', cleanup_all => true)")
        found = con.execute(
            "CALL ducklake_delete_orphaned_files('live', dry_run => true, cleanup_all => true)"
        ).fetchall()
        (known,) = con.execute(
            "SELECT (SELECT count(*) FROM __ducklake_metadata_live.ducklake_data_file)"
            " + (SELECT count(*) FROM __ducklake_metadata_live.ducklake_delete_file)"
        ).fetchall()
    return len(found) + sum(1 for _ in data.rglob("*.parquet")) - int(known[0])


def faults_of(home: Path, expected: int) -> list[str]:
    """What does not add up."""
    found = reconcile(home, deep=True)
    with closing(open_live(home)) as con:
        (counts,) = con.execute(ASKED).fetchall()
        doubled = con.execute("SELECT count(*) - count(DISTINCT article_id) FROM articles").fetchall()
        numbers = con.execute("SELECT coalesce(max(load_number), 0) FROM batches").fetchall()
        faults = [*audit(con), *found.faults]
    if counts != (expected,) * 4 + (numbers[0][0],) * 2 or doubled != [(0,)]:
        faults.append(f"{expected} documents gave {counts}, {doubled[0][0]} doubled, last load {numbers[0][0]}")
    return faults


@contextmanager
def catalog(given: str | None) -> Iterator[str]:
    """How libpq connects to an empty database."""
    if given:
        yield given
        return
    with server() as running:
        yield running.address(running.database())


def run(given: argparse.Namespace, root: Path) -> int:
    """Everything, on one lake; the exit code."""
    home, data = root / "home", root / "data"
    os.environ |= {DATA_VARIABLE: str(data), "CUTTINGS_ANNOTATE": "none", "CUTTINGS_BATCH_SIZE": str(given.documents)}
    first, half = given.kills * given.documents, given.batches // 2 * given.documents
    write_pages(root / "killed", first, seed=1)
    folders = [root / f"loader{number}" for number in (1, 2)]
    for seed, folder in enumerate(folders, 2):
        write_pages(folder, half, seed=seed)
    open_live(home).close()
    started = time.monotonic()
    hits = killed(home, root / "killed", given.kills, given.longest, random.Random(given.seed))
    faults = faults_of(home, first)
    print(f"{hits} kills, {first} documents, {time.monotonic() - started:.0f} s, faults: {faults or 0}")
    started = time.monotonic()
    reader, maintenance, codes = together(home, folders, given.queries)
    faults += faults_of(home, first + 2 * half)
    print(
        f"two loaders: exit {codes}, {given.batches} batches, {time.monotonic() - started:.0f} s, faults: {faults or 0}"
    )
    print(f"maintenance beside them: {maintenance.times} times, errors: {maintenance.errors or 0}")
    said = f"{reader.asked} questions to {len(reader.snapshots)} snapshots, longest {reader.longest:.2f} s"
    print(f"a reader beside them: {said}, inconsistent: {reader.faults or 0}")
    left = orphans(home, data)
    print(f"files that no table needs, after cleaning up: {left}")
    return int(bool(faults or maintenance.errors or reader.faults or left or any(codes)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--batches", type=int, default=20)
    parser.add_argument("--documents", type=int, default=25)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--longest", type=float, default=15.0)
    parser.add_argument("--catalog")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cuttings-lake-") as folder, catalog(given.catalog) as address:
        os.environ[VARIABLE] = f"ducklake:postgres:{address}"
        return run(given, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
