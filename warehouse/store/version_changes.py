"""Consecutive versions of articles, and what changed between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.version_change import Edition, VersionChange
from warehouse.backend.rows import arrow_table, for_ids, named_rows, registered


@dataclass(frozen=True, slots=True)
class Succession:
    """Two consecutive versions of an article."""

    article_id: str
    from_number: int
    to_number: int
    before: Edition
    after: Edition


def successions(con: DuckDBPyConnection, batch_id: str) -> list[Succession]:
    """Each version that the batch wrote, with the previous version, and with the next one if that is already known."""
    pairs = list(named_rows(con.execute(_PAIRS, {"batch": batch_id})))
    editions = _editions(con, sorted({pair[place] for pair in pairs for place in ("before", "after")}))
    return [
        Succession(**(pair | {"before": editions[pair["before"]], "after": editions[pair["after"]]})) for pair in pairs
    ]


_PAIRS = """
WITH batch AS (
    SELECT load_number FROM batches WHERE batch_id = $batch
), known AS (
    SELECT rowid AS place, article_id, number, load_number IN (FROM batch) AS written FROM versions
    WHERE article_id IN (SELECT article_id FROM versions WHERE load_number IN (FROM batch))
)
SELECT a.article_id, a.number AS from_number, b.number AS to_number, a.place AS before, b.place AS after
FROM known a JOIN known b ON b.article_id = a.article_id AND b.number = a.number + 1
WHERE a.written OR b.written
ORDER BY a.article_id, a.number
"""


def _editions(con: DuckDBPyConnection, places: Sequence[int]) -> dict[int, Edition]:
    """The texts of rows by rowid, so that no other article's text is read."""
    if not places:
        return {}
    sql = """
        SELECT rowid AS place, headline, dek, byline, published_on, body FROM versions
        WHERE rowid IN (FROM wanted_ids)
    """
    return {row.pop("place"): Edition(**row) for row in for_ids(con, sql, places)}


_CHANGES = pa.schema(
    {
        "article_id": pa.string(),
        **dict.fromkeys(["from_number", "to_number", "position"], pa.int32()),
        **dict.fromkeys(["field", "kind", "before", "after"], pa.string()),
        **dict.fromkeys(["number_changed", "quotation_changed"], pa.bool_()),
    }
)


def write_version_changes(con: DuckDBPyConnection, found: Sequence[tuple[Succession, Sequence[VersionChange]]]) -> None:
    """Replace the stored changes of these pairs."""
    if not found:
        return
    keys = [(step.article_id, step.to_number) for step, _ in found]
    with registered(con, steps=arrow_table(keys, article_id=pa.string(), to_number=pa.int32())):
        con.execute("DELETE FROM version_changes WHERE (article_id, to_number) IN (FROM steps)")
    rows = [
        {
            "article_id": step.article_id,
            "from_number": step.from_number,
            "to_number": step.to_number,
            "position": position,
            **change.model_dump(),
        }
        for step, changes in found
        for position, change in enumerate(changes)
    ]
    with registered(con, changes=pa.Table.from_pylist(rows, schema=_CHANGES)):
        con.execute("INSERT INTO version_changes BY NAME FROM changes")
