"""Stores the outlets of articles."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.outlet import StatedOutlet
from warehouse.backend.rows import for_ids, named_rows, records, registered, text_table
from warehouse.store.comparison_results import sum_up_stories_of

_STATED = pa.schema(
    {
        **dict.fromkeys(["outlet_id", "name"], pa.string()),
        **dict.fromkeys(["aliases", "domains"], pa.list_(pa.string())),
        **dict.fromkeys(["country", "language", "kind"], pa.string()),
    }
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The statements of an article's newest version about its outlet."""

    article_id: str
    publication: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A spelling of an outlet in articles, and the outlet that it stands for."""

    name_key: str | None
    host: str | None
    outlet_id: str | None


def batch_mastheads(con: DuckDBPyConnection, batch_id: str) -> list[Masthead]:
    """The mastheads of the articles whose newest version the batch wrote."""
    sql = """
        SELECT article_id, publication, coalesce(canonical_url, url) AS address
        FROM versions WHERE newest AND load_number = (SELECT load_number FROM batches WHERE batch_id = ?)
        ORDER BY article_id
    """
    return records(con.execute(sql, [batch_id]), Masthead)


def mastheads_without_outlet(con: DuckDBPyConnection) -> list[Masthead]:
    """The mastheads of articles that were loaded by a release without outlets."""
    sql = """
        SELECT article_id, publication, coalesce(canonical_url, url) AS address
        FROM versions ANTI JOIN article_outlets USING (article_id) WHERE newest ORDER BY article_id
    """
    return records(con.execute(sql), Masthead)


def write_forms(con: DuckDBPyConnection, rows: Sequence[tuple[str, str | None, str | None, str | None]]) -> None:
    """Write article, name, name key and host; the outlet is not known yet."""
    for_ids(con, "DELETE FROM article_outlets WHERE article_id IN (FROM wanted_ids)", [row[0] for row in rows])
    with registered(con, forms=text_table(rows, "article_id", "name", "name_key", "host")):
        con.execute("INSERT INTO article_outlets BY NAME FROM forms")


def known_forms(con: DuckDBPyConnection, keys: Sequence[str] | None) -> list[KnownForm]:
    """The spellings with one of these name keys, and those without an outlet; None: all of them."""
    where = "" if keys is None else "WHERE outlet_id IS NULL OR name_key IN (FROM wanted_ids)"
    sql = f"SELECT DISTINCT name_key, host, outlet_id FROM article_outlets {where} ORDER BY ALL"  # noqa: S608
    return [KnownForm(**row) for row in for_ids(con, sql, keys or [])]


def assign_outlets(con: DuckDBPyConnection, changed: Sequence[tuple[str | None, str | None, str | None]]) -> None:
    """Give all articles of a spelling its outlet, and update their stories. `changed`: (name key, host, outlet)."""
    if not changed:
        return
    with registered(con, changed_forms=text_table(changed, "name_key", "host", "outlet_id")):
        # Queried first, because an UPDATE of a lake returns no rows.
        rows = con.execute(f"SELECT article_id FROM article_outlets, changed_forms c WHERE {_CHANGED}").fetchall()  # noqa: S608
        con.execute(f"UPDATE article_outlets SET outlet_id = c.outlet_id FROM changed_forms c WHERE {_CHANGED}")  # noqa: S608
    sum_up_stories_of(con, sorted({row[0] for row in rows}))


_CHANGED = """
    article_outlets.name_key IS NOT DISTINCT FROM c.name_key AND article_outlets.host IS NOT DISTINCT FROM c.host
    AND article_outlets.outlet_id IS DISTINCT FROM c.outlet_id
"""


def stated_outlets(con: DuckDBPyConnection) -> list[StatedOutlet]:
    """The last state of outlets.toml."""
    rows = named_rows(con.execute("SELECT * RENAME (outlet_id AS id) FROM stated_outlets ORDER BY outlet_id"))
    return [StatedOutlet(**row) for row in rows]


def state_outlets(con: DuckDBPyConnection, stated: Sequence[tuple[str, StatedOutlet]]) -> bool:
    """Write the state of outlets.toml, by outlet_id, if it has changed; return whether it has."""
    rows = [{"outlet_id": key} | one.model_dump(exclude={"id"}) for key, one in stated]
    before = list(named_rows(con.execute("FROM stated_outlets ORDER BY outlet_id")))
    if sorted(rows, key=lambda row: str(row["outlet_id"])) == before:
        return False
    con.execute("DELETE FROM stated_outlets")
    with registered(con, stated=pa.Table.from_pylist(rows, schema=_STATED)):
        con.execute("INSERT INTO stated_outlets BY NAME FROM stated")
    return True
