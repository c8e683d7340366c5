"""One writer at a time: a separate lock file, because any close() of the database file releases DuckDB's lock."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from schemas.home import Home
from warehouse.errors import Locked

_POLL_SECONDS = 0.05

_held: set[int] = set()


@contextmanager
def lock(home: Path, *, wait_seconds: float = 0) -> Iterator[None]:
    """Holds the writer's lock of a home, which it makes if need be. Raises Locked.

    The kernel frees it however the process ends. Two in one process exclude each other too.
    """
    path = Home(home).lock
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    _held.add(handle)
    try:
        _take(handle, home, time.monotonic() + wait_seconds)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        _held.discard(handle)
        os.close(handle)


def _take(handle: int, home: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise Locked(home, _holder(handle)) from None
            time.sleep(_POLL_SECONDS)
        else:
            return


def _holder(handle: int) -> int | None:
    text = os.pread(handle, 20, 0).strip()
    return int(text) if text.isdigit() else None


def _let_go_in_child() -> None:
    """Release the lock in a forked worker, where an open lock file would outlive a killed parent."""
    for handle in _held:
        with suppress(OSError):
            os.close(handle)
    _held.clear()


os.register_at_fork(after_in_child=_let_go_in_child)
