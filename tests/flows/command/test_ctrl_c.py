"""Ctrl-C: one line, exit code 130, and the run ends as cancelled. A terminal sends it to all processes of a command."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

START = "import sys; from flows.command.start import main; sys.exit(main())"
STOPPED = "cuttings: stopped; run the same command again to go on\n"


def hears_ctrl_c() -> None:
    """In the started process: a test run in the background ignores Ctrl-C, and what it starts would, too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(*arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", START, *map(str, arguments)],
        env={**os.environ, "CUTTINGS_ANNOTATE": "none"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hears_ctrl_c,  # noqa: PLW1509 - nothing else runs in the child before it
    )


@pytest.mark.parametrize("command", [["ingest"], ["ingest", "--record"]])
def test_a_load_that_is_stopped(tmp_path: Path, command: list[str]) -> None:
    home, pages = tmp_path / "home", tmp_path / "pages"
    pages.mkdir()
    for number in range(400):
        (pages / f"{number}.txt").write_text(f"Ferry {number} is late\n\nThe ferry came {number} minutes late.\n")
    process = started(*command, pages, "--home", home)
    until = time.monotonic() + 120
    while not list((home / "staging").glob("*.run")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    while not (home / "cuttings.duckdb").exists() and not list((home / "archive").glob("*/*")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (130, "", STOPPED)
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
        assert con.execute("SELECT ended_as FROM runs").fetchall() == [("cancelled",)]
    assert started("ingest", pages, "--home", home, "--no-record").wait(timeout=300) == 0


def test_ctrl_c_while_the_program_still_loads() -> None:
    """Sent by the import itself, so that it always falls into it."""
    late = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"
    code = (
        "import sys, types\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == 'flows.command.main': {late}\n"
        "sys.meta_path.insert(0, Stop())\n" + START
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "status"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=hears_ctrl_c,
    )
    assert (done.returncode, done.stderr) == (130, STOPPED)
