"""What the warehouse knows of drops, bytes, articles and places."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from schemas.arrival import Decision, Outcome
from schemas.known import KnownArticle, KnownCapture
from tests.staged_batch import (
    NOON,
    Rows,
    a_document,
    an_article,
    article_id,
    header,
    open_with_run,
    stage_documents,
    to_article,
)
from warehouse.store import ledger
from warehouse.store.loader import store


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    with closing(open_with_run(tmp_path / "home")) as con:
        yield con


@pytest.fixture
def put(con: DuckDBPyConnection, tmp_path: Path) -> Any:  # noqa: ANN401
    def put(batch: str, document: Rows, decision: Decision, run_id: str = "run-1") -> str | None:
        store(con, stage_documents(tmp_path / batch, [document]), [decision], header(batch, run_id))
        capture: str | None = document["documents"][0]["capture_id"]
        return capture

    return put


def refused(outcome: Outcome, reason: str | None = "time_limit") -> Decision:
    return Decision(document=0, outcome=outcome, reason=reason)


def loaded(name: str) -> Decision:
    return to_article(0, Outcome.LOADED, name)


def test_a_drop_is_finished_when_all_runs_that_took_it_are(con: DuckDBPyConnection, put: Any) -> None:  # noqa: ANN401
    ledger.start_run(con, "killed", "flow-1", NOON, "ingest")
    put("b1", an_article("a", drop_key="k", arrival_id="a1"), loaded("a"))
    assert ledger.recorded_drops(con, ["k", "new"]) == {"k": ledger.DropRecord(("a1",), True, ("run-1",))}
    again = a_document("a", drop_key="k", arrival_id="a2", reading="unread")
    put("b2", again, to_article(0, Outcome.DUPLICATE, "a", reason="same_bytes"), "killed")
    assert ledger.recorded_drops(con, ["k"]) == {"k": ledger.DropRecord(("a1", "a2"), False, ("killed", "run-1"))}
    ledger.finish_runs(con, ["killed"], NOON)
    assert ledger.recorded_drops(con, ["k"])["k"].finished
    assert ledger.recorded_drops(con, []) == {}


def test_a_run_begins_once(con: DuckDBPyConnection) -> None:
    for command in ("ingest", "again"):
        ledger.start_run(con, "r", None, NOON, command)
    assert con.execute("SELECT command, finished_at FROM runs WHERE run_id = 'r'").fetchall() == [("ingest", None)]


def test_bytes_are_known_by_the_best_that_became_of_them(con: DuckDBPyConnection, put: Any) -> None:  # noqa: ANN401
    capture = put(
        "b1", a_document("a1", data="x", reading="quarantined", reason="time_limit"), refused(Outcome.QUARANTINED)
    )
    found = ledger.known_captures(con, [capture, "new"])
    assert found == {capture: KnownCapture(capture, "quarantined", "time_limit", None, None)}
    put(
        "b2", a_document("a2", data="x", reading="rejected", reason="too_short"), refused(Outcome.REJECTED, "too_short")
    )
    assert ledger.known_captures(con, [capture])[capture].outcome == "rejected"
    put("b3", a_document("a3", data="x", reading="unread"), refused(Outcome.DUPLICATE, "same_bytes"))
    assert ledger.known_captures(con, [capture])[capture].outcome == "rejected"
    put("b4", an_article("a4", data="x"), loaded("a"))
    assert ledger.known_captures(con, [capture])[capture] == KnownCapture(capture, "loaded", None, article_id("a"), 1)


def test_many_captures_at_once(con: DuckDBPyConnection, put: Any) -> None:  # noqa: ANN401
    captures = [put(f"b{name}", an_article(name), loaded(name)) for name in "abc"]
    assert {key: found.article_id for key, found in ledger.known_captures(con, captures).items()} == {
        capture: article_id(name) for capture, name in zip(captures, "abc", strict=True)
    }


def test_an_article_is_known_by_its_newest_version(con: DuckDBPyConnection, put: Any) -> None:  # noqa: ANN401
    put("b1", an_article("a"), loaded("a"))
    put("b2", an_article("a2", "New.", text_hash="h"), to_article(0, Outcome.VERSION, "a", 2))
    put("b3", an_article("b"), loaded("b"))
    known = ledger.known_articles(con, [article_id("a"), article_id("c")])
    assert known == {article_id("a"): KnownArticle(article_id("a"), 2, "h", "New.", "Headline of a2")}


def test_a_place_is_known_by_its_last_article_of_bare_text(con: DuckDBPyConnection, put: Any) -> None:  # noqa: ANN401
    place = "/inbox/story.txt"
    put("b1", an_article("a", location=place, identity="text:1"), loaded("a"))
    put("b2", an_article("b", location=place, identity="text:2"), loaded("b"))
    put("b3", an_article("c", location=place), loaded("c"))
    put(
        "b4",
        a_document("d", location=place, reading="rejected", reason="too_short"),
        refused(Outcome.REJECTED, "too_short"),
    )
    known = ledger.articles_at(con, [place, "/inbox/other"])
    assert {location: article.article_id for location, article in known.items()} == {place: article_id("b")}
