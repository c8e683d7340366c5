"""The command line as a user meets it: what it prints, what it returns, and one line for whatever goes wrong."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from flows.command.main import main
from warehouse.queries.query import query

NEWS = """\
Harbour bridge stays closed

By Ida Holm

Published on 3 March 2026

The harbour bridge at Oldmere stays closed until Friday, the harbour master said on Tuesday after a freighter had struck
its northern pier in thick fog.

Divers found cracks in two of the footings. Repairs may take three weeks, and buses go round by the lock until then.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command")
    (folder / "in").mkdir()
    (folder / "in" / "bridge.txt").write_text(NEWS)
    (folder / "in" / "map.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    made = folder / "home"
    assert main(["ingest", str(folder / "in"), "--home", str(made), "--no-record", "--annotate", "none"]) == 0
    return made


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_ingest_tells_outcomes_and_reasons(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ingest", home.parent / "in", "--home", home, "--no-record", "--annotate", "none")
    assert code == 0
    assert "duplicate" in out
    assert "cuttings.duckdb" in out


def test_read_prints_one_line_of_json_a_document(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "read", home.parent / "in" / "bridge.txt", home.parent / "in" / "map.html")
    article, refused = map(json.loads, out.splitlines())
    assert code == 0
    assert article["article"]["headline"] == "Harbour bridge stays closed"
    assert article["article"]["published"]["day"] == "2026-03-03"
    assert (refused["outcome"], refused["reason"]) == ("rejected", "unsupported_type")


@pytest.mark.parametrize(
    ("options", "printed"),
    [
        (["--csv"], "headline,words\nHarbour bridge stays closed,48\n"),
        (["--json"], '{"headline": "Harbour bridge stays closed", "words": 48}\n'),
        ([], "Harbour bridge stays closed"),
    ],
)
def test_sql(home: Path, capsys: pytest.CaptureFixture[str], options: list[str], printed: str) -> None:
    code, out, _ = run(capsys, "sql", "SELECT headline, word_count AS words FROM articles", "--home", home, *options)
    assert code == 0
    assert printed in out.replace("\r\n", "\n")


@pytest.mark.parametrize("name", ["bridge.txt", "in/bridge.txt"])
def test_explain_shows_the_evidence(home: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, _ = run(capsys, "explain", name, "--home", home)
    assert code == 0
    assert "Published on 3 March 2026" in out or "3 March 2026" in out
    assert "line 5" in out


def test_reconcile_and_status(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "reconcile", "--home", home)
    assert (code, "It adds up." in out) == (0, True)
    code, out, _ = run(capsys, "status", "--home", home)
    assert (code, "ingest" in out) == (0, True)


def test_reconcile_finds_what_is_missing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capture = next(path for path in (home / "archive").glob("*/*") if path.is_file())
    hidden = capture.rename(capture.with_name("elsewhere.part"))
    try:
        code, out, _ = run(capsys, "reconcile", "--home", home)
    finally:
        hidden.rename(capture)
    assert code == 1
    assert f"{capture.relative_to(home)} is missing from the archive" in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ingest", "/nowhere/at/all", "--no-record"], 2, "/nowhere/at/all: no such file or folder"),
        (["read", "/nowhere/at/all"], 2, "/nowhere/at/all: no such file or folder"),
        (["sql", "SELEC 1"], 2, "syntax error"),
        (["sql", "FROM articles WHERE nothing"], 2, "nothing"),
        (["sql", "DELETE FROM versions"], 2, "read-only"),
        (["sql", "FROM read_csv('/etc/passwd')"], 2, "disabled"),
        (["sql", "ATTACH '/tmp/x.duckdb'"], 2, "disabled"),
        (["explain", "no-such-article"], 2, "no-such-article"),
        (["explain", "map.html"], 2, "unsupported_type"),
        (["original", "no-such-document"], 2, "no bytes are kept of no-such-document"),
        (["sources", "add", "notaurl", "--contact", "a@b.example"], 2, "url 'notaurl': an http or https address"),
        (["sources", "add", "http://a.example", "--contact", "x"], 2, "contact 'x': "),
        (["sources", "add", "http://a.example", "--contact", "a@b.example", "--name", "a b"], 2, "name 'a b': "),
    ],
)
def test_wrong_use_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    found, out, err = run(capsys, *arguments, "--home", home)
    assert (found, out) == (code, "")
    assert said in err
    assert err.startswith("cuttings: ")
    assert err.count("\n") == 1


def test_an_empty_home_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["sql", "SELECT 1"], ["explain", "x"], ["reconcile"], ["status"]):
        code, _, err = run(capsys, *command, "--home", tmp_path)
        assert code == 2
        assert "cuttings ingest" in err


