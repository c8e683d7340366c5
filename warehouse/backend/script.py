"""Runs SQL scripts that were written for a DuckDB file, whatever backend the connection uses."""

from collections.abc import Iterable
from contextlib import closing
from importlib.resources import files

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.backend.capabilities import capabilities_of
from warehouse.backend.lake.dialect import run_on_lake
from warehouse.backend.rows import transaction


def run_script(con: DuckDBPyConnection, sql: str) -> None:
    """Run all statements, each adapted to the backend."""
    can = capabilities_of(con)
    if can.checks and can.view_comments:
        con.execute(sql)
    else:
        run_on_lake(con, sql)


def prepare(con: DuckDBPyConnection) -> None:
    """Create what a backend itself needs before the first migration."""
    if capabilities_of(con).view_comments:
        return
    with transaction(con):
        con.execute((files("warehouse.backend.lake") / "own.sql").read_text(encoding="utf-8"))
        con.execute("INSERT INTO load_turn SELECT 0 WHERE NOT EXISTS (FROM load_turn)")


def remember_checks(con: DuckDBPyConnection, scripts: Iterable[str]) -> None:
    """After the last migration: store the CHECK constraints of all migrations as rows for the audits, if the backend
    has none.

    DuckDB itself determines which they are, because a table may have been created again since.
    """
    if capabilities_of(con).checks:
        return
    with closing(duckdb.connect(":memory:")) as model:
        for script in scripts:
            model.execute(script)
        checks = model.execute(_CHECKS).fetchall()
    with transaction(con):
        con.execute("DELETE FROM table_checks")
        con.execute("INSERT INTO table_checks SELECT unnest($1), unnest($2)", [*map(list, zip(*checks, strict=True))])


_CHECKS = """
    SELECT table_name, regexp_extract(constraint_text, '^CHECK\\((.*)\\)$', 1, 's')
    FROM duckdb_constraints() WHERE constraint_type = 'CHECK' ORDER BY table_name, constraint_index
"""
