"""Binary tables: Parquet and Excel's XLSX. One row is one document, as in `tables`."""

import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, load_workbook

from tasks.text.containers.item import Item
from tasks.text.containers.streams import DamagedContainer, not_a_bomb
from tasks.text.containers.tables import ROW_FORM, row_bytes, unknown_layout
from tasks.text.conventions.field_names import is_known_layout

_ROWS = 64
"""Rows of a Parquet file held in memory at a time."""
_ABOVE = 15
"""Lines that an export may print above its column names."""


def split_parquet(source: BinaryIO) -> Iterator[Item]:
    """The rows, numbered from 1. Raises RefusedContainer."""
    try:
        file = pq.ParquetFile(source)
        names = tuple(file.schema_arrow.names)
        if not is_known_layout(names):
            raise unknown_layout(names)
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                number += 1
                yield Item(number=number, data=row_bytes(names, [row[name] for name in names]), form=ROW_FORM)
    except (pa.ArrowException, OSError) as error:
        raise DamagedContainer(f"a Parquet file that is damaged: {error}"[:500]) from error


def split_xlsx(source: BinaryIO) -> Iterator[Item]:
    """The rows of all sheets with known columns, numbered from 1. Raises RefusedContainer."""
    try:
        with zipfile.ZipFile(source) as archive:
            sizes = [(info.file_size, info.compress_size) for info in archive.infolist()]
        not_a_bomb(sum(size for size, _ in sizes), sum(packed for _, packed in sizes))
        source.seek(0)
        workbook = load_workbook(source)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise DamagedContainer(f"a workbook that is damaged: {error}"[:500]) from error
    number = 0
    seen: tuple[str, ...] = ()
    for name in workbook.sheet_names:
        rows = iter(workbook.get_sheet_by_name(name).iter_rows())
        columns, first = _columns(rows)
        seen = seen or first
        for row in rows if columns else ():
            if any(cell not in (None, "") for cell in row):
                number += 1
                yield Item(number=number, data=row_bytes(columns, row), form=ROW_FORM)
    if not number:
        raise unknown_layout(seen)


def _columns(rows: Iterator[Sequence[object]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The column names of a sheet (empty if they are unknown), and the names in its first line."""
    first: tuple[str, ...] = ()
    for _ in range(_ABOVE):
        row = next(rows, None)
        if row is None:
            break
        names = tuple(str(cell).strip() for cell in row)
        first = first or tuple(name for name in names if name)
        if is_known_layout(names):
            return names, first
    return (), first
