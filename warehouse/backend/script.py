"""Scripts of SQL that were written for a DuckDB file, run on whatever the connection uses."""

from collections.abc import Iterable
from contextlib import closing
from importlib.resources import files

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.backend.capabilities import capabilities_of
from warehouse.backend.lake.dialect import run_on_lake
from warehouse.backend.rows import transaction


def run_script(con: DuckDBPyConnection, sql: str) -> None:
    """Runs all statements, each as the backend takes it."""
    can = capabilities_of(con)
    if can.checks and can.view_comments:
        con.execute(sql)
    else:
        run_on_lake(con, sql)


def prepare(con: DuckDBPyConnection) -> None:
    """Makes what a backend needs of its own before the first migration."""
    if capabilities_of(con).view_comments:
        return
    with transaction(con):
        con.execute((files("warehouse.backend.lake") / "own.sql").read_text(encoding="utf-8"))
        con.execute("INSERT INTO load_turn SELECT 0 WHERE NOT EXISTS (FROM load_turn)")


def remember_checks(con: DuckDBPyConnection, scripts: Iterable[str]) -> None:
    """After the last migration: a backend that has no CHECK gets those of all migrations as rows, for the audits.

    DuckDB itself says which they are: a table may have been made anew since.
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
