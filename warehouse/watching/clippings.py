"""Stores clippings in the transaction of the batch that brought them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.watch import Watch
from warehouse.backend.rows import for_ids, named_rows, records, registered

_WATCHES = pa.schema(
    {
        **dict.fromkeys(["name", "query"], pa.string()),
        **dict.fromkeys(["entities", "outlets", "languages"], pa.list_(pa.string())),
        "threshold": pa.int32(),
    }
)
_CLIPPINGS = pa.schema(
    {
        **dict.fromkeys(["watch", "article_id", "version_id"], pa.string()),
        "matched_at": pa.timestamp("us", tz="UTC"),
        **dict.fromkeys(["matched", "kind"], pa.string()),
        "tell_after": pa.timestamp("us", tz="UTC"),
        "quiet": pa.bool_(),
        "story_id": pa.string(),
        "outlet_count": pa.int32(),
        "load_number": pa.int64(),
    }
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A version that a batch brought, with the fields that watches check."""

    article_id: str
    version_id: str
    known_before: bool
    """Whether an earlier version of the article could already be announced."""
    language: str | None
    embargoed_until: datetime | None
    outlet_id: str | None
    outlet_key: str | None
    """The printed name of its outlet, in its comparable form."""
    host: str | None
    entities: tuple[str, ...]
    """Ids of the entities that it names."""
    speakers: tuple[str, ...]
    """Ids of the entities that it quotes."""


@dataclass(frozen=True, slots=True)
class Clipping:
    """A match of a watch."""

    watch: str
    article_id: str
    version_id: str
    matched: str
    kind: str
    tell_after: datetime | None
    quiet: bool
    story_id: str | None = None
    outlet_count: int | None = None


def state_watches(con: DuckDBPyConnection, stated: Sequence[Watch]) -> None:
    """Write the state of watches.toml."""
    con.execute("DELETE FROM watches")
    rows = [one.model_dump() for one in stated]
    with registered(con, stated=pa.Table.from_pylist(rows, schema=_WATCHES)):
        con.execute("INSERT INTO watches BY NAME FROM stated")


def stated_watches(con: DuckDBPyConnection) -> list[Watch]:
    """The last state of watches.toml."""
    return [Watch(**row) for row in named_rows(con.execute("FROM watches ORDER BY name"))]


def arrived(con: DuckDBPyConnection, batch_id: str) -> list[Arrived]:
    """The newest versions of a batch that may be announced: without versions that were only read again, were withdrawn
    or are withheld."""
    rows = con.execute(_ARRIVED, {"batch": batch_id})
    return records(rows, Arrived)


_ARRIVED = """
WITH batch AS (SELECT load_number FROM batches WHERE batch_id = $batch),
brought AS (
    SELECT article_id, version_id, number, language, embargoed_until FROM versions
    WHERE load_number IN (FROM batch) AND newest AND coalesce(editorial_status, 'usable') = 'usable'
        AND NOT EXISTS (
            FROM readings r WHERE r.version_id = versions.version_id AND r.load_number < versions.load_number
        )
),
before AS (
    SELECT DISTINCT v.article_id FROM versions v
    JOIN (FROM brought WHERE number > 1) b ON b.article_id = v.article_id AND v.number < b.number
    WHERE coalesce(v.editorial_status, 'usable') = 'usable'
),
named AS (
    SELECT article_id, list(DISTINCT entity_id ORDER BY entity_id) AS entities
    FROM article_entities WHERE load_number IN (FROM batch) GROUP BY article_id
),
spoken AS (
    SELECT article_id, list(DISTINCT speaker_entity_id ORDER BY speaker_entity_id) AS speakers FROM statements
    WHERE load_number IN (FROM batch) AND kind <> 'topic' AND speaker_entity_id IS NOT NULL GROUP BY article_id
)
SELECT
    b.article_id, b.version_id, p.article_id IS NOT NULL AS known_before, b.language, b.embargoed_until,
    o.outlet_id, o.name_key AS outlet_key, o.host,
    coalesce(n.entities, []) AS entities, coalesce(s.speakers, []) AS speakers
FROM brought b
LEFT JOIN before p ON p.article_id = b.article_id
LEFT JOIN article_outlets o ON o.article_id = b.article_id
LEFT JOIN named n ON n.article_id = b.article_id
LEFT JOIN spoken s ON s.article_id = b.article_id
ORDER BY b.article_id
"""


