"""Removes what killed runs left behind, once it is so old that no run can still use it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.archive import clear_unfinished

OLD_SECONDS = 24 * 3600.0
"""No run takes so long over one batch."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was removed."""

    staged_batches: int
    unfinished_captures: int


def tidy(settings: Settings, *, now: float) -> Tidied:
    """Removes staged batches and unfinished captures of more than a day ago; `now` in POSIX seconds.

    Nothing is lost by it: a document leaves the inbox only once its batch is stored.
    """
    before = now - OLD_SECONDS
    staged = [folder for folder in _folders(Home(settings.home).staging) if folder.stat().st_mtime < before]
    for folder in staged:
        shutil.rmtree(folder, ignore_errors=True)
    for note in (settings.home / "staging").glob("*.progress"):
        if note.stat().st_mtime < before:
            note.unlink(missing_ok=True)
    return Tidied(len(staged), clear_unfinished(settings.home, older_than=before))


def _folders(parent: Path) -> list[Path]:
    return [path for path in parent.iterdir() if path.is_dir()] if parent.is_dir() else []
