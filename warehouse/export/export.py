"""Exports articles of the snapshot to a file, in one of the forms that other tools read; with a report of what the form
cannot carry.

A file is written beside its target and moved there when complete.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from warehouse.export import ftm, json_ld, ninjs_export, ris, tables
from warehouse.export.loss import Loss
from warehouse.queries.exported import Row, Selection, exported

Line = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class ExportForm:
    """One form: what it can carry, and how it is written."""

    name: str
    held: frozenset[str]
    says_status: bool
    """Whether the form can state that an article is withdrawn, withheld or embargoed; otherwise such articles are left
    out."""
    line: Line | None = None
    """The function that writes an article as text. None: the form is a table."""


FORMS = {
    form.name: form
    for form in (
        ExportForm("parquet", tables.HELD_WHOLE, says_status=True),
        ExportForm("csv", tables.HELD_AS_TEXT, says_status=True),
        ExportForm("xlsx", tables.HELD_AS_TEXT, says_status=True),
        ExportForm("ninjs", ninjs_export.HELD, says_status=True, line=lambda row: ninjs_export.ninjs_line(row) + "\n"),
        ExportForm("jsonld", json_ld.HELD, says_status=False, line=lambda row: json_ld.json_ld_line(row) + "\n"),
        ExportForm("ris", ris.HELD, says_status=False, line=ris.ris_entry),
        ExportForm("ftm", ftm.HELD, says_status=False, line=lambda row: ftm.ftm_line(row) + "\n"),
    )
}
BINARY = frozenset({"parquet", "xlsx"})
"""Binary forms, which are written only to files."""


def export_file(home: Path, form: ExportForm, path: Path, selection: Selection) -> Loss:
    """Write the chosen articles to `path`, replacing the file. Raises NoSnapshot, Unreadable, BadQuery, OSError."""
    part = path.with_name(f".{path.name}.part")
    loss = Loss(form.held)
    try:
        rows = _counted(exported(home, selection), form, loss)
        if form.name == "parquet":
            tables.write_parquet(part, rows)
        elif form.name == "xlsx":
            tables.write_xlsx(part, rows, loss)
        else:
            with part.open("w", encoding="utf-8", newline="") as out:
                _write_text(out, rows, form)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return loss


def export_stream(home: Path, form: ExportForm, out: TextIO, selection: Selection) -> Loss:
    """Write the chosen articles to a text stream. Raises as `export_file`."""
    loss = Loss(form.held)
    _write_text(out, _counted(exported(home, selection), form, loss), form)
    return loss


def _write_text(out: TextIO, rows: Iterable[Row], form: ExportForm) -> None:
    if form.line is None:
        tables.write_csv(out, rows)
        return
    out.writelines(form.line(row) for row in rows)


def _counted(rows: Iterable[Row], form: ExportForm, loss: Loss) -> Iterator[Row]:
    for row in rows:
        why = None if form.says_status else _unsaid(row)
        if why:
            loss.left_out[why] += 1
        else:
            loss.count(row)
            yield row


def _unsaid(row: Row) -> str | None:
    """Why an article is left out of a form that cannot state its status. None: it may be written."""
    if row["editorial_status"] in ("canceled", "withheld"):
        return f"{row['editorial_status']} by their publisher, which this form cannot say"
    return "under an embargo, which this form cannot say" if row["embargoed_until"] is not None else None
