"""The answers on the pages: what `cuttings` prints for the examples, compared with what the pages show.

    python docs/answers.py           says which answers differ; exit code 1 if any
    python docs/answers.py --write   puts today's answers onto the pages

An answer is the block without a language right after a `sql` block, or what follows a `$ cuttings` line in a `console`
block. `...` on a line of its own stands for any lines.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
WIDTH = "118"
_LINES = r"(?:(?!```).*\n)+"
_SQL = re.compile(rf"^```sql\n(?P<asked>{_LINES})```\n\n```\n(?P<answer>{_LINES})```\n", re.MULTILINE)
_CONSOLE = re.compile(rf"^```console\n(?P<lines>{_LINES})```\n", re.MULTILINE)
_TOML = re.compile(rf"^```toml\n(?P<lines>{_LINES})```\n", re.MULTILINE)
_RUNS_ON = {"up", "watch", "browse"}
"""Commands that run until they are stopped; tests start them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer on one page."""

    page: Path
    arguments: tuple[str, ...]
    """Of `cuttings`."""
    start: int
    end: int
    """Where the answer stands in the page."""
    shown: str


def answers(page: Path) -> Iterator[Answer]:
    """The answers that a page shows, in order."""
    text = page.read_text(encoding="utf-8")
    for match in _SQL.finditer(text):
        arguments = ("sql", " ".join(match["asked"].split()))
        yield Answer(page, arguments, match.start("answer"), match.end("answer"), match["answer"])
    for block in _CONSOLE.finditer(text):
        at = block.start("lines")
        for part in re.split(r"(?m)^(?=\$ )", block["lines"]):
            command, _, shown = part.partition("\n")
            words = shlex.split(command[2:].split("  #")[0]) if command.startswith("$ cuttings ") else []
            if len(words) > 1 and words[1] not in _RUNS_ON and shown.strip():
                yield Answer(page, tuple(words[1:]), at + len(command) + 1, at + len(part), shown)
            at += len(part)


def printed(answer: Answer, home: Path) -> str:
    """What the program prints today."""
    given = list(answer.arguments)
    if "--home" in given:
        given[given.index("--home") + 1] = str(home)
    environment = {**os.environ, "COLUMNS": WIDTH, "CUTTINGS_HOME": str(home), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "flows.command.main", *given]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    told = (done.stdout or done.stderr).replace(str(home), "demo-home")
    # How old the snapshot is says nothing about the answer.
    return re.sub(r"(?m)^\d+ rows?; snapshot of .* ago\n?", "", told)


def agrees(shown: str, printed: str) -> bool:
    """Whether the page's answer is what is printed, white space at line ends apart."""
    lines = [re.escape(line.rstrip()) for line in shown.strip().splitlines()]
    pattern = "\n".join(r"(?:.*\n?)*?" if line == re.escape("...") else line for line in lines).replace("*?\n", "*?")
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in printed.strip().splitlines())) is not None


def make_home(folder: Path) -> Path:
    """A home with the examples in it, and with the watches that the page on watches shows."""
    home = folder / "demo-home"
    home.mkdir()
    shown = _TOML.search((ROOT / "docs" / "watches.md").read_text(encoding="utf-8"))
    assert shown is not None
    (home / "watches.toml").write_text(shown["lines"], encoding="utf-8")
    command = [sys.executable, "-m", "flows.command.main", "ingest", "examples", "--home", str(home), "--no-record"]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return home


def main(*, write: bool) -> int:
    """Compares, or writes. The exit code."""
    differ = 0
    with tempfile.TemporaryDirectory() as folder:
        home = make_home(Path(folder))
        for page in PAGES:
            for answer in sorted(answers(page), key=lambda a: -a.start):
                now = printed(answer, home)
                if agrees(answer.shown, now):
                    continue
                differ += 1
                sys.stdout.write(f"{page.relative_to(ROOT)}: {' '.join(answer.arguments)[:100]}\n")
                if write:
                    text = page.read_text(encoding="utf-8")
                    kept = "\n".join(line.rstrip() for line in now.strip("\n").splitlines())
                    page.write_text(text[: answer.start] + kept + "\n" + text[answer.end :], encoding="utf-8")
    return 1 if differ and not write else 0


if __name__ == "__main__":
    sys.exit(main(write="--write" in sys.argv[1:]))
