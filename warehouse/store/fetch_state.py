"""What was fetched and when to request it again: the state of the fetcher between two runs."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.feed_item import FeedItem
from schemas.fetch import ANSWERED, Fetch
from schemas.host_state import HostState
from schemas.record import Record
from schemas.source_state import SourceState
from warehouse.backend.rows import for_ids, named_rows, registered, transaction

_TEXT, _INT, _TIME = pa.string(), pa.int32(), pa.timestamp("us", tz="UTC")
_FETCHES = pa.schema(
    [
        *((name, _TEXT) for name in ("run_id", "source", "purpose", "url", "canonical_url")),
        ("asked_at", _TIME),
        ("status", _INT),
        ("final_url", _TEXT),
        ("byte_size", pa.int64()),
        ("seconds", pa.float64()),
        ("attempts", _INT),
        *((name, _TEXT) for name in ("outcome", "detail", "etag", "last_modified", "capture_id")),
        ("visits", _INT),
        ("failures", _INT),
        ("first_fetched_at", _TIME),
        ("next_due", _TIME),
        ("item", _TEXT),
    ]
)
_FEEDS = pa.schema(
    [
        *((name, _TEXT) for name in ("source", "url", "kind", "title", "etag", "last_modified", "content_hash")),
        *((name, _TIME) for name in ("polled_at", "succeeded_at", "changed_at")),
        ("interval_seconds", pa.float64()),
        ("failures", _INT),
        *((name, _TEXT) for name in ("outcome", "detail")),
        ("items", _INT),
        ("next_due", _TIME),
    ]
)
_HOSTS = pa.schema(
    [
        ("host", _TEXT),
        ("failures", _INT),
        ("not_before", _TIME),
        ("robots", _TEXT),
        ("robots_status", _INT),
        ("robots_at", _TIME),
    ]
)


def source_states(con: DuckDBPyConnection) -> list[SourceState]:
    """The states of all sources."""
    return [SourceState(**row) for row in named_rows(con.execute("FROM feeds"))]


def host_states(con: DuckDBPyConnection) -> list[HostState]:
    """The states of all hosts."""
    return [HostState(**row) for row in named_rows(con.execute("FROM fetch_hosts"))]


def due_pages(
    con: DuckDBPyConnection, now: datetime, *, limit: int, per_host: int = 5_000, every: bool = False
) -> list[Fetch]:
    """Pages that are due for a request: first those never requested, the latest listed first.

    `every`: also pages that failed and are to be retried later. `per_host`: most pages of one host, so that the backlog
    of one does not keep out others.
    """
    query = f"""
        SELECT {", ".join(_FETCHES.names)} FROM fetched_pages
        WHERE next_due <= $now OR ($every AND next_due IS NOT NULL AND NOT list_contains($had, outcome))
        QUALIFY row_number() OVER (PARTITION BY split_part(url, '/', 3) ORDER BY visits, sequence DESC) <= $per_host
        ORDER BY visits, sequence DESC LIMIT $limit"""  # noqa: S608 - our own column names
    had = [str(outcome) for outcome in ANSWERED]
    found = con.execute(query, {"now": now, "limit": limit, "per_host": per_host, "every": every, "had": had})
    return [_fetch(row) for row in named_rows(found)]


def known_pages(con: DuckDBPyConnection, canonical_urls: Sequence[str]) -> dict[str, Fetch]:
    """The states of those addresses that the fetcher knows."""
    query = f"""
        SELECT {", ".join(_FETCHES.names)} FROM fetched_pages
        WHERE canonical_url IN (FROM wanted_ids)"""  # noqa: S608 - our own column names
    return {str(fetch.canonical_url): fetch for fetch in map(_fetch, for_ids(con, query, canonical_urls))}


def stored_urls(con: DuckDBPyConnection, canonical_urls: Sequence[str]) -> set[str]:
    """Those of these addresses whose articles are in the warehouse, whatever way they arrived."""
    query = "SELECT DISTINCT canonical_url FROM versions WHERE canonical_url IN (FROM wanted_ids)"
    return {row["canonical_url"] for row in for_ids(con, query, canonical_urls)}


def record_fetches(
    con: DuckDBPyConnection,
    fetches: Iterable[Fetch] = (),
    *,
    sources: Iterable[SourceState] = (),
    hosts: Iterable[HostState] = (),
) -> None:
    """Write all of it, or nothing: log rows are added, states replace earlier ones."""
    with transaction(con):
        _add_fetches(con, [_row(fetch) for fetch in fetches])
        _replace(con, "feeds", ("source", "url"), _FEEDS, sources)
        _replace(con, "fetch_hosts", ("host",), _HOSTS, hosts)


def _add_fetches(con: DuckDBPyConnection, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    table = pa.Table.from_pylist(list(rows), schema=_FETCHES)
    table = table.append_column("place", pa.array(range(1, len(rows) + 1), pa.int64()))
    with registered(con, added_fetches=table):
        con.execute("""
            INSERT INTO fetches BY NAME
            SELECT * EXCLUDE (place), place + (SELECT coalesce(max(sequence), 0) FROM fetches) AS sequence
            FROM added_fetches ORDER BY place""")


def _replace(
    con: DuckDBPyConnection, relation: str, key: tuple[str, ...], schema: pa.Schema, records: Iterable[Record]
) -> None:
    rows = [record.model_dump() for record in records]
    if not rows:
        return
    columns = ", ".join(key)
    with registered(con, added_states=pa.Table.from_pylist(rows, schema=schema)):
        con.execute(f"DELETE FROM {relation} WHERE ({columns}) IN (SELECT ({columns}) FROM added_states)")  # noqa: S608
        con.execute(f"INSERT INTO {relation} BY NAME FROM added_states")


def _row(fetch: Fetch) -> dict[str, Any]:
    item = fetch.item.model_dump_json(exclude_none=True) if fetch.item else None
    return {**fetch.model_dump(exclude={"item"}), "item": item}


def _fetch(row: dict[str, Any]) -> Fetch:
    item = row.pop("item")
    return Fetch(**row, item=FeedItem.model_validate_json(item) if item else None)
