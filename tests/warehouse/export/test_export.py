"""Articles out in every form, from a real snapshot; and in again where the form is ninjs."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from flows.command.main import main
from flows.orchestration.loading import load_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from warehouse.errors import BadQuery
from warehouse.export.export import FORMS, export_file
from warehouse.export.loss import Loss
from warehouse.export.ninjs_export import stamp
from warehouse.export.tables import MAX_CELL
from warehouse.queries.exported import Selection, exported

ROOT = Path(__file__).parents[3]
NOTE = """\
=Sum: the harbour (draft)

By Ida Holm and Per Lund

OLDMERE, March 3 (HPA) - The harbour bridge at Oldmere "stays" closed; <b>it</b> was struck & bent, the master said.

Divers found cracks in two of the footings. Repairs may take three weeks, and buses go round by the lock until then.
"""


def settings(home: Path) -> Settings:
    return Settings(home=home, workers=1, batch_size=200, settle_seconds=0, annotate="none")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with wires, pages, plain texts and records of every kind in it."""
    folder = tmp_path_factory.mktemp("export")
    shutil.copytree(ROOT / "examples", folder / "in")
    shutil.copytree(ROOT / "tests" / "cases" / "wire", folder / "in" / "wire")
    (folder / "in" / "wire" / "expected.json").unlink()
    (folder / "in" / "note.txt").write_text(NOTE)
    load_documents([folder / "in"], settings=settings(folder / "home"), steps=Steps())
    return folder / "home"


def export(home: Path, form: str, **chosen: Any) -> tuple[Path, Loss]:  # noqa: ANN401 - fields of a selection
    path = home.parent / f"out.{form}"
    return path, export_file(home, FORMS[form], path, Selection(**chosen))


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / "cuttings.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def count(home: Path, where: str = "true") -> int:
    return int(rows(home, f"SELECT count(*) FROM articles WHERE {where}")[0][0])  # noqa: S608


def test_what_goes_out_as_ninjs_comes_back_as_the_same_rows(home: Path, tmp_path: Path) -> None:
    path, loss = export(home, "ninjs")
    assert loss.written == count(home) > 30
    assert loss.fields == {}
    shutil.copy(path, tmp_path / "all.jsonl")
    load_documents([tmp_path / "all.jsonl"], settings=settings(tmp_path / "home"), steps=Steps())
    own = {"version_id", "first_seen_at", "story_id", "copy_family", "reader_version", "outlet_id", "identity"}
    columns = [name for (name,) in rows(home, "SELECT column_name FROM duckdb_columns() WHERE table_name = 'articles'")]
    for table, named in (
        ("articles", [name for name in dict.fromkeys(columns) if name not in own]),
        ("authors", ["article_id", "position", "name", "kind"]),
        ("blocks", ["article_id", "position", "kind", "text", "start_char", "end_char"]),
    ):
        question = f"SELECT {', '.join(named)} FROM {table} ORDER BY ALL"  # noqa: S608
        before, after = rows(home, question), rows(tmp_path / "home", question)
        assert len(before) == len(after)
        for one, other in zip(before, after, strict=True):
            assert dict(zip(named, one, strict=True)) == dict(zip(named, other, strict=True))


def test_parquet_holds_all_columns_with_their_types(home: Path) -> None:
    path, loss = export(home, "parquet")
    assert loss.fields == {}
    with duckdb.connect() as con:
        con.execute("CREATE TABLE t AS FROM read_parquet(?)", [str(path)])
        found = con.execute(
            "SELECT count(*), count(published_on), sum(len(blocks)), sum(len(authors)) FROM t"
        ).fetchone()
        kinds = dict(con.execute("SELECT column_name, column_type FROM (DESCRIBE t)").fetchall())
    assert found == (
        count(home),
        count(home, "published_on IS NOT NULL"),
        rows(home, "SELECT count(*) FROM blocks")[0][0],
        rows(home, "SELECT count(*) FROM authors")[0][0],
    )
    assert (kinds["published_on"], kinds["subjects"], kinds["embargoed_until"]) == (
        "DATE", "VARCHAR[]", "TIMESTAMP WITH TIME ZONE",
    )  # fmt: skip


