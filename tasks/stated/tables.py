"""TOML files that people write: tables read into records, with errors that name line and field."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from schemas.record import Record
from tasks.errors import FileWrong

R = TypeVar("R", bound=Record)
_LINE = re.compile(r"at line (\d+)")
_TABLE = re.compile(r"\s{0,20}\[")


def tables(
    path: Path, kinds: Mapping[str, type[Record]], *, wrong: type[FileWrong] = FileWrong
) -> dict[str, list[Record]]:
    """The file's [[tables]] by their name, each as its record. No file: none. Raises FileWrong, as `wrong`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {name: [] for name in kinds}
    except (OSError, UnicodeDecodeError) as error:
        raise wrong(path, None, str(error)) from error
    said = parsed(path, text, wrong=wrong)
    lines = text.splitlines()
    known = " and ".join(f"[[{name}]]" for name in kinds)
    for key in said.keys() - kinds.keys():
        raise wrong(path, line_of(lines, 0, key) or _named(lines, key), f"{key}: only {known} is known here")
    found: dict[str, list[Record]] = {}
    for name, kind in kinds.items():
        listed = said.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            raise wrong(path, _named(lines, name), f"{name} is written as [[{name}]]")
        found[name] = [
            checked(kind, one, path, lines, place(lines, name, number), f"{name} {number + 1}", wrong=wrong)
            for number, one in enumerate(listed)
        ]
    return found


def parsed(path: Path, text: str, *, wrong: type[FileWrong] = FileWrong) -> dict[str, object]:
    """The file's TOML. Raises FileWrong, as `wrong`."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise wrong(path, int(found.group(1)) if found else None, f"this is no TOML: {error}") from error


def checked(
    record: type[R],
    said: object,
    path: Path,
    lines: Sequence[str],
    start: int,
    called: str,
    *,
    wrong: type[FileWrong] = FileWrong,
) -> R:
    """The table that begins at line index `start` as a record. Raises FileWrong, as `wrong`."""
    try:
        return record.model_validate(said)
    except ValidationError as error:
        # An unknown name explains a missing one, so it is reported first.
        first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        field = str(first["loc"][0]) if first["loc"] else ""
        why = {"extra_forbidden": "is not known", "missing": "is missing"}.get(first["type"], first["msg"])
        line = line_of(lines, start, field) or (start + 1 if start < len(lines) else None)
        raise wrong(path, line, f"{called}, {field}: {why.removeprefix('Value error, ')}") from error


def no_doubles(path: Path, listed: Sequence[Record], name: str, field: str) -> None:
    """Raises FileWrong when two tables [[name]] give one value of a field."""
    lines = path.read_text(encoding="utf-8").splitlines() if listed else []
    seen: set[object] = set()
    for number, one in enumerate(listed):
        value = getattr(one, field)
        if value in seen:
            line = line_of(lines, place(lines, name, number), field)
            raise FileWrong(path, line, f"{name} {number + 1}, {field}: {value} is there twice")
        seen.add(value)


def place(lines: Sequence[str], name: str, number: int) -> int:
    """Index of the line of the n-th [[name]]; the number of lines if there is none."""
    header = re.compile(rf"\s{{0,20}}\[\[\s{{0,5}}{re.escape(name)}\s{{0,5}}\]\]")
    found = [index for index, line in enumerate(lines) if header.match(line)]
    return found[number] if number < len(found) else len(lines)


def line_of(lines: Sequence[str], start: int, field: str) -> int | None:
    """The line, from 1, that gives `field` in the table that begins at `start`. None: it is not given there."""
    own = re.compile(rf"\s{{0,20}}[\"']?{re.escape(field)}[\"']?\s{{0,20}}=")
    for index in range(start, len(lines)):
        if own.match(lines[index]):
            return index + 1
        if index > start and _TABLE.match(lines[index]):
            return None
    return None


def _named(lines: Sequence[str], name: str) -> int | None:
    """The line, from 1, of the first header of that name."""
    header = re.compile(rf"\s{{0,20}}\[{{1,2}}\s{{0,5}}[\"']?{re.escape(name)}[\"'.\]\s]")
    return next((index + 1 for index, line in enumerate(lines) if header.match(line)), None)
