"""Learns an outlet's furniture from what is repeated on its pages: see outlet_furniture.sql."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from duckdb import DuckDBPyConnection

from schemas.outlet_furniture import OutletFurniture
from warehouse.backend.rows import first_row, for_ids


def learn_furniture(con: DuckDBPyConnection, batch_id: str) -> None:
    """Count the lines of the batch's pages, and update what is known as furniture, within the batch's transaction.

    Takes time proportional to the rows of the batch's outlets in `outlet_lines`: 300 to 400 pages each.
    """
    row = first_row(con.execute("SELECT load_number FROM batches WHERE batch_id = ?", [batch_id]))
    if row and sites_of_load(con, row[0]):
        con.execute(_script().replace("{batch}", str(int(row[0]))))


def last_learned(con: DuckDBPyConnection) -> list[str]:
    """The sites for which the last learning load learned something."""
    sql = "SELECT site FROM learned_outlets WHERE load_number = (SELECT max(load_number) FROM outlet_furniture)"
    return [row[0] for row in con.execute(sql).fetchall()]


def sites_of_load(con: DuckDBPyConnection, load_number: int) -> list[str]:
    """The sites whose pages a load stored."""
    sql = "SELECT DISTINCT site FROM outlet_lines WHERE load_number = ?"
    return [row[0] for row in con.execute(sql, [load_number]).fetchall()]


def known_furniture(con: DuckDBPyConnection, sites: Sequence[str]) -> dict[str, OutletFurniture]:
    """The known furniture of these sites; a site without any is left out."""
    rows = for_ids(
        con,
        """
        SELECT site, any_value(v.version) AS version,
            list(mark) FILTER (WHERE kind = 'line') AS lines, list(mark) FILTER (WHERE kind = 'place') AS places
        FROM outlet_furniture f JOIN learned_outlets v USING (site)
        WHERE site IN (FROM wanted_ids)
        GROUP BY site
        """,
        sites,
    )
    return {
        row["site"]: OutletFurniture(
            version=row["version"], lines=frozenset(row["lines"] or ()), places=frozenset(row["places"] or ())
        )
        for row in rows
    }


@cache
def _script() -> str:
    return (files("warehouse.store") / "outlet_furniture.sql").read_text(encoding="utf-8")
