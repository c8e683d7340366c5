"""Marks running runs: each locks its own file, and the system releases the lock however the process ends."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ENDING = ".run"


@contextmanager
def going_on(home: Path, run_id: str) -> Iterator[None]:
    """Marks the run as going on during the block. Raises OSError."""
    file = _mark(home, run_id)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def goes_on(home: Path, run_id: str) -> bool:
    """Whether a process is working on the run now."""
    with suppress(FileNotFoundError), _mark(home, run_id).open("rb") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def any_goes_on(home: Path) -> bool:
    """Whether a process is working on any run of this home."""
    return any(goes_on(home, mark.stem) for mark in (home / "staging").glob(f"*{_ENDING}"))


def killed(home: Path) -> list[tuple[str, float]]:
    """Killed runs that no later run has noticed yet, with the POSIX time of their start, oldest first."""
    marks = (home / "staging").glob(f"*{_ENDING}")
    begun = [(mark.stem, mark.stat().st_mtime) for mark in marks if not goes_on(home, mark.stem) and mark.exists()]
    return sorted(begun, key=lambda run: run[1])


def remove_marks(home: Path, run_ids: Iterable[str]) -> None:
    """Remove the marks of killed runs."""
    for run_id in run_ids:
        _mark(home, run_id).unlink(missing_ok=True)


def _mark(home: Path, run_id: str) -> Path:
    return home / "staging" / f"{run_id}{_ENDING}"
