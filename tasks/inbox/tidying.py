"""Removes files that killed runs left, when they are so old that no run can still use them."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.archive import clear_unfinished
from warehouse.archive.bucket_packing import pack_bucket
from warehouse.archive.packing import pack_archive
from warehouse.archive.place import bucket_of

OLD_SECONDS = 24 * 3600.0
"""Seconds after which a staged batch is abandoned: no run takes that long for one."""
UNPACKED_SECONDS = 3600.0
"""Captures of the last hour stay files, because they may be read or quarantined at any moment."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was removed."""

    staged_batches: int
    unfinished_captures: int
    packed_captures: int = 0
    """Captures that were separate files and are in a pack now."""


def tidy(settings: Settings, *, now: float) -> Tidied:
    """Removes staged batches and incomplete captures that are more than a day old. `now`: POSIX seconds.

    Nothing is lost: a document leaves the inbox only after its batch is stored.
    """
    before = now - OLD_SECONDS
    staged = [folder for folder in _folders(Home(settings.home).staging) if folder.stat().st_mtime < before]
    for folder in staged:
        shutil.rmtree(folder, ignore_errors=True)
    # DuckDB removes what it spilled (blocks and files of blocks), but a killed process does not.
    for left in chain(Home(settings.home).staging.glob("*.progress"), Home(settings.home).spill.glob("duckdb_temp_*")):
        with suppress(FileNotFoundError):  # removed by its owner in the meantime
            if left.stat().st_mtime < before:
                left.unlink()
    unfinished = clear_unfinished(settings.home, older_than=before)
    bucket = bucket_of(settings.home)
    if bucket is None:
        packed = pack_archive(settings.home, older_than=now - UNPACKED_SECONDS)
    else:
        packed = pack_bucket(settings.home, bucket, older_than=now - UNPACKED_SECONDS)
    return Tidied(len(staged), unfinished, packed.captures)


def _folders(parent: Path) -> list[Path]:
    return [path for path in parent.iterdir() if path.is_dir()] if parent.is_dir() else []
