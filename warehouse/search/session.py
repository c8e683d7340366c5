"""SQL with full-text search: `SELECT ... FROM search('flood AND mayor') JOIN articles USING (article_id)`."""

from array import array
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection
from duckdb.func import PythonUDFType
from duckdb.sqltypes import BIGINT, DOUBLE, VARCHAR

from warehouse.queries.query import open_any_snapshot
from warehouse.search.index import Hits, search

MOST = 10_000
"""Articles that `search(query)` returns without `most`: the best ones."""


def open_searchable(home: Path) -> DuckDBPyConnection:
    """A read-only session on the newest snapshot with full-text search; the caller closes it.

    `search(query)` returns `article_id` and `score` of the `MOST` best articles, the best first; `search(query, most :=
    50)` returns that many. `search_total(query)` returns the number of all matches. Raises NoSnapshot, Unreadable;
    without an index, a query that searches fails with the text of NotSearchable.
    """
    con = open_any_snapshot(home)

    def hits(queries: pa.ChunkedArray, most: pa.ChunkedArray) -> pa.Array:
        asked = zip(queries.to_pylist(), most.to_pylist(), strict=True)
        return _lists([search(home, query, limit=limit) for query, limit in asked])

    def total(query: str) -> int:
        return search(home, query, limit=1).total

    kind = duckdb.list_type(duckdb.struct_type({"article_id": VARCHAR, "score": DOUBLE}))
    con.create_function("search_hits", hits, [VARCHAR, BIGINT], kind, type=PythonUDFType.ARROW)
    con.create_function("search_total", total, [VARCHAR], BIGINT)
    con.execute(
        f"CREATE TEMP MACRO search(query, most := {MOST}) AS TABLE "
        "FROM (SELECT unnest(search_hits(query, most::BIGINT), recursive := true)) ORDER BY score DESC"
    )
    return con


def _lists(found: list[Hits]) -> pa.Array:
    """Each search's hits as a list of records, built without an object per hit."""
    count = sum(len(one.scores) for one in found)
    starts = array("i", range(0, 32 * count + 1, 32))
    letters = "".join(one.ids for one in found).encode("ascii")
    ids = pa.StringArray.from_buffers(count, pa.py_buffer(starts), pa.py_buffer(letters))
    scores = pa.array([score for one in found for score in one.scores], pa.float64())
    ends = [0]
    for one in found:
        ends.append(ends[-1] + len(one.scores))
    records = pa.StructArray.from_arrays([ids, scores], ["article_id", "score"])
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), records)
