"""Which files can be taken."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas.arrival import Origin
from schemas.capture import SIDECAR_ENDING
from tasks.errors import NoDocument, NothingThere

UNFINISHED = (".part", ".tmp", ".crdownload", ".swp", "~")
"""Endings of files that somebody is still writing."""


@dataclass(frozen=True, slots=True)
class Drop:
    """One file that waits, as the file system shows it.

    `changed_ns` is its inode's change time in the inbox, where a file is taken once; elsewhere the time of its content.
    """

    path: str
    origin: Origin
    location: str
    """Its path as the ledger names it: absolute; undecodable bytes escaped."""
    size: int
    changed_ns: int

    @property
    def key(self) -> str:
        """Identifies this drop of this file: the same untouched file gives the same key."""
        text = f"{self.origin}\x1f{self.location}\x1f{self.size}\x1f{self.changed_ns}"
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def drops_of(paths: Iterable[Path]) -> list[Drop]:
    """Every document among the files and folders named, sorted by path.

    A folder that cannot be looked into is one too: the reader says why. Raises NothingThere; NoDocument for a pipe,
    socket or device that is named itself.
    """
    found: dict[str, Drop] = {}
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise NothingThere(path)
        if has_no_end(path):
            raise NoDocument(path)
        for file in _files(path) if path.is_dir() else [path]:
            drop = _drop(file, "path")
            if drop is not None:
                found[drop.path] = drop
    return [found[key] for key in sorted(found)]


def drops_in_inbox(inbox: Path, *, now: float, settle_seconds: float) -> tuple[list[Drop], int]:
    """Files of the inbox that have not changed for a moment, and how many are still changing.

    Links are not followed, because their targets may lie outside the inbox. A file with a time in the future (the clock
    was set back) counts as unchanged, since nobody is writing it then.
    """
    taken: list[Drop] = []
    moving = 0
    for file in sorted(_files(inbox)):
        if _is_link(file):
            continue
        drop = _drop(file, "inbox")
        if drop is None:
            continue
        if 0 <= now - drop.changed_ns / 1e9 < settle_seconds:
            moving += 1
        else:
            taken.append(drop)
    return taken, moving


def sidecar_of(path: str) -> Path:
    """Where the sidecar of a document would be."""
    return Path(path + SIDECAR_ENDING)


def has_no_end(file: Path) -> bool:
    """Whether it is a pipe, socket or device, whose reader may wait for ever."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _is_link(file: Path) -> bool:
    try:
        return file.is_symlink()
    except OSError:  # too long a path, a folder that may not be entered: the reader will say which
        return False


def _files(folder: Path) -> Iterator[Path]:
    """Files of a folder that may be documents, and folders in it that cannot be looked into."""
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if _is_document(name))
    yield from (Path(os.fsdecode(error.filename)) for error in closed if not isinstance(error, FileNotFoundError))


def _is_document(name: str) -> bool:
    return not (name.startswith(".") or name.endswith(SIDECAR_ENDING) or name.lower().endswith(UNFINISHED))


def _drop(file: Path, origin: Origin) -> Drop | None:
    """A file, or a folder that cannot be looked into. None: it has vanished, or is a pipe, socket or device."""
    try:
        state = file.stat()
    except FileNotFoundError:
        return None
    except OSError:  # a circular link, a folder without permission: the reader will say which
        return Drop(str(file), origin, printable(file), 0, 0)
    if not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
        return None
    changed = state.st_ctime_ns if origin == "inbox" else state.st_mtime_ns
    return Drop(str(file), origin, printable(file), state.st_size, changed)


def printable(file: Path) -> str:
    """The path as the ledger names it: absolute; undecodable bytes escaped."""
    return os.fsencode(file.absolute()).decode("utf-8", "backslashreplace")
