"""Steps take paths, settings and records: another process can run them; what ran out of time is tried once more."""

import json
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from flows.orchestration.load_report import LoadReport
from flows.orchestration.loading import load_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from tasks.inbox.units import Unit
from tasks.loading.batch import StagedBatch
from tasks.loading.load_steps import BatchResult, read_batch, store_batch

TEXT = """Market opens again

By Per Lund

The fish market in the old town opened again on {0}, and traders sold out within two hours of the bell.

The hall had been shut since the flood of last autumn, which stood {0} high between the stalls of the fishmongers.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", workers=2, batch_size=4, settle_seconds=0, annotate="none")


def drop(settings: Settings, count: int) -> Path:
    inbox = settings.home / "inbox"
    inbox.mkdir(parents=True)
    for number in range(count):
        (inbox / f"{number}.txt").write_text(TEXT.format(f"day {number}"))
    return inbox


def long_text() -> str:
    days = (f"On day {n} the market was open, and {n} traders sold {n} crates of herring.\n\n" for n in range(600))
    return "Market opens again\n\nBy Per Lund\n\n" + "".join(days)


def ledger(settings: Settings) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.home / "cuttings.duckdb"), read_only=True) as con:
        sql = "SELECT outcome, reason, count(*) FROM arrivals GROUP BY ALL ORDER BY ALL"
        return con.execute(sql).fetchall()


@dataclass
class Elsewhere:
    """Runs two steps in another process, which is handed what a network could carry."""

    processes: ProcessPoolExecutor

    def read(self, units: Sequence[Unit], *, run_id: str, settings: Settings) -> StagedBatch:
        return self.processes.submit(read_batch, units, run_id=run_id, settings=settings).result()

    def store(self, staged: StagedBatch, *, run_id: str, settings: Settings) -> BatchResult:
        return self.processes.submit(store_batch, staged, run_id=run_id, settings=settings).result()


def test_another_process_can_read_and_store(settings: Settings) -> None:
    drop(settings, 6)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as processes:
        away = Elsewhere(processes)
        report = load_documents(None, settings=settings, steps=Steps(read=away.read, store=away.store))
    assert {outcome.value: n for outcome, n in report.outcomes.items()} == {"loaded": 6}


def test_what_ran_out_of_time_is_tried_once_more_alone(settings: Settings) -> None:
    drop(settings, 2)

    def hurried(units: Sequence[Unit], *, run_id: str, settings: Settings) -> StagedBatch:
        return read_batch(units, run_id=run_id, settings=settings.model_copy(update={"read_seconds": 0.001}))

    (settings.home / "inbox" / "long.txt").write_text(long_text())
    report = load_documents(None, settings=settings, steps=Steps(read=hurried))
    assert {outcome.value: n for outcome, n in report.outcomes.items()} == {"loaded": 3}
    assert ledger(settings) == [("loaded", None, 3)]
    assert (report.documents, report.late) == (3, {})


def test_what_runs_out_of_time_twice_is_quarantined(settings: Settings) -> None:
    inbox = drop(settings, 0)
    (inbox / "long.txt").write_text(long_text())
    hurried = settings.model_copy(update={"read_seconds": 0.005})
    report = load_documents(None, settings=hurried, steps=Steps())
    assert [(one.outcome.value, one.reason) for one in report.refused] == [("quarantined", "time_limit")]
    assert ledger(settings) == [("quarantined", "time_limit", 1)]


def test_a_file_of_many_documents_is_read_by_all_processes_and_watched(settings: Settings) -> None:
    many = settings.model_copy(update={"batch_size": 250, "home": settings.home})
    inbox = drop(many, 0)
    lines = (json.dumps({"title": f"Item {n}", "text": TEXT.format(f"day {n}")}) for n in range(200))
    (inbox / "feed.jsonl").write_text("\n".join(lines))
    seen: list[tuple[int, int]] = []
    workers: list[int] = []

    def watch(report: LoadReport) -> None:
        from tasks.reading import readers

        seen.append((report.done, report.expected))
        if readers._here.pool is not None:
            workers.append(readers._here.pool.workers)

    load_documents(None, settings=many, steps=Steps(), watch=watch)
    assert seen[0] == (0, 1)
    assert seen[-1] == (200, 200)
    assert max(workers) == 2
    assert all(expected > 0 for _, expected in seen)
