"""The published snapshot: a copy of the live database that readers may keep open as long as they like."""

import os
import subprocess
import sys
import time
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from schemas.home import Home
from warehouse.backend.live import disk_errors, is_disk_full, open_live
from warehouse.backend.stray_log import put_stray_logs_aside
from warehouse.errors import DiskFull, NotPublished

SHARE_OF_TIME = 0.1
"""The largest share of the time that is spent on copying, unless a copy is requested."""
LEAST_SECONDS = 5.0
"""Seconds by which readers may always lag behind."""
_COPIER = Path(__file__).with_name("snapshot_copy.py")
_UNFINISHED = "cuttings.duckdb.unfinished-"


@dataclass(frozen=True, slots=True)
class Published:
    """A snapshot that was made."""

    path: Path
    bytes: int
    seconds: float
    """The time that it took, in seconds."""


def publish(home: Path, *, force: bool, con: DuckDBPyConnection | None = None) -> Published | None:
    """Replace the snapshot with a copy of the live database, in one step. None: not due yet. The caller holds the lock.

    `con` is the live database, if the caller has it open, outside a transaction. A snapshot is due when the last one is
    at least ten times as old as the time that it took. If the process is killed, the last snapshot remains. Raises
    NotPublished, DiskFull, and what `open_live` raises.
    """
    paths = Home(home)
    if not (force or _due(paths)):
        return None
    started = time.monotonic()
    for left in home.glob(f"{_UNFINISHED}*"):
        left.unlink(missing_ok=True)
    unfinished = home / f"{_UNFINISHED}{os.getpid()}-{time.monotonic_ns()}"
    # Open until the copy is made: closing the last connection would release DuckDB's lock.
    with nullcontext(con) if con is not None else closing(open_live(home)) as live:
        _checkpoint(live, paths)
        try:
            _copy(paths, unfinished)
            with disk_errors(paths.snapshot):
                # DuckDB opens a file for writing by default. As that is refused, no reader leaves a log beside it.
                unfinished.chmod(0o444)
                put_stray_logs_aside(home)
                unfinished.replace(paths.snapshot)
                put_stray_logs_aside(home)
                _sync(home)
        finally:
            unfinished.unlink(missing_ok=True)
    seconds = time.monotonic() - started
    with disk_errors(paths.snapshot_cost):
        paths.snapshot_cost.write_text(f"{seconds:.3f}\n", encoding="ascii")
    return Published(paths.snapshot, paths.snapshot.stat().st_size, seconds)


def seconds_until_due(home: Path) -> float:
    """Seconds until the next snapshot is due: when the last one is `LEAST_SECONDS` old, and ten times the time that it
    took. 0: now."""
    paths = Home(home)
    try:
        cost = float(paths.snapshot_cost.read_text(encoding="ascii"))
        age = time.time() - paths.snapshot.stat().st_mtime
    except (FileNotFoundError, ValueError):
        return 0.0
    return max(0.0, max(LEAST_SECONDS, cost / SHARE_OF_TIME) - age) if age >= 0 else 0.0


def _due(paths: Home) -> bool:
    try:
        cost = float(paths.snapshot_cost.read_text(encoding="ascii"))
        age = time.time() - paths.snapshot.stat().st_mtime
    except (FileNotFoundError, ValueError):
        return True
    # A snapshot from the future: the clock was set back, so its age is unknown.
    return not 0 <= age < cost / SHARE_OF_TIME


def _checkpoint(con: DuckDBPyConnection, paths: Home) -> None:
    """Write everything into the one file: the copy would lack what is still in a write-ahead log."""
    try:
        with disk_errors(paths.live):
            con.execute("CHECKPOINT")
    except duckdb.TransactionException as error:
        raise NotPublished(paths.snapshot, str(error)) from error
    logs = [log.name for log in paths.live.parent.glob("live.duckdb.wal*") if log.stat().st_size]
    if logs:
        raise NotPublished(paths.snapshot, f"{', '.join(logs)} still holds changes")


def _copy(paths: Home, target: Path) -> None:
    command = [sys.executable, "-I", "-S", str(_COPIER), str(paths.live), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode:
        if is_disk_full(done.stderr):
            raise DiskFull(paths.snapshot)
        raise NotPublished(paths.snapshot, done.stderr or f"the copying process ended with {done.returncode}")


def _sync(folder: Path) -> None:
    """A rename is only durable once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
