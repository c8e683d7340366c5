"""watches.toml: what a person wants to be told of."""

from pathlib import Path

from schemas.watch import Watch
from tasks.stated.tables import no_doubles, tables


def read_watches(path: Path) -> list[Watch]:
    """The file's watches; none when there is no file. Raises FileWrong."""
    listed = [one for one in tables(path, {"watch": Watch})["watch"] if isinstance(one, Watch)]
    no_doubles(path, listed, "watch", "name")
    return listed
