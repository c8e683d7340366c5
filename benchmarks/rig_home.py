"""A home under `cuttings up` that gets treated badly: what the crash rig drops into it and does to its processes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from benchmarks.made_pages import Writer

PYTHON = sys.executable
ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "CUTTINGS_BATCH_SIZE": "50",
    "CUTTINGS_ANNOTATE": "none",
    "CUTTINGS_WORKERS": "2",
}


class RigHome:
    """One home, its `up`, and what was dropped into it."""

    def __init__(self, home: Path, *, port: int, seed: int, before: tuple[str, ...] = ()) -> None:
        self.home, self.port, self.seed, self.before = home, port, seed, before
        self.chance, self.ways, self.writer = random.Random(seed), random.Random(seed), Writer(seed)
        self.dropped: list[str] = []
        self.last = ""
        self.killed: Counter[str] = Counter()
        self.process: subprocess.Popen[bytes] | None = None

    def up(self, *, seconds: float = 300) -> None:
        """Starts `up` and waits until it is ready."""
        log = self.home.with_suffix(".log")
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [
                    *self.before,
                    PYTHON,
                    "-m",
                    "flows.command.main",
                    "up",
                    "--home",
                    str(self.home),
                    "--port",
                    str(self.port),
                ],
                env=SETTINGS,
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + seconds
        while "ready:" not in log.read_text():
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError(f"`up` did not start: {log.read_text()[-500:]}")
            time.sleep(0.2)

    def down(self) -> int:
        """Stops `up`; its exit code."""
        assert self.process is not None  # noqa: S101 - it was started
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=180)

    def drop(self, count: int, *, slowly: bool = True) -> list[str]:
        """Drops new pages: mostly whole by rename, some written slowly in place, some the bytes of the one before.

        Their names.
        """
        inbox, before = self.home / "inbox", len(self.dropped)
        for _ in range(count):
            number = len(self.dropped)
            name, how = f"page-{number:05d}.html", self.ways.random()
            if how > 0.03 or not self.last:
                self.last = self.writer.page(number)
            text = self.last
            if how < 0.95 or not slowly:
                (inbox / f".{name}").write_text(text)
                (inbox / f".{name}").rename(inbox / name)
            else:
                with (inbox / name).open("w") as file:
                    file.write(text[: len(text) // 2])
                    file.flush()
                    time.sleep(0.3)
                    file.write(text[len(text) // 2 :])
            self.dropped.append(name)
        return self.dropped[before:]

    def waiting(self) -> int:
        """Files in the inbox."""
        return sum(path.is_file() for path in (self.home / "inbox").rglob("*"))

    def pids(self, what: str) -> list[int]:
        """Processes of a kind: server, worker, watcher; flow for the processes of runs."""
        if what != "flow":
            with suppress(OSError, ValueError, KeyError):
                return [int(json.loads((self.home / "prefect" / "processes.json").read_text())[what])]
            return []
        return [
            pid
            for pid in (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
            if self._is_flow(pid)
        ]

    def _is_flow(self, pid: int) -> bool:
        with suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
            return b"flows.up.run_process" in command and f"CUTTINGS_HOME={self.home}".encode() in environment
        return False

    def kill(self, what: str) -> bool:
        """Kills one of a kind with SIGKILL, alone, as the out-of-memory killer does. False: none runs."""
        for pid in self.pids(what)[:1]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.killed[what] += 1
                return True
        return False

    def drain(self, *, seconds: float) -> float:
        """Waits until nothing is left in the inbox and no run goes on; how long that took. -1: it did not happen."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if not self.waiting() and not self.pids("flow"):
                return time.monotonic() - started
            time.sleep(1)
        return -1
