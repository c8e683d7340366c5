"""Documents that a person asks to have read again, one after the other, each by `cuttings replay`."""

import queue
import subprocess
import sys
import threading
from pathlib import Path

MOST_WAITING = 20
_LONGEST = 600.0
"""Seconds. A reading has limits of its own; this one is for a load that holds the lock for ever."""


class ReadAgain:
    """A line of captures and the thread that has them read. The pages themselves never write."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._waiting: queue.Queue[str] = queue.Queue(MOST_WAITING)
        self._states: dict[str, str] = {}
        threading.Thread(target=self._work, name="read again", daemon=True).start()

    def ask(self, capture_id: str) -> bool:
        """Queue the bytes for reading. False: too many are waiting. A waiting capture is not queued twice."""
        if self._states.get(capture_id) in (_WAITS, _READS):
            return True
        try:
            self._states[capture_id] = _WAITS
            self._waiting.put_nowait(capture_id)
        except queue.Full:
            del self._states[capture_id]
            return False
        return True

    def state(self, capture_id: str) -> str | None:
        """The progress, in words. None: it was not requested."""
        return self._states.get(capture_id)

    def _work(self) -> None:
        while True:
            capture_id = self._waiting.get()
            self._states[capture_id] = _READS
            self._states[capture_id] = self._read(capture_id)

    def _read(self, capture_id: str) -> str:
        command = [sys.executable, "-m", "flows.command.main", "replay", capture_id, "--home", str(self._home)]
        try:
            done = subprocess.run(  # noqa: S603 - our own command; the capture's id is hexadecimal
                command,
                check=False,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_LONGEST,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            return f"it took more than {_LONGEST:.0f} seconds and was ended"
        if done.returncode in (0, 1):
            return "it was read again"
        return (
            f"it could not be read again: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'no word'}"
        )


_WAITS = "it waits to be read"
_READS = "it is being read"
