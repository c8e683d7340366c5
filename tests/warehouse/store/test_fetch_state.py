"""The fetcher's state in the warehouse, and the health of sources."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from schemas.feed_item import FeedItem
from schemas.fetch import Fetch, FetchOutcome
from schemas.host_state import HostState
from schemas.source_state import SourceState
from warehouse.backend.live import open_live
from warehouse.store.fetch_state import due_pages, host_states, known_pages, record_fetches, source_states, stored_urls

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    with closing(open_live(tmp_path)) as opened:
        yield opened


def page(number: int, **more: object) -> Fetch:
    url = f"https://courier.example/{number}"
    said: dict[str, object] = {
        "run_id": "r", "source": "courier", "purpose": "page", "url": url, "canonical_url": url, "asked_at": NOW,
        "outcome": FetchOutcome.QUEUED, "next_due": NOW,
        "item": FeedItem(source="courier", url=url, title="Ein „Titel“"),
    }  # fmt: skip
    return Fetch.model_validate(said | more)


def test_what_is_written_is_read_back(con: DuckDBPyConnection) -> None:
    full = page(
        1,
        status=200,
        final_url="https://courier.example/x",
        etag='"1"',
        capture_id="ab",
        visits=1,
        first_fetched_at=NOW,
    )
    source = SourceState(source="courier", url="https://courier.example/feed", kind="RSS 2.0", items=3, polled_at=NOW)
    host = HostState(host="courier.example", failures=2, not_before=NOW, robots="User-agent: *", robots_status=200)
    record_fetches(con, [full, page(2)], sources=[source], hosts=[host])
    assert known_pages(con, [str(full.canonical_url), "https://other.example/"]) == {full.canonical_url: full}
    assert (source_states(con), host_states(con)) == ([source], [host])
    record_fetches(con, sources=[source.model_copy(update={"items": 4})], hosts=[HostState(host="courier.example")])
    assert [state.items for state in source_states(con)] == [4]
    assert host_states(con) == [HostState(host="courier.example")]
    assert stored_urls(con, ["https://courier.example/1"]) == set()


def test_the_last_row_says_how_a_page_stands(con: DuckDBPyConnection) -> None:
    record_fetches(con, [page(1), page(2), page(3), page(4, next_due=None)])
    record_fetches(con, [page(2, outcome=FetchOutcome.GONE, next_due=None), page(1, visits=1, next_due=NOW)])
    record_fetches(con, [page(5), page(3, next_due=NOW + timedelta(hours=1))])
    assert [due.url[-1] for due in due_pages(con, NOW, limit=10)] == ["5", "1"]
    assert [due.url[-1] for due in due_pages(con, NOW + timedelta(hours=2), limit=2)] == ["3", "5"]
    assert [due.url[-1] for due in due_pages(con, NOW, limit=10, per_host=1)] == ["5"]


def test_what_failed_is_asked_for_again_when_everything_is_asked_for(con: DuckDBPyConnection) -> None:
    later = NOW + timedelta(hours=1)
    failed = page(1, outcome=FetchOutcome.SERVER_ERROR, next_due=later)
    record_fetches(con, [failed, page(2, outcome=FetchOutcome.FETCHED, next_due=later), page(3, next_due=None)])
    assert due_pages(con, NOW, limit=10) == []
    assert [due.url[-1] for due in due_pages(con, NOW, limit=10, every=True)] == ["1"]


def test_a_failure_writes_nothing(con: DuckDBPyConnection) -> None:
    class Torn(HostState):
        @property
        def model_dump(self) -> object:  # type: ignore[override]
            raise RuntimeError("the machine went away")

    with pytest.raises(RuntimeError, match="went away"):
        record_fetches(con, [page(1)], hosts=[Torn(host="courier.example")])
    assert known_pages(con, [str(page(1).canonical_url)]) == {}


def health(con: DuckDBPyConnection) -> tuple[object, ...]:
    (row,) = con.execute(
        "SELECT pages_a_day, pages_a_day_before, without_date, consent_pages, alarm FROM source_health"
    ).fetchall()
    return tuple(row)


def fill(con: DuckDBPyConnection, *, days: range, a_day: int, dated: bool = True, consent: bool = False) -> None:
    """Pages of so many days ago, as fetched and read: each an article with or without a date, or a consent page."""
    fetched = []
    for day in days:
        for number in range(a_day):
            key = f"{day}-{number}-{dated}"
            at = NOW - timedelta(days=day, hours=1)
            said = {"canonical_url": key, "asked_at": at, "outcome": FetchOutcome.FETCHED, "capture_id": key}
            fetched.append(page(0, **said, attempts=1, visits=1))
    record_fetches(con, fetched)
    outcome, reason = ("rejected", "consent_page") if consent else ("loaded", None)
    arrivals = """
        INSERT INTO arrivals BY NAME
        SELECT $key AS arrival_id, 'b' AS batch_id, $key AS capture_id, 'inbox' AS origin, '' AS location,
            now() AS received_at, $outcome AS outcome, $reason AS reason, '' AS drop_key, 0 AS document,
            1 AS load_number"""
    versions = """
        INSERT INTO versions BY NAME
        SELECT $key AS version_id, $key AS article_id, 1 AS number, $key AS capture_id, now() AS seen_at, '' AS body,
            $day AS published_on, 'A B' AS byline, true AS newest, now() AS first_seen_at, 400 AS word_count,
            'article' AS kind, '' AS identity, '' AS text_hash, '' AS reader_version, 1 AS load_number"""
    for one in fetched:
        con.execute(arrivals, {"key": one.capture_id, "outcome": outcome, "reason": reason})
        if not consent:
            con.execute(versions, {"key": one.capture_id, "day": NOW.date() if dated else None})


@pytest.mark.parametrize(
    ("lately", "alarm"),
    [
        ({"a_day": 2}, None),
        ({"a_day": 2, "dated": False}, "without a date"),
        ({"a_day": 2, "consent": True}, "consent pages"),
        ({"a_day": 0}, "fewer"),
    ],
)
def test_a_change_of_layout_is_an_alarm(con: DuckDBPyConnection, lately: dict[str, int], alarm: str | None) -> None:
    state = SourceState(source="courier", url="https://courier.example/feed", succeeded_at=NOW)
    record_fetches(con, sources=[state])
    fill(con, days=range(8, 30), a_day=2)
    fill(con, days=range(7), **lately)  # type: ignore[arg-type]
    found = health(con)
    assert (found[-1] is None) if alarm is None else alarm in str(found[-1])
    assert found[0] == lately["a_day"]


def test_a_source_that_never_answers_is_an_alarm(con: DuckDBPyConnection) -> None:
    record_fetches(con, sources=[SourceState(source="mute", url="https://mute.example/", failures=3)])
    assert "never read" in str(health(con)[-1])


def test_everything_is_explained(con: DuckDBPyConnection) -> None:
    query = """SELECT relation, column_name FROM data_dictionary WHERE comment IS NULL
        AND relation IN ('feeds', 'fetches', 'fetch_hosts', 'fetched_pages', 'source_health')"""
    assert con.execute(query).fetchall() == []
