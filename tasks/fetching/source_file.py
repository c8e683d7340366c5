"""sources.toml: read with errors that name line and field, and written to by `cuttings sources add`."""

import re
from collections.abc import Sequence
from pathlib import Path

from schemas.source import FetchRules, Source, Sources
from tasks.errors import SourcesWrong
from tasks.stated.tables import checked, line_of, parsed, place

NAME = "sources.toml"
_FETCH = re.compile(r"\s{0,20}\[\s{0,5}fetch\s{0,5}\]")


def read_sources(path: Path) -> Sources:
    """The content of the file. Raises SourcesWrong."""
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
    said = parsed(path, text, wrong=SourcesWrong)
    lines = text.splitlines()
    for key in said.keys() - {"fetch", "source"}:
        raise SourcesWrong(path, line_of(lines, 0, key), f"{key}: only [fetch] and [[source]] are known here")
    listed, fetch = said.get("source", []), said.get("fetch", {})
    if not isinstance(listed, list) or not isinstance(fetch, dict):
        raise SourcesWrong(path, None, "sources are written as [[source]], rules as [fetch]")
    rules = checked(FetchRules, fetch, path, lines, _fetch_place(lines), "fetch", wrong=SourcesWrong)
    sources = [
        checked(Source, one, path, lines, place(lines, "source", number), f"source {number + 1}", wrong=SourcesWrong)
        for number, one in enumerate(listed)
    ]
    for field in ("name", "url"):
        _no_doubles(path, lines, sources, field)
    return Sources(fetch=rules, sources=tuple(sources))


def _no_doubles(path: Path, lines: Sequence[str], sources: Sequence[Source], field: str) -> None:
    seen: set[str] = set()
    for number, source in enumerate(sources):
        value = getattr(source, field)
        if value in seen:
            line = line_of(lines, place(lines, "source", number), field)
            raise SourcesWrong(path, line, f"source {number + 1}, {field}: {value} is there twice")
        seen.add(value)


def _fetch_place(lines: Sequence[str]) -> int:
    """Index of the line of [fetch]; the number of lines if there is none."""
    return next((index for index, line in enumerate(lines) if _FETCH.match(line)), len(lines))


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
