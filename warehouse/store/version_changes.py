"""Versions that follow one another, and what changed between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.version_change import Edition, VersionChange
from warehouse.store.comparison_candidates import arrow_table, registered


@dataclass(frozen=True, slots=True)
class Succession:
    """Two versions of an article, one after the other."""

    article_id: str
    from_number: int
    to_number: int
    before: Edition
    after: Edition


def successions(con: DuckDBPyConnection, batch_id: str) -> list[Succession]:
    """Each version the batch wrote with the one before it, and with the one after it if that is known already."""
    pairs = con.execute(_PAIRS, {"batch": batch_id}).fetchall()
    editions = _editions(con, sorted({place for pair in pairs for place in pair[3:]}))
    return [
        Succession(article, one, other, editions[before], editions[after])
        for article, one, other, before, after in pairs
    ]


_PAIRS = """
WITH batch AS (
    SELECT load_number FROM batches WHERE batch_id = $batch
), known AS (
    SELECT rowid AS place, article_id, number, load_number IN (FROM batch) AS written FROM versions
    WHERE article_id IN (SELECT article_id FROM versions WHERE load_number IN (FROM batch))
)
SELECT a.article_id, a.number, b.number, a.place, b.place
FROM known a JOIN known b ON b.article_id = a.article_id AND b.number = a.number + 1
WHERE a.written OR b.written
ORDER BY a.article_id, a.number
"""


def _editions(con: DuckDBPyConnection, places: Sequence[int]) -> dict[int, Edition]:
    """Texts by their rows' places: so no other article's text is read."""
    if not places:
        return {}
    rows = con.execute(
        """
        SELECT rowid, headline, dek, byline, published_on, body FROM versions
        WHERE rowid IN (SELECT unnest($places::BIGINT[]))
        """,
        {"places": list(places)},
    ).fetchall()
    return {row[0]: Edition(*row[1:]) for row in rows}


def write_version_changes(con: DuckDBPyConnection, found: Sequence[tuple[Succession, Sequence[VersionChange]]]) -> None:
    """Replaces what was known of these successions."""
    if not found:
        return
    keys = [(step.article_id, step.to_number) for step, _ in found]
    with registered(con, steps=arrow_table(keys, article_id=pa.string(), to_number=pa.int32())):
        con.execute("DELETE FROM version_changes WHERE (article_id, to_number) IN (FROM steps)")
    rows = [
        (step.article_id, step.from_number, step.to_number, position, *change.model_dump().values())
        for step, changes in found
        for position, change in enumerate(changes)
    ]
    texts, numbers = dict.fromkeys(["field", "kind", "before", "after"], pa.string()), pa.int32()
    columns = {"article_id": pa.string(), "from_number": numbers, "to_number": numbers, "position": numbers, **texts}
    marks = {"number_changed": pa.bool_(), "quotation_changed": pa.bool_()}
    with registered(con, changes=arrow_table(rows, **columns, **marks)):
        con.execute("INSERT INTO version_changes BY NAME FROM changes")
