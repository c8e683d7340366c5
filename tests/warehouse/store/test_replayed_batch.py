"""Storing new readings of known captures: what is replaced, what becomes an article, what stays."""

from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from schemas.arrival import Decision, Outcome
from tests.staged_batch import (
    Rows,
    a_document,
    an_article,
    annotated,
    article_id,
    header,
    stage_documents,
    to_article,
)
from warehouse.store.audits import audit
from warehouse.store.ledger import known_captures
from warehouse.store.loader import store, store_replay

TEXT = "Read again, the bridge is longer."
QUARANTINED = Decision(document=0, outcome=Outcome.QUARANTINED, reason="time_limit", detail="10 s")
REJECTED = Decision(document=0, outcome=Outcome.REJECTED, reason="too_short")


def rows(con: DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def put(con: DuckDBPyConnection, folder: Path, batch: str, document: Rows, decision: Decision) -> None:
    store(con, stage_documents(folder / batch, [document]), [decision], header(batch))


def again(con: DuckDBPyConnection, folder: Path, batch: str, document: Rows, decision: Decision) -> None:
    store_replay(con, stage_documents(folder / batch, [document]), [decision], header(batch))


def test_a_version_is_read_anew_under_its_old_name(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", annotated(an_article("bridge", data="x")), to_article(0, Outcome.LOADED, "bridge"))
    seen = rows(con, "SELECT seen_at, first_seen_at, capture_id FROM versions")
    new = an_article("bridge", TEXT, data="x", reader_version="2", encoding="windows-1252")
    again(con, tmp_path, "r1", new, to_article(0, Outcome.LOADED, "bridge"))
    assert rows(con, "SELECT version_id, body, reader_version FROM articles") == [
        (article_id("bridge") + "-1", TEXT, "2")
    ]
    assert rows(con, "SELECT seen_at, first_seen_at, capture_id FROM versions") == seen
    assert rows(con, "SELECT text FROM blocks") == [(TEXT,)]
    assert rows(con, "SELECT count(*) FROM evidence") == [(2,)]
    assert con.table("mentions").fetchall() == con.table("article_entities").fetchall() == []
    assert rows(con, "SELECT encoding FROM captures") == [("windows-1252",)]
    assert rows(con, "SELECT reader_version FROM readings ORDER BY load_number") == [("1",), ("2",)]
    assert rows(con, "SELECT outcome, batch_id FROM arrivals") == [("loaded", "b1")]
    assert audit(con) == []


def test_an_older_version_is_read_anew_behind_the_newest(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", an_article("bridge", data="x"), to_article(0, Outcome.LOADED, "bridge"))
    second = to_article(0, Outcome.VERSION, "bridge", 2, similarity_to_previous=0.5)
    put(con, tmp_path, "b2", an_article("bridge-2", "Second.", data="y"), second)
    again(con, tmp_path, "r1", an_article("bridge", TEXT, data="x"), to_article(0, Outcome.LOADED, "bridge"))
    assert rows(con, "SELECT number, newest, body, similarity_to_previous FROM versions ORDER BY number") == [
        (1, False, TEXT, None),
        (2, True, "Second.", 0.5),
    ]
    again(con, tmp_path, "r2", an_article("bridge", TEXT, data="y"), to_article(0, Outcome.VERSION, "bridge", 2))
    assert rows(con, "SELECT text FROM blocks") == [(TEXT,)]
    assert audit(con) == []


@pytest.mark.parametrize("before", [QUARANTINED, REJECTED], ids=["quarantined", "rejected"])
def test_what_was_refused_becomes_an_article(con: DuckDBPyConnection, tmp_path: Path, before: Decision) -> None:
    for batch in ("b1", "b2"):
        refused = a_document(f"bridge-{batch}", data="x", reading=before.outcome.value, reason=before.reason)
        put(con, tmp_path, batch, refused, before)
    again(con, tmp_path, "r1", an_article("bridge", data="x"), to_article(0, Outcome.LOADED, "bridge"))
    version = article_id("bridge") + "-1"
    assert rows(con, "SELECT outcome, reason, detail, version_id FROM arrivals ORDER BY load_number") == [
        ("loaded", None, None, version),
        ("duplicate", "same_bytes", None, version),
    ]
    assert rows(con, "SELECT article_id FROM articles") == [(article_id("bridge"),)]
    assert rows(con, "SELECT encoding FROM captures") == [("utf-8",)]
    assert rows(con, "SELECT kind, documents, loaded FROM batches ORDER BY load_number")[-1] == ("replay", 1, 1)
    assert audit(con) == []


def test_what_was_refused_is_refused_for_another_reason(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", a_document("x", data="x", reading="quarantined", reason="time_limit"), QUARANTINED)
    put(con, tmp_path, "b2", a_document("y", data="x", reading="quarantined", reason="time_limit"), QUARANTINED)
    again(con, tmp_path, "r1", a_document("x", data="x", reading="rejected", reason="too_short"), REJECTED)
    assert rows(con, "SELECT outcome, reason, detail FROM arrivals") == [("rejected", "too_short", None)] * 2
    assert audit(con) == []


def test_an_article_that_would_be_rejected_today_stays(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", annotated(an_article("bridge", data="x")), to_article(0, Outcome.LOADED, "bridge"))
    before = [con.table(name).fetchall() for name in ("arrivals", "versions", "blocks", "mentions", "evidence")]
    again(con, tmp_path, "r1", a_document("b", data="x", reading="rejected", reason="too_short"), REJECTED)
    after = [con.table(name).fetchall() for name in ("arrivals", "versions", "blocks", "mentions", "evidence")]
    assert after == before
    assert rows(con, "SELECT reading, reason FROM readings ORDER BY load_number")[-1] == ("rejected", "too_short")


def test_bytes_that_repeat_a_version_do_not_replace_it(con: DuckDBPyConnection, tmp_path: Path) -> None:
    first = an_article("bridge", data="x")
    put(con, tmp_path, "b1", first, to_article(0, Outcome.LOADED, "bridge"))
    repeated = an_article("reprint", data="y")
    put(con, tmp_path, "b2", repeated, to_article(0, Outcome.DUPLICATE, "bridge", reason="same_text"))
    capture = repeated["documents"][0]["capture_id"]
    known = known_captures(con, [capture])[capture]
    assert (known.outcome, known.article_id, known.version_number) == ("duplicate", article_id("bridge"), 1)
    again(con, tmp_path, "r1", an_article("reprint", TEXT, data="y"), to_article(0, Outcome.LOADED, "bridge"))
    assert rows(con, "SELECT capture_id, body FROM versions") == [
        (first["documents"][0]["capture_id"], first["documents"][0]["body"])
    ]
    assert audit(con) == []
