"""What README and the pages show is true: commands run, answers are what the program prints, links lead somewhere."""

import importlib.util
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.command.main import main
from tasks.fetching.source_file import read_sources

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = PAGES[0].read_text(encoding="utf-8")
STARTED_ELSEWHERE = {"up", "watch", "browse"}
"""Commands that run until they are stopped: other tests start them."""

_spec = importlib.util.spec_from_file_location("answers", ROOT / "docs" / "answers.py")
assert _spec is not None
assert _spec.loader is not None
answers = importlib.util.module_from_spec(_spec)
sys.modules["answers"] = answers
_spec.loader.exec_module(answers)
ANSWERS = [answer for page in PAGES for answer in answers.answers(page)]


def blocks(language: str) -> list[str]:
    found = (re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL) for page in PAGES)
    return list(dict.fromkeys(block for page in found for block in page))


def commands() -> Iterator[str]:
    """What stands behind a `$` in README and tutorial and begins with `cuttings`, without the comment after it."""
    for block in re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        yield from (line[2:].split("  #")[0].strip() for line in block.splitlines() if line.startswith("$ cuttings"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = answers.make_home(tmp_path_factory.mktemp("documentation"))
    return made


def test_the_readme_is_short_and_begins_with_the_main_command() -> None:
    lines = README.splitlines()
    assert len(lines) <= 130
    assert "$ make demo" in lines[:35]
    assert "$ make test" in lines[:35]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda a: f"{a.page.stem}:{' '.join(a.arguments)[:40]}")
def test_an_answer_is_what_the_program_prints(answer: object, home: Path) -> None:
    printed = answers.printed(answer, home)
    assert answers.agrees(answer.shown, printed), printed  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", [c for c in commands() if c.split()[1] not in STARTED_ELSEWHERE])
def test_a_command_runs(
    command: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("CUTTINGS_HOME", str(home))
    arguments = shlex.split(command)[1:]
    if "--home" in arguments:
        arguments[arguments.index("--home") + 1] = str(home)
    arguments += ["--no-record"] if arguments[0] == "ingest" else []
    assert main(arguments) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("sql", blocks("sql"))
def test_a_question_has_an_answer(sql: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sql", sql, "--home", str(home), "--csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 1


@pytest.mark.parametrize("script", blocks("duckdb"))
def test_what_is_written_for_the_duckdb_shell_runs(script: str, home: Path) -> None:
    """The shell is a program of its own; its statements are DuckDB's, run here as it runs them."""
    with duckdb.connect(str(home / "own.duckdb")) as con:
        con.execute(script.replace("cuttings-home", str(home)))
        assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE database_name = 'own'").fetchone() != (0,)


def test_the_outcomes_it_shows_are_those_of_the_examples(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = dict(re.findall(r"^│ (loaded|version|rejected|quarantined) +│ +(\d+) │$", README, re.MULTILINE))
    sql = "SELECT outcome, count(*) FROM arrivals WHERE outcome <> 'duplicate' GROUP BY ALL"
    assert main(["sql", sql, "--home", str(home), "--csv"]) == 0
    counted = dict(line.split(",") for line in capsys.readouterr().out.split()[1:])
    assert {**counted, "quarantined": counted.get("quarantined", "0")} == shown


def test_its_sources_can_be_read(tmp_path: Path) -> None:
    found = [block for block in blocks("toml") if "[[source]]" in block]
    assert found
    for number, block in enumerate(found):
        path = tmp_path / f"{number}.toml"
        path.write_text(block)
        assert [source.name for source in read_sources(path).sources]


@pytest.mark.parametrize("code", blocks("python"))
def test_python_on_a_page_runs(code: str, home: Path) -> None:
    if "emit_event" in code:
        pytest.skip("needs a Prefect server: tests/flows/up/test_up.py emits the event")
    code = code.replace("cuttings-home", str(home))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


LINKS = [(page, link) for page in PAGES for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())]


@pytest.mark.parametrize(("page", "link"), sorted(set(LINKS)), ids=str)
def test_what_a_page_links_to_is_there(page: Path, link: str) -> None:
    assert (page.parent / link).exists()


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    relations = (tmp_path / "site" / "reference" / "relations" / "index.html").read_text()
    assert "published_on" in relations
