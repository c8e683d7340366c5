"""What each step takes and gives. A step is a plain function or a recorded Prefect task; the order is the same.

A step takes paths, settings and records only, never a pool or a connection: any runner can carry it to another process
or machine.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from schemas.settings import Settings
from tasks.inbox.units import Unit
from tasks.loading import load_steps
from tasks.loading.batch import StagedBatch
from tasks.loading.load_steps import BatchResult
from warehouse.store.ledger import ArchivedCapture


class BeginRun(Protocol):
    def __call__(self, settings: Settings, *, run_id: str, flow_run_id: str | None, command: str) -> None: ...


class ReadBatch(Protocol):
    def __call__(self, units: Sequence[Unit], *, run_id: str, settings: Settings) -> StagedBatch: ...


class ReadBatches(Protocol):
    def __call__(
        self, read: ReadBatch, batches: Iterable[tuple[Unit, ...]], *, run_id: str, settings: Settings
    ) -> Iterator[tuple[tuple[Unit, ...], StagedBatch]]: ...


def read_in_turn(
    read: ReadBatch, batches: Iterable[tuple[Unit, ...]], *, run_id: str, settings: Settings
) -> Iterator[tuple[tuple[Unit, ...], StagedBatch]]:
    """Each batch with what was read, one after another. See flows.orchestration.runner.read_ahead for another way."""
    for batch in batches:
        yield batch, read(batch, run_id=run_id, settings=settings)


class StoreBatch(Protocol):
    def __call__(self, staged: StagedBatch, *, run_id: str, settings: Settings) -> BatchResult: ...


class PublishSnapshot(Protocol):
    def __call__(self, settings: Settings, *, force: bool) -> None: ...


class EndRuns(Protocol):
    def __call__(self, settings: Settings, *, run_ids: Sequence[str]) -> None: ...


class ChooseCaptures(Protocol):
    def __call__(self, captures: Sequence[str], *, outcome: str, settings: Settings) -> list[ArchivedCapture]: ...


class ReadAgain(Protocol):
    def __call__(
        self, captures: Sequence[ArchivedCapture], *, run_id: str, settings: Settings, alone: bool = False
    ) -> StagedBatch: ...


@dataclass(frozen=True, slots=True)
class RunSteps:
    """The steps of every run."""

    begin: BeginRun = load_steps.begin_run
    publish: PublishSnapshot = load_steps.publish_snapshot
    end: EndRuns = load_steps.end_runs


@dataclass(frozen=True, slots=True)
class ReplaySteps(RunSteps):
    """How each step of a replay is run."""

    choose: ChooseCaptures = load_steps.choose_captures
    read_again: ReadAgain = load_steps.read_again
    store_again: StoreBatch = load_steps.store_again


@dataclass(frozen=True, slots=True)
class Steps(ReplaySteps):
    """How each step of a load is run. What runs out of time in it is read again, as in a replay."""

    read: ReadBatch = load_steps.read_batch
    reads: ReadBatches = read_in_turn
    """How `read` is called for all batches of a run."""
    store: StoreBatch = load_steps.store_batch
