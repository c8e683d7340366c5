"""The order of a fetch. One orchestration: the steps it is given are plain functions or recorded Prefect tasks."""

import time
import uuid
from collections import Counter
from dataclasses import dataclass, field

from flows.orchestration.fetch_steps import FetchSteps
from flows.orchestration.run import run_in_ledger
from schemas.fetch import FetchOutcome
from schemas.settings import Settings
from schemas.source import Sources
from tasks.fetching.fetch_steps import SourceReport, fetch_lock


@dataclass(slots=True)
class FetchReport:
    """What a fetch did."""

    run_id: str
    sources: dict[str, SourceReport] = field(default_factory=dict)
    """By name. A source that was not due is included if old pages of it were requested."""
    wall_seconds: float = 0.0

    @property
    def pages(self) -> Counter[FetchOutcome]:
        """Requested pages by outcome."""
        return sum((one.pages for one in self.sources.values()), Counter())


COLUMNS = ("source", "poll", "listed", "known", "queued", "fetched", "same", "failed", "kB", "seconds", "detail")


def fetch_sources(
    sources: Sources,
    *,
    settings: Settings,
    steps: FetchSteps,
    every: bool = False,
    flow_run_id: str | None = None,
) -> FetchReport:
    """Polls the sources that are due, or all with `every`, and brings what is new into the inbox.

    Raises FetchRunning, and the warehouse's and the file system's errors: nothing that a server did.
    """
    started = time.monotonic()
    report = FetchReport(run_id=uuid.uuid4().hex)
    with fetch_lock(settings.home):
        ids = {"run_id": report.run_id}
        with run_in_ledger(settings, steps, **ids, flow_run_id=flow_run_id, command="fetch"):
            report.sources, manners = steps.poll(settings, sources, **ids, every=every)
            report.sources = steps.visit(sources, settings, **ids, manners=manners, reports=report.sources, every=every)
            steps.end(settings, run_ids=[report.run_id])
            steps.publish(settings, force=True)
    report.wall_seconds = time.monotonic() - started
    return report


def rows(report: FetchReport) -> list[tuple[str | int | float | None, ...]]:
    """The report as a table, a row a source, under `COLUMNS`."""
    return [_row(name, one) for name, one in sorted(report.sources.items())]


def _row(name: str, one: SourceReport) -> tuple[str | int | float | None, ...]:
    fetched = one.pages[FetchOutcome.FETCHED]
    same = one.pages[FetchOutcome.UNCHANGED] + one.pages[FetchOutcome.NOT_MODIFIED]
    polled = one.polled.value if one.polled else "not due"
    return (
        name, polled, one.listed, one.known, one.queued, fetched, same, one.pages.total() - fetched - same,
        one.byte_size // 1000, round(one.seconds, 1), one.detail,
    )  # fmt: skip
