"""What the warehouse already knows about arriving documents, and the runs that bring them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection

from schemas.arrival import Origin
from schemas.known import KnownArticle, KnownCapture
from schemas.run_end import RunEnd
from warehouse.backend.capabilities import newest_where
from warehouse.backend.rows import for_ids, records


@dataclass(frozen=True, slots=True)
class DropRecord:
    """What was recorded for one drop."""

    arrival_ids: tuple[str, ...]
    """One for each time that the drop was taken, in order."""
    finished: bool
    """Whether every run that took it has ended."""
    run_ids: tuple[str, ...] = ()
    """The runs that took it."""
    kept: bool = True
    """Whether its bytes are in the archive."""


@dataclass(frozen=True, slots=True)
class ArchivedCapture:
    """Bytes in the archive, and how they first arrived."""

    capture_id: str
    byte_size: int | None
    first_received_at: datetime
    origin: Origin
    location: str
    container: str | None


def recorded_drops(con: DuckDBPyConnection, drop_keys: Sequence[str]) -> dict[str, DropRecord]:
    """Those of these drops that are in the ledger."""
    rows = for_ids(
        con,
        """
        SELECT a.drop_key, list(a.arrival_id ORDER BY a.load_number, a.document) AS arrival_ids,
            bool_and(r.finished_at IS NOT NULL) AS finished, list(DISTINCT run_id ORDER BY run_id) AS run_ids,
            bool_or(a.capture_id IS NOT NULL) AS kept
        FROM arrivals a JOIN batches b USING (batch_id) LEFT JOIN runs r USING (run_id)
        WHERE a.drop_key IN (FROM wanted_ids)
        GROUP BY a.drop_key
        """,
        drop_keys,
    )
    return {row.pop("drop_key"): DropRecord(**row) for row in rows}


def known_captures(con: DuckDBPyConnection, capture_ids: Sequence[str]) -> dict[str, KnownCapture]:
    """Those of these captures that arrived before."""
    rows = for_ids(
        con,
        """
        SELECT DISTINCT ON (capture_id)
            capture_id, outcome, reason, article_id, split_part(version_id, '-', 2)::INTEGER AS version_number
        FROM arrivals
        WHERE (outcome <> 'duplicate' OR article_id IS NOT NULL) AND capture_id IN (FROM wanted_ids)
        ORDER BY capture_id, article_id IS NULL, outcome IN ('duplicate', 'quarantined'), load_number, document
        """,
        capture_ids,
    )
    return {row["capture_id"]: KnownCapture(**row) for row in rows}


def known_articles(con: DuckDBPyConnection, article_ids: Sequence[str]) -> dict[str, KnownArticle]:
    """Those of these articles that are known."""
    # The rows are found by id and then fetched by rowid, so that no other article's text is read.
    rows = for_ids(con, _NEWEST.format(key="article_id", where=newest_where(con, "article_id")), article_ids)
    return {row.pop("key"): KnownArticle(**row) for row in rows}


def published_articles(con: DuckDBPyConnection, publisher_ids: Sequence[str]) -> dict[str, KnownArticle]:
    """The known articles among these publisher ids; of several, the one known longest."""
    rows = for_ids(con, _NEWEST.format(key="publisher_id", where=newest_where(con, "publisher_id")), publisher_ids)
    return {row.pop("key"): KnownArticle(**row) for row in reversed(rows)}


_NEWEST = """
    SELECT {key} AS key, article_id, number, text_hash, body, headline, editorial_status FROM versions
    WHERE {where}
    ORDER BY first_seen_at, article_id
