"""The answer to a query as a file: Parquet, CSV or JSON lines, written beside its target and moved there when
complete."""

import csv
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TextIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from warehouse.errors import BadQuery
from warehouse.queries.query import Answer, query

SUFFIXES = (".parquet", ".csv", ".json", ".jsonl")
_ROWS_AT_ONCE = 10_000

Opened = Callable[[Path], DuckDBPyConnection]


def answer_file(home: Path, sql: str, path: Path, *, opened: Opened) -> int:
    """Write the answer in the form of the file's suffix, replacing the file; return the number of rows. Raises
    NoSnapshot, Unreadable, BadQuery, OSError; ValueError for another suffix."""
    if path.suffix not in SUFFIXES:
        raise ValueError(f"{path.name}: end the file's name with {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}")
    part = path.with_name(f".{path.name}.part")
    try:
        if path.suffix == ".parquet":
            count = _parquet(home, sql, part, opened)
        else:
            with part.open("w", encoding="utf-8", newline="") as out, query(home, sql, opened=opened) as answer:
                count = (csv_rows if path.suffix == ".csv" else json_rows)(out, answer)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def csv_rows(out: TextIO, answer: Answer) -> int:
    """Write the answer as CSV; return the number of rows."""
    writer = csv.writer(out)
    writer.writerow(answer.columns)
    count = 0
    for row in answer.rows:
        writer.writerow(row)
        count += 1
    return count


def json_rows(out: TextIO, answer: Answer) -> int:
    """Write the answer as JSON lines; return the number of rows."""
    count = 0
    for row in answer.rows:
        out.write(json.dumps(dict(zip(answer.columns, row, strict=True)), default=str, ensure_ascii=False) + "\n")
        count += 1
    return count


def _parquet(home: Path, sql: str, path: Path, opened: Opened) -> int:
    count = 0
    with closing(opened(home)) as con:
        try:
            con.execute(sql)
            if not con.description:
                raise BadQuery(sql, 'there is no query in it: try "FROM articles LIMIT 5"')
            reader: pa.RecordBatchReader = con.to_arrow_reader(_ROWS_AT_ONCE)
            with pq.ParquetWriter(path, reader.schema, compression="zstd") as writer:
                for batch in reader:
                    writer.write_batch(batch)
                    count += batch.num_rows
        except (duckdb.Error, pa.ArrowException, RuntimeError) as error:
            raise BadQuery(sql, str(error)) from error
    return count
