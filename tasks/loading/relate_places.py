"""Locates places of articles. Runs inside the caller's transaction, after entities are resolved."""

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from tasks.loading.gazetteer import geonames
from tasks.text.compare.place_location import locate
from warehouse.store import article_places as store
from warehouse.store.article_places import NamedPlace
from warehouse.store.loader import BatchHeader


def relate_places(con: DuckDBPyConnection, batch: BatchHeader) -> None:
    """Locates the places of the batch's articles."""
    store.forget_places(con, batch.batch_id)
    _locate(con, store.places_of_batch(con, batch.batch_id))


def correct_places(con: DuckDBPyConnection) -> None:
    """Locates what has never been looked up: the places of articles that an older release stored."""
    _locate(con, store.places_not_located(con))


def _locate(con: DuckDBPyConnection, named: Sequence[NamedPlace]) -> None:
    if not named:
        return
    articles: dict[str, dict[str, tuple[str, ...]]] = {}
    for one in named:
        articles.setdefault(one.article_id, {})[one.entity_id] = (one.name, *one.aliases)
    located = {article: locate(places, geonames()) for article, places in articles.items()}
    store.write_places(
        con,
        [
            {
                "article_id": article,
                "entity_id": entity,
                "country": spot.country if spot else None,
                "latitude": spot.latitude if spot else None,
                "longitude": spot.longitude if spot else None,
                "geonames_id": spot.geonames_id if spot else None,
            }
            for article, places in articles.items()
            for entity, spot in ((entity, located[article].get(entity)) for entity in places)
        ],
    )