def test_a_setting_that_does_not_fit_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUTTINGS_MAX_BYTES", "plenty")
    code, _, err = run(capsys, "read", "x")
    assert code == 2
    assert err.startswith("cuttings: CUTTINGS_MAX_BYTES: ")


def test_a_home_that_cannot_be_made_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "news.txt").write_text(NEWS)
    code, _, err = run(capsys, "ingest", tmp_path / "news.txt", "--home", tmp_path / "file", "--no-record")
    assert code == 1
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--help"], ["ingest", "--help"], ["sql", "--help"], ["replay", "--help"]])
def test_help_teaches(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(arguments)
    assert "usage: cuttings" in capsys.readouterr().out


def test_reading_and_asking_load_no_prefect() -> None:
    code = "import sys; from flows.command import read, ask; print('prefect' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"cuttings {version('cuttings')}\n"


@pytest.mark.parametrize("name", ["bridge.txt", "in/bridge.txt"])
def test_original_gives_the_bytes_back(home: Path, capsysbinary: pytest.CaptureFixture[bytes], name: str) -> None:
    assert main(["original", name, "--home", str(home)]) == 0
    assert capsysbinary.readouterr().out == NEWS.encode()
    with query(home, "SELECT arrival_id, capture_id FROM arrivals WHERE location LIKE '%bridge.txt'") as answer:
        ids = next(iter(answer.rows))
    for identifier in ids:
        assert main(["original", identifier[:12], "--home", str(home)]) == 0
        assert capsysbinary.readouterr().out == NEWS.encode()


def test_a_rejected_file_that_comes_again_says_why(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ingest", home.parent / "in", "--home", home, "--no-record", "--annotate", "none")
    assert code == 0
    assert "rejected before: unsupported_type" in " ".join(out.replace("│", " ").split())


def test_wide_answers_are_records_one_under_the_other(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "sql", "FROM articles LIMIT 5", "--home", home)
    with query(home, "FROM articles") as answer:
        width = len(answer.columns)
    assert code == 0
    assert out.count("\n") <= width + 3
    assert any(line.split() == ["headline", *["Harbour", "bridge", "stays", "closed"]] for line in out.splitlines())


def test_after_a_restore_it_is_said_what_is_missing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "live.duckdb").write_bytes((home / "warehouse" / "live.duckdb").read_bytes())
    code, _, err = run(capsys, "sql", "SELECT 1", "--home", tmp_path)
    assert (code, "`cuttings ingest` publishes it again" in err) == (2, True)
    (tmp_path / "warehouse" / "live.duckdb").unlink()
    (tmp_path / "archive" / "ab").mkdir(parents=True)
    code, _, err = run(capsys, "sql", "SELECT 1", "--home", tmp_path)
    assert (code, "restore" in err) == (2, True)


def test_ingest_says_what_it_passed_over(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "alone.html.meta.json").write_text("{}")
    code, out, _ = run(capsys, "ingest", tmp_path, "--home", home, "--no-record", "--annotate", "none")
    assert code == 0
    assert "Passed over, because they are no documents: alone.html.meta.json (a sidecar" in " ".join(out.split())


def test_an_empty_inbox_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ingest", "--home", home, "--no-record", "--annotate", "none")
    assert code == 0
    assert f"Nothing waits in {home / 'inbox'}." in out.replace("\n", "")


def test_replay_makes_no_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "replay", "--home", tmp_path / "typo", "--no-record")
    assert code == 2
    assert "holds no articles yet" in err
    assert not (tmp_path / "typo").exists()


def test_a_setting_is_called_as_it_was_given(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "ingest", "--workers", "0", "--home", home)
    assert (code, err.split(":")[1].strip()) == (2, "--workers")
    monkeypatch.setenv("CUTTINGS_WORKERS", "0")
    code, _, err = run(capsys, "ingest", "--home", home)
    assert (code, err.split(":")[1].strip()) == (2, "CUTTINGS_WORKERS")


def test_a_broken_pipe_that_is_not_the_output_is_a_failure(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reading processes could not start: the command had said nothing and returned 0."""
    read, write = os.pipe()
    os.close(read)
    monkeypatch.setattr("flows.command.load.load_documents", lambda *_, **__: os.write(write, b"x"))
    with (home.parent / "out.txt").open("w") as out, capsys.disabled():
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["ingest", "--home", str(home), "--no-record"]) == 1
    os.close(write)
