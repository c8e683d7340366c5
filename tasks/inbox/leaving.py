"""Files leave the inbox once the warehouse holds their outcomes."""

import errno
import logging
import os
from collections.abc import Iterable
from pathlib import Path

from schemas.home import Home
from tasks.inbox.drops import Drop, sidecar_of

logger = logging.getLogger(__name__)


def leave_inbox(drops: Iterable[Drop], *, inbox: Path) -> None:
    """Removes these files and their sidecars. A file that changed after it was taken stays: it is a new drop."""
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
        except OSError as error:  # no permission, or the disk fails: other files may still leave
            logger.warning("%s stays in the inbox: %s", drop.location, error.strerror or error)


def make_folders(home: Path) -> None:
    """Makes the missing folders of a home, and renames folders of older releases."""
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
        if error.errno != errno.ENAMETOOLONG:  # a long file name may leave no room for the ending
            raise


def _remove_empty(folder: Path, inbox: Path) -> None:
    """Removes folders inside the inbox when their last file has left."""
    while folder != inbox and inbox in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
