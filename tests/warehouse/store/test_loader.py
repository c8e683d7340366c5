"""Storing a staged batch: each outcome, the same batch twice, versions, and what must not be stored."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrival import Decision, Outcome
from tests.staged_batch import (
    BODY,
    Rows,
    a_document,
    an_article,
    annotated,
    article_id,
    header,
    open_with_run,
    stage_documents,
    to_article,
)
from warehouse.errors import AuditFailed
from warehouse.store.audits import audit
from warehouse.store.loader import store

CHILDREN = ("authors", "blocks", "article_entities", "mentions", "statements", "figures", "citations", "text_dates")


ON_LAKE = [pytest.mark.slow, pytest.mark.cluster]
ON_BOTH = pytest.mark.parametrize("con", ["file", pytest.param("lake", marks=ON_LAKE)], indirect=True)
"""What writes runs on a lake, too, where a batch costs seconds. What audits refuse is the same SQL on both."""


@pytest.fixture
def con(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DuckDBPyConnection]:
    """A new warehouse: a file, or a lake where a test asks for both."""
    if getattr(request, "param", "file") == "lake":
        request.getfixturevalue("lakes").choose(monkeypatch)
    with closing(open_with_run(tmp_path / "home")) as con:
        yield con


def rows(con: DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def put(con: DuckDBPyConnection, folder: Path, batch: str, *pairs: tuple[Rows, Decision]) -> None:
    staged = stage_documents(folder / batch, [document for document, _ in pairs])
    store(con, staged, [decision for _, decision in pairs], header(batch))


def loaded(name: str, at: int = 0) -> tuple[Rows, Decision]:
    return annotated(an_article(name)), to_article(at, Outcome.LOADED, name)


@ON_BOTH
def test_an_article_is_stored_whole(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", loaded("bridge"))
    assert rows(con, "SELECT article_id, version_id, headline, body FROM articles") == [
        (article_id("bridge"), article_id("bridge") + "-1", "Headline of bridge", "\n\n".join(BODY))
    ]
    assert rows(con, "SELECT outcome, reason, article_id FROM arrivals") == [("loaded", None, article_id("bridge"))]
    assert rows(con, "SELECT text FROM blocks ORDER BY position") == [(text,) for text in BODY]
    assert rows(con, "SELECT locator, chosen FROM evidence ORDER BY position") == [("h1", True), ("og:title", False)]
    assert rows(con, "SELECT encoding, media_type FROM captures") == [("utf-8", "text/plain")]
    assert rows(con, "SELECT documents, loaded, version, duplicate FROM batches") == [(1, 1, 0, 0)]
    assert rows(con, "SELECT reading, annotated FROM readings") == [("article", "test 1")]
    assert rows(con, "SELECT speaker, e.name FROM statements JOIN entities e ON entity_id = speaker_entity_id") == [
        ("Ines Okafor", "Ines Okafor")
    ]
    for relation in CHILDREN:
        assert con.table(relation).aggregate("article_id").fetchall() == [(article_id("bridge"),)], relation
    assert audit(con) == []


def test_offsets_count_code_points_as_sql_does(con: DuckDBPyConnection, tmp_path: Path) -> None:
    texts = ("👩‍👩‍👧 e\u0301 🇳🇴 \U00020000", "\u200fمرحبا \u0e01\u0e33", "plain")
    put(con, tmp_path, "b1", (an_article("odd", *texts), to_article(0, Outcome.LOADED, "odd")))
    found = "SELECT substr(body, start_char + 1, end_char - start_char) FROM blocks JOIN articles USING (article_id)"
    assert rows(con, found + " ORDER BY position") == [(text,) for text in texts]


@settings(deadline=None, max_examples=60)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=30), start=st.integers(0, 30), n=st.integers(0, 30)
)
def test_sql_and_python_cut_any_text_alike(text: str, start: int, n: int) -> None:
    with duckdb.connect(":memory:") as con:
        found = con.execute(
            "SELECT substr(?::VARCHAR, ? + 1, ?), length(?::VARCHAR)", [text, start, n, text]
        ).fetchone()
    assert found == (text[start : start + n], len(text))


@ON_BOTH
def test_the_other_outcomes_are_in_the_ledger_and_nowhere_else(con: DuckDBPyConnection, tmp_path: Path) -> None:
    index, stuck = a_document("index", reading="rejected"), a_document("stuck", reading="quarantined")
    locked = a_document("locked", reading="quarantined", capture_id=None, archive_path=None)
    put(
        con,
        tmp_path,
        "b1",
        loaded("bridge"),
        (index, Decision(document=1, outcome=Outcome.REJECTED, reason="index_page", detail="40 links")),
        (stuck, Decision(document=2, outcome=Outcome.QUARANTINED, reason="time_limit")),
        (locked, Decision(document=3, outcome=Outcome.QUARANTINED, reason="unreadable")),
        (
            an_article("bridge-reprint", data="other bytes"),
            to_article(4, Outcome.DUPLICATE, "bridge", reason="same_text"),
        ),
        (
            a_document("index-again", data="index", reading="unread"),
            Decision(document=5, outcome=Outcome.DUPLICATE, reason="same_bytes"),
        ),
    )
    assert rows(con, "SELECT outcome, reason, version_id IS NULL FROM arrivals ORDER BY document") == [
        ("loaded", None, False),
        ("rejected", "index_page", True),
        ("quarantined", "time_limit", True),
        ("quarantined", "unreadable", True),
        ("duplicate", "same_text", False),
        ("duplicate", "same_bytes", True),
    ]
    assert rows(con, "SELECT count(*), count(DISTINCT capture_id) FROM captures") == [(4, 4)]
    assert rows(con, "SELECT count(*) FROM versions") == [(1,)]
    assert rows(con, "SELECT reading, count(*) FROM readings GROUP BY 1 ORDER BY 1") == [
        ("article", 2),
        ("quarantined", 2),
        ("rejected", 1),
    ]
    waiting = "SELECT value FROM health WHERE measure = 'documents of all times that wait for a replay'"
    assert rows(con, waiting) == [(1.0,)], "nobody can read again what has no bytes"
    assert rows(con, "SELECT documents, loaded, version, duplicate, rejected, quarantined FROM batches") == [
        (6, 1, 0, 2, 1, 2)
    ]


@ON_BOTH
def test_a_batch_is_stored_once(con: DuckDBPyConnection, tmp_path: Path) -> None:
    staged = stage_documents(tmp_path / "b1", [annotated(an_article("bridge"))])
    decisions = [to_article(0, Outcome.LOADED, "bridge")]
    assert not store(con, staged, decisions, header("b1")).already
    before = rows(con, "SELECT * FROM arrivals"), rows(con, "SELECT * FROM batches")
    assert store(con, staged, decisions, header("b1")).already
    assert (rows(con, "SELECT * FROM arrivals"), rows(con, "SELECT * FROM batches")) == before


def test_only_what_was_decided_is_stored(con: DuckDBPyConnection, tmp_path: Path) -> None:
    staged = stage_documents(tmp_path / "b1", [an_article("bridge"), an_article("ferry")])
    store(con, staged, [to_article(1, Outcome.LOADED, "ferry")], header("b1"))
    assert rows(con, "SELECT location FROM arrivals") == [("/inbox/ferry",)]
    assert rows(con, "SELECT headline FROM articles") == [("Headline of ferry",)]


@pytest.mark.parametrize(
    ("con", "batches"),
    [("file", ("b1", "b2")), ("file", ("b1", "b1")), pytest.param("lake", ("b1", "b2"), marks=ON_LAKE)],
    ids=["in two batches", "in one batch", "lake"],
    indirect=["con"],
)
def test_a_new_version_stands_for_its_article(
    con: DuckDBPyConnection, tmp_path: Path, batches: tuple[str, str]
) -> None:
    first = loaded("bridge")
    text = "The bridge is open again."
    second = (
        an_article("bridge-2", text),
        to_article(int(batches[0] == batches[1]), Outcome.VERSION, "bridge", 2, similarity_to_previous=0.4),
    )
    if batches[0] == batches[1]:
        put(con, tmp_path, "b1", first, second)
    else:
        put(con, tmp_path, "b1", first)
        put(con, tmp_path, "b2", second)
    assert rows(con, "SELECT version_id, body FROM articles") == [(article_id("bridge") + "-2", text)]
    assert rows(con, "SELECT number, newest, similarity_to_previous, body FROM versions ORDER BY number") == [
        (1, False, None, "\n\n".join(BODY)),
        (2, True, 0.4, text),
    ]
    assert rows(con, "SELECT text FROM blocks") == [(text,)]
    assert rows(con, "SELECT count(*) FROM mentions") == [(0,)]
    assert rows(con, "SELECT count(DISTINCT version_id) FROM evidence") == [(2,)]
    assert audit(con) == []


def test_forms_of_one_name_are_one_entity(con: DuckDBPyConnection, tmp_path: Path) -> None:
    rows_of_one = annotated(an_article("bridge"))
    rows_of_one["entities"].append({"position": 2, "label": "person", "name": "INES  OKAFOR", "aliases": None})
    other = annotated(an_article("ferry"))
    put(con, tmp_path, "b1", (rows_of_one, to_article(0, Outcome.LOADED, "bridge")))
    put(con, tmp_path, "b2", (other, to_article(0, Outcome.LOADED, "ferry")))
    assert rows(con, "SELECT name, aliases, article_count FROM entities WHERE label = 'person'") == [
        ("Ines Okafor", ["INES  OKAFOR", "Okafor"], 2)
    ]


def test_what_else_is_written_is_part_of_the_batch(con: DuckDBPyConnection, tmp_path: Path) -> None:
    staged = stage_documents(tmp_path / "b1", [an_article("bridge")])

    def fail(inside: DuckDBPyConnection, _: object) -> None:
        assert rows(inside, "SELECT count(*) FROM articles") == [(1,)]
        raise KeyError

    with pytest.raises(KeyError):
        store(con, staged, [to_article(0, Outcome.LOADED, "bridge")], header("b1"), also=fail)
    assert rows(con, "SELECT count(*) FROM arrivals") == [(0,)]
    assert rows(con, "SELECT count(*) FROM batches") == [(0,)]


def spoilt(relation: str, **change: Any) -> Callable[[Rows], None]:  # noqa: ANN401
    def spoil(document: Rows) -> None:
        document[relation][0].update(change)

    return spoil


FAULTS: dict[str, tuple[Callable[[Rows], object], str]] = {
    "block moved": (spoilt("blocks", start_char=1), "block stands where it says"),
    "block lost": (lambda document: document["blocks"].pop(), "body is its blocks"),
    "no blocks": (lambda document: document["blocks"].clear(), "body is its blocks"),
    "statement moved": (spoilt("statements", end_char=3), "statement stands where it says"),
    "statement before the text": (spoilt("statements", start_char=-1), "statement stands where it says"),
    "mention of the headline": (spoilt("mentions", field="headline"), "mention stands where it says"),
    "figure past the end": (spoilt("figures", end_char=9_999), "figure stands where it says"),
    "date back to front": (spoilt("text_dates", to_day=None), "text_dates.to_day"),
    "citation past the end": (spoilt("citations", end_char=9_999), "citation stands within the body"),
    "citation without end": (spoilt("citations", end_char=None), "citation stands within the body"),
    "mention of nobody": (spoilt("mentions", entity=7), "mentions.entity_id"),
    "speaker is nobody": (spoilt("statements", speaker_entity=7), "mention and speaker are entities"),
    "unknown kind": (spoilt("blocks", kind="banner"), "CHECK constraint failed"),
    "author twice": (lambda document: document["authors"].append(document["authors"][0]), "author belongs to"),
    "no identity": (spoilt("documents", identity=None), "identity"),
}


@pytest.mark.parametrize(("spoil", "named"), FAULTS.values(), ids=FAULTS.keys())
def test_a_batch_that_contradicts_itself_is_not_stored(
    con: DuckDBPyConnection, tmp_path: Path, spoil: Callable[[Rows], object], named: str
) -> None:
    document = annotated(an_article("bridge"))
    spoil(document)
    with pytest.raises(AuditFailed, match="is a bug worth reporting") as caught:
        put(con, tmp_path, "b1", (document, to_article(0, Outcome.LOADED, "bridge")))
    assert named in " ".join(caught.value.faults)
    assert [con.table(name).fetchall() for name in ("arrivals", "versions", "batches")] == [[], [], []]
    put(con, tmp_path, "b2", loaded("ferry"))
    assert audit(con) == []


DECISIONS: dict[str, tuple[Decision, str]] = {
    "version again": (to_article(0, Outcome.LOADED, "bridge"), "version_id is unique"),
    "version skipped": (to_article(0, Outcome.VERSION, "bridge", 3), "article has versions 1 to n"),
    "no article": (Decision(document=0, outcome=Outcome.LOADED), "NOT NULL constraint failed: versions"),
    "no reason": (Decision(document=0, outcome=Outcome.REJECTED), "loaded, version: an article"),
    "unknown version": (to_article(0, Outcome.DUPLICATE, "bridge", 9), "arrival's version is there"),
    "unknown article": (to_article(0, Outcome.DUPLICATE, "ferry"), "arrival's version is there"),
    "same bytes": (to_article(0, Outcome.LOADED, "ferry"), "capture gives one version"),
}


@pytest.mark.parametrize(("decision", "named"), DECISIONS.values(), ids=DECISIONS.keys())
def test_a_decision_that_contradicts_the_ledger_is_not_obeyed(
    con: DuckDBPyConnection, tmp_path: Path, decision: Decision, named: str
) -> None:
    put(con, tmp_path, "b1", loaded("bridge"))
    known = rows(con, "SELECT capture_id FROM captures")[0][0]
    again = an_article("bridge-again", capture_id=known) if named.startswith("capture") else an_article("bridge-again")
    with pytest.raises(AuditFailed) as caught:
        put(con, tmp_path, "b2", (again, decision))
    assert named in " ".join(caught.value.faults)
    assert rows(con, "SELECT count(*) FROM arrivals") == [(1,)]


def test_an_arrival_of_a_run_that_is_not_known_is_a_fault(con: DuckDBPyConnection, tmp_path: Path) -> None:
    staged = stage_documents(tmp_path / "b1", [an_article("bridge")])
    with pytest.raises(AuditFailed, match="batch belongs to a run"):
        store(con, staged, [to_article(0, Outcome.LOADED, "bridge")], header("b1", "no such run"))


MARKET = "The market in the old town opened again, and traders sold out of fish within two hours of the bell."


@pytest.mark.parametrize(
    ("columns", "stored"),
    [
        ({"headline": "Market opens"}, False),
        ({"headline": None}, False),
        ({"headline": "Headline of bridge, again"}, True),
        ({"headline": "Kill", "editorial_status": "canceled"}, True),
        ({"headline": "Market opens", "revision": "2"}, True),
    ],
)
def test_what_is_unlike_its_predecessor_is_no_version_of_it(
    con: DuckDBPyConnection, tmp_path: Path, columns: dict[str, Any], stored: bool
) -> None:
    put(con, tmp_path, "b1", loaded("bridge"))
    decision = to_article(0, Outcome.VERSION, "bridge", 2, similarity_to_previous=0.0)
    other = an_article("market", MARKET, **columns)
    if stored:
        put(con, tmp_path, "b2", (other, decision))
        assert rows(con, "SELECT number FROM versions WHERE newest") == [(2,)]
    else:
        with pytest.raises(AuditFailed, match="headline or text is like its predecessor's"):
            put(con, tmp_path, "b2", (other, decision))


def test_a_decision_says_what_an_article_is_filed_under(con: DuckDBPyConnection, tmp_path: Path) -> None:
    decision = to_article(0, Outcome.LOADED, "bridge", identity="url:https://vellmouth-echo.example/bridge ~ 2")
    put(con, tmp_path, "b1", (an_article("bridge"), decision))
    assert rows(con, "SELECT identity FROM articles") == [("url:https://vellmouth-echo.example/bridge ~ 2",)]
