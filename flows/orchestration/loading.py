"""The order of a load. One orchestration: the steps it is given are plain functions or recorded Prefect tasks."""

import contextvars
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flows.orchestration.load_report import LoadReport
from flows.orchestration.run import run_in_ledger
from flows.orchestration.steps import ReplaySteps, Steps
from schemas.arrival import Outcome
from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.drops import Drop, drops_in_inbox, drops_of, printable
from tasks.inbox.leaving import leave_inbox
from tasks.inbox.units import Unit, batches
from tasks.loading.batch import StagedBatch, gathered
from tasks.loading.load_steps import BatchResult
from tasks.loading.memory import give_back
from tasks.reading.readers import readers_kept
from tasks.reading.reading_progress import ReadingProgress, progress_file, reading_progress
from warehouse.backend.backend import backend_of
from warehouse.errors import AuditFailed

LOOK_SECONDS = 0.3
"""Seconds between two looks at the progress of a batch."""

STORED_TOGETHER = 4
"""Batches that are stored in one transaction, when they come fast: 1,000 documents cost half of what four times 250
do, since looking up, comparing and checking cost by the library and not by the batch."""
LONGEST_WAIT_SECONDS = 60.0
"""After so long what is read is stored, however little: a kill costs a minute's reading at most."""


Watch = Callable[[LoadReport], None]
"""Called with the progress of a run: at its start, while a batch is read, and after each batch."""


def load_documents(
    paths: Sequence[Path] | None,
    *,
    settings: Settings,
    steps: Steps,
    flow_run_id: str | None = None,
    watch: Watch = lambda _: None,
    since: float | None = None,
    publish_together: bool = False,
) -> LoadReport:
    """Loads what `paths` hold, or, for None, what waits in the inbox until nothing more does. `watch` sees it go on.

    `since`, in POSIX seconds: only files that came into the inbox later. `publish_together`: while the last snapshot is
    young, files that come into the inbox are taken and published with the others. Raises NothingThere, and the
    warehouse's and the file system's errors: nothing that a document did.
    """
    started = time.monotonic()
    report = LoadReport(run_id=uuid.uuid4().hex)
    drops = drops_of(paths) if paths is not None else []
    command = " ".join(["ingest", *map(printable, paths or [])])
    taken: set[str] = set()
    with run_in_ledger(settings, steps, run_id=report.run_id, flow_run_id=flow_run_id, command=command):
        drops = drops if paths is not None else _waiting(settings, taken, since)
        with readers_kept():
            while drops:
                _load_drops(drops, report, settings=settings, steps=steps, watch=watch, only=paths is not None)
                taken.update(drop.key for drop in drops)
                drops = _waiting(settings, taken, since) if paths is None else []
                if paths is None and publish_together and not drops:
                    drops = _waiting_with_snapshot(settings, taken, since)
            try_once_more(report, settings=settings, steps=steps, watch=watch)
        steps.end(settings, run_ids=[report.run_id, *sorted(report.killed_runs)])
        steps.publish(settings, force=True)
    report.wall_seconds = time.monotonic() - started
    return report


def try_once_more(report: LoadReport, *, settings: Settings, steps: ReplaySteps, watch: Watch) -> None:
    """Retries documents that ran out of time, each alone: other work may have been the cause."""
    if not report.late:
        return
    chosen = steps.choose(sorted(report.late), outcome=Outcome.QUARANTINED, settings=settings)
    with reading_watched(report, settings, watch):
        staged = steps.read_again(chosen, run_id=report.run_id, settings=settings, alone=True)
    report.correct(steps.store_again(staged, run_id=report.run_id, settings=settings))
    watch(report)


@contextmanager
def reading_watched(report: LoadReport, settings: Settings, watch: Watch) -> Iterator[None]:
    """While the block runs, `watch` sees how many documents of the batch are read, from another thread."""
    file, ended = progress_file(settings.home, report.run_id), threading.Event()

    def look() -> None:
        while not ended.wait(LOOK_SECONDS):
            seen = reading_progress(file)
            if seen != report.reading and seen.documents:
                report.reading = seen
                watch(report)

    # With this thread's context, so that messages to a Prefect server belong to the current run.
    thread = threading.Thread(target=contextvars.copy_context().run, args=(look,), daemon=True, name="progress")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        report.reading = ReadingProgress()


