"""What a command imports before it starts: a library that it does not use costs each start of the program."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HEAVY = {
    "prefect", "duckdb", "pyarrow", "numpy", "tantivy", "starlette", "uvicorn", "httpx", "h2", "bs4", "rich", "click",
    "trafilatura", "spacy", "pypdfium2", "python_calamine", "striprtf", "xlsxwriter", "jinja2", "fasttext",
}  # fmt: skip
"""Each takes .05 CPU seconds or more to import, or can."""


@pytest.mark.parametrize(
    ("module", "needed"),
    [
        ("flows.command.start", set()),
        ("flows.command.main", set()),
        ("flows.command.read", set()),
        ("flows.command.load", {"duckdb", "pyarrow", "numpy", "tantivy", "rich"}),
    ],
)
def test_a_command_loads_only_the_libraries_it_uses(module: str, needed: set[str]) -> None:
    code = f"import sys, {module}; print(*sorted({HEAVY!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert set(done.stdout.split()) == needed
