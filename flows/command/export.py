"""`cuttings export`: articles of the snapshot for other tools."""

import argparse
import sys
from pathlib import Path

from schemas.settings import Settings
from warehouse.export.export import BINARY, FORMS, export_file, export_stream
from warehouse.queries.exported import Selection


def run_export(given: argparse.Namespace, settings: Settings) -> int:
    """Writes the file, and says on standard error what the form could not carry."""
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


def _ids(path: Path | None) -> list[str] | None:
    """The article ids in a file, one a line; "-": standard input."""
    if path is None:
        return None
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]
