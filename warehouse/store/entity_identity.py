"""Assigns the ids across articles to the entities of new articles."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.mention import EntityLabel
from schemas.outlet import StatedEntity
from warehouse.backend.rows import for_ids, named_rows, records, registered, text_table

_HOLDERS = (
    ("article_entities", "entity_id"),
    ("mentions", "entity_id"),
    ("statements", "speaker_entity_id"),
    ("article_places", "entity_id"),
)
"""The columns that contain entity ids."""

_STATED = pa.schema(
    {
        **dict.fromkeys(["entity_id", "label", "name"], pa.string()),
        **dict.fromkeys(["forms", "apart"], pa.list_(pa.string())),
        "wikidata": pa.string(),
    }
)


@dataclass(frozen=True, slots=True)
class ArticleEntity:
    """An entity as one article names it."""

    article_id: str
    entity_id: str
    label: EntityLabel
    name: str
    aliases: tuple[str, ...]


def batch_entities(con: DuckDBPyConnection, batch_id: str) -> list[ArticleEntity]:
    """The entities of the articles that a batch wrote."""
    found = con.execute(
        """
        SELECT article_id, entity_id, label, name, aliases FROM article_entities
        WHERE load_number = (SELECT load_number FROM batches WHERE batch_id = ?)
        ORDER BY article_id, entity_id
        """,
        [batch_id],
    )
    return records(found, ArticleEntity)


def known_keys(con: DuckDBPyConnection, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Key and entity_id of the known keys among these."""
    sql = "SELECT DISTINCT key, entity_id FROM entity_keys WHERE key IN (FROM wanted_ids) ORDER BY ALL"
    return [(row["key"], row["entity_id"]) for row in for_ids(con, sql, keys)]


def entities_of_ids(con: DuckDBPyConnection, ids: Sequence[str]) -> list[ArticleEntity]:
    """All articles' entities with one of these ids."""
    sql = f"SELECT {_COLUMNS} FROM article_entities WHERE entity_id IN (FROM wanted_ids) ORDER BY ALL"  # noqa: S608
    return [ArticleEntity(**row) for row in for_ids(con, sql, ids)]


def entities_called(
    con: DuckDBPyConnection, ids: Sequence[str], forms: Sequence[str], batch_id: str | None
) -> list[ArticleEntity]:
    """The entities with one of these ids, in all articles, and those with one of these names, in lower case, in the
    articles of a batch; None: in all."""
    sql = f"""
        WITH forms AS (SELECT unnest($forms::VARCHAR[]) AS form)
        SELECT {_COLUMNS} FROM article_entities e
        WHERE entity_id IN (FROM wanted_ids) OR (
            ($batch IS NULL OR load_number = (SELECT load_number FROM batches WHERE batch_id = $batch))
            AND (
                lower(name) IN (FROM forms)
                OR len(aliases) > 0 AND list_has_any(list_transform(aliases, lambda one: lower(one)), $forms::VARCHAR[])
            )
        )
        ORDER BY ALL
    """  # noqa: S608 - names of our own
    return [ArticleEntity(**row) for row in for_ids(con, sql, ids, {"forms": list(forms), "batch": batch_id})]


_COLUMNS = "article_id, entity_id, label, name, aliases"


def stated_entities(con: DuckDBPyConnection) -> list[StatedEntity]:
    """The last state of entities.toml."""
    sql = 'SELECT label, name, forms, apart AS "not", wikidata FROM stated_entities ORDER BY entity_id'
    return [StatedEntity(**row) for row in named_rows(con.execute(sql))]


def state_entities(con: DuckDBPyConnection, stated: Sequence[tuple[str, StatedEntity]]) -> bool:
    """Write the state of entities.toml, by entity_id, if it has changed; return whether it has."""
    rows = [
        {
            "entity_id": key,
            "label": one.label,
            "name": one.name,
            "forms": one.forms,
            "apart": one.not_,
            "wikidata": one.wikidata,
        }
        for key, one in stated
    ]
    before = list(named_rows(con.execute("FROM stated_entities ORDER BY entity_id")))
    if sorted(rows, key=lambda row: str(row["entity_id"])) == before:
        return False
    con.execute("DELETE FROM stated_entities")
    with registered(con, stated=pa.Table.from_pylist(rows, schema=_STATED)):
        con.execute("INSERT INTO stated_entities BY NAME FROM stated")
    return True


def rename_entities(con: DuckDBPyConnection, entities: Sequence[ArticleEntity], ids: Sequence[str]) -> None:
    """Give each of these entities its id across articles; entities that become one within an article become one row."""
    renamed = [(e.article_id, e.entity_id, new) for e, new in zip(entities, ids, strict=True) if e.entity_id != new]
    with registered(con, renamed=text_table(renamed, "article_id", "old", "new")):
        for relation, column in _HOLDERS:
            con.execute(
                f"UPDATE {relation} SET {column} = r.new FROM renamed r "  # noqa: S608 - names of our own
                f"WHERE {relation}.article_id = r.article_id AND {relation}.{column} = r.old"
            )
    _unite(con, sorted({article for article, _, _ in renamed}))


def merge_entities(con: DuckDBPyConnection, merges: Sequence[tuple[str, str]]) -> None:
    """Merge entities that were thought different, in every article: (old id, new id)."""
    if not merges:
        return
    with registered(con, merged=text_table(merges, "old", "new")):
        for relation, column in (*_HOLDERS, ("entity_keys", "entity_id")):
            con.execute(
                f"UPDATE {relation} SET {column} = m.new FROM merged m WHERE {relation}.{column} = m.old"  # noqa: S608
            )
        sql = "SELECT DISTINCT article_id FROM article_entities WHERE entity_id IN (SELECT new FROM merged)"
        articles = [row[0] for row in con.execute(sql).fetchall()]
    _unite(con, articles)


def remember_keys(con: DuckDBPyConnection, keys: Sequence[tuple[str, str]]) -> None:
    """Store (key, entity_id) for later articles."""
    with registered(con, fresh=text_table(keys, "key", "entity_id")):
        con.execute("INSERT INTO entity_keys BY NAME SELECT DISTINCT key, entity_id FROM fresh EXCEPT FROM entity_keys")


def _unite(con: DuckDBPyConnection, articles: Sequence[str]) -> None:
    """Merge the rows of an entity that an article has twice: its longest name, and all its forms."""
    for_ids(
        con,
        """
        CREATE OR REPLACE TEMP TABLE twice AS
        SELECT article_id, entity_id, any_value(label) AS label, arg_max(name, (length(name), name)) AS name,
            list_concat(list(name), flatten(list(aliases))) AS forms, any_value(load_number) AS load_number
        FROM article_entities WHERE article_id IN (FROM wanted_ids)
        GROUP BY article_id, entity_id HAVING count(*) > 1
        """,
        articles,
    )
    con.execute(
        """
        DELETE FROM article_entities
        WHERE (article_id, entity_id) IN (SELECT (article_id, entity_id) FROM twice);
        INSERT INTO article_entities BY NAME
        SELECT article_id, entity_id, label, name,
            list_sort(list_filter(list_distinct(forms), lambda form: form <> name)) AS aliases, load_number
        FROM twice;
        DROP TABLE twice
        """
    )
