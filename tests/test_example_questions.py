"""The notebook and the questions of examples/: each runs on the demo's home and has an answer."""

import json
from pathlib import Path

import pytest

from flows.command.main import main

ROOT = Path(__file__).parent.parent
LINES = [
    line
    for line in (ROOT / "examples" / "questions.sql").read_text(encoding="utf-8").splitlines()
    if line[:2] not in ("--", "")
]
NOTEBOOK = json.loads((ROOT / "examples" / "notebook.ipynb").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("questions") / "home"
    assert main(["ingest", str(ROOT / "examples"), "--home", str(made), "--no-record"]) == 0
    return made


def test_there_are_fifteen_questions_of_one_line() -> None:
    assert len(LINES) == 15
    assert all(line.endswith(";") for line in LINES)


@pytest.mark.parametrize("sql", LINES)
def test_a_question_of_a_monitor_has_an_answer(home: Path, capsys: pytest.CaptureFixture[str], sql: str) -> None:
    assert main(["sql", sql, "--home", str(home), "--csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 1


def test_the_notebook_runs(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CUTTINGS_HOME", str(home))
    seen: dict[str, object] = {}
    for cell in NOTEBOOK["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [], "outputs are not kept in the repository"
            exec(compile("".join(cell["source"]), "notebook.ipynb", "exec"), seen)  # noqa: S102 - a file of ours
    assert "names;" in capsys.readouterr().out
