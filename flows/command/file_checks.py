"""The files that people write, in `cuttings status`: a line for each one with a mistake."""

from collections.abc import Callable
from pathlib import Path

from flows.command.health import Check
from schemas.home import Home
from tasks.errors import FileWrong
from tasks.stated.entity_file import read_entities
from tasks.stated.outlet_file import read_outlets
from tasks.stated.watch_file import read_watches


def file_checks(home: Path) -> list[Check]:
    """Nothing for files that are not there, or that say what can be followed."""
    read: list[tuple[Path, Callable[[Path], object]]] = [
        (Home(home).outlets, read_outlets),
        (Home(home).entities, read_entities),
        (Home(home).watches, read_watches),
    ]
    found = []
    for path, reader in read:
        try:
            reader(path)
        except FileWrong as error:
            found.append(Check(path.name, False, f"{error}. What it said before holds on", fault="WRONG"))
    return found
