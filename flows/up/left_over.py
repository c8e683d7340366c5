"""Ends the processes of an `up` that was killed, found by a list of its processes."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

_PATIENCE_SECONDS = 10.0


def remember(file: Path, processes: Mapping[str, int]) -> None:
    """Write down the running processes: name and process id."""
    beside = file.with_suffix(".part")
    beside.write_text(json.dumps(dict(processes)))
    beside.replace(file)


def end_left_over(file: Path) -> list[str]:
    """End the listed processes that are still running, and return their names.

    A process id may belong to another program by now, so only processes with one of our command lines are ended.
    """
    ours = {name: pid for name, pid in _remembered(file).items() if _is_ours(pid)}
    for pid in ours.values():
        _signal(pid, signal.SIGTERM)
    _await_end(ours.values())
    for pid in filter(_is_ours, ours.values()):
        _signal(pid, signal.SIGKILL)
    # A killed process holds its port until the system has removed it, which takes time on a busy machine.
    _await_end(ours.values())
    file.unlink(missing_ok=True)
    return sorted(ours)


def _await_end(pids: Collection[int]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while any(map(_is_ours, pids)) and time.monotonic() < until:
        time.sleep(0.1)


def _remembered(file: Path) -> dict[str, int]:
    try:
        found = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return {str(k): v for k, v in found.items() if isinstance(v, int) and v > 1} if isinstance(found, dict) else {}


def _is_ours(pid: int) -> bool:
    """Whether the process is running and is Prefect or one of our flows; a zombie has no command line."""
    command = _command(pid)
    return "prefect" in command or "flows." in command


def _command(pid: int) -> str:
    """The command line of the process. Empty: it is not running."""
    if Path("/proc/self/cmdline").exists():
        with suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    ask = ["/bin/ps", "-o", "args=", "-p", str(pid)]
    asked = subprocess.run(ask, capture_output=True, text=True, check=False)  # noqa: S603
    return asked.stdout


def _signal(pid: int, which: signal.Signals) -> None:
    """Send a signal to the process and its descendants: each child of `up` leads its own process group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, which)
