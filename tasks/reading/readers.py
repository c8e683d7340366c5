"""The reading processes of this process: made when first needed, used by every batch, ended with the run.

A step gets only paths and settings, so that it can run in any process on any machine; each process that reads has its
own pool here.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import forkserver
from multiprocessing.util import Finalize

from schemas.settings import Settings
from tasks.inbox.receiving import Received
from tasks.reading.reading_pool import ReadingPool, is_readable, unread, workers_for
from tasks.reading.worker import Read

IDLE_SECONDS = 60.0
"""A process that reads for runs of another process cannot know when they end: its readers end after this many seconds
without work."""


@dataclass(slots=True)
class _Readers:
    """What this process has running."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    pool: ReadingPool | None = None
    settings: Settings | None = None
    """What the pool was made with."""
    users: int = 0
    """Readings that are going on."""
    runs: int = 0
    """Runs of this process that have not ended."""
    rest: threading.Timer | None = None


_here = _Readers()


def read_documents(
    documents: Sequence[Received], arrived: Sequence[datetime], *, settings: Settings, alone: bool = False
) -> Iterator[Read]:
    """The result of each document, in order, read by this process's readers. See ReadingPool.read."""
    if not any(map(is_readable, documents)):
        yield from map(unread, documents)
        return
    with _pool(settings, 1 if alone else len(documents)) as pool:
        yield from pool.read(documents, arrived, alone=alone)


@contextmanager
def readers_kept() -> Iterator[None]:
    """For the length of a run: the reading processes are kept between batches, and ended with the last run."""
    with _here.lock:
        _here.runs += 1
    try:
        yield
    finally:
        with _here.lock:
            _here.runs -= 1
            if not _here.runs and not _here.users:
                end_readers()


def end_readers() -> None:
    """End the workers, and the server that forked them: nothing of a run outlives it or escapes its accounting."""
    with _here.lock:
        if _here.rest:
            _here.rest.cancel()
        pool, _here.pool, _here.rest = _here.pool, None, None
        if pool is None:
            return
        pool.close()
        # The standard library has no public way to end its fork server before the process ends.
        forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001


# Unlike atexit, it is called in the processes of other people's pools too, before they wait for their threads.
Finalize(None, end_readers, exitpriority=100)


@contextmanager
def _pool(settings: Settings, documents: int) -> Iterator[ReadingPool]:
    with _here.lock:
        pool = _taken(settings, documents)
        _here.users += 1
    try:
        yield pool
    finally:
        with _here.lock:
            _here.users -= 1
            if pool is not _here.pool:
                pool.close()
            elif not _here.users and not _here.runs:
                _here.rest = threading.Timer(IDLE_SECONDS, _end_when_idle)
                _here.rest.daemon = True
                _here.rest.start()


def _taken(settings: Settings, documents: int) -> ReadingPool:
    """This process's pool, created or enlarged; a separate one while another reading uses other limits."""
    if _here.rest:
        _here.rest.cancel()
    if _here.pool is not None and _fits(settings, documents):
        return _here.pool
    if _here.users:
        return ReadingPool(settings, documents)
    if _here.pool is not None:
        _here.pool.close()
    _here.pool, _here.settings = ReadingPool(settings, documents), settings
    return _here.pool


def _fits(settings: Settings, documents: int) -> bool:
    """Whether the existing pool has these limits and enough workers."""
    return (
        _here.pool is not None and _here.settings == settings and _here.pool.workers >= workers_for(settings, documents)
    )


def _end_when_idle() -> None:
    with _here.lock:
        if not _here.users and not _here.runs:
            end_readers()