def _load_drops(
    drops: Sequence[Drop], report: LoadReport, *, settings: Settings, steps: Steps, watch: Watch, only: bool
) -> None:
    """Loads these, the `only` ones of the run or not: the end of a run publishes what was stored last."""
    report.waiting += len(drops)
    watch(report)
    read: list[tuple[tuple[Unit, ...], StagedBatch]] = []
    unkept: set[str] = set()
    since = time.monotonic()
    waiting = batches(drops, size=settings.batch_size)
    reading = steps.reads(steps.read, waiting, run_id=report.run_id, settings=settings)
    while True:
        with reading_watched(report, settings, watch):
            found = next(reading, None)
        if found is None:
            break
        batch, staged = found
        report.killed_runs.update(staged.killed_runs)
        report.recorded_before += 0 if staged.documents else len(batch)
        report.staged += staged.documents
        unkept.update(staged.unkept)
        read.append((batch, staged))
        if len(read) >= STORED_TOGETHER or time.monotonic() - since > LONGEST_WAIT_SECONDS:
            _store(read, unkept, report, settings=settings, steps=steps)
            read, since = [], time.monotonic()
        watch(report)
    _store(read, unkept, report, settings=settings, steps=steps, publish=not only)
    watch(report)


def _store(
    read: Sequence[tuple[tuple[Unit, ...], StagedBatch]],
    unkept: Collection[str],
    report: LoadReport,
    *,
    settings: Settings,
    steps: Steps,
    publish: bool = True,
) -> None:
    """Stores batches that were read, in one transaction, and lets their files leave the inbox."""
    waiting = [staged for _, staged in read if staged.documents]
    if waiting:
        for result in _stored(waiting, report.run_id, settings=settings, steps=steps):
            report.add(result)
        if publish:
            steps.publish(settings, force=False)
    report.staged = 0
    units = [unit for batch, _ in read for unit in batch if unit.last]
    report.waiting -= len(units)
    _leave([unit for unit in units if unit.drop.path not in unkept], settings)


def _stored(waiting: Sequence[StagedBatch], run_id: str, *, settings: Settings, steps: Steps) -> Iterator[BatchResult]:
    """All of them as one; where that contradicts itself, each by itself, so that the sound ones are stored."""
    try:
        yield steps.store(gathered(waiting, settings), run_id=run_id, settings=settings)
    except AuditFailed:
        if len(waiting) == 1:
            raise
        for staged in waiting:
            yield steps.store(staged, run_id=run_id, settings=settings)
    for staged in waiting:
        shutil.rmtree(staged.folder, ignore_errors=True)
    give_back()


def _leave(units: Iterable[Unit], settings: Settings) -> None:
    inbox = Home(settings.home).inbox
    leave_inbox((unit.drop for unit in units if unit.drop.origin == "inbox"), inbox=inbox)


def _waiting_with_snapshot(settings: Settings, taken: set[str], since: float | None) -> list[Drop]:
    """What comes until the next snapshot is due. It is published with what is stored already: a copy of the whole
    database for each file would leave no time for anything else."""
    drops: list[Drop] = []
    while not drops and (left := backend_of(settings.home).seconds_until_due()) > 0:
        time.sleep(min(left, LOOK_SECONDS))
        drops = _waiting(settings, taken, since)
    return drops


def _waiting(settings: Settings, taken: set[str], since: float | None) -> list[Drop]:
    """What came into the inbox after `since` and this run has not taken.

    Files still being written get a moment to become still.
    """
    inbox = Home(settings.home).inbox
    for _ in range(3):
        drops, moving = drops_in_inbox(inbox, now=time.time(), settle_seconds=settings.settle_seconds)
        new = [drop for drop in drops if drop.key not in taken and (since is None or drop.changed_ns / 1e9 > since)]
        if new or not moving:
            return new
        time.sleep(settings.settle_seconds)
    return []
