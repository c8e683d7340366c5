"""The notices that are due for a channel: clippings and problems, each once per channel, even if a process is killed.

A notice is recorded before it is sent: a message that is not sent because of a crash is lost, and none is sent twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection

from warehouse.backend.rows import for_ids, named_rows, registered, text_table, transaction

WINDOW = timedelta(days=7)
"""Older notices are not sent: a new channel gets those of the last week."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice."""

    notice: str
    """Its permanent identifier."""
    about: str
    """The watch's name; for problems: runs, documents or sources."""
    at: datetime
    title: str
    said: str
    """Outlet and day, or what went wrong."""
    url: str | None
    """None: the notice has no address."""


def clipping_notices(con: DuckDBPyConnection, now: datetime, watches: Sequence[str] | None) -> list[Notice]:
    """Clippings of the last days that may be announced: no embargo, not withdrawn since. `watches` None: those of all
    watches."""
    rows = con.execute(_CLIPPINGS, {"now": now, "since": now - WINDOW})
    found = [Notice(**row) for row in named_rows(rows)]
    return [one for one in found if watches is None or one.about in watches]


_CLIPPINGS = """
SELECT
    concat_ws(' ', 'clipping', c.watch, c.version_id, c.story_id, c.outlet_count) AS notice,
    c.watch AS about,
    greatest(c.matched_at, coalesce(c.tell_after, c.matched_at)) AS "at",
    coalesce(v.headline, '(no headline)') AS title,
    concat_ws(' · ', c.kind, coalesce(v.publication, o.outlet_id), v.published_on, c.matched) AS said,
    coalesce(v.url, v.canonical_url) AS url
FROM clippings c
JOIN versions v ON v.article_id = c.article_id AND v.newest
LEFT JOIN article_outlets o ON o.article_id = c.article_id
WHERE NOT c.quiet
    AND greatest(c.matched_at, coalesce(c.tell_after, c.matched_at)) BETWEEN $since::TIMESTAMPTZ AND $now::TIMESTAMPTZ
    AND coalesce(v.editorial_status, 'usable') = 'usable'
    AND coalesce(v.embargoed_until, $now::TIMESTAMPTZ) <= $now::TIMESTAMPTZ
ORDER BY c.watch, "at", c.version_id
"""


def trouble_notices(con: DuckDBPyConnection, now: datetime) -> list[Notice]:
    """Recent problems: runs that failed or were killed, documents that could not be read, and silent sources."""
    return [Notice(**row) for row in named_rows(con.execute(_TROUBLE, {"now": now, "since": now - WINDOW}))]


_TROUBLE = """
SELECT 'run ' || run_id AS notice, 'runs' AS about, ended_at AS "at", command || ': ' || ended_as AS title,
    coalesce(error, 'its process was killed; the next run goes on with its files') AS said, NULL AS url
FROM runs WHERE ended_as IN ('failed', 'killed') AND ended_at BETWEEN $since::TIMESTAMPTZ AND $now::TIMESTAMPTZ
UNION ALL
SELECT 'document ' || arrival_id, 'documents', received_at, 'not read: ' || parse_filename(location),
    concat_ws(': ', reason, right(trim(detail), 200)), NULL
FROM arrivals WHERE outcome = 'quarantined' AND received_at BETWEEN $since::TIMESTAMPTZ AND $now::TIMESTAMPTZ
UNION ALL
SELECT concat_ws(' ', 'source', source, alarm, last_success), 'sources', $now::TIMESTAMPTZ, 'source ' || source,
    alarm, NULL
FROM source_health WHERE alarm IS NOT NULL
ORDER BY about, "at", notice
"""


def untold(con: DuckDBPyConnection, channel: str, notices: Sequence[Notice]) -> list[Notice]:
    """The notices that were not yet sent to the channel."""
    told = for_ids(
        con,
        "SELECT notice FROM told WHERE channel = $channel AND notice IN (FROM wanted_ids)",
        [one.notice for one in notices],
        {"channel": channel},
    )
    known = {row["notice"] for row in told}
    return [one for one in notices if one.notice not in known]


def mark_told(con: DuckDBPyConnection, channel: str, notices: Sequence[Notice], now: datetime) -> None:
    """Record the notices as sent to the channel, before they are sent."""
    rows = text_table([(one.notice, channel) for one in notices], "notice", "channel")
    with registered(con, fresh=rows), transaction(con):
        con.execute("INSERT INTO told BY NAME SELECT *, $now::TIMESTAMPTZ AS told_at FROM fresh", {"now": now})


def unmark_told(con: DuckDBPyConnection, channel: str, notices: Sequence[Notice]) -> None:
    """Undo the record, because the channel refused the whole message: it is retried."""
    with transaction(con):
        for_ids(
            con,
            "DELETE FROM told WHERE channel = $channel AND notice IN (FROM wanted_ids)",
            [one.notice for one in notices],
            {"channel": channel},
        )


def last_told(con: DuckDBPyConnection, channel: str) -> datetime | None:
    """When the channel last got a notice. None: never."""
    rows = con.execute("SELECT max(told_at) FROM told WHERE channel = ?", [channel]).fetchall()
    told: datetime | None = rows[0][0]
    return told