def write_clippings(con: DuckDBPyConnection, found: Sequence[Clipping], batch_id: str, at: datetime) -> None:
    """Write the new clippings: a version is clipped once per watch, even if a step is repeated."""
    row = con.execute("SELECT load_number FROM batches WHERE batch_id = ?", [batch_id]).fetchall()
    rows = [
        {name: getattr(one, name) for name in Clipping.__slots__} | {"matched_at": at, "load_number": row[0][0]}
        for one in found
    ]
    with registered(con, fresh_clippings=pa.Table.from_pylist(rows, schema=_CLIPPINGS)):
        con.execute(
            """
            INSERT INTO clippings BY NAME SELECT f.* FROM fresh_clippings f
            WHERE NOT EXISTS (
                FROM clippings c WHERE c.watch = f.watch AND c.version_id = f.version_id
                    AND (c.kind = 'story_grew') = (f.kind = 'story_grew')
                    AND c.story_id IS NOT DISTINCT FROM f.story_id
                    AND c.outlet_count IS NOT DISTINCT FROM f.outlet_count
            )
            """
        )


def clipped_by(con: DuckDBPyConnection, load_number: int, now: datetime) -> list[tuple[str, int]]:
    """The watches with new clippings of a load, each with the number that may be announced now."""
    sql = """
        SELECT watch, count(*) FROM clippings
        WHERE load_number = $load AND NOT quiet AND coalesce(tell_after, $now::TIMESTAMPTZ) <= $now::TIMESTAMPTZ
        GROUP BY watch ORDER BY watch
    """
    return [(str(watch), int(count)) for watch, count in con.execute(sql, {"load": load_number, "now": now}).fetchall()]


def grown(con: DuckDBPyConnection, touched: Sequence[str], thresholds: Mapping[str, int]) -> Iterator[Clipping]:
    """Stories of these articles with clippings for a watch with a threshold, which they have reached, or twice the
    number announced last."""
    if not touched or not thresholds:
        return
    for row in for_ids(con, _GROWN, touched, {"names": list(thresholds)}):
        needed = max(thresholds[row["watch"]], 2 * (row["told"] or 0))
        if row["outlet_count"] >= needed:
            said = f"{row['outlet_count']} outlets report: {row['headline'] or 'no headline'}"
            yield Clipping(
                row["watch"], row["article_id"], row["version_id"], said, "story_grew", row["tell_after"], False,
                row["story_id"], row["outlet_count"],
            )  # fmt: skip


_GROWN = """
WITH touched AS (
    SELECT DISTINCT story_id FROM story_articles WHERE article_id IN (FROM wanted_ids)
),
held AS (
    SELECT c.watch, s.story_id, arg_max(struct_pack(c.article_id, c.version_id, c.tell_after), c.load_number) AS last
    FROM clippings c JOIN story_articles s ON s.article_id = c.article_id
    WHERE c.watch IN (SELECT unnest($names::VARCHAR[])) AND c.kind <> 'story_grew' AND s.story_id IN (FROM touched)
    GROUP BY ALL
),
told AS (
    SELECT watch, story_id, max(outlet_count) AS told FROM clippings WHERE kind = 'story_grew' GROUP BY ALL
)
SELECT h.watch, h.story_id, h.last.article_id AS article_id, h.last.version_id AS version_id,
    h.last.tell_after AS tell_after, s.outlet_count, s.headline, t.told
FROM held h JOIN stories s ON s.story_id = h.story_id
LEFT JOIN told t ON t.watch = h.watch AND t.story_id = h.story_id
ORDER BY h.watch, h.story_id
"""
