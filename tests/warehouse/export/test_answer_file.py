"""Answers as files: the same rows in each form, types kept in Parquet, and nothing half-written."""

import csv
import json
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.command.main import main
from schemas.arrival import Outcome
from tests.staged_batch import an_article, header, open_with_run, stage_documents, to_article
from warehouse.backend.snapshot import publish
from warehouse.store.loader import store

SQL = "SELECT headline, word_count, first_seen_at, [1, 2] AS list, NULL::DATE AS day FROM articles ORDER BY headline"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    with closing(open_with_run(made)) as con:
        rows = [an_article(name, headline=name) for name in ("bridge", "ferry, “old”")]
        decisions = [to_article(0, Outcome.LOADED, "bridge"), to_article(1, Outcome.LOADED, "ferry, “old”")]
        store(con, stage_documents(made / "b", rows), decisions, header("b1"))
        publish(made, force=True, con=con)
    return made


def asked(home: Path, sql: str, file: Path) -> int:
    return main(["sql", sql, "--output", str(file), "--home", str(home)])


def test_parquet_keeps_the_types(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.parquet"
    assert asked(home, SQL, file) == 0
    table = pq.read_table(file)
    assert table.column("headline").to_pylist() == ["bridge", "ferry, “old”"]
    assert [str(field.type).partition("[")[0].partition("<")[0] for field in table.schema] == [
        "string", "int32", "timestamp", "list", "date32",
    ]  # fmt: skip


def test_csv_and_json_have_the_same_rows(home: Path, tmp_path: Path) -> None:
    assert [asked(home, SQL, tmp_path / f"a.{kind}") for kind in ("csv", "json", "jsonl")] == [0, 0, 0]
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        assert [row["headline"] for row in csv.DictReader(file)] == ["bridge", "ferry, “old”"]
    lines = [json.loads(line) for line in (tmp_path / "a.json").read_text(encoding="utf-8").splitlines()]
    assert [(one["headline"], one["list"], one["day"]) for one in lines] == [
        ("bridge", [1, 2], None), ("ferry, “old”", [1, 2], None),
    ]  # fmt: skip
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "a.json").read_bytes()


@pytest.mark.parametrize(
    ("sql", "name", "said"),
    [
        ("SELECT nothing", "a.parquet", "nothing"),
        ("SELECT nothing", "a.csv", "nothing"),
        ("SELECT INTERVAL 1 DAY AS i", "a.parquet", "interval"),
        ("SELECT 1", "a.xlsx", "end the file's name with .parquet, .csv"),
        ("SELECT 1", "missing/a.csv", "missing"),
        ("SELECT 1", "missing/a.parquet", "missing"),
    ],
)
def test_a_mistake_leaves_what_was_there(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], sql: str, name: str, said: str
) -> None:
    file = tmp_path / name
    if file.parent.exists():
        file.write_text("before")
    assert asked(home, sql, file) == 2
    error = capsys.readouterr().err
    assert (said in error, error.count("\n")) == (True, 1), error
    assert [one.read_text() for one in tmp_path.iterdir()] == (["before"] if file.parent.exists() else [])
