"""Processes that read documents, each of which can be killed at a document's deadline.

The standard library's pool cannot end one worker; pebble's can, and goes on with the others.
"""

import multiprocessing
import os
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as DeadlinePassed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import forkserver

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from schemas.reading import Reading
from schemas.reason import QuarantineReason
from schemas.settings import Settings
from tasks.errors import ReadersBroken
from tasks.inbox.archive import archive_path
from tasks.inbox.receiving import Received
from tasks.reading.worker import PRELOAD, PRELOAD_ANNOTATING, Read, limit_memory, read_capture

_DOCUMENTS_A_WORKER = 25
"""A worker costs its start; fewer documents than this are not worth a second one."""


class ReadingPool:
    """Workers for one run. Safe to use from several threads."""

    def __init__(self, settings: Settings, documents: int) -> None:
        # One thread a worker: the workers themselves take all cores.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        context = multiprocessing.get_context("forkserver")
        self._annotated = settings.annotate != "none"
        context.set_forkserver_preload(PRELOAD_ANNOTATING if self._annotated else PRELOAD)
        wanted = max(1, -(-documents // _DOCUMENTS_A_WORKER))
        self._settings = settings
        self._pool = ProcessPool(
            max_workers=min(settings.workers, wanted),
            context=context,
            initializer=limit_memory,
            initargs=[settings.worker_memory],
        )

    def read(self, documents: Sequence[Received], arrived: Sequence[datetime]) -> Iterator[Read]:
        """What each document gave, in order. A document that fails is quarantined; the others are read.

        `arrived`: when each one did; no date of publication lies after it.
        """
        try:
            futures = [
                None
                if document.failure or document.refused or document.capture_id is None
                else self._schedule(document, moment)
                for document, moment in zip(documents, arrived, strict=True)
            ]
        except BrokenProcessPool as error:
            raise ReadersBroken from error
        for document, future in zip(documents, futures, strict=True):
            yield _failed(document) if future is None else self._result(future)

    def _schedule(self, document: Received, received_at: datetime) -> "ProcessFuture[Read]":
        path = self._settings.home / archive_path(str(document.capture_id))
        return self._pool.schedule(
            read_capture,
            args=[str(path), document.sidecar, received_at],
            kwargs={"annotated": self._annotated},
            timeout=self._settings.read_seconds,
        )

    def _result(self, future: "ProcessFuture[Read]") -> Read:
        try:
            return future.result()
        except DeadlinePassed:
            return Read(
                Reading.QUARANTINED,
                reason=QuarantineReason.TIME_LIMIT,
                detail=f"not read in {self._settings.read_seconds:g} s",
            )
        except ProcessExpired as error:
            return Read(
                Reading.QUARANTINED,
                reason=QuarantineReason.CRASHED,
                detail=f"the reading process ended with code {error.exitcode}",
            )
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
        """Ends the workers, and the server that forked them: nothing of a run outlives it, or escapes its accounts."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        # The standard library has no public way to end its fork server before the process ends.
        forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001


@contextmanager
def reading_pool(settings: Settings, documents: int) -> Iterator[ReadingPool]:
    """A pool for about that many documents, ended with the block."""
    pool = ReadingPool(settings, documents)
    try:
        yield pool
    finally:
        pool.close()


def _is_readable(document: Received) -> bool:
    return document.capture_id is not None and document.failure is None and document.refused is None


def _failed(document: Received) -> Read:
    if document.refused and not document.failure:
        return Read(Reading.REJECTED, reason=document.refused.reason, detail=document.refused.detail)
    reason, detail = document.failure or (QuarantineReason.UNREADABLE, "no bytes")
    return Read(Reading.QUARANTINED, reason=reason, detail=detail)
