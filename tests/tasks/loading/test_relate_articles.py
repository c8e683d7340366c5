"""Comparing over the warehouse: batches stored one after the other. Everything told here is invented."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from schemas.arrival import Decision, Outcome
from tasks.loading.relate_articles import relate_articles
from tests.staged_batch import Rows, an_article, article_id, header, stage_documents, to_article
from tests.tasks.text.compare.test_reuse import CAUSE, EDITED, FIRE, LINE, OTHER
from tests.tasks.text.compare.test_story_grouping import NORTH, QUAKES, SOUTH
from warehouse.store.audits import audit
from warehouse.store.comparison_results import forget
from warehouse.store.loader import store

Given = tuple[Rows, Decision]


def rows(con: DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def put(con: DuckDBPyConnection, folder: Path, batch: str, given: Sequence[Given]) -> None:
    documents = [document for document, _ in given]
    decisions = [decision.model_copy(update={"document": at}) for at, (_, decision) in enumerate(given)]
    store(con, stage_documents(folder / batch, documents), decisions, header(batch), also=relate_articles)
    assert audit(con) == []


def loaded(name: str, *paragraphs: str, **columns: Any) -> Given:  # noqa: ANN401
    return an_article(name, *paragraphs, language="en", **columns), to_article(0, Outcome.LOADED, name)


def version(name: str, number: int, *paragraphs: str, **columns: Any) -> Given:  # noqa: ANN401
    return an_article(f"{name}-{number}", *paragraphs, language="en", **columns), to_article(
        0, Outcome.VERSION, name, number
    )


def quakes() -> list[Given]:
    return [loaded(name, body, headline=None) for name, body in QUAKES.items()]


def stories(con: DuckDBPyConnection) -> set[frozenset[str]]:
    names = {article_id(name): name for name in QUAKES}
    found = rows(con, "SELECT list(article_id) FROM story_articles GROUP BY story_id")
    return {frozenset(names[article] for article in members) for (members,) in found}


@pytest.mark.parametrize("size", [2, 6], ids="{} a batch".format)
def test_stories_do_not_depend_on_batches(con: DuckDBPyConnection, tmp_path: Path, size: int) -> None:
    articles = quakes()
    for at in range(0, len(articles), size):
        put(con, tmp_path, f"batch-{at}", articles[at : at + size])
    assert stories(con) == {frozenset(NORTH), frozenset(SOUTH), frozenset({"grain"})}
    assert rows(con, "SELECT article_count, independent_count FROM stories ORDER BY 1") == [(1, 1), (2, 2), (3, 3)]


def test_copies_across_batches(con: DuckDBPyConnection, tmp_path: Path) -> None:
    agency = {"publication": "Reuters", "wire_credit": "Reuters"}
    put(con, tmp_path, "one", [loaded("echo", FIRE, CAUSE, wire_credit="Reuters"), *quakes()])
    put(con, tmp_path, "two", [loaded("wire", FIRE, CAUSE, LINE, published_on=date(2031, 3, 5), **agency)])
    put(con, tmp_path, "three", [loaded("post", EDITED, CAUSE), loaded("voice", OTHER)])
    originals = rows(con, "SELECT DISTINCT original_id, original_rule FROM copies")
    assert originals == [(article_id("wire"), "wire_credit")]
    assert {row[0] for row in rows(con, "SELECT article_id FROM copies")} == {article_id("echo"), article_id("post")}
    shown = rows(con, "SELECT DISTINCT value, method, locator FROM evidence WHERE field = 'original' AND chosen")
    assert shown == [(article_id("wire"), "text", "wire_credit")]
    assert rows(con, "SELECT count(DISTINCT copy_family), count(copy_family) FROM articles") == [(1, 3)]
    assert rows(con, "SELECT count(*) FROM independent_articles") == [(8,)]


def test_a_new_version_leaves_the_family(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "one", [loaded("echo", FIRE, CAUSE), loaded("post", FIRE, CAUSE)])
    put(con, tmp_path, "two", [version("post", 2, OTHER)])
    assert rows(con, "FROM copies") == rows(con, "FROM copy_families") == []
    # What was found of the first version stays with it.
    assert rows(con, "SELECT version_id FROM evidence WHERE field = 'original'") == [(f"{article_id('post')}-1",)]
    assert rows(con, "SELECT count(*), count(DISTINCT article_id) FROM compared") == [(2, 2)]


def test_silent_edits_are_one_query(con: DuckDBPyConnection, tmp_path: Path) -> None:
    before = "Three people were hurt, police said. “We do what we can,” said Ines Okafor."
    after = "Four people were hurt, police said. “We did what we could,” said Ines Okafor."
    put(con, tmp_path, "one", [loaded("ferry", before, CAUSE, headline=None)])
    put(con, tmp_path, "two", [version("ferry", 2, after, CAUSE, headline=None)])
    changes = rows(con, "SELECT kind, before[:5], after[:4], number_changed, quotation_changed FROM version_changes")
    assert changes == [("reworded", "Three", "Four", True, False), ("reworded", "“We d", "“We ", False, True)]
    assert rows(con, "SELECT DISTINCT field, from_number, to_number FROM version_changes") == [("body", 1, 2)]


def test_a_story_as_a_reader_asks_for_it(con: DuckDBPyConnection, tmp_path: Path) -> None:
    told = [("echo", [FIRE, CAUSE], "Mill burns down", 3), ("post", [FIRE], "Old mill destroyed", 4)]
    papers = [
        loaded(name, *body, headline=line, publication=name.title(), published_on=date(2031, 3, day))
        for name, body, line, day in told
    ]
    put(con, tmp_path, "one", papers)
    (found,) = rows(con, "SELECT story_id, article_count, outlet_count, independent_count FROM story('MILL burns')")
    assert found[1:] == (2, 2, 1)
    covered = rows(
        con, "SELECT published_on, publication, copies, also_in FROM coverage((SELECT story_id FROM stories))"
    )
    assert covered == [(date(2031, 3, 3), "Echo", 1, ["Post"])]
    assert rows(con, "FROM story('grain')") == []


def test_what_is_forgotten_is_not_found(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "one", [loaded("echo", FIRE, CAUSE)])
    forget(con, [article_id("echo")])
    put(con, tmp_path, "two", [loaded("post", FIRE, CAUSE)])
    assert rows(con, "FROM copies") == []


def killed(name: str, number: int) -> Given:
    return version(name, number, "Kill the item above.", headline="KILL", editorial_status="canceled")


def test_a_withdrawn_article_counts_nowhere_and_keeps_its_history(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", [*quakes(), loaded("print", LINE, FIRE, CAUSE), loaded("reprint", LINE, FIRE, CAUSE)])
    put(con, tmp_path, "b2", [loaded("third", LINE, FIRE, CAUSE)])
    before = rows(con, "SELECT sum(article_count)::INT FROM stories")[0][0]
    assert rows(con, "SELECT count(*) FROM copy_families") == [(3,)]
    original = rows(con, "SELECT DISTINCT original_id FROM copies")[0][0]
    name = next(name for name in ("print", "reprint", "third") if article_id(name) == original)
    put(con, tmp_path, "b3", [killed(name, 2)])
    left = {article_id(other) for other in ("print", "reprint", "third")} - {original}
    ((copy, other),) = rows(con, "SELECT article_id, original_id FROM copies")
    assert {copy, other} == left
    assert rows(con, "SELECT sum(article_count)::INT FROM stories") == [(before - 1,)]
    for relation in ("story_articles", "independent_articles"):
        assert original not in {row[0] for row in con.table(relation).project("article_id").fetchall()}
    history = con.execute("SELECT number, editorial_status FROM versions WHERE article_id = ? ORDER BY 1", [original])
    assert history.fetchall() == [(1, None), (2, "canceled")]


def test_a_withdrawn_article_that_is_released_again_comes_back(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", [loaded("print", LINE, FIRE, CAUSE), loaded("reprint", LINE, FIRE, CAUSE)])
    put(con, tmp_path, "b2", [killed("reprint", 2)])
    assert rows(con, "SELECT count(*) FROM copies") == [(0,)]
    put(con, tmp_path, "b3", [version("reprint", 3, LINE, FIRE, CAUSE, editorial_status="usable")])
    assert rows(con, "SELECT count(*) FROM copies") == [(1,)]
