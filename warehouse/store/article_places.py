"""Stores the places of articles and their coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from warehouse.backend.rows import records, registered

_PLACES = pa.schema(
    {
        **dict.fromkeys(["article_id", "entity_id", "country"], pa.string()),
        **dict.fromkeys(["latitude", "longitude"], pa.float64()),
        "geonames_id": pa.int32(),
    }
)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as one article names it."""

    article_id: str
    entity_id: str
    name: str
    aliases: tuple[str, ...]


def places_of_batch(con: DuckDBPyConnection, batch_id: str) -> list[NamedPlace]:
    """The places that the batch's articles name."""
    sql = """
        SELECT article_id, entity_id, name, aliases FROM article_entities
        WHERE label = 'place' AND load_number = (SELECT load_number FROM batches WHERE batch_id = ?)
        ORDER BY article_id, entity_id
    """
    return records(con.execute(sql, [batch_id]), NamedPlace)


def places_not_located(con: DuckDBPyConnection) -> list[NamedPlace]:
    """The places of articles for which no place was looked up yet."""
    sql = """
        SELECT article_id, entity_id, name, aliases
        FROM article_entities ANTI JOIN article_places USING (article_id)
        WHERE label = 'place' ORDER BY article_id, entity_id
    """
    return records(con.execute(sql), NamedPlace)


def forget_places(con: DuckDBPyConnection, batch_id: str) -> None:
    """Delete the places of the articles that the batch wrote, because their texts are new."""
    con.execute(
        """
        DELETE FROM article_places WHERE article_id IN (
            SELECT article_id FROM versions
            WHERE newest AND load_number = (SELECT load_number FROM batches WHERE batch_id = ?)
        )
        """,
        [batch_id],
    )


def write_places(con: DuckDBPyConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Write the places of articles that have none yet."""
    with registered(con, located=pa.Table.from_pylist(list(rows), schema=_PLACES)):
        con.execute("INSERT INTO article_places BY NAME FROM located")
