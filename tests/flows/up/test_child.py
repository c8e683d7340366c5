"""Processes that are kept running, and what is found of them after a crash."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.up.child import LONGEST_PAUSE, STEADY_SECONDS, Child, pause
from flows.up.left_over import end_left_over, remember


def _child(folder: Path, code: str, patience: float = 5) -> Child:
    return Child("one", [sys.executable, "-c", code], {}, folder, folder / "logs" / "one.log", patience)


SLEEPS = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def _until(what: object, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not what() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.02)
    assert what()  # type: ignore[operator]


def test_a_process_that_ends_is_started_again_after_a_pause_that_grows(tmp_path: Path) -> None:
    child = _child(tmp_path, "raise SystemExit(3)")
    child.start(0.0)
    starts = []
    now = 0.0
    for _ in range(4):
        _until(lambda: child.process is None or child.process.poll() is not None)
        told = child.watch(now)
        assert told is not None
        assert "code 3" in told
        starts.append(child.start_after - now)
        assert child.watch(child.start_after - 0.01) is None
        now = child.start_after
        assert child.watch(now) == "one started again"
    assert starts == [0, 1, 2, 4]
    child.kill()


def test_after_a_steady_time_the_pause_is_short_again(tmp_path: Path) -> None:
    child = _child(tmp_path, "raise SystemExit(1)")
    child.failures = 9
    child.start(0.0)
    _until(lambda: child.process is not None and child.process.poll() is not None)
    child.watch(STEADY_SECONDS + 1)
    assert child.failures == 1


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (1, 0), (2, 1), (5, 8), (400, LONGEST_PAUSE)])
def test_pauses(failures: int, seconds: float) -> None:
    assert pause(failures) == seconds


def test_what_does_not_stop_is_killed(tmp_path: Path) -> None:
    child = _child(tmp_path, STUBBORN, patience=0.3)
    child.start(0.0)
    _until(lambda: child.log.read_text() != "")
    pid = child.pid
    child.stop()
    assert pid is not None
    assert child.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_an_overlong_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.up.child.MAX_LOG_BYTES", 10)
    child = _child(tmp_path, "print('new')")
    child.log.parent.mkdir()
    child.log.write_text("a long old log")
    child.start(0.0)
    _until(lambda: child.log.exists() and "new" in child.log.read_text())
    assert child.log.with_suffix(".old.log").read_text() == "a long old log"
    child.stop()


def test_left_over_processes_of_ours_are_ended_and_others_are_not(tmp_path: Path) -> None:
    ours = subprocess.Popen([sys.executable, "-c", f"'flows.up.watcher_process'; {SLEEPS}"], start_new_session=True)
    other = subprocess.Popen([sys.executable, "-c", SLEEPS], start_new_session=True)
    file = tmp_path / "processes.json"
    try:
        remember(file, {"watcher": ours.pid, "worker": other.pid, "server": 2**22 + 12345})
        assert end_left_over(file) == ["watcher"]
        assert ours.wait(timeout=5) == -signal.SIGTERM
        assert other.poll() is None
        assert not file.exists()
    finally:
        for process in (ours, other):
            process.kill()
            process.wait()


@pytest.mark.parametrize("text", ["", "{", "[1]", json.dumps({"a": "b"}), json.dumps({"a": 0, "b": -1, "c": 1})])
def test_a_list_of_processes_that_is_none_ends_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "processes.json"
    file.write_text(text)
    assert end_left_over(file) == []
