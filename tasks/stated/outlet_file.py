"""outlets.toml: a person's statements about outlets."""

from pathlib import Path

from schemas.outlet import StatedOutlet
from tasks.errors import FileWrong
from tasks.stated.tables import line_of, no_doubles, place, tables
from tasks.text.compare.outlet_identity import stated_id


def read_outlets(path: Path) -> list[StatedOutlet]:
    """The file's outlets; empty if there is no file. Raises FileWrong."""
    listed = [one for one in tables(path, {"outlet": StatedOutlet})["outlet"] if isinstance(one, StatedOutlet)]
    no_doubles(path, listed, "outlet", "name")
    seen: dict[str, int] = {}
    for number, one in enumerate(listed):
        before = seen.setdefault(stated_id(one), number)
        if before != number:
            lines = path.read_text(encoding="utf-8").splitlines()
            start = place(lines, "outlet", number)
            line = line_of(lines, start, "id") or line_of(lines, start, "domains") or start + 1
            raise FileWrong(
                path, line, f"outlet {number + 1} and outlet {before + 1} are both {stated_id(one)}: give an id"
            )
    return listed
