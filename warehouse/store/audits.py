"""Checks of what the warehouse holds, in SQL: see audits.sql."""

from functools import cache
from importlib.resources import files
from typing import get_args

from duckdb import DuckDBPyConnection

from schemas.arrival import Outcome
from schemas.article_fields import ARTICLE_FIELDS
from schemas.link import LinkKind
from schemas.medium import MediumKind
from schemas.statement import StatementKind
from warehouse.backend.capabilities import capabilities_of
from warehouse.backend.definitions import READ
from warehouse.backend.rows import first_row

_MARK = "-- audit: "
_SHOWN = 3
"""Number of faulty rows that a fault names."""

_DOCUMENTS_AT_ONCE = 10_000

KNOWN_VALUES: tuple[tuple[str, str, tuple[str | int, ...]], ...] = (
    *(("versions", field.column, field.values) for field in ARTICLE_FIELDS if field.values),
    ("arrivals", "outcome", tuple(Outcome)),
    ("readings", "reading", READ),
    ("media", "kind", get_args(MediumKind)),
    ("links", "kind", get_args(LinkKind)),
    ("statements", "kind", get_args(StatementKind)),
)
"""Relation, column, and all values that it may have. A CHECK constraint of a table could not be extended later."""


@cache
def audits() -> dict[str, str]:
    """The checks: what must hold, and the query that finds violations."""
    text = (files("warehouse.store") / "audits.sql").read_text(encoding="utf-8")
    pieces = (piece.split("\n", maxsplit=1) for piece in text.split(_MARK)[1:])
    return {name.strip(): sql.strip().removesuffix(";") for name, sql in pieces} | {
        f"{relation}.{column} is a known value": _known_value(relation, column, values)
        for relation, column, values in KNOWN_VALUES
    }


def _known_value(relation: str, column: str, values: tuple[str | int, ...]) -> str:
    row = {"versions": "version_id", "arrivals": "arrival_id", "readings": "batch_id"}.get(relation, "article_id")
    known = ", ".join(repr(value) if isinstance(value, int) else f"'{value}'" for value in values)
    return (
        f"SELECT {row} || ': ' || {column} FROM {relation} "  # noqa: S608 - our names and values
        f"WHERE {column} NOT IN ({known}) AND load_number BETWEEN $from_load AND $to_load"
    )


def audit(con: DuckDBPyConnection, batch_id: str | None = None) -> list[str]:
    """The violations in what a batch wrote, one line each: what must hold, and where it does not. None: in the whole
    warehouse.

    Takes time proportional to the batch: the rows of one load stand together, and of all others only id columns are
    read.
    """
    if batch_id is None:
        return [fault for first, last in _slices(con) for fault in _faults(con, first, last)]
    row = first_row(con.execute("SELECT load_number FROM batches WHERE batch_id = ?", [batch_id]))
    return _faults(con, row[0], row[0]) if row else [f"no such batch: {batch_id}"]


def _slices(con: DuckDBPyConnection) -> list[tuple[int, int]]:
    """Ranges of load numbers without gaps, each with about as many documents as fit into memory easily."""
    sql = """
        SELECT max(load_number) FROM (
            SELECT load_number, sum(documents) OVER (ORDER BY load_number) // ? AS slice FROM batches
        ) GROUP BY slice ORDER BY ALL
    """
    ends = [row[0] for row in con.execute(sql, [_DOCUMENTS_AT_ONCE]).fetchall()]
    return list(zip([0, *(end + 1 for end in ends)], [*ends, 2**62], strict=True))


def _faults(con: DuckDBPyConnection, from_load: int, to_load: int) -> list[str]:
    faults = []
    for name, sql in {**audits(), **_checks(con)}.items():
        found = con.execute(
            f"FROM ({sql}) LIMIT {_SHOWN + 1}",
            {"from_load": from_load, "to_load": to_load},
        ).fetchall()
        if found:
            shown = ", ".join(str(row[0]) for row in found[:_SHOWN])
            faults.append(f"{name}: not so for {shown}{' and others' if len(found) > _SHOWN else ''}")
    return faults


def _checks(con: DuckDBPyConnection) -> dict[str, str]:
    """One audit in place of all CHECK constraints, for backends without them. Tables without a load number are only
    checked when everything is."""
    if capabilities_of(con).checks:
        return {}
    sql = """
        SELECT relation, expression, EXISTS (
            FROM duckdb_columns() WHERE database_name = current_database() AND table_name = relation
            AND column_name = 'load_number'
        ) FROM table_checks ORDER BY ALL
    """
    pieces = [
        f"SELECT '{relation}: ' || $expression${expression}$expression$ FROM {relation} "  # noqa: S608 - our own names
        f"WHERE NOT ({expression}) AND {'load_number BETWEEN $from_load AND $to_load' if dated else '$from_load = 0'}"
        for relation, expression, dated in con.execute(sql).fetchall()
    ]
    return {"every value is allowed": "\nUNION ALL\n".join(pieces)} if pieces else {}
