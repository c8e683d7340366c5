"""What the README shows is true: its commands run, its SQL answers, its first page is short enough."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.command.main import main
from tasks.fetching.source_file import read_sources

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
STARTED_ELSEWHERE = {"up", "watch"}
"""Commands that run until they are stopped: test_up.py and test_watch.py start them."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> Iterator[str]:
    """What stands behind a `$` and begins with `cuttings`, without the comment after it."""
    for block in blocks("console"):
        yield from (line[2:].split("  #")[0].strip() for line in block.splitlines() if line.startswith("$ cuttings"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readme") / "demo-home"
    assert main(["ingest", str(ROOT / "examples"), "--home", str(made), "--no-record"]) == 0
    return made


def test_the_main_command_stands_within_35_lines() -> None:
    first = README.splitlines()[:35]
    assert "$ make demo" in first
    assert "$ make test" in first


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


def test_the_outcomes_it_shows_are_those_of_the_examples(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = dict(re.findall(r"^│ (loaded|version|rejected|quarantined) +│ +(\d+) │$", README, re.MULTILINE))
    sql = "SELECT outcome, count(*) FROM arrivals WHERE outcome <> 'duplicate' GROUP BY ALL"
    assert main(["sql", sql, "--home", str(home), "--csv"]) == 0
    counted = dict(line.split(",") for line in capsys.readouterr().out.split()[1:])
    assert {**counted, "quarantined": counted.get("quarantined", "0")} == shown


def test_its_sources_can_be_read(tmp_path: Path) -> None:
    for number, block in enumerate(blocks("toml")):
        path = tmp_path / f"{number}.toml"
        path.write_text(block)
        assert [source.name for source in read_sources(path).sources]


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))))
def test_what_it_links_to_is_there(link: str) -> None:
    assert (ROOT / link).exists()
