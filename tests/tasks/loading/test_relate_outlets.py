"""Outlets of stored articles: real databases, batches stored as a load stores them."""

from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from schemas.arrival import Outcome
from schemas.home import Home
from tasks.errors import FileWrong
from tasks.loading.corrections import correct
from tasks.loading.relate_outlets import relate_outlets
from tasks.stated.outlet_file import read_outlets
from tests.staged_batch import an_article, article_id, header, stage_documents, to_article
from warehouse.store.audits import audit
from warehouse.store.loader import store


def put(con: DuckDBPyConnection, folder: Path, batch: str, *printed: tuple[str, str | None, str | None]) -> None:
    """Stores articles (name, publication, address) in one batch."""
    rows = [an_article(name, publication=said, canonical_url=url, url=url) for name, said, url in printed]
    decisions = [to_article(n, Outcome.LOADED, name) for n, (name, _, _) in enumerate(printed)]
    store(con, stage_documents(folder / batch, rows), decisions, header(batch), also=relate_outlets)
    assert audit(con) == []


def ask(con: DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def test_an_outlet_known_better_later_takes_its_earlier_articles(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", ("one", "Marrin Courier", None))
    assert ask(con, "SELECT outlet_id FROM articles") == [("marrin-courier",)]
    con.execute("INSERT INTO story_articles VALUES ('s', ?, 1), ('s', ?, 1)", [article_id("one"), article_id("two")])
    put(con, tmp_path, "b2", ("two", "The Marrin Courier", "https://marrincourier.example/2"))
    assert ask(con, "SELECT DISTINCT outlet_id FROM articles") == [("marrincourier.example",)]
    assert ask(con, "SELECT name, aliases, domains, article_count FROM outlets") == [
        ("The Marrin Courier", ["Marrin Courier"], ["marrincourier.example"], 2)
    ]
    assert ask(con, "SELECT outlet_count, independent_count FROM stories") == [(1, 1)]


def test_the_file_merges_and_splits_and_letting_go_of_it_undoes_that(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(
        con,
        tmp_path,
        "b1",
        ("one", "Echo", "https://echo.example/1"),
        ("two", "Echo Sunday", "https://echo.example/2"),
        ("three", "Evening Echo", None),
    )
    before = ask(con, "SELECT article_id, outlet_id FROM articles ORDER BY 1")
    file = Home(tmp_path).outlets
    file.write_text(
        '[[outlet]]\nname = "Vellmouth Echo"\naliases = ["Echo", "Evening Echo"]\ndomains = ["echo.example"]\n'
        'country = "NO"\nkind = "newspaper"\n\n[[outlet]]\nid = "sunday"\n'
        'name = "Echo Sunday"\ndomains = ["echo.example"]\n'
    )
    correct(con, tmp_path)
    assert ask(con, "SELECT outlet_id, name, country, kind, article_count FROM outlets ORDER BY 1") == [
        ("echo.example", "Vellmouth Echo", "NO", "newspaper", 2),
        ("sunday", "Echo Sunday", None, None, 1),
    ]
    file.write_text("[[outlet]]\nname = 3\n")
    correct(con, tmp_path)  # a mistake in it changes nothing
    assert ask(con, "SELECT count(*) FROM outlets") == [(2,)]
    file.unlink()
    correct(con, tmp_path)
    assert ask(con, "SELECT article_id, outlet_id FROM articles ORDER BY 1") == before


ONE = '[[outlet]]\nname = "A"\n'


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('[[outlet]]\nname = "A"\n\n[[outlet]]\nname = "B"\nkind = "paper"\n', 6, "outlet 2, kind"),
        ('[[outlet]]\nname = "A"\ndomain = ["a.example"]\n', 3, "domain: is not known"),
        ('[[outlet]]\naliases = ["A"]\n', 1, "name: is missing"),
        ('[[outlet]]\nname = "A"\ndomains = ["https://a.example/"]\n', 3, "a domain is wanted"),
        ('[[outlet]]\nname = "A"\n[[outlet]]\nname = "A"\n', 4, "is there twice"),
        (f'{ONE}domains = ["a.example"]\n[[outlet]]\nname = "B"\ndomains = ["a.example"]\n', 6, "give an id"),
        ('[[outlets]]\nname = "A"\n', 1, "only [[outlet]] is known here"),
        ('[[outlet]]\nname = "A\n', 2, "this is no TOML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_its_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    file = tmp_path / "outlets.toml"
    file.write_text(text)
    with pytest.raises(FileWrong) as raised:
        read_outlets(file)
    assert (raised.value.line, why in str(raised.value)) == (line, True), str(raised.value)


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert read_outlets(tmp_path / "outlets.toml") == []
