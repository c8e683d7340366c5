"""`cuttings up`, for real: server, worker, watcher, a drop that becomes rows, a crash, and a clean stop. Slow."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from flows.up.server import announced
from tests.running_up import ROOT, Up, running_up

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    with running_up(tmp_path_factory.mktemp("up") / "home") as up:
        yield up


def test_dropped_files_become_rows_and_leave_the_inbox(up: Up) -> None:
    up.drop("one.html", "two.html", "three.html")
    up.until(lambda: up.arrived() == {"one.html", "two.html", "three.html"}, 90)
    up.until(lambda: not any((up.home / "inbox").iterdir()), 20)


def test_the_pages_stand_beside_it(up: Up) -> None:
    address = re.search(r"the library as pages: (http://127.0.0.1:\d+)", up.log.read_text())
    assert address is not None
    up.until(lambda: "one.html" in _page(f"{address[1]}/arrivals"), 60)


def _page(address: str) -> str:
    try:
        with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own
            return str(answer.read().decode())
    except URLError:
        return ""


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
    assert "left running: pages, server, watcher, worker" in up.log.read_text()
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
