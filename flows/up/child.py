"""One process that `up` keeps running."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

MAX_LOG_BYTES = 10 * 1024 * 1024
"""Bytes. When its process starts, a longer log is renamed; one old log is kept."""
STEADY_SECONDS = 60.0
"""A process that ran this long may fail again without a longer delay before the next start."""
LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class Child:
    """A command, its log, and the number of restarts. Times are in seconds of a monotonic clock."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    """Where it runs."""
    log: Path
    patience: float = 10.0
    """How long it may take to stop before it is killed."""
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    start_after: float = 0.0
    ended_with: list[int] = field(default_factory=list)

    @property
    def pid(self) -> int | None:
        """The process id. None: it is not running."""
        return self.process.pid if self.process and self.process.poll() is None else None

    def start(self, now: float) -> None:
        """Start it as the leader of its own process group, so that Ctrl-C only reaches `up`."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            if self.log.stat().st_size > MAX_LOG_BYTES:
                self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                self.command,
                env=dict(self.environment),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started_at = now

    def watch(self, now: float) -> str | None:
        """Start it again if it has ended, after a growing pause. Returns a message for a person; None: nothing
        happened."""
        if self.process is None:
            if now < self.start_after:
                return None
            self.start(now)
            return f"{self.name} started again"
        code = self.process.poll()
        if code is None:
            return None
        self.failures = 1 if now - self.started_at > STEADY_SECONDS else self.failures + 1
        self.ended_with.append(code)
        self.process = None
        self.start_after = now + pause(self.failures)
        return f"{self.name} ended with code {code}, see {self.log}; starting it again"

    def stop(self) -> None:
        """Ask it to stop, wait, and kill it if it does not."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=self.patience)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """Kill it and its process group."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def pause(failures: int) -> float:
    """Seconds before a process with this many failures in a row is started again: none, 1, 2, 4 ... 30."""
    return 0.0 if failures <= 1 else min(LONGEST_PAUSE, 2.0 ** min(failures - 2, 10))
