"""Files and folders beside the documents that are not taken, reported because an operator wants to know why."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from schemas.capture import SIDECAR_ENDING
from tasks.inbox.drops import UNFINISHED, has_no_end, printable


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something that no load takes."""

    location: str
    """Its path, as the ledger would name it."""
    why: str


def passed_over(paths: Iterable[Path], *, inbox: bool = False) -> list[PassedOver]:
    """What these files and folders hold beside documents, by path. `inbox`: there links are not followed.

    Names that begin with a dot are left out: programs put them everywhere.
    """
    found: dict[Path, str] = {}
    for path in paths:
        for file in _visible(path) if path.is_dir() else [path]:
            with suppress(OSError):  # a document that cannot be examined is still a document: the reader says why
                why = _why(file, inbox=inbox)
                if why:
                    found[file] = why
    return [PassedOver(printable(file), found[file]) for file in sorted(found)]


def _visible(folder: Path) -> Iterator[Path]:
    """Files and folders; of the folders only links to them are reported, which are not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in [*names, *folders] if not name.startswith("."))


def _why(file: Path, *, inbox: bool) -> str | None:
    """Why it is not taken. None: it is a document, or belongs to one."""
    name = file.name
    if file.is_symlink():
        if inbox or file.is_dir():
            return "a link to a folder" if file.is_dir() else "a link"
        if not file.exists():
            return "a link to nothing"
    if has_no_end(file):
        return "a pipe, socket or device"
    if name.endswith(SIDECAR_ENDING):
        document = file.with_name(name.removesuffix(SIDECAR_ENDING))
        return None if document.exists() else "a sidecar without its document"
    if name.lower().endswith(UNFINISHED):
        return "its name is that of an unfinished file"
    return None
