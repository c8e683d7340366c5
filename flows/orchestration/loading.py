"""The order of a load. One orchestration: the steps it is given are plain functions or recorded Prefect tasks."""

import contextvars
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.orchestration.run import run_in_ledger
from flows.orchestration.steps import ReplaySteps, Steps
from schemas.arrival import Outcome
from schemas.home import Home
from schemas.reason import QuarantineReason
from schemas.settings import Settings
from tasks.inbox.drops import Drop, drops_in_inbox, drops_of, printable
from tasks.inbox.leaving import leave_inbox
from tasks.inbox.units import Unit, batches
from tasks.loading.load_steps import BatchResult, Handled
from tasks.reading.readers import readers_kept
from tasks.reading.reading_progress import ReadingProgress, progress_file, reading_progress

LOOK_SECONDS = 0.3
"""Seconds between two looks at the progress of a batch."""


@dataclass(slots=True)
class LoadReport:
    """What a load has done so far."""

    run_id: str
    waiting: int = 0
    """Documents, or files of unknown length, seen and not yet handled."""
    reading: ReadingProgress = field(default_factory=ReadingProgress)
    """How far the batch is that is being read."""
    handled: list[Handled] = field(default_factory=list)
    recorded_before: int = 0
    """Files that an earlier try of the same load had recorded already."""
    killed_runs: set[str] = field(default_factory=set)
    """Earlier runs that did not end; this run completed their work."""
    batches: int = 0
    reading_seconds: float = 0.0
    """CPU seconds in the readers."""
    wall_seconds: float = 0.0

    @property
    def outcomes(self) -> Counter[Outcome]:
        """Documents by outcome."""
        return Counter(one.outcome for one in self.handled)

    @property
    def done(self) -> int:
        """Documents handled, and those that are read of the batch that is not stored yet."""
        return len(self.handled) + self.reading.read

    @property
    def expected(self) -> int:
        """Documents as far as is known; a file of unknown length counts once."""
        return len(self.handled) + max(self.waiting, self.reading.documents)

    def add(self, result: BatchResult) -> None:
        """Counts a stored batch in."""
        self.handled += result.handled
        self.reading_seconds += result.reading_seconds
        self.batches += 1

    def correct(self, result: BatchResult) -> None:
        """Replaces the outcomes of documents that were retried."""
        again = {one.capture_id: one for one in result.handled}
        self.handled = [
            again.get(one.capture_id, one) if one.reason == QuarantineReason.TIME_LIMIT else one for one in self.handled
        ]
        self.reading_seconds += result.reading_seconds


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
) -> LoadReport:
    """Loads what `paths` hold, or, for None, what waits in the inbox until nothing more does. `watch` sees it go on.

    `since`, in POSIX seconds: only files that came into the inbox later. Raises NothingThere, and the warehouse's and
    the file system's errors: nothing that a document did.
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
                _load_drops(drops, report, settings=settings, steps=steps, watch=watch)
                taken.update(drop.key for drop in drops)
                drops = _waiting(settings, taken, since) if paths is None else []
            try_once_more(report, settings=settings, steps=steps, watch=watch)
        steps.end(settings, run_ids=[report.run_id, *sorted(report.killed_runs)])
        steps.publish(settings, force=True)
    report.wall_seconds = time.monotonic() - started
    return report


def try_once_more(report: LoadReport, *, settings: Settings, steps: ReplaySteps, watch: Watch) -> None:
    """Retries documents that ran out of time, each alone: other work may have been the cause."""
    late = sorted(
        {one.capture_id for one in report.handled if one.reason == QuarantineReason.TIME_LIMIT and one.capture_id}
    )
    if not late:
        return
    chosen = steps.choose(late, outcome=Outcome.QUARANTINED, settings=settings)
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


def _load_drops(drops: Sequence[Drop], report: LoadReport, *, settings: Settings, steps: Steps, watch: Watch) -> None:
    report.waiting += len(drops)
    watch(report)
    for batch in batches(drops, size=settings.batch_size):
        with reading_watched(report, settings, watch):
            staged = steps.read(batch, run_id=report.run_id, settings=settings)
        report.killed_runs.update(staged.killed_runs)
        if staged.documents:
            report.add(steps.store(staged, run_id=report.run_id, settings=settings))
            steps.publish(settings, force=False)
        else:
            report.recorded_before += len(batch)
        report.waiting -= sum(unit.last for unit in batch)
        _leave([unit for unit in batch if unit.last], settings)
        watch(report)


def _leave(units: Iterable[Unit], settings: Settings) -> None:
    inbox = Home(settings.home).inbox
    leave_inbox((unit.drop for unit in units if unit.drop.origin == "inbox"), inbox=inbox)


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
