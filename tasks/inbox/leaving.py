"""Files leave the inbox, once the warehouse has what became of them."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from schemas.home import Home
from tasks.inbox.archive import archive_path
from tasks.inbox.drops import Drop, sidecar_of


def leave_inbox(drops: Iterable[Drop], *, inbox: Path) -> None:
    """Removes these files and their sidecars. One that was written to since it was taken stays: it is a new drop."""
    for drop in drops:
        path = Path(drop.path)
        with suppress(FileNotFoundError):
            if path.stat().st_ctime_ns != drop.changed_ns or not os.access(path, os.R_OK):
                continue
            path.unlink()
            sidecar_of(drop.path).unlink(missing_ok=True)
            _remove_empty(path.parent, inbox)


def make_folders(home: Path) -> None:
    """Makes the folders of a home that are not there, and moves what an older release kept under another name."""
    paths = Home(home)
    for folder in (paths.inbox, paths.archive, paths.quarantine, paths.staging):
        folder.mkdir(parents=True, exist_ok=True)
    if paths.former_quarantine.is_dir():
        for kept in paths.former_quarantine.iterdir():
            kept.replace(paths.quarantine / kept.name)
        paths.former_quarantine.rmdir()


def keep_quarantined(home: Path, capture_id: str, name: str) -> Path:
    """Puts a quarantined document under its own name where a person will look for it: `HOME/quarantine`."""
    source, folder = home / archive_path(capture_id), Home(home).quarantine
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{capture_id[:8]}-{name}"[:200]
    if not target.exists():
        try:
            os.link(source, target)
        except OSError:  # another file system, or one without hard links
            shutil.copyfile(source, target)
    return target


def _remove_empty(folder: Path, inbox: Path) -> None:
    """Folders that were moved in whole go when their last file has gone."""
    while folder != inbox and inbox in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
