"""The order of a load. One orchestration: the steps it is given are plain functions or recorded Prefect tasks."""

import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.arrival import Outcome
from schemas.settings import Settings
from tasks.inbox.drops import Drop, drops_in_inbox, drops_of
from tasks.inbox.leaving import leave_inbox
from tasks.inbox.units import Unit, batches
from tasks.loading import load_steps
from tasks.loading.batch import StagedBatch
from tasks.loading.load_steps import BatchResult, Handled
from tasks.reading.reading_pool import ReadingPool, reading_pool

Step = Callable[..., Any]
ENOUGH = 2_000
"""Documents that give every reader something to do."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How each step is run."""

    begin: Step = load_steps.begin_run
    read: Step = load_steps.read_batch
    store: Step = load_steps.store_batch
    publish: Step = load_steps.publish_snapshot
    end: Step = load_steps.end_runs


@dataclass(slots=True)
class LoadReport:
    """What a load did, as far as it has come."""

    run_id: str
    waiting: int = 0
    """Documents, or files of unknown length, seen and not yet handled."""
    handled: list[Handled] = field(default_factory=list)
    recorded_before: int = 0
    """Files that an earlier try of the same load had recorded already."""
    killed_runs: set[str] = field(default_factory=set)
    """Runs that did not end and whose work this one went on with."""
    batches: int = 0
    reading_seconds: float = 0.0
    """CPU seconds in the readers."""
    wall_seconds: float = 0.0

    @property
    def outcomes(self) -> Counter[Outcome]:
        """Documents by outcome."""
        return Counter(one.outcome for one in self.handled)

    def add(self, result: BatchResult) -> None:
        """Counts a stored batch in."""
        self.handled += result.handled
        self.reading_seconds += result.reading_seconds
        self.batches += 1


def load_documents(
    paths: Sequence[Path] | None,
    *,
    settings: Settings,
    steps: Steps,
    flow_run_id: str | None = None,
    watch: Callable[[LoadReport], None] = lambda _: None,
) -> LoadReport:
    """Loads what `paths` hold, or, for None, what waits in the inbox until nothing more does. `watch` sees each batch.

    Raises NothingThere, and the warehouse's and the file system's errors: nothing that a document did.
    """
    started = time.monotonic()
    report = LoadReport(run_id=uuid.uuid4().hex)
    drops = drops_of(paths) if paths is not None else []
    command = "ingest" if paths is None else f"ingest {' '.join(map(str, paths))}"
    steps.begin(settings, run_id=report.run_id, flow_run_id=flow_run_id, command=command[:500])
    taken: set[str] = set()
    drops = drops if paths is not None else _waiting(settings, taken)
    if drops:
        with reading_pool(settings, _weight(batches(drops, size=settings.batch_size))) as pool:
            while drops:
                _load_drops(drops, report, pool, settings=settings, steps=steps, watch=watch)
                taken.update(drop.key for drop in drops)
                drops = _waiting(settings, taken) if paths is None else []
    steps.end(settings, run_ids=[report.run_id, *sorted(report.killed_runs)])
    steps.publish(settings, force=True)
    report.wall_seconds = time.monotonic() - started
    return report


def _load_drops(
    drops: Sequence[Drop],
    report: LoadReport,
    pool: ReadingPool,
    *,
    settings: Settings,
    steps: Steps,
    watch: Callable[[LoadReport], None],
) -> None:
    report.waiting += len(drops)
    for batch in batches(drops, size=settings.batch_size):
        staged: StagedBatch = steps.read(batch, settings=settings, pool=pool)
        report.killed_runs.update(staged.killed_runs)
        if staged.documents:
            report.add(steps.store(staged, run_id=report.run_id, settings=settings))
            steps.publish(settings, force=False)
        else:
            report.recorded_before += len(batch)
        report.waiting = max(0, report.waiting - len(batch))
        _leave([unit for unit in batch if unit.last], settings)
        watch(report)


def _leave(units: Iterable[Unit], settings: Settings) -> None:
    inbox = settings.home / "inbox"
    leave_inbox((unit.drop for unit in units if unit.drop.origin == "inbox"), inbox=inbox)


def _waiting(settings: Settings, taken: set[str]) -> list[Drop]:
    """What the inbox holds and this run has not taken. Files still being written get a moment to become still."""
    inbox = settings.home / "inbox"
    for _ in range(3):
        drops, moving = drops_in_inbox(inbox, now=time.time(), settle_seconds=settings.settle_seconds)
        new = [drop for drop in drops if drop.key not in taken]
        if new or not moving:
            return new
        time.sleep(settings.settle_seconds)
    return []


def _weight(planned: Iterable[Sequence[Unit]]) -> int:
    """How many documents there are, or enough of them to say how many readers to start."""
    weight = 0
    for batch in planned:
        weight += sum(unit.count for unit in batch)
        if weight >= ENOUGH:
            break
    return weight
