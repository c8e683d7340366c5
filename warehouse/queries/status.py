"""The state of a home: the last runs, recent arrivals, the age of the snapshot."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from schemas.arrival import Outcome
from warehouse.backend.published import snapshot_age
from warehouse.backend.rows import named_rows
from warehouse.queries.query import open_snapshot

LATELY = timedelta(days=1)
_RUNS = 5


@dataclass(frozen=True, slots=True)
class RunStatus:
    """One run, and the outcomes of its documents."""

    run_id: str
    command: str
    started_at: datetime
    ended_at: datetime | None
    """None: it is going on, or was killed and no other run has noticed yet."""
    ended_as: str | None
    """See schemas.run_end. None: as for ended_at."""
    error: str | None
    """None: nothing went wrong, or it was killed."""
    documents: int
    outcomes: dict[str, int]
    """The number of documents for each outcome that occurred."""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the warehouse when the snapshot was made."""

    snapshot_age: timedelta
    articles: int
    outcomes: dict[str, int]
    """Arrivals of the last day, by outcome."""
    quarantined: int
    """All documents that wait for a replay and whose bytes are kept."""
    last_arrival_at: datetime | None
    """None: nothing arrived yet."""
    runs: tuple[RunStatus, ...]
    """The last runs, newest first."""


def status(home: Path, now: datetime) -> Status:
    """The state according to the snapshot; never waits for a load. Raises NoSnapshot, Unreadable."""
    with closing(open_snapshot(home)) as con:
        lately = """
            SELECT outcome, count(*) FROM arrivals WHERE received_at > $now::TIMESTAMPTZ - $lately::INTERVAL
            GROUP BY ALL ORDER BY ALL
        """
        outcomes = dict(con.execute(lately, {"now": now, "lately": LATELY}).fetchall())
        counts = """
            SELECT (SELECT count(*) FROM articles),
                count(*) FILTER (WHERE outcome = 'quarantined' AND capture_id IS NOT NULL), max(received_at)
            FROM arrivals
        """
        articles, quarantined, last = con.execute(counts).fetchall()[0]
        sums = """
            SELECT
                r.run_id, r.command, r.started_at, r.ended_at, r.ended_as, r.error,
                coalesce(sum(b.documents), 0)::BIGINT AS documents,
                sum(b.loaded)::BIGINT AS loaded, sum(b.version)::BIGINT AS version,
                sum(b.duplicate)::BIGINT AS duplicate, sum(b.rejected)::BIGINT AS rejected,
                sum(b.quarantined)::BIGINT AS quarantined
            FROM runs r LEFT JOIN batches b USING (run_id)
            GROUP BY ALL ORDER BY r.started_at DESC, r.run_id LIMIT $limit
        """
        runs = tuple(_run(row) for row in named_rows(con.execute(sums, {"limit": _RUNS})))
    return Status(snapshot_age(home, now), articles, outcomes, quarantined, last, runs)


def _run(row: dict[str, Any]) -> RunStatus:
    """A run. Its counts are None if no batch was stored."""
    counts = {outcome.value: row.pop(outcome.value) for outcome in Outcome}
    return RunStatus(**row, outcomes={name: count for name, count in counts.items() if count})
