"""Tables: Parquet with lists and instants as they are; CSV and XLSX with one text per cell."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, TextIO

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from schemas.article_fields import ARTICLE_FIELDS
from warehouse.export.loss import Loss
from warehouse.queries.exported import COLUMNS, Row

HELD_WHOLE: Final = frozenset({*COLUMNS, "authors", "blocks"})
HELD_AS_TEXT: Final = frozenset(COLUMNS)

MAX_CELL = 32_767
"""Most characters of a cell in a spreadsheet."""
MAX_SHEET_ROWS = 1_048_576
"""Most rows of a sheet, including its heading; the rest goes to further sheets."""
_GROUP = 1_000
_ARROW = {
    "VARCHAR": pa.string(), "VARCHAR[]": pa.list_(pa.string()), "DATE": pa.date32(), "INTEGER": pa.int32(),
    "TIMESTAMPTZ": pa.timestamp("us", tz="UTC"),
}  # fmt: skip
_TYPES = {field.column: _ARROW[field.sql_type] for field in ARTICLE_FIELDS}
_AUTHOR = pa.struct([("name", pa.string()), ("kind", pa.string())])
_BLOCK = pa.struct([("kind", pa.string()), ("text", pa.string())])
SCHEMA = pa.schema(
    [
        (column, _TYPES.get(column, pa.timestamp("us", tz="UTC") if column.endswith("_at") else pa.string()))
        for column in COLUMNS
    ]
    + [("authors", pa.list_(_AUTHOR)), ("blocks", pa.list_(_BLOCK))]
)
_HEADING = (*COLUMNS, "authors")


def write_parquet(path: Path, rows: Iterator[Row]) -> None:
    """All columns with their types, authors and blocks as lists of records."""
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=SCHEMA))


def write_csv(out: TextIO, rows: Iterable[Row]) -> None:
    """RFC 4180 with a heading; lists separated by "; ", instants in UTC after ISO 8601, NULL as an empty cell."""
    writer = csv.writer(out)
    writer.writerow(_HEADING)
    for row in rows:
        writer.writerow([_cell(value) for value in _values(row)])


def write_xlsx(path: Path, rows: Iterable[Row], loss: Loss) -> None:
    """One sheet, or several if one is full. Texts are stored as texts, so that none is read as a formula."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(path), options)
    sheet, at = None, MAX_SHEET_ROWS
    for row in rows:
        if at >= MAX_SHEET_ROWS:
            sheet, at = book.add_worksheet(), 1
            sheet.write_row(0, 0, _HEADING)
            sheet.freeze_panes(1, 0)
        for column, value in enumerate(_values(row)):
            _write(sheet, at, column, value, loss)
        at += 1
    if sheet is None:
        book.add_worksheet().write_row(0, 0, _HEADING)
    book.close()


def _write(sheet: Any, at: int, column: int, value: object, loss: Loss) -> None:  # noqa: ANN401 - the library is untyped
    if value is None:
        return
    if isinstance(value, int) and not isinstance(value, bool):
        sheet.write_number(at, column, value)
        return
    text = _cell(value)
    if len(text) > MAX_CELL:
        loss.changed[f"{_HEADING[column]} cut to the {MAX_CELL} characters of a cell"] += 1
    sheet.write_string(at, column, text[:MAX_CELL])


def _values(row: Row) -> Iterator[object]:
    yield from (row[column] for column in COLUMNS)
    yield [author["name"] for author in row["authors"]]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
