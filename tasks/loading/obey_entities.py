"""Applies entities.toml: a person's statements about entities take precedence over what was found. Runs inside the
caller's transaction."""

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from schemas.mention import Entity
from schemas.outlet import StatedEntity
from tasks.text.annotate.entity_resolution import Found, KnownKey, keys_of, resolve_across
from tasks.text.compare.stated_identity import StatedIdentities, ids_of_file, stated_entity_id
from warehouse.store import entity_identity as store
from warehouse.store.entity_identity import ArticleEntity


def correct_entities(con: DuckDBPyConnection, stated: Sequence[StatedEntity]) -> None:
    """Apply the file to everything that is stored, if it has changed."""
    before = store.stated_entities(con)
    if not store.state_entities(con, [(stated_entity_id(one), one) for one in stated]):
        return
    _forget(con, sorted(ids_of_file(before)))
    _obey(con, stated, batch_id=None)


def obey_entities(con: DuckDBPyConnection, batch_id: str) -> None:
    """Apply the file to a batch, and to articles whose entities the batch showed to be the same as an entity of the
    file."""
    stated = store.stated_entities(con)
    if stated:
        _obey(con, stated, batch_id=batch_id)


def stated_names(con: DuckDBPyConnection) -> dict[str, set[str]]:
    """Ids of entities of the file by their names in lower case."""
    names: dict[str, set[str]] = {}
    for one in store.stated_entities(con):
        for form in (one.name, *one.forms):
            names.setdefault(form.casefold(), set()).add(stated_entity_id(one))
    return names


def _obey(con: DuckDBPyConnection, stated: Sequence[StatedEntity], *, batch_id: str | None) -> None:
    if not stated:
        return
    owners = _owners(con, stated)
    identities = StatedIdentities(stated, owners)
    forms = sorted({form.lower() for one in stated for form in (one.name, *one.forms)})
    rows = store.entities_called(con, sorted(owners), forms, batch_id)
    ids = [identities.of(row.label, (row.name, *row.aliases), row.entity_id) or row.entity_id for row in rows]
    store.rename_entities(con, rows, ids)


def _owners(con: DuckDBPyConnection, stated: Sequence[StatedEntity]) -> dict[str, str]:
    """The stated entity's id by the ids under which articles know its names. A name of two entities belongs to the
    first."""
    keys = {
        key: stated_entity_id(one)
        for one in reversed(stated)
        for form in (one.name, *one.forms)
        for key in keys_of(Found("", Entity(label=one.label, name=form, aliases=())))
        if not key.startswith(("office|", "person|office|"))
    }
    return {entity: keys[key] for key, entity in reversed(store.known_keys(con, sorted(keys)))}


def _forget(con: DuckDBPyConnection, ids: Sequence[str]) -> None:
    """Give the entities that the file named before the ids that they have without the file."""
    rows: list[ArticleEntity] = store.entities_of_ids(con, ids)
    found = [Found(e.article_id, Entity(label=e.label, name=e.name, aliases=e.aliases)) for e in rows]
    keys = sorted({key for one in found for key in keys_of(one)})
    known = [KnownKey(key=key, entity_id=entity) for key, entity in store.known_keys(con, keys)]
    resolution = resolve_across(found, known)
    store.rename_entities(con, rows, resolution.ids)
    store.merge_entities(con, resolution.merges)
    store.remember_keys(con, resolution.keys)
