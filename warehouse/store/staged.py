"""A staged batch: a folder of Parquet files, one per relation, written once and never changed.

Every row carries `document`, the position of its document in the batch.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.article_fields import ARTICLE_FIELDS, SqlType
from schemas.staged_document import StagedDocument

_TEXT, _INT, _TIME, _TRUTH = pa.string(), pa.int32(), pa.timestamp("us", tz="UTC"), pa.bool_()
_MARK = pa.uint64()
_SPAN = {"start_char": _INT, "end_char": _INT}
_ARROW: dict[SqlType, pa.DataType] = {
    "VARCHAR": _TEXT,
    "VARCHAR[]": pa.list_(_TEXT),
    "DATE": pa.date32(),
    "TIMESTAMPTZ": _TIME,
    "INTEGER": _INT,
}


def _schema(columns: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field("document", _INT), *(pa.field(name, kind) for name, kind in columns.items())])


STAGED: dict[str, pa.Schema] = {
    "documents": _schema(
        {
            **dict.fromkeys(["arrival_id", "drop_key", "capture_id", "container", "origin", "location"], _TEXT),
            "received_at": _TIME,
            "seen_at": _TIME,
            **dict.fromkeys(["media_type", "encoding"], _TEXT),
            "byte_size": pa.int64(),
            **dict.fromkeys(
                [
                    "archive_path",
                    "source_url",
                    "reading",
                    "reason",
                    "detail",
                    "reader_version",
                    "identity",
                    "text_hash",
                    "site",
                    "learned",
                ],
                _TEXT,
            ),
            **{field.column: _ARROW[field.sql_type] for field in ARTICLE_FIELDS},
            "annotated": _TEXT,
        }
    ),
    "authors": _schema({"position": _INT, "name": _TEXT, "kind": _TEXT}),
    "blocks": _schema({"position": _INT, "kind": _TEXT, "text": _TEXT, **_SPAN}),
    "media": _schema(
        {"position": _INT, **dict.fromkeys(["kind", "url", "caption", "credit", "alt_text"], _TEXT), "block": _INT}
    ),
    "links": _schema({"position": _INT, "url": _TEXT, "text": _TEXT, "block": _INT, "kind": _TEXT}),
    "page_lines": _schema({"line": _MARK, "place_mark": _MARK, "own": _TRUTH, "in_body": _TRUTH}),
    "evidence": _schema({"field": _TEXT, "value": _TEXT, "method": _TEXT, "locator": _TEXT, "chosen": _TRUTH}),
    "statements": _schema(
        {
            "position": _INT,
            "kind": _TEXT,
            "content": _TEXT,
            **_SPAN,
            "speaker": _TEXT,
            "speaker_text": _TEXT,
            "speaker_entity": _INT,
        }
        | {"role": _TEXT, "cue": _TEXT}
    ),
    "mentions": _schema({"position": _INT, "field": _TEXT, "surface": _TEXT, "label": _TEXT, **_SPAN, "entity": _INT}),
    "entities": _schema({"position": _INT, "label": _TEXT, "name": _TEXT, "aliases": pa.list_(_TEXT)}),
    "figures": _schema(
        {
            "position": _INT,
            "surface": _TEXT,
            "value": pa.float64(),
            "unit": _TEXT,
            "counted": _TEXT,
            "hedge": _TEXT,
            **_SPAN,
        }
    ),
    "citations": _schema({"position": _INT, "kind": _TEXT, "source": _TEXT, "title": _TEXT, "url": _TEXT, **_SPAN}),
    "wordings": _schema({**dict.fromkeys(["codes", "terms", "weights"], pa.binary()), "length": _INT}),
    "text_dates": _schema(
        {"position": _INT, "surface": _TEXT, "from_day": pa.date32(), "to_day": pa.date32(), **_SPAN}
    ),
}


def stage(folder: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """Write the batch's rows, by relation, into a new `folder`. Replaces an incomplete folder of an earlier attempt."""
    unfinished = folder.with_name(folder.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for relation, some in rows.items():
        table = pa.Table.from_pylist(list(some), schema=STAGED[relation])
        _write(table, unfinished / f"{relation}.parquet")
    unfinished.rename(folder)
    return folder


def gather(folder: Path, parts: Sequence[Path]) -> Path:
    """Combine several staged batches into one, with consecutive document numbers. The parts stay."""
    unfinished = folder.with_name(folder.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.mkdir(parents=True)
    counts = [pq.read_metadata(part / "documents.parquet").num_rows for part in parts]
    before = [0, *accumulate(counts)]
    for relation, schema in STAGED.items():
        tables = [
            _renumbered(pq.read_table(part / f"{relation}.parquet").cast(schema), first)
            for part, first in zip(parts, before, strict=False)
            if (part / f"{relation}.parquet").exists()
        ]
        if tables:
            _write(pa.concat_tables(tables), unfinished / f"{relation}.parquet")
    unfinished.rename(folder)
    return folder


def _renumbered(table: pa.Table, first: int) -> pa.Table:
    # Imported where several batches are gathered: it takes as long as reading a document does.
    import pyarrow.compute as pc

    numbers = pc.add(table.column("document"), pa.scalar(first, _INT))
    return table.set_column(0, table.schema.field(0), numbers)


def _write(table: pa.Table, file: Path) -> None:
    pq.write_table(table, file, compression="NONE", use_dictionary=False, write_statistics=False)


def staged_documents(folder: Path) -> list[StagedDocument]:
    """The documents of a staged batch, in order."""
    columns = [field.name for field in fields(StagedDocument)]
    table = pq.read_table(folder / "documents.parquet", columns=columns)
    return [StagedDocument(**row) for row in table.to_pylist()]
