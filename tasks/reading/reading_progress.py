"""How far the reading of a batch has come, for whoever watches: a small file, so that it may be another process."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from schemas.home import Home
from tasks.reading.worker import Read

INTERVAL_SECONDS = 0.3
"""Between two notes: nobody sees more than three a second."""


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
    """What the file says. Nothing is being read: zeros."""
    try:
        read, documents = file.read_text().split()
        return ReadingProgress(int(read), int(documents))
    except (OSError, ValueError):
        return ReadingProgress()


def _write(file: Path, text: str) -> None:
    """A note that cannot be written must not stop the reading."""
    part = file.with_suffix(".part")
    with suppress(OSError):
        part.write_text(text)
        part.replace(file)
