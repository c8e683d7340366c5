"""HOME/quarantine: documents that could not be read, under their own names, where a person looks for them."""

import logging
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from itertools import chain
from pathlib import Path

from schemas.home import Home
from warehouse.archive.kept import capture_path, kept_chunks

logger = logging.getLogger(__name__)

_LONGEST_NAME = 200
"""Most bytes of a name: file systems allow 255, some encrypted ones 143 fewer."""


def keep_quarantined(home: Path, capture_id: str, name: str) -> None:
    """Puts a quarantined document there. Its bytes are in the archive, so a failure here is only logged."""
    source, target = home / capture_path(capture_id), Home(home).quarantine / _name(capture_id, name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            _put(source, target, home, capture_id)
    except OSError as error:
        logger.warning("%s is not in %s: %s", name, target.parent, error.strerror or error)


def release_quarantined(home: Path, capture_ids: Collection[str]) -> None:
    """Removes documents that a later try could read."""
    beginnings = {capture_id[:8] for capture_id in capture_ids}
    for kept in Home(home).quarantine.glob("????????-*"):
        if kept.name[:8] in beginnings:
            with suppress(OSError):
                kept.unlink()


def _put(source: Path, target: Path, home: Path, capture_id: str) -> None:
    try:
        _link(source, target)
    except FileNotFoundError:  # it is packed, or in a bucket
        chunks = kept_chunks(home, capture_id)
        first = next(chunks, b"")
        with target.open("wb") as file:
            file.writelines(chain((first,), chunks))


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(source, target)


def _name(capture_id: str, name: str) -> str:
    """The original name; a long one is cut between two characters and keeps its ending."""
    ending = _cut(Path(name).suffix, 20)
    return f"{capture_id[:8]}-{_cut(Path(name).stem, _LONGEST_NAME - 9 - len(ending.encode()))}{ending}"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")
