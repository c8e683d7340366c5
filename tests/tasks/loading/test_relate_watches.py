"""Watches over stored batches: real databases, articles invented here."""

import hashlib
import itertools
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from schemas.arrival import Outcome
from schemas.watch import Watch
from tasks.errors import FileWrong
from tasks.loading.relate_entities import relate_entities
from tasks.loading.relate_outlets import relate_outlets
from tasks.loading.relate_watches import relate_watches
from tasks.stated.watch_file import read_watches
from tests.staged_batch import (
    Rows,
    an_article,
    annotated,
    article_id,
    header,
    stage_documents,
    to_article,
)
from warehouse.store.audits import audit
from warehouse.store.loader import BatchHeader, store, store_replay
from warehouse.watching.clippings import state_watches

FLOOD = "Floods closed the lower docks on Monday, the mayor of Vellmouth said."
MARKET = "The fish market opens again in spring."


def related(con: DuckDBPyConnection, batch: BatchHeader) -> None:
    relate_outlets(con, batch)
    relate_entities(con, batch)
    relate_watches(con, batch)


def put(con: DuckDBPyConnection, folder: Path, batch: str, documents: list[Rows], **more: Any) -> None:  # noqa: ANN401
    """Stores documents, whose names their locations end with, in one batch."""
    names = [str(rows["documents"][0]["location"]).rpartition("/")[2] for rows in documents]
    outcome = Outcome.VERSION if more else Outcome.LOADED
    decisions = [to_article(n, outcome, name, **more) for n, name in enumerate(names)]
    store(con, stage_documents(folder / batch, documents), decisions, header(batch), also=related)
    assert audit(con) == []


