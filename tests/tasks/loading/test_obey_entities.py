"""entities.toml: merged, split, linked, obeyed by later loads, and undone. Real databases."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from schemas.arrival import Outcome
from schemas.home import Home
from tasks.errors import FileWrong
from tasks.loading.corrections import correct
from tasks.loading.relate_entities import relate_entities
from tasks.stated.entity_file import read_entities
from tests.staged_batch import Rows, an_article, header, open_with_run, stage_documents, to_article
from warehouse.store.audits import audit
from warehouse.store.loader import store


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    with closing(open_with_run(tmp_path)) as con:
        yield con


def naming(name: str, person: str, *aliases: str) -> Rows:
    """An article in which a person is named and speaks."""
    rows = an_article(name, f"{person} said that the bridge is safe.")
    rows["entities"] = [{"position": 0, "label": "person", "name": person, "aliases": list(aliases)}]
    span = {"start_char": 0, "end_char": len(person)}
    rows["mentions"] = [{"position": 0, "field": "body", "surface": person, "label": "person", "entity": 0, **span}]
    return rows


def put(con: DuckDBPyConnection, folder: Path, batch: str, *documents: tuple[str, str]) -> None:
    staged = stage_documents(folder / batch, [naming(*document) for document in documents])
    decisions = [to_article(n, Outcome.LOADED, name) for n, (name, _) in enumerate(documents)]
    store(con, staged, decisions, header(batch), also=relate_entities)
    assert audit(con) == []


def who(con: DuckDBPyConnection) -> list[tuple[str, int, str | None]]:
    found = con.execute("SELECT name, article_count, wikidata FROM entities ORDER BY ALL").fetchall()
    mentioned = con.execute("SELECT count(*) FROM mentions SEMI JOIN entities USING (entity_id)").fetchall()
    assert mentioned == con.execute("SELECT count(*) FROM mentions").fetchall()
    return [tuple(row) for row in found]


def state(con: DuckDBPyConnection, home: Path, text: str) -> None:
    Home(home).entities.write_text(text)
    correct(con, home)


def test_merged_and_linked_now_later_and_let_go(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", ("one", "Ines Okafor"), ("two", "Ines Okafor-Brandt"), ("three", "Ada Lund"))
    before = who(con)
    assert before == [("Ada Lund", 1, None), ("Ines Okafor", 1, None), ("Ines Okafor-Brandt", 1, None)]
    state(con, tmp_path, '[[entity]]\nname = "Ines Okafor"\nforms = ["Ines Okafor-Brandt"]\nwikidata = "Q42"\n')
    assert who(con) == [("Ada Lund", 1, None), ("Ines Okafor", 2, "Q42")]
    put(con, tmp_path, "b2", ("four", "Inés Okafor-Brandt"), ("five", "INES OKAFOR"))
    assert who(con) == [("Ada Lund", 1, None), ("Ines Okafor", 4, "Q42")]
    state(con, tmp_path, "")
    assert [count for _, count, _ in who(con)] == [1, 2, 2]
    assert audit(con) == []


def test_split_by_names_that_were_taken_for_one(con: DuckDBPyConnection, tmp_path: Path) -> None:
    put(con, tmp_path, "b1", ("one", "Mohamed Sayyid"), ("two", "Muhammad Sayyid"))
    assert [count for _, count, _ in who(con)] == [2]
    state(con, tmp_path, '[[entity]]\nname = "Mohamed Sayyid"\nnot = ["Muhammad Sayyid"]\n')
    assert who(con) == [("Mohamed Sayyid", 1, None), ("Muhammad Sayyid", 1, None)]
    put(con, tmp_path, "b2", ("three", "Muhammad Sayyid"), ("four", "Mohamed Sayyid"))
    assert who(con) == [("Mohamed Sayyid", 2, None), ("Muhammad Sayyid", 2, None)]
    state(con, tmp_path, "")
    assert [count for _, count, _ in who(con)] == [4]


def test_what_the_file_says_does_not_depend_on_the_order(con: DuckDBPyConnection, tmp_path: Path) -> None:
    state(con, tmp_path, '[[entity]]\nname = "Ines Okafor"\nforms = ["Okafor"]\n')
    put(con, tmp_path, "b1", ("one", "Okafor"), ("two", "Ines Okafor"))
    assert who(con) == [("Ines Okafor", 2, None)]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('[[entity]]\nname = "A B"\nwikidata = "42"\n', 3, "wikidata"),
        ('[[entity]]\nname = "A B"\nlabel = "ship"\n', 3, "label"),
        ('[[entity]]\nname = "A B"\n\n[[entity]]\nname = "C D"\nforms = ["a b"]\n', 6, "also a name of entity 1"),
        ('[[entity]]\nname = "A B"\nnot = ["A b"]\n', 3, "also a name of this entity"),
        ('[[entities]]\nname = "A B"\n', 1, "only [[entity]] is known"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, line: int, why: str) -> None:
    file = tmp_path / "entities.toml"
    file.write_text(text)
    with pytest.raises(FileWrong) as raised:
        read_entities(file)
    assert (raised.value.line, why in str(raised.value), "\n" in str(raised.value)) == (line, True, False)
