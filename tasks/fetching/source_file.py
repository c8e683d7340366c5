"""sources.toml: read with errors that name line and field, and written to by `cuttings sources add`."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from schemas.record import Record
from schemas.source import FetchRules, Source, Sources
from tasks.errors import SourcesWrong

NAME = "sources.toml"
R = TypeVar("R", bound=Record)
_LINE = re.compile(r"at line (\d+)")
_HEADER = re.compile(r"\s{0,20}\[\[\s{0,5}source\s{0,5}\]\]")
_TABLE = re.compile(r"\s{0,20}\[")
_FETCH = re.compile(r"\s{0,20}\[\s{0,5}fetch\s{0,5}\]")


def read_sources(path: Path) -> Sources:
    """What the file says. Raises SourcesWrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourcesWrong(path, None, "no such file: `cuttings sources add URL --contact MAIL` makes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SourcesWrong(path, None, str(error)) from error
    return _sources(path, text)


def add_source(path: Path, *, name: str, url: str, contact: str | None) -> Source:
    """Adds a source at the end of the file, which is made if need be; what stands there is left as it is.

    Raises SourcesWrong: a file that has to be made needs `contact`; the name or the address may be there already.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if not text.strip():
        if not contact:
            raise SourcesWrong(path, None, "say who fetches, with --contact MAIL: publishers find it in the User-Agent")
        text = f"[fetch]\ncontact = {_quoted(contact)}\n"
    known = _sources(path, text)
    if any(source.url == url for source in known.sources):
        raise SourcesWrong(path, None, f"{url} is there already")
    name = _free(name, [source.name for source in known.sources])
    text = f"{text.rstrip()}\n\n[[source]]\nname = {_quoted(name)}\nurl = {_quoted(url)}\n"
    made = _sources(path, text)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return made.sources[-1]


def _sources(path: Path, text: str) -> Sources:
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise SourcesWrong(path, int(found.group(1)) if found else None, f"this is no TOML: {error}") from error
    lines = text.splitlines()
    for key in said.keys() - {"fetch", "source"}:
        raise SourcesWrong(path, _line_of(lines, 0, key), f"{key}: only [fetch] and [[source]] are known here")
    listed = said.get("source", [])
    if not isinstance(listed, list) or not isinstance(said.get("fetch", {}), dict):
        raise SourcesWrong(path, None, "sources are written as [[source]], rules as [fetch]")
    rules = _checked(FetchRules, said.get("fetch", {}), path, lines, _place(lines, _FETCH, 0), "fetch")
    sources = [
        _checked(Source, one, path, lines, _place(lines, _HEADER, number), f"source {number + 1}")
        for number, one in enumerate(listed)
    ]
    for field in ("name", "url"):
        _no_doubles(path, lines, sources, field)
    return Sources(fetch=rules, sources=tuple(sources))


def _checked(record: type[R], said: object, path: Path, lines: Sequence[str], start: int, called: str) -> R:
    try:
        return record.model_validate(said)
    except ValidationError as error:
        # A name that is not known explains one that is missing.
        first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        field = str(first["loc"][0]) if first["loc"] else ""
        why = {"extra_forbidden": "is not known", "missing": "is missing"}.get(first["type"], first["msg"])
        line = _line_of(lines, start, field) or (start + 1 if start < len(lines) else None)
        raise SourcesWrong(path, line, f"{called}, {field}: {why.removeprefix('Value error, ')}") from error


def _no_doubles(path: Path, lines: Sequence[str], sources: Sequence[Source], field: str) -> None:
    seen: set[str] = set()
    for number, source in enumerate(sources):
        value = getattr(source, field)
        if value in seen:
            line = _line_of(lines, _place(lines, _HEADER, number), field)
            raise SourcesWrong(path, line, f"source {number + 1}, {field}: {value} is there twice")
        seen.add(value)


def _place(lines: Sequence[str], header: re.Pattern[str], number: int) -> int:
    """Index of the line of the n-th such header; the number of lines when there is none."""
    found = [index for index, line in enumerate(lines) if header.match(line)]
    return found[number] if number < len(found) else len(lines)


def _line_of(lines: Sequence[str], start: int, field: str) -> int | None:
    """The line, from 1, that gives `field` in the table that begins at `start`. None: it is not given there."""
    own = re.compile(rf"\s{{0,20}}[\"']?{re.escape(field)}[\"']?\s{{0,20}}=")
    for index in range(start, len(lines)):
        if own.match(lines[index]):
            return index + 1
        if index > start and _TABLE.match(lines[index]):
            return None
    return None


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in escaped) + '"'


def _free(name: str, taken: Sequence[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
