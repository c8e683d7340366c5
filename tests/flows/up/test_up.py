"""`cuttings up`, for real: server, worker, watcher, a drop that becomes rows, a crash, and a clean stop. Slow."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import duckdb
import pytest

from flows.up.left_over import end_left_over
from flows.up.server import announced

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
PAGE = """<html lang="en"><head><title>{0}</title><meta property="og:site_name" content="Harbour Post"></head><body>
<article><h1>{0}</h1>{1}</article></body></html>"""


class Up:
    """An `up` on a home of its own."""

    def __init__(
        self, home: Path, *, python: Path = Path(sys.executable), cwd: Path = ROOT, checkout: Path | None = ROOT
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.home, self.log = home, home.with_suffix(".log")
        self.python, self.cwd, self.checkout = python, cwd, checkout
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it is ready."""
        options = ["--home", str(self.home), "--port", str(self.port)]
        command = [str(self.python), "-m", "flows.command.main", "up", *options]
        environment = {
            **os.environ,
            "CUTTINGS_ANNOTATE": "none",
            "PYTHONPATH": str(self.checkout or ""),
            "HOME": str(self.home.parent),
        }
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=self.cwd)
        self.until(lambda: "ready:" in self.log.read_text(), 180)

    def until(self, what: Any, seconds: float) -> None:  # noqa: ANN401 - a question
        """Waits until `what()` is true."""
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, self.told()
            assert self.process is not None
            assert self.process.poll() is None, self.told()
            time.sleep(0.2)

    def told(self) -> str:
        """What it and its processes said last."""
        logs = [self.log, *(self.home / "prefect" / "logs").glob("*.log")]
        return "\n".join(f"== {log.name}\n{log.read_text()[-1500:]}" for log in logs)

    def ask(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """Asks the server's API."""
        headers = {"Content-Type": "application/json"}
        request = Request(f"http://127.0.0.1:{self.port}/api{path}", json.dumps(body).encode(), headers)
        with urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.loads(answer.read() or b"null")

    def arrived(self) -> set[str]:
        """Names of the documents in the snapshot's ledger."""
        try:
            with duckdb.connect(str(self.home / "cuttings.duckdb"), read_only=True) as con:
                return {Path(row[0]).name for row in con.execute("SELECT location FROM arrivals").fetchall()}
        except duckdb.IOException:
            return set()

    def drop(self, *names: str) -> None:
        """Drops a small page under each name."""
        for name in names:
            text = "".join(
                f"<p>The ferry of {name} left pier {n} at noon with nobody but its crew aboard.</p>" for n in range(9)
            )
            (self.home / "inbox" / f"{name}.part").write_text(PAGE.format(f"Ferry {name} leaves early", text))
            (self.home / "inbox" / f"{name}.part").rename(self.home / "inbox" / name)


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    made = Up(tmp_path_factory.mktemp("up") / "home")
    made.home.mkdir()
    made.start()
    yield made
    if made.process is not None:
        made.process.kill()
        made.process.wait()
    end_left_over(made.home / "prefect" / "processes.json")


def test_dropped_files_become_rows_and_leave_the_inbox(up: Up) -> None:
    up.drop("one.html", "two.html", "three.html")
    up.until(lambda: up.arrived() == {"one.html", "two.html", "three.html"}, 90)
    up.until(lambda: not any((up.home / "inbox").iterdir()), 20)


def test_the_run_page_tells_the_story(up: Up) -> None:
    up.until(lambda: any(r["state_type"] == "COMPLETED" for r in up.ask("/flow_runs/filter", {})), 30)
    run = next(r for r in up.ask("/flow_runs/filter", {}) if r["state_type"] == "COMPLETED")
    assert run["name"] == "inbox: 3 loaded"
    artifacts = up.ask("/artifacts/filter", {})
    assert {"outcomes", "load-report"} <= {artifact["key"] for artifact in artifacts}


def test_scheduled_runs_exist_an_hour_ahead(up: Up) -> None:
    later = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}, "sort": "EXPECTED_START_TIME_DESC"}
    up.until(lambda: len(up.ask("/flow_runs/filter", later)) >= 12, 90)
    names = {deployment["name"] for deployment in up.ask("/deployments/filter", {})}
    assert names >= {"ingest", "sweep", "replay", "maintain"}


def test_an_event_of_another_system_starts_a_run(up: Up) -> None:
    before = up.ask("/flow_runs/count", {"flows": {"name": {"any_": ["ingest"]}}})
    event = {
        "event": "cuttings.file.announced",
        "resource": {"prefect.resource.id": "elsewhere"},
        "occurred": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "id": "6d0ef4a4-1b5b-4ae2-9ab6-0a2a6b1f7f11",
        "payload": {},
    }
    up.ask("/events", [event])
    up.until(lambda: up.ask("/flow_runs/count", {"flows": {"name": {"any_": ["ingest"]}}}) > before, 60)


def test_the_user_s_own_prefect_is_not_touched(up: Up) -> None:
    assert not (up.home.parent / ".prefect").exists()


def test_killed_processes_come_back_and_nothing_is_lost(up: Up) -> None:
    processes = json.loads((up.home / "prefect" / "processes.json").read_text())
    up.drop("four.html")
    for pid in processes.values():
        os.kill(pid, signal.SIGKILL)
    up.drop("five.html")
    up.until(lambda: {"four.html", "five.html"} <= up.arrived(), 150)


def test_up_that_was_killed_starts_again_over_what_it_left(up: Up) -> None:
    assert up.process is not None
    up.process.kill()
    up.process.wait()
    assert announced(up.home) is not None, "the server it left goes on"
    up.drop("six.html")
    up.start()
    assert "left running: server, watcher, worker" in up.log.read_text()
    up.until(lambda: "six.html" in up.arrived(), 120)


def test_a_clean_stop_leaves_no_process_and_every_document_accounted_for(up: Up) -> None:
    processes = json.loads((up.home / "prefect" / "processes.json").read_text())
    assert up.process is not None
    up.process.send_signal(signal.SIGTERM)
    assert up.process.wait(timeout=120) == 0
    for pid in processes.values():
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert announced(up.home) is None
    command = [sys.executable, "-m", "flows.command.main", "reconcile", "--home", str(up.home)]
    assert subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode == 0