def test_csv_and_xlsx_hold_each_article_in_a_row(home: Path) -> None:
    path, loss = export(home, "csv", where="contains(body, 'footings')")
    (row,) = csv.DictReader(io.StringIO(path.read_text()))
    assert (row["headline"], row["authors"], row["modified_at"]) == (
        "=Sum: the harbour (draft)",
        "Ida Holm; Per Lund",
        "",
    )
    assert (loss.written, loss.fields) == (1, {})
    path, _ = export(home, "xlsx")
    table = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert len(table) == count(home) + 1
    headline = table[0].index("headline")
    assert "=Sum: the harbour (draft)" in {line[headline] for line in table}


def test_a_cell_that_is_too_long_is_cut_and_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.export.tables.MAX_CELL", 100)
    _, loss = export(home, "xlsx", where="length(body) > 100 AND coalesce(length(editor_note), 0) < 100")
    assert MAX_CELL == 32_767
    assert loss.changed["body cut to the 100 characters of a cell"] == loss.written > 0


def test_forms_that_cannot_say_it_leave_out_what_is_withdrawn_or_embargoed(home: Path) -> None:
    withdrawn = count(home, "editorial_status IN ('canceled', 'withheld')")
    embargoed = count(home, "embargoed_until IS NOT NULL AND coalesce(editorial_status, 'usable') = 'usable'")
    for form in ("ris", "jsonld", "ftm"):
        path, loss = export(home, form)
        assert sum(loss.left_out.values()) == withdrawn + embargoed > 2
        assert loss.written == count(home) - withdrawn - embargoed
        assert loss.fields["urgency"] > 0
        assert "Kill: the report of three deaths was wrong." not in path.read_text()
        assert any("left out" in line for line in loss.lines())


def test_json_ld_is_a_news_article(home: Path) -> None:
    path, _ = export(home, "jsonld", where="contains(body, 'footings')")
    node = json.loads(path.read_text())
    assert (node["@context"], node["@type"], node["headline"]) == (
        "https://schema.org", "NewsArticle", "=Sum: the harbour (draft)",
    )  # fmt: skip
    assert [author["@type"] for author in node["author"]] == ["Person", "Person"]
    assert "datePublished" not in node


def test_ris_entries_end_and_hold_the_text(home: Path) -> None:
    path, loss = export(home, "ris", where="headline = 'Council Votes For Longer Pier'")
    lines = path.read_bytes().decode().split("\r\n")
    assert loss.written == 1
    assert lines[0] == "TY  - NEWS"
    assert {"AU  - Crowe, Ansel", "DA  - 2004/03/02", "PY  - 2004", "T2  - The Bellharbour Courier"} <= set(lines)
    assert "ER  - " in lines
    assert any(line.startswith("N1  - The council of Bellharbour") and " ¶ Two against ¶ " in line for line in lines)


def test_ftm_entities_have_lists_of_texts(home: Path) -> None:
    path, _ = export(home, "ftm", where="headline = 'Council Votes For Longer Pier'")
    entity = json.loads(path.read_text())
    assert entity["schema"] == "Article"
    assert entity["properties"]["language"] == ["eng"]
    assert entity["properties"]["publishedAt"] == ["2004-03-02"]
    assert all(isinstance(value, str) for values in entity["properties"].values() for value in values)


@pytest.mark.parametrize(
    "chosen",
    [
        {"where": "headline = 'Pier opens' -- only that"},
        {"query": "SELECT article_id FROM articles WHERE headline = 'Pier opens';"},
        {"where": "true", "query": "SELECT article_id FROM articles WHERE headline = 'Pier opens'"},
    ],
)
def test_what_is_chosen(home: Path, chosen: dict[str, str]) -> None:
    found = list(exported(home, Selection(**chosen)))
    assert [row["headline"] for row in found] == ["Pier opens"]
    assert list(exported(home, Selection(ids=[found[0]["article_id"], "unknown"]))) == found
    assert list(exported(home, Selection(ids=[]))) == []


