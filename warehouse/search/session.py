"""SQL with full-text search: `SELECT ... FROM search('flood AND mayor') JOIN articles USING (article_id)`."""

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.queries.query import open_any_snapshot
from warehouse.search.index import search


def open_searchable(home: Path) -> DuckDBPyConnection:
    """A read-only session on the newest snapshot with the table function `search(query)`; the caller closes it.

    `search` gives `article_id` and `score`, the best first. Raises NoSnapshot, Unreadable; a query that uses `search`
    fails with NotSearchable's text when there is no index.
    """
    con = open_any_snapshot(home)

    def hits(query: str) -> list[dict[str, object]]:
        return [{"article_id": hit.article_id, "score": hit.score} for hit in search(home, query)]

    kind = duckdb.struct_type({"article_id": duckdb.sqltypes.VARCHAR, "score": duckdb.sqltypes.DOUBLE})
    con.create_function("search_hits", hits, [duckdb.sqltypes.VARCHAR], duckdb.list_type(kind))
    con.execute(
        "CREATE TEMP MACRO search(query) AS TABLE "
        "FROM (SELECT unnest(search_hits(query), recursive := true)) ORDER BY score DESC"
    )
    return con
