"""Clips what a batch brought for watches. Runs inside the transaction that stores the batch, after everything else."""

from collections.abc import Iterator, Sequence
from typing import get_args

from duckdb import DuckDBPyConnection

from schemas.mention import Entity, EntityLabel
from schemas.watch import Watch
from tasks.loading.obey_entities import stated_names
from tasks.text.annotate.entity_resolution import Found, keys_of
from tasks.text.compare.outlet_identity import name_key
from warehouse.queries.article_terms import batch_terms
from warehouse.store.entity_identity import known_keys
from warehouse.store.loader import BatchHeader
from warehouse.watching import clippings
from warehouse.watching.clippings import Arrived, Clipping
from warehouse.watching.percolation import percolate


def relate_watches(con: DuckDBPyConnection, batch: BatchHeader) -> None:
    """Clip what the watches match. Nothing is clipped twice, and nothing that was only read again."""
    watches = clippings.stated_watches(con)
    if not watches:
        return
    brought = clippings.arrived(con, batch.batch_id)
    found = list(_matches(con, watches, brought, batch))
    clippings.write_clippings(con, found, batch.batch_id, batch.stored_at)
    thresholds = {one.name: one.threshold for one in watches if one.threshold}
    more = list(clippings.grown(con, [one.article_id for one in brought], thresholds))
    clippings.write_clippings(con, more, batch.batch_id, batch.stored_at)


def _matches(
    con: DuckDBPyConnection, watches: Sequence[Watch], brought: Sequence[Arrived], batch: BatchHeader
) -> Iterator[Clipping]:
    by_id = {one.article_id: one for one in brought}
    terms = [one for one in batch_terms(con, batch.batch_id) if one.article_id in by_id]
    worded = percolate(terms, {one.name: one.query for one in watches if one.query})
    entities = _entity_ids(con, watches)
    naming: dict[str, set[str]] = {}
    for one in brought:
        for entity in one.entities:
            naming.setdefault(entity, set()).add(one.article_id)
    for watch in watches:
        wanted = set(by_id) if watch.query is None else worded.get(watch.name, set())
        asked = entities.get(watch.name, {})
        if watch.entities:
            wanted = wanted & {article for entity in asked for article in naming.get(entity, ())}
        for article in sorted(wanted):
            if _fits(watch, by_id[article]):
                yield _clipping(watch, by_id[article], asked)


def _clipping(watch: Watch, article: Arrived, asked: dict[str, str]) -> Clipping:
    """A clipping. `asked`: the watch's names for its entities, by id."""
    speaks = any(entity in asked for entity in article.speakers)
    kind = "version" if article.known_before else "quoted" if speaks else "new"
    said = [f"query: {watch.query}"] if watch.query else []
    said += [f"named: {name}" for name in sorted({asked[one] for one in article.entities if one in asked})]
    said += [f"outlet: {article.outlet_id}"] if watch.outlets else []
    return Clipping(
        watch.name, article.article_id, article.version_id, "; ".join(said), kind, article.embargoed_until,
        watch.threshold is not None,
    )  # fmt: skip


def _fits(watch: Watch, article: Arrived) -> bool:
    """Whether the article's outlet and language are among those of the watch."""
    language = (article.language or "").lower()
    if watch.languages and not any(f"{language}-".startswith(f"{one.lower()}-") for one in watch.languages):
        return False
    return not watch.outlets or any(_is_of(article, outlet) for outlet in watch.outlets)


def _is_of(article: Arrived, outlet: str) -> bool:
    host, key = (article.host or "").lower(), name_key(outlet)
    plain = outlet.lower().removeprefix("www.")
    return (
        article.outlet_id in (outlet, plain)
        or f".{host}".endswith(f".{plain}")
        or (key is not None and key in (article.outlet_key, name_key(article.outlet_id or "")))
    )


def _entity_ids(con: DuckDBPyConnection, watches: Sequence[Watch]) -> dict[str, dict[str, str]]:
    """For each watch, the ids of the entities that it names, with its name for each. An id is its own name."""
    labels: tuple[EntityLabel, ...] = get_args(EntityLabel)
    names = sorted({name for watch in watches for name in watch.entities})
    keys = {
        name: {key for label in labels for key in keys_of(Found("", Entity(label=label, name=name, aliases=())))}
        for name in names
    }
    known: dict[str, set[str]] = {}
    for key, entity in known_keys(con, sorted({key for some in keys.values() for key in some})):
        known.setdefault(key, set()).add(entity)
    stated = stated_names(con)
    ids = {
        name: {name, *stated.get(name.casefold(), ()), *(one for key in keys[name] for one in known.get(key, ()))}
        for name in names
    }
    return {watch.name: {one: name for name in watch.entities for one in ids[name]} for watch in watches}
