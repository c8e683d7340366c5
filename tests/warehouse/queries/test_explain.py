"""Where a field came from: by every name an article is known by."""

from contextlib import closing
from pathlib import Path

import pytest

from schemas.arrival import Decision, Outcome
from tests.staged_batch import a_document, an_article, article_id, header, open_with_run, stage_documents, to_article
from warehouse.backend.snapshot import publish
from warehouse.errors import NoSuchArticle, SeveralArticles
from warehouse.queries.explain import Candidate, explain
from warehouse.store.loader import store

URL = "https://vellmouth-echo.example/bridge?utm_source=x"
BRIDGE, FERRY = article_id("bridge"), article_id("ferry")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    bridge = an_article(
        "bridge", url=URL, canonical_url="https://vellmouth-echo.example/bridge", location="/a/bridge.html"
    )
    bridge["evidence"].append(
        {"field": "encoding", "value": "utf-8", "method": "bytes", "locator": "detected", "chosen": True}
    )
    documents = [
        bridge,
        an_article("ferry", location="/a/notes.jsonl#2"),
        an_article("index", location="/b/bridge.html"),
        a_document("front", reading="rejected", reason="index_page", location="/a/front.html"),
        a_document("front", arrival_id="again", reading="unread", location="/c/front.html"),
    ]
    decisions = [
        to_article(0, Outcome.LOADED, "bridge"),
        to_article(1, Outcome.LOADED, "ferry"),
        to_article(2, Outcome.LOADED, "index"),
        Decision(document=3, outcome=Outcome.REJECTED, reason="index_page", detail="a list of 40 links"),
        Decision(document=4, outcome=Outcome.DUPLICATE, reason="same_bytes"),
    ]
    with closing(open_with_run(home)) as con:
        store(con, stage_documents(home / "b1", documents), decisions, header("b1"))
        publish(home, force=True, con=con)
    return home


def test_each_field_has_its_value_and_what_was_on_offer(home: Path) -> None:
    explanation = explain(home, BRIDGE)
    fields = {field.field: field for field in explanation.fields}
    assert (explanation.article_id, explanation.version_id) == (BRIDGE, f"{BRIDGE}-1")
    assert fields["headline"].value == "Headline of bridge"
    assert fields["headline"].candidates == (
        Candidate("Headline of bridge", "element", "h1", chosen=True),
        Candidate("Echo", "meta", "og:title", chosen=False),
    )
    assert (fields["byline"].value, fields["byline"].candidates) == (None, ())
    assert [candidate.value for candidate in fields["encoding"].candidates] == ["utf-8"]


@pytest.mark.parametrize(
    ("name", "article"),
    [
        (BRIDGE[:6], BRIDGE),
        (f"{BRIDGE}-1", BRIDGE),
        (URL, BRIDGE),
        ("https://vellmouth-echo.example/bridge", BRIDGE),
        ("/a/bridge.html", BRIDGE),
        ("a/bridge.html", BRIDGE),
        ("notes.jsonl#2", FERRY),
    ],
)
def test_an_article_is_found_by_any_of_its_names(home: Path, name: str, article: str) -> None:
    assert explain(home, name).article_id == article


@pytest.mark.parametrize("name", ["", "%", "ridge.html", "x' OR true --", BRIDGE[:3], "0000000", "nothing\0"])
def test_a_name_that_nothing_has(home: Path, name: str) -> None:
    with pytest.raises(NoSuchArticle, match="give its article_id"):
        explain(home, name)


def test_a_name_that_several_have_is_told_with_them(home: Path) -> None:
    with pytest.raises(SeveralArticles, match=r"2 articles are known as bridge.html") as caught:
        explain(home, "bridge.html")
    assert BRIDGE in caught.value.article_ids


def test_a_document_that_was_refused_is_told_with_its_reason(home: Path) -> None:
    with pytest.raises(
        NoSuchArticle, match=r"front.html is no article, it was rejected: index_page: a list of 40 links"
    ):
        explain(home, "front.html")
