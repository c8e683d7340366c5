"""Processes that read documents; a process is ended when a document exceeds its limits.

The standard library's pool cannot end one worker; pebble's can, and continues with the others.
"""

import multiprocessing
import os
import signal
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as WallTimePassed
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from multiprocessing import forkserver

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from schemas.home import Home
from schemas.reading import Reading
from schemas.reason import QuarantineReason
from schemas.settings import Settings
from tasks.errors import ReadersBroken, WrongRunner
from tasks.inbox.receiving import Received
from tasks.reading.worker import PRELOAD, PRELOAD_ANNOTATING, Read, limit_process, read_capture
from warehouse.archive.bucket import BucketFailed
from warehouse.archive.kept import capture_path
from warehouse.errors import WarehouseError

DOCUMENTS_A_WORKER = 25
"""A worker takes time to start; fewer documents than this do not justify a second one."""
WALL_FACTOR = 20.0
"""Wall-clock seconds allowed per CPU second: a document that sleeps, or waits for a disk, uses no CPU time. This also
allows for a machine with twenty busy processes per core."""


class ReadingPool:
    """Workers with one set of limits. Safe to use from several threads."""

    def __init__(self, settings: Settings, documents: int) -> None:
        if multiprocessing.current_process().daemon:
            raise WrongRunner(
                "a worker of Dask reads in processes of its own: set DASK_DISTRIBUTED__WORKER__DAEMON=False"
            )
        # One thread per worker: the workers themselves use all cores.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOAD_ANNOTATING if settings.annotate != "none" else PRELOAD)
        _start_fork_server()
        self.workers = workers_for(settings, documents)
        self._settings = settings
        self._pool = ProcessPool(
            max_workers=self.workers,
            context=context,
            initializer=limit_process,
            initargs=[settings.worker_memory],
        )

    def read(
        self, documents: Sequence[Received], arrived: Sequence[datetime], *, alone: bool = False
    ) -> Iterator[Read]:
        """The result of each document, in order. A document that fails is quarantined; the others are read. Raises
        BucketFailed or WarehouseError if the archive's bucket cannot be reached, which is no document's fault.

        `arrived`: when each one arrived; no date of publication can be later. `alone`: one after another.
        """
        if alone:
            yield from (self._read(*one) for one in zip(documents, arrived, strict=True))
            return
        futures = [self._schedule(*one) for one in zip(documents, arrived, strict=True)]
        for document, future in zip(documents, futures, strict=True):
            yield unread(document) if future is None else self._result(future)

    def _read(self, document: Received, received_at: datetime) -> Read:
        future = self._schedule(document, received_at)
        return unread(document) if future is None else self._result(future)

    def _schedule(self, document: Received, received_at: datetime) -> "ProcessFuture[Read] | None":
        """Start reading a document. None: there is nothing to read."""
        if not is_readable(document):
            return None
        path = self._settings.home / capture_path(str(document.capture_id))
        limits = {
            "annotate": self._settings.annotate,
            "cpu_seconds": self._settings.read_seconds,
            "learned": str(Home(self._settings.home).learned),
        }
        try:
            return self._pool.schedule(
                read_capture,
                args=[str(path), document.sidecar, received_at],
                kwargs=limits,
                timeout=self._settings.read_seconds * WALL_FACTOR,
            )
        except BrokenProcessPool as error:
            raise ReadersBroken from error

    def _result(self, future: "ProcessFuture[Read]") -> Read:
        seconds = self._settings.read_seconds
        try:
            return future.result()
        except WallTimePassed:
            return _out_of_time(f"not read in {seconds * WALL_FACTOR:g} s by the clock")
        except ProcessExpired as error:
            if error.exitcode == -signal.SIGPROF:
                return _out_of_time(f"not read in {seconds:g} s of CPU time (CUTTINGS_READ_SECONDS)")
            return Read(
                Reading.QUARANTINED,
                reason=QuarantineReason.CRASHED,
                detail=f"the reading process ended with code {error.exitcode}",
            )
        except (BucketFailed, WarehouseError):
            raise
        except MemoryError:
            return Read(
                Reading.QUARANTINED,
                reason=QuarantineReason.MEMORY_LIMIT,
                detail=f"wanted over {self._settings.worker_memory} bytes",
            )
        except Exception as error:  # noqa: BLE001 - the one place that quarantines a document, whatever it did
            return Read(
                Reading.QUARANTINED,
                reason=QuarantineReason.READER_FAILED,
                detail="".join(traceback.format_exception(error))[-4000:],
            )

    def close(self) -> None:
        """Ends the workers."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _start_fork_server() -> None:
    """Start it with SIGINT blocked: a terminal sends Ctrl-C to all processes, but only the run itself handles it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def workers_for(settings: Settings, documents: int) -> int:
    """The number of workers for this many documents."""
    return min(settings.workers, max(1, -(-documents // DOCUMENTS_A_WORKER)))


def is_readable(document: Received) -> bool:
    """Whether there are bytes that were not rejected yet."""
    return document.capture_id is not None and document.failure is None and document.refused is None


def unread(document: Received) -> Read:
    """The outcome of a document that is not readable."""
    if document.refused and not document.failure:
        return Read(Reading.REJECTED, reason=document.refused.reason, detail=document.refused.detail)
    reason, detail = document.failure or (QuarantineReason.UNREADABLE, "no bytes")
    return Read(Reading.QUARANTINED, reason=reason, detail=detail)


def _out_of_time(detail: str) -> Read:
    return Read(Reading.QUARANTINED, reason=QuarantineReason.TIME_LIMIT, detail=detail)
