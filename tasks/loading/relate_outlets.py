"""Assigns outlets to a batch's articles, and applies outlets.toml. Runs inside the caller's transaction."""

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from schemas.outlet import StatedOutlet
from tasks.text.compare.outlet_identity import OutletForm, outlet_form, outlet_ids, stated_id
from warehouse.store import outlets as store
from warehouse.store.loader import BatchHeader
from warehouse.store.outlets import Masthead


def relate_outlets(con: DuckDBPyConnection, batch: BatchHeader) -> None:
    """Give the batch's articles their outlets, and update articles whose outlet is now known better."""
    _note(con, store.batch_mastheads(con, batch.batch_id), store.stated_outlets(con))


def correct_outlets(con: DuckDBPyConnection, stated: Sequence[StatedOutlet]) -> None:
    """Apply outlets.toml to all articles, if it has changed, and give outlets to articles without one."""
    if store.state_outlets(con, [(stated_id(one), one) for one in stated]):
        _resolve(con, None, stated)
    _note(con, store.mastheads_without_outlet(con), stated)


def _note(con: DuckDBPyConnection, mastheads: Sequence[Masthead], stated: Sequence[StatedOutlet]) -> None:
    if not mastheads:
        return
    forms = [outlet_form(one.publication, one.address) for one in mastheads]
    store.write_forms(con, [(one.article_id, *form) for one, form in zip(mastheads, forms, strict=True)])
    _resolve(con, sorted({form.name_key for form in forms if form.name_key}), stated)


def _resolve(con: DuckDBPyConnection, keys: Sequence[str] | None, stated: Sequence[StatedOutlet]) -> None:
    """Resolve the outlets of the spellings with these name keys; None: of all."""
    known = store.known_forms(con, keys)
    sites: dict[str, set[str]] = {}
    for form in known:
        if form.name_key and form.host:
            sites.setdefault(form.name_key, set()).add(form.host)
    ids = outlet_ids([OutletForm(None, form.name_key, form.host) for form in known], sites, stated)
    pairs = zip(known, ids, strict=True)
    store.assign_outlets(con, [(form.name_key, form.host, now) for form, now in pairs if form.outlet_id != now])