def clipped(con: DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return con.execute("SELECT watch, kind FROM clippings ORDER BY ALL").fetchall()


MATCHING = {
    "a word, stemmed": Watch(name="w", query="flood"),
    "a phrase": Watch(name="w", query='"lower docks"'),
    "all, and not": Watch(name="w", query="flood* mayor NOT market"),
    "one of two": Watch(name="w", query="harbour OR docks"),
    "a field": Watch(name="w", query="outlet:echo"),
    "the beginning of a word": Watch(name="w", query="dock*"),
    "an outlet by name": Watch(name="w", outlets=("the Echo",)),
    "an outlet by domain": Watch(name="w", query="docks", outlets=("www.echo.example",)),
    "a language": Watch(name="w", query="docks", languages=("en",)),
    "only what is excluded": Watch(name="w", query="-market"),
}
NOT_MATCHING = {
    "another word": Watch(name="w", query="fire"),
    "a word that is excluded": Watch(name="w", query="docks -mayor"),
    "another outlet": Watch(name="w", query="docks", outlets=("Post",)),
    "another language": Watch(name="w", query="docks", languages=("de",)),
    "words apart are no phrase": Watch(name="w", query='"docks lower"'),
    "somebody who is not named": Watch(name="w", query="docks", entities=("Ada Brandt",)),
}


def flood(name: str = "flood", **columns: Any) -> Rows:  # noqa: ANN401
    said = {"publication": "Echo", "canonical_url": f"https://news.echo.example/{name}", "language": "en-GB"}
    return an_article(name, FLOOD, **(said | columns))


@pytest.mark.parametrize("case", [*MATCHING, *NOT_MATCHING])
def test_what_matches(con: DuckDBPyConnection, tmp_path: Path, case: str) -> None:
    state_watches(con, [(MATCHING | NOT_MATCHING)[case]])
    put(con, tmp_path, "b1", [flood(), an_article("market", MARKET, language="en", publication="Mirror")])
    found = con.execute("SELECT watch, article_id, kind, quiet FROM clippings").fetchall()
    assert found == ([("w", article_id("flood"), "new", False)] if case in MATCHING else [])


def test_a_watched_person_who_speaks_is_quoted(con: DuckDBPyConnection, tmp_path: Path) -> None:
    state_watches(con, [Watch(name="her", entities=("Ines Okafor",)), Watch(name="place", entities=("Vellmouth",))])
    put(con, tmp_path, "b1", [annotated(an_article("one"))])
    assert clipped(con) == [("her", "quoted"), ("place", "new")]
    assert con.execute("SELECT matched FROM clippings ORDER BY 1").fetchall() == [
        ("named: Ines Okafor",),
        ("named: Vellmouth",),
    ]


def test_versions_are_told_once_and_what_is_read_again_is_not(con: DuckDBPyConnection, tmp_path: Path) -> None:
    state_watches(con, [Watch(name="w", query="flood")])
    put(con, tmp_path, "b1", [flood()])
    put(con, tmp_path, "b1", [flood()])
    assert clipped(con) == [("w", "new")]
    body = f"{FLOOD} The water falls."
    changed = hashlib.sha256(body.encode()).hexdigest()
    again = [an_article("flood", body, language="en", text_hash=changed, arrival_id="second", drop_key="second")]
    put(con, tmp_path, "b2", again, number=2)
    assert clipped(con) == [("w", "new"), ("w", "version")]
    batch = stage_documents(tmp_path / "b3", again)
    store_replay(con, batch, [to_article(0, Outcome.VERSION, "flood", 2)], header("b3"), also=related)
    assert clipped(con) == [("w", "new"), ("w", "version")]


def test_withheld_and_withdrawn_articles_are_not_clipped_and_an_embargo_is_noted(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    state_watches(con, [Watch(name="w", query="flood")])
    later = datetime(2031, 6, 1, tzinfo=UTC)
    put(
        con,
        tmp_path,
        "b1",
        [
            flood("a", editorial_status="withheld"),
            flood("b", editorial_status="canceled"),
            flood("c", embargoed_until=later),
        ],
    )
    assert con.execute("SELECT article_id, tell_after FROM clippings").fetchall() == [(article_id("c"), later)]
    put(con, tmp_path, "b2", [flood("a", data="freed", arrival_id="second", drop_key="second")], number=2)
    assert clipped(con) == [("w", "new"), ("w", "new")]


def test_a_threshold_tells_of_a_story_that_grows(con: DuckDBPyConnection, tmp_path: Path) -> None:
    state_watches(con, [Watch(name="w", query="flood", threshold=2)])

    def grow(number: int) -> None:
        """One more outlet reports the story: it is grouped as the load groups it, before the watches look."""

        def also(con: DuckDBPyConnection, batch: BatchHeader) -> None:
            relate_outlets(con, batch)
            con.execute("INSERT INTO story_articles VALUES ('s', ?, 1)", [article_id(f"r{number}")])
            con.execute("DELETE FROM stories")
            con.execute("INSERT INTO stories VALUES ('s', 'The flood', NULL, ?, ?, ?)", [number] * 3)
            relate_watches(con, batch)

        rows = [flood(f"r{number}", publication=f"Paper {number}", canonical_url=f"https://p{number}.example/")]
        batch = stage_documents(tmp_path / f"b{number}", rows)
        store(con, batch, [to_article(0, Outcome.LOADED, f"r{number}")], header(f"b{number}"), also=also)

    for number in range(1, 6):
        grow(number)
    assert con.execute("SELECT outlet_count, matched FROM clippings WHERE NOT quiet ORDER BY 1").fetchall() == [
        (2, "2 outlets report: The flood"),
        (4, "4 outlets report: The flood"),
    ]
    assert con.execute("SELECT count(*) FROM clippings WHERE quiet").fetchall() == [(5,)]


def test_a_thousand_watches_find_what_each_alone_finds(con: DuckDBPyConnection, tmp_path: Path) -> None:
    words = ["floods", "docks", "mayor", "market", "spring", "fire", "storm", "rates"]
    pairs = [f"{a} {b}" for a, b in itertools.permutations(words, 2)]
    queries = [*words, *pairs, *(f"{a} OR {b}" for a, b in itertools.combinations(words, 2))]
    state_watches(con, [Watch(name=f"w{n}", query=queries[n % len(queries)]) for n in range(1_000)])
    put(con, tmp_path, "b1", [flood(), an_article("market", MARKET, language="en")])
    found = dict(con.execute("SELECT watch, count(*) FROM clippings GROUP BY 1").fetchall())
    in_flood, in_market = {"floods", "docks", "mayor"}, {"market", "spring"}
    for n in range(1_000):
        parts = set(queries[n % len(queries)].replace(" OR ", " ").split())
        fits = parts.__and__ if " OR " in queries[n % len(queries)] else parts.__le__
        assert found.get(f"w{n}", 0) == bool(fits(in_flood)) + bool(fits(in_market)), queries[n % len(queries)]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('[[watch]]\nname = "a"\nquery = "flood"\nthreshold = 1\n', 4, "threshold"),
        ('[[watch]]\nname = "a"\n', 1, "give a query"),
        ('[[watch]]\nname = "a/b"\nquery = "x"\n', 2, "name"),
        ('[[watch]]\nname = "a"\nquery = "x"\n\n[[watch]]\nname = "a"\nquery = "y"\n', 6, "is there twice"),
        ('[[watch]]\nname = "a"\nqery = "x"\n', 3, "qery: is not known"),
    ],
)
def test_a_mistake_is_named_by_its_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    file = tmp_path / "watches.toml"
    file.write_text(text)
    with pytest.raises(FileWrong) as raised:
        read_watches(file)
    assert (raised.value.line, why in str(raised.value)) == (line, True), str(raised.value)
