"""Parts of the documentation that the program itself knows: written at each build, so that they cannot be out of date.

mkdocs calls `on_page_markdown`. A page holds `<!-- generated: NAME -->` where a part belongs.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

_PART = re.compile(r"<!-- generated: (\w+) -->")


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401 - what mkdocs hands over
    """The page with its generated parts. Raises KeyError for a part that does not exist."""
    return _PART.sub(lambda match: PARTS[match[1]](), markdown)


def commands() -> str:
    """Each command with its help."""
    from flows.command.options import parser

    whole = parser()
    found = [f"```\n{whole.format_help().strip()}\n```"]
    for action in whole._actions:  # argparse has no public list of its commands
        for name, one in (getattr(action, "choices", None) or {}).items():
            found.append(f"## cuttings {name}\n\n```\n{one.format_help().strip()}\n```")
    return "\n\n".join(found)


def outcomes() -> str:
    """Outcomes and every reason, with their sentences."""
    from schemas.arrival import REASONS, Outcome

    rows = []
    for outcome in Outcome:
        rows.append((f"**{outcome.value}**", "", outcome.sentence))
        rows += [("", f"`{reason.value}`", reason.sentence) for reason in REASONS.get(outcome, ())]
    return table(("outcome", "reason", "what it means"), rows)


def settings() -> str:
    """Every setting with its environment name and default."""
    import ast
    import inspect

    from schemas.settings import Settings

    tree = ast.parse(inspect.getsource(Settings)).body[0]
    assert isinstance(tree, ast.ClassDef)
    said = {}
    for before, after in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name) and isinstance(after, ast.Expr):
            said[before.target.id] = " ".join(str(ast.literal_eval(after.value)).split())
    rows = []
    for name, field in Settings.model_fields.items():
        default = "the number of cores" if field.default_factory else str(field.default)
        rows.append((f"`CUTTINGS_{name.upper()}`", default, said.get(name, "")))
    return table(("environment", "default", "what it is"), rows)


def relations() -> str:
    """The data dictionary of an empty warehouse."""
    by_relation: dict[str, list[tuple[str, ...]]] = {}
    heads: dict[str, str] = {}
    for relation, kind, column, sql_type, comment in dictionary():
        if column is None:
            heads[relation] = f"## {relation}\n\n*{kind}* — {comment or ''}"
        else:
            by_relation.setdefault(relation, []).append((f"`{column}`", str(sql_type), comment or ""))
    head = ("column", "type", "what it means")
    return "\n\n".join(f"{heads[relation]}\n\n{table(head, rows)}" for relation, rows in by_relation.items())


def macros() -> str:
    """The macros of an empty warehouse."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder, closing(_empty(Path(folder))) as con:
        assert isinstance(con, duckdb.DuckDBPyConnection)
        rows = con.execute(
            "SELECT function_name, parameters, comment FROM duckdb_functions() "
            "WHERE database_name = current_database() AND NOT internal ORDER BY ALL"
        ).fetchall()
    told = [(f"`{name}({', '.join(given)})`", said or "") for name, given, said in rows]
    return table(("macro", "what it gives"), told)


def forms() -> str:
    """The table of forms."""
    from tasks.text.formats import FORMS

    done = ["taken apart" if form.split else "read" if form.reader else f"refused: {form.refusal}" for form in FORMS]
    rows = [(f"`{form.name}`", form.media_type, what) for form, what in zip(FORMS, done, strict=True)]
    return table(("form", "media type", "what is done with it"), rows)


def dictionary() -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Rows of `data_dictionary`."""
    with tempfile.TemporaryDirectory() as folder, closing(_empty(Path(folder))) as con:
        rows: list[tuple[str, str, str | None, str | None, str | None]] = con.execute(
            "SELECT relation, kind, column_name, column_type, comment FROM data_dictionary WHERE kind <> 'macro'"
        ).fetchall()
    return rows


def _empty(home: Path) -> Any:  # noqa: ANN401 - a DuckDB connection; importing its type costs every build
    from warehouse.backend.live import open_live

    return open_live(home)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(head), *[list(row) for row in rows]]
    lines.insert(1, ["---"] * len(lines[0]))
    cells = ([cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "outcomes": outcomes,
    "settings": settings,
    "relations": relations,
    "macros": macros,
    "forms": forms,
}
