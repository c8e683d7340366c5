"""The reason why a program ended, from its log."""

import re
from contextlib import suppress
from pathlib import Path

_ERROR = re.compile(r"\s{0,8}(?:[A-Za-z_][\w.]{0,80}(?:Error|Exception|Interrupt|Exit)\b|OSError|\[Errno )")
"""The line of a traceback that names the error."""
_FULL = ("No space left on device", "database or disk is full", "Disk quota exceeded")
_TAIL = 200
"""Lines at the end that are read."""


def why_it_ended(log: Path) -> str:
    """One line: a full disk by its name, else the last error in the log, else the last line of text."""
    lines: list[str] = []
    with suppress(OSError):
        lines = [line.strip() for line in log.read_text(errors="replace").splitlines()[-_TAIL:] if line.strip()]
    if any(full in line for line in lines for full in _FULL):
        return "the disk is full: free some space and try again"
    errors = [line for line in lines if _ERROR.match(line)]
    return (errors or lines or ["it said nothing"])[-1][:200]
