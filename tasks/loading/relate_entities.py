"""Entities across articles: those of a stored batch get the ids under which other articles know them.

Runs inside the transaction that stores the batch.
"""

from duckdb import DuckDBPyConnection

from schemas.mention import Entity
from tasks.loading.obey_entities import obey_entities
from tasks.text.annotate.entity_resolution import Found, KnownKey, keys_of, resolve_across
from warehouse.store.entity_identity import batch_entities, known_keys, merge_entities, remember_keys, rename_entities
from warehouse.store.loader import BatchHeader


def relate_entities(con: DuckDBPyConnection, batch: BatchHeader) -> None:
    """Resolves the entities of the batch's articles against all known entities, and obeys entities.toml."""
    entities = batch_entities(con, batch.batch_id)
    if not entities:
        return
    found = [Found(e.article_id, Entity(label=e.label, name=e.name, aliases=e.aliases)) for e in entities]
    keys = sorted({key for one in found for key in keys_of(one)})
    resolution = resolve_across(found, [KnownKey(key=key, entity_id=entity) for key, entity in known_keys(con, keys)])
    rename_entities(con, entities, resolution.ids)
    merge_entities(con, resolution.merges)
    remember_keys(con, resolution.keys)
    obey_entities(con, batch.batch_id)
