"""entities.toml: a person's statements about entities."""

from pathlib import Path

from schemas.outlet import StatedEntity
from tasks.errors import FileWrong
from tasks.stated.tables import line_of, place, tables


def read_entities(path: Path) -> list[StatedEntity]:
    """The file's entities; empty if there is no file. Raises FileWrong."""
    listed = [one for one in tables(path, {"entity": StatedEntity})["entity"] if isinstance(one, StatedEntity)]
    seen: dict[tuple[str, str], int] = {}
    for number, one in enumerate(listed):
        for field, forms in (("name", (one.name,)), ("forms", one.forms)):
            for form in forms:
                before = seen.setdefault((one.label, form.casefold()), number)
                if before != number:
                    raise _wrong(path, number, field, f"{form} is also a name of entity {before + 1}")
        own = {form.casefold() for form in (one.name, *one.forms)}
        for form in one.not_:
            if form.casefold() in own:
                raise _wrong(path, number, "not", f"{form} is also a name of this entity")
    return listed


def _wrong(path: Path, number: int, field: str, why: str) -> FileWrong:
    lines = path.read_text(encoding="utf-8").splitlines()
    start = place(lines, "entity", number)
    return FileWrong(path, line_of(lines, start, field) or start + 1, f"entity {number + 1}, {field}: {why}")
