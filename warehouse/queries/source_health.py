"""The state of the fetcher's sources, for `cuttings status`."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warehouse.backend.rows import first_row, records
from warehouse.queries.query import open_snapshot


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source, as in the view `source_health`."""

    source: str
    last_success: datetime | None
    """None: never."""
    pages_a_day: float | None
    """New pages per day in the last week. None: no page ever arrived."""
    alarm: str | None
    """What is wrong, in words. None: nothing is wrong."""


def source_health(home: Path) -> tuple[SourceHealth, ...]:
    """The sources, those with problems first, from the snapshot. Raises NoSnapshot, Unreadable."""
    with closing(open_snapshot(home)) as con:
        known = first_row(con.execute("SELECT 1 FROM duckdb_views() WHERE view_name = 'source_health'"))
        if known is None:  # a snapshot of an earlier release
            return ()
        query = """
            SELECT source, last_success, pages_a_day, alarm FROM source_health
            ORDER BY alarm IS NULL, source
        """
        return tuple(records(con.execute(query), SourceHealth))