"""


def articles_at(con: DuckDBPyConnection, locations: Sequence[str]) -> dict[str, KnownArticle]:
    """For each of these locations, the article that was last dropped there, if it is identified by its text alone."""
    rows = for_ids(
        con,
        """
        SELECT a.location, a.article_id FROM arrivals a JOIN versions v USING (version_id)
        WHERE a.location IN (FROM wanted_ids) AND (v.identity LIKE 'text:%' OR v.identity LIKE 'bytes:%')
        ORDER BY a.load_number, a.document
        """,
        locations,
    )
    last: dict[str, str] = {row["location"]: row["article_id"] for row in rows}
    articles = known_articles(con, list(set(last.values())))
    return {location: articles[article] for location, article in last.items()}


def archived_captures(
    con: DuckDBPyConnection,
    *,
    beginnings: Sequence[str],
    outcome: str,
    reader_version: str,
    annotators: Sequence[str] = (),
) -> list[ArchivedCapture]:
    """The captures to read again, each with its first arrival.

    If ids are given: captures whose id begins with one of them. Otherwise those with an arrival of the given outcome;
    `all`: every capture; `unannotated`: those of the newest versions without annotations; `outdated_annotations`: also
    those annotated by none of `annotators`; `outdated`: those last read by another reader than `reader_version`, and
    pages read before a line of their text was known as furniture. Captures whose bytes were never kept are left out.
    """
    found = con.execute(
        """
        SELECT DISTINCT ON (c.first_received_at, c.capture_id)
            c.capture_id, c.byte_size, c.first_received_at, a.origin, a.location, a.container
        FROM captures c JOIN arrivals a USING (capture_id)
        WHERE CASE WHEN len($beginnings::VARCHAR[]) > 0
            THEN list_bool_or(list_transform($beginnings::VARCHAR[], lambda b: starts_with(c.capture_id, b)))
            WHEN $outcome = 'unannotated' THEN c.capture_id IN (
                SELECT capture_id FROM versions WHERE newest AND annotated IS NULL
            )
            WHEN $outcome = 'outdated_annotations' THEN c.capture_id IN (
                SELECT capture_id FROM versions
                WHERE newest AND coalesce(annotated NOT IN (SELECT unnest($annotators::VARCHAR[])), true)
            )
            WHEN $outcome = 'outdated' THEN c.capture_id IN (
                SELECT capture_id FROM readings
                GROUP BY capture_id HAVING arg_max(reader_version, load_number) <> $reader_version
            ) OR c.capture_id IN (SELECT capture_id FROM furniture_left)
            ELSE $outcome = 'all' OR a.outcome = $outcome END
        ORDER BY c.first_received_at, c.capture_id, a.load_number, a.document
        """,
        {
            "beginnings": list(beginnings),
            "outcome": outcome,
            "annotators": list(annotators),
            "reader_version": reader_version,
        },
    )
    return records(found, ArchivedCapture)


def start_run(
    con: DuckDBPyConnection, run_id: str, flow_run_id: str | None, started_at: datetime, command: str
) -> None:
    """Record that a run began, once per run_id: a retry of a run is the same run."""
    con.execute(
        """
        INSERT INTO runs BY NAME
        SELECT $run AS run_id, $flow_run AS flow_run_id, $command AS command, $at::TIMESTAMPTZ AS started_at
        WHERE NOT EXISTS (FROM runs WHERE run_id = $run)
        """,
        {"run": run_id, "flow_run": flow_run_id, "command": command, "at": started_at},
    )


def finish_runs(con: DuckDBPyConnection, run_ids: Sequence[str], finished_at: datetime) -> None:
    """Record that runs are complete, including the killed runs whose work they completed."""
    sql = """
        UPDATE runs SET
            finished_at = $at::TIMESTAMPTZ, ended_at = coalesce(ended_at, $at::TIMESTAMPTZ),
            ended_as = coalesce(ended_as, 'done')
        WHERE finished_at IS NULL AND run_id IN (FROM wanted_ids)
    """
    for_ids(con, sql, run_ids, {"at": finished_at})


def break_off_runs(
    con: DuckDBPyConnection, run_ids: Sequence[str], ended_at: datetime, *, ended_as: RunEnd, error: str | None
) -> None:
    """Record that runs ended before they were complete."""
    sql = """
        UPDATE runs SET ended_at = $at::TIMESTAMPTZ, ended_as = $how::VARCHAR, error = $error::VARCHAR
        WHERE ended_at IS NULL AND run_id IN (FROM wanted_ids)
    """
    for_ids(con, sql, run_ids, {"at": ended_at, "how": str(ended_as), "error": error})


def open_runs(con: DuckDBPyConnection) -> list[str]:
    """Runs that began and have no recorded end."""
    return [row[0] for row in con.execute("SELECT run_id FROM runs WHERE ended_at IS NULL").fetchall()]
