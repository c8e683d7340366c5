"""SQL on the snapshot: what it answers, and what it cannot reach."""

from contextlib import closing
from pathlib import Path

import pytest

from schemas.arrival import Outcome
from tests.staged_batch import an_article, header, open_with_run, stage_documents, to_article
from warehouse.backend.snapshot import publish
from warehouse.errors import BadQuery, NoSnapshot, Unreadable
from warehouse.queries.query import query
from warehouse.store.loader import store


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("the reader's home")
    with closing(open_with_run(home)) as con:
        staged = stage_documents(home / "b1", [an_article("bridge")])
        store(con, staged, [to_article(0, Outcome.LOADED, "bridge")], header("b1"))
        publish(home, force=True, con=con)
    return home


def ask(home: Path, sql: str) -> list[tuple[object, ...]]:
    with query(home, sql) as answer:
        return list(answer.rows)


def test_an_answer_has_columns_types_and_rows(home: Path) -> None:
    with query(
        home, "SELECT headline, word_count, published_on FROM articles WHERE headline = ?", ["Headline of bridge"]
    ) as a:
        assert a.columns == ("headline", "word_count", "published_on")
        assert a.types == ("VARCHAR", "INTEGER", "DATE")
        assert list(a.rows) == [("Headline of bridge", 16, None)]


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT 1; SELECT 2", [(2,)]),
        ("FROM range(3)", [(0,), (1,), (2,)]),
        ("SELECT count(*) FROM range(100_000)", [(100_000,)]),
        ("CREATE TEMP TABLE mine AS SELECT count(*) AS n FROM articles; FROM mine", [(1,)]),
        ("SELECT stored_at::VARCHAR FROM batches", [("2031-03-03 12:00:01+00",)]),
    ],
)
def test_questions_that_have_an_answer(home: Path, sql: str, rows: list[tuple[object, ...]]) -> None:
    assert ask(home, sql) == rows


REFUSED = {
    "DELETE FROM articles": "Can only delete from base table",
    "DELETE FROM versions": "read-only mode",
    "DROP VIEW articles": "read-only mode",
    "CREATE TABLE mine (a INTEGER)": "read-only mode",
    "FROM read_text('/etc/hostname')": "file system operations are disabled",
    "FROM glob('/*')": "file system operations are disabled",
    "COPY runs TO 'runs.csv'": "file system operations are disabled",
    "EXPORT DATABASE 'copy'": "file system operations are disabled",
    "ATTACH 'other.duckdb'": "file system operations are disabled",
    "INSTALL httpfs": "file system operations are disabled",
    "LOAD httpfs": "disabled through configuration",
    "SET enable_external_access = true": "",
    "SET threads = 64": "the configuration has been locked",
    "DETACH cuttings": "Cannot detach",
    "SELEKT 1": "syntax error",
    "SELECT nothing FROM articles": 'column "nothing" not found',
    "SELECT 'x'::INTEGER FROM articles": "Could not convert",
    "SELECT error('stop')": "stop",
    "SELECT ?": "parameter",
    "": "there is no query in it",
    "-- nothing": "there is no query in it",
    "SELECT '\ud800'": "surrogate",
}


@pytest.mark.parametrize(
    ("sql", "why"), REFUSED.items(), ids=[sql.replace("\0", "NUL") or "empty" for sql in map(ascii, REFUSED)]
)
def test_questions_that_are_refused_in_one_line(home: Path, sql: str, why: str) -> None:
    with pytest.raises(BadQuery) as caught:
        ask(home, sql)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_nul_is_refused_or_answered_and_never_a_crash(home: Path) -> None:
    try:
        assert ask(home, "SELECT '\0'") == [("\0",)]  # DuckDB 2.0
    except BadQuery as error:
        assert "unterminated" in str(error)  # noqa: PT017 - the series before


def test_a_question_that_fails_while_it_is_answered(home: Path) -> None:
    with (
        pytest.raises(BadQuery, match="stop"),
        query(home, "SELECT if(i > 9000, error('stop'), i) FROM range(9999) r(i)") as a,
    ):
        list(a.rows)


def test_a_home_without_a_snapshot_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot, match="run `cuttings ingest` first"):
        ask(tmp_path, "SELECT 1")


@pytest.mark.parametrize("content", [b"", b"not a database" * 999])
def test_a_snapshot_that_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "cuttings.duckdb").write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        ask(tmp_path, "SELECT 1")
    assert "\n" not in str(caught.value)
