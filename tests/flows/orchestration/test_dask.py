"""Batches read by two worker processes of Dask, one of which is killed; and what is said where that cannot be."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flows.orchestration.runner import chosen, runner
from schemas.settings import Limits
from tasks.errors import WrongRunner
from tests.flows.orchestration.test_steps import TEXT
from warehouse.queries.query import open_snapshot
from warehouse.queries.reconcile import reconcile

if TYPE_CHECKING:
    from distributed import LocalCluster

FILES = 30
SERVER = {"PREFECT_API_URL": "http://127.0.0.1:4200/api"}


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"CUTTINGS_RUNNER": "dask"}, "PREFECT_API_URL"),
        ({"CUTTINGS_RUNNER": "daskk", **SERVER}, "dask:tcp://HOST:PORT"),
        ({"CUTTINGS_RUNNER": "ray", **SERVER}, "dask:tcp://HOST:PORT"),
    ],
)
def test_what_cannot_be_is_one_line(environment: dict[str, str], said: str) -> None:
    pytest.importorskip("prefect_dask", reason="needs the extra dask")
    with pytest.raises(WrongRunner, match=said) as told:
        runner(environment)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("said", [{}, {"CUTTINGS_RUNNER": ""}, {"CUTTINGS_RUNNER": "threads"}])
def test_without_a_word_batches_are_read_here(said: dict[str, str]) -> None:
    assert (chosen(said), runner(said)) == (None, None)


@pytest.fixture
def cluster() -> "Iterator[LocalCluster]":
    """A scheduler and two workers, as processes that may have children."""
    pytest.importorskip("prefect_dask", reason="needs the extra dask")
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made,  # type: ignore[no-untyped-call]
    ):
        yield made


def _reads() -> int:
    """In a worker: its process, if it has readers of its own; else 0."""
    from tasks.reading import readers

    return os.getpid() if readers._here.pool is not None else 0


def _kill_one(cluster: "LocalCluster", killed: list[int]) -> None:
    from distributed import Client

    with Client(cluster) as client:  # type: ignore[no-untyped-call]
        for _ in range(600):
            reading = {pid for pid in client.run(_reads, on_error="ignore").values() if pid}
            if len(reading) == 2:
                killed.append(min(reading))
                os.kill(min(reading), signal.SIGKILL)
                return
            time.sleep(0.1)


@pytest.mark.slow
def test_two_workers_read_and_one_of_them_is_killed(tmp_path: Path, cluster: "LocalCluster") -> None:
    from prefect.testing.utilities import prefect_test_harness

    from flows.ingest import ingest

    (tmp_path / "in").mkdir()
    for number in range(FILES):
        (tmp_path / "in" / f"{number}.txt").write_text(TEXT.format(f"day {number}"))
    killed: list[int] = []
    killer = threading.Thread(target=_kill_one, args=(cluster, killed))
    with prefect_test_harness(server_startup_timeout=120):
        elsewhere = ingest.with_options(
            task_runner=runner({"CUTTINGS_RUNNER": f"dask:{cluster.scheduler_address}", **SERVER})
        )
        killer.start()
        limits = Limits(batch_size=3, workers=1, annotate="none", settle_seconds=0)
        report = elsewhere(paths=[str(tmp_path / "in")], home=str(tmp_path / "home"), settings=limits)
        killer.join()
    assert {outcome.value: n for outcome, n in report.outcomes.items()} == {"loaded": FILES}
    assert len(killed) == 1
    with closing(open_snapshot(tmp_path / "home")) as con:
        counts = con.execute("SELECT count(*), count(DISTINCT article_id) FROM articles").fetchall()
        assert counts == [(FILES, FILES)]
    assert reconcile(tmp_path / "home", deep=True).faults == ()
