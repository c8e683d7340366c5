"""The progress of reading a batch, in a small file, so that another process can read it."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from schemas.home import Home
from tasks.reading.worker import Read

INTERVAL_SECONDS = 0.3
"""Seconds between two notes: nobody notices more than three per second."""


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """Documents of the batch that is being read."""

    read: int = 0
    documents: int = 0


def progress_file(home: Path, run_id: str) -> Path:
    """Where the reading step of a run writes down how far it is."""
    return Home(home).staging / f"{run_id}.progress"


def noted(reads: Iterable[Read], documents: int, file: Path) -> Iterator[Read]:
    """The same readings, counted in `file` as they pass. The file is removed after the last one."""
    last = 0.0
    try:
        for number, read in enumerate(reads):
            if time.monotonic() - last > INTERVAL_SECONDS:
                last = time.monotonic()
                _write(file, f"{number} {documents}")
            yield read
    finally:
        file.unlink(missing_ok=True)


def reading_progress(file: Path) -> ReadingProgress:
    """The progress in the file. Zeros if nothing is being read."""
    try:
        read, documents = file.read_text().split()
        return ReadingProgress(int(read), int(documents))
    except (OSError, ValueError):
        return ReadingProgress()


def _write(file: Path, text: str) -> None:
    """Write a note. A failure must not stop the reading."""
    part = file.with_suffix(".part")
    with suppress(OSError):
        part.write_text(text)
        part.replace(file)
