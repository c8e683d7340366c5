"""`cuttings export`: articles of the snapshot for other tools."""

import argparse
import sys
from contextlib import closing
from pathlib import Path

from schemas.home import Home
from schemas.settings import Settings
from tasks.stated.watch_file import read_watches
from warehouse.export.export import BINARY, FORMS, export_file, export_stream
from warehouse.queries.exported import Selection
from warehouse.queries.query import open_snapshot


def run_export(given: argparse.Namespace, settings: Settings) -> int:
    """Writes the file, and says on standard error what the form could not carry."""
    if given.watch is not None and not _is_watch(given.watch, settings):
        sys.stderr.write(f"cuttings: there is no watch {given.watch!r}: `cuttings watches` lists them\n")
        return 2
    form = FORMS[given.form]
    chosen = Selection(where=given.where, query=given.sql, watch=given.watch, ids=_ids(given.ids))
    if str(given.out) == "-":
        if form.name in BINARY:
            sys.stderr.write(f"cuttings: {form.name} is not text: name a file to write it to\n")
            return 2
        loss = export_stream(settings.home, form, sys.stdout, chosen)
    else:
        loss = export_file(settings.home, form, given.out, chosen)
    for line in loss.lines():
        sys.stderr.write(f"{line}\n")
    return 0


def _is_watch(name: str, settings: Settings) -> bool:
    """Whether watches.toml contains the watch, or did when an article was clipped for it."""
    if any(one.name == name for one in read_watches(Home(settings.home).watches)[0]):
        return True
    with closing(open_snapshot(settings.home)) as con:
        return con.execute("SELECT 1 FROM clippings WHERE watch = ? LIMIT 1", [name]).fetchone() is not None


def _ids(path: Path | None) -> list[str] | None:
    """The article ids in a file, one a line; "-": standard input."""
    if path is None:
        return None
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]