@pytest.mark.parametrize("where", ["no_column = 1", "true); DROP TABLE versions; --", "("])
def test_a_condition_that_cannot_be_asked_leaves_no_file(home: Path, where: str) -> None:
    before = set(home.parent.iterdir())
    with pytest.raises(BadQuery):
        export_file(home, FORMS["csv"], home.parent / "none.csv", Selection(where=where))
    assert set(home.parent.iterdir()) == before


def test_the_command_writes_and_says_what_was_lost(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["export", "ris", "-", "--home", str(home), "--where", "headline = 'Pier opens'"]
    assert main(given) == 0
    out, err = capsys.readouterr()
    assert out.startswith("TY  - NEWS")
    assert "1 article written" in err
    assert main(["export", "xlsx", "-", "--home", str(home)]) == 2
    assert main(["export", "csv", str(home.parent / "x.csv"), "--home", str(home), "--where", "nonsense("]) == 2


def test_a_watch_chooses_what_was_clipped_for_it_and_a_misspelt_name_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, path = tmp_path / "home", tmp_path / "out.csv"
    home.mkdir()
    watches = '[[watch]]\nname = "divers"\nquery = "divers"\n\n[[watch]]\nname = "quiet"\nquery = "zeppelin"\n'
    (home / "watches.toml").write_text(watches)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "harbour.txt").write_text(NOTE)
    (tmp_path / "in" / "market.txt").write_text(NOTE.replace("harbour", "market").replace("Divers", "Surveyors"))
    load_documents([tmp_path / "in"], settings=settings(home), steps=Steps())
    assert count(home) == 2

    def exported_for(watch: str) -> tuple[int, list[str]]:
        path.unlink(missing_ok=True)
        code = main(["export", "csv", str(path), "--home", str(home), "--watch", watch])
        return code, [row["headline"] for row in csv.DictReader(io.StringIO(path.read_text()))] if path.exists() else []

    assert exported_for("divers") == (0, ["=Sum: the harbour (draft)"])
    assert exported_for("quiet") == (0, [])
    capsys.readouterr()
    for misspelt in ("diver", ""):
        assert exported_for(misspelt) == (2, [])
        assert f"there is no watch {misspelt!r}" in capsys.readouterr().err
        assert not path.exists()
    (home / "watches.toml").write_text("")
    assert exported_for("divers") == (0, ["=Sum: the harbour (draft)"])


def _instants() -> Iterator[tuple[str, str | None, str]]:
    yield "2025-03-04T23:30:00+00:00", "2025-03-05", "2025-03-05T00:30:00+01:00"
    yield "2025-03-04T03:00:00+00:00", "2025-03-03", "2025-03-03T23:00:00-04:00"
    yield "2025-03-04T03:00:00+00:00", "2025-03-04", "2025-03-04T03:00:00+00:00"
    yield "2025-03-04T03:00:00+00:00", None, "2025-03-04T03:00:00+00:00"


@pytest.mark.parametrize(("at", "day", "printed"), list(_instants()))
def test_an_instant_is_written_in_a_zone_in_which_its_day_is_the_printed_one(
    at: str, day: str | None, printed: str
) -> None:
    from datetime import datetime

    assert stamp(datetime.fromisoformat(at), date.fromisoformat(day) if day else None) == printed
    assert stamp(None, date(2025, 3, 4)) == "2025-03-04"
    assert stamp(None, None) is None


def test_kinds_are_lost_where_a_form_has_names_and_text_alone(home: Path) -> None:
    (row,) = exported(home, Selection(where="headline = 'Council Votes For Longer Pier'"))
    loss = Loss(FORMS["csv"].held)
    loss.count(row | {"authors": [{"name": "News Desk", "kind": "desk"}]})
    assert loss.fields == {"kinds of blocks": 1, "kinds of authors": 1}
    whole = Loss(FORMS["parquet"].held)
    whole.count(row)
    assert next(iter(whole.lines())) == "1 article written"
    assert whole.fields == {}
