"""Atom feeds of watches, beside the snapshot."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from schemas.home import Home
from schemas.settings import Settings
from tasks.stated.watch_file import read_watches
from warehouse.queries.query import open_snapshot
from warehouse.watching.atom import atom
from warehouse.watching.due import Notice, clipping_notices


def write_feeds(settings: Settings, *, now: datetime) -> int:
    """Updates HOME/feeds from the snapshot, an Atom file for each watch. Returns how many files changed."""
    watches, _ = read_watches(Home(settings.home).watches)
    if not watches:
        return 0
    with closing(open_snapshot(settings.home)) as con:
        notices = clipping_notices(con, now, [one.name for one in watches])
    return sum(_write(Home(settings.home).feeds, one.name, notices) for one in watches)


def feed(settings: Settings, name: str, *, now: datetime) -> bytes:
    """The feed of one watch, from the snapshot."""
    with closing(open_snapshot(settings.home)) as con:
        return atom(name, clipping_notices(con, now, [name]))


def _write(folder: Path, name: str, notices: Sequence[Notice]) -> bool:
    file = folder / f"{name}.atom"
    made = atom(name, [one for one in notices if one.about == name])
    if file.exists() and file.read_bytes() == made:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    part.write_bytes(made)
    part.replace(file)
    return True
