"""Files leave the inbox, once the warehouse has what became of them."""

import errno
import logging
import os
from collections.abc import Iterable
from pathlib import Path

from schemas.home import Home
from tasks.inbox.drops import Drop, sidecar_of

logger = logging.getLogger(__name__)


def leave_inbox(drops: Iterable[Drop], *, inbox: Path) -> None:
    """Removes these files and their sidecars. One that was written to since it was taken stays: it is a new drop."""
    for drop in drops:
        path = Path(drop.path)
        try:
            if path.stat().st_ctime_ns != drop.changed_ns or not os.access(path, os.R_OK):
                continue
            path.unlink()
            _remove_sidecar(drop.path)
            _remove_empty(path.parent, inbox)
        except FileNotFoundError:
            continue
        except OSError as error:  # its folder may not be written to, or the disk fails: the next file may leave
            logger.warning("%s stays in the inbox: %s", drop.location, error.strerror or error)


def make_folders(home: Path) -> None:
    """Makes the folders of a home that are not there, and moves what an older release kept under another name."""
    paths = Home(home)
    for folder in (paths.inbox, paths.archive, paths.quarantine, paths.staging):
        folder.mkdir(parents=True, exist_ok=True)
    if paths.former_quarantine.is_dir():
        for kept in paths.former_quarantine.iterdir():
            kept.replace(paths.quarantine / kept.name)
        paths.former_quarantine.rmdir()


def _remove_sidecar(path: str) -> None:
    try:
        sidecar_of(path).unlink(missing_ok=True)
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:  # a document's name may leave no room for the ending
            raise


def _remove_empty(folder: Path, inbox: Path) -> None:
    """Folders that were moved in whole go when their last file has gone."""
    while folder != inbox and inbox in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
