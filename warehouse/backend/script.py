"""Scripts of SQL that were written for a DuckDB file, run on whatever the connection uses."""

from importlib.resources import files

from duckdb import DuckDBPyConnection

from warehouse.backend.capabilities import capabilities_of
from warehouse.backend.lake.dialect import run_on_lake


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
    con.begin()
    try:
        con.execute((files("warehouse.backend.lake") / "own.sql").read_text(encoding="utf-8"))
        con.execute("INSERT INTO load_turn SELECT 0 WHERE NOT EXISTS (FROM load_turn)")
    except BaseException:
        con.rollback()
        raise
    con.commit()
