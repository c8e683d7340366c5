"""When to ask a source again: decided, without a clock."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from schemas.fetch import FetchOutcome
from schemas.source import Source
from schemas.source_state import SourceState
from tasks.fetching.network.http_client import Answer
from tasks.fetching.polling import (
    LONGEST_INTERVAL,
    SHORTEST_INTERVAL,
    after_poll,
    conditions,
    due_sources,
    freshness,
    source_key,
)
from tasks.fetching.visitor import Visit

NOW = datetime(2026, 3, 3, 12, 30, tzinfo=UTC)  # a Tuesday
URL = "https://courier.example/feed"
SOURCE = Source(name="courier", url=URL)
NEW = SourceState(source="courier", url=URL)


def feed(*names: str, **more: object) -> Feed:
    items = tuple(FeedItem(source="courier", url=f"https://courier.example/{name}") for name in names)
    return Feed.model_validate({"kind": "RSS 2.0", "items": items, **more})


def visit(outcome: FetchOutcome = FetchOutcome.FETCHED, status: int | None = 200, **headers: str) -> Visit:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Visit(Answer(URL, outcome, status=status, headers=named), 1, 0, 0.1)


def waits(state: SourceState, now: datetime = NOW) -> timedelta:
    assert state.next_due is not None
    return state.next_due - now


def test_who_changes_often_is_asked_often_and_who_is_quiet_seldom() -> None:
    busy, now = NEW, NOW
    for number in range(8):
        busy = after_poll(SOURCE, busy, visit(), feed(str(number)), now)
        now += waits(busy, now)
    assert timedelta(seconds=busy.interval_seconds or 0) == SHORTEST_INTERVAL
    assert busy.changed_at is not None
    quiet = after_poll(SOURCE, NEW, visit(), feed("a"), NOW)
    for _ in range(20):
        quiet = after_poll(SOURCE, quiet, visit(FetchOutcome.NOT_MODIFIED, 304), None, NOW)
    assert timedelta(seconds=quiet.interval_seconds or 0) == LONGEST_INTERVAL
    assert (quiet.changed_at, quiet.kind, quiet.items) == (NOW, "RSS 2.0", 1)


@pytest.mark.parametrize(
    ("headers", "more", "minutes"),
    [
        ({}, {}, 30),
        ({"cache_control": "public, max-age=7200"}, {}, 120),
        ({"cache_control": "max-age=60"}, {}, 30),
        ({"cache_control": "no-cache, max-age=7200"}, {}, 30),
        ({"cache_control": "max-age=999999999"}, {}, 24 * 60),
        ({"expires": "Tue, 03 Mar 2026 13:30:00 GMT"}, {}, 60),
        ({"expires": "0"}, {}, 30),
        ({}, {"ttl_minutes": 45}, 45),
        ({}, {"ttl_minutes": 9_999_999}, 24 * 60),
        ({}, {"skip_hours": frozenset({13, 14})}, 150),
        ({}, {"skip_days": frozenset({"tuesday"})}, 11 * 60 + 30),
        ({}, {"skip_hours": frozenset(range(24))}, 30),
    ],
)
def test_what_the_publisher_asks_for(headers: dict[str, str], more: dict[str, object], minutes: int) -> None:
    assert waits(
        after_poll(SOURCE, NEW, visit(FetchOutcome.FETCHED, 200, **headers), feed("a", **more), NOW)
    ) == timedelta(minutes=minutes)


def test_a_schedule_is_kept() -> None:
    source = SOURCE.model_copy(update={"schedule": timedelta(hours=3)})
    state = NEW
    for number in range(3):
        state = after_poll(source, state, visit(), feed(str(number)), NOW)
        assert waits(state) == timedelta(hours=3)


def test_failures_wait_longer_each_time_and_success_forgets_them() -> None:
    state, pauses = NEW, []
    for _ in range(6):
        state = after_poll(SOURCE, state, visit(FetchOutcome.SERVER_ERROR, 500), None, NOW)
        pauses.append(waits(state))
    assert pauses == sorted(set(pauses))
    assert (state.failures, state.succeeded_at) == (6, None)
    assert after_poll(SOURCE, state, visit(), feed("a"), NOW).failures == 0
    busy = after_poll(SOURCE, NEW, visit(FetchOutcome.BUSY, 429, retry_after="7200"), None, NOW)
    assert waits(busy) == timedelta(hours=2)
    assert waits(after_poll(SOURCE, NEW, visit(FetchOutcome.GONE, 410), None, NOW)) >= timedelta(days=1)
    assert after_poll(SOURCE, NEW, visit(FetchOutcome.QUEUED, None), None, NOW).failures == 0


def test_what_is_due_comes_in_the_order_of_waiting() -> None:
    states = {
        source_key(f"https://{name}.example/"): SourceState(source=name, url=f"https://{name}.example/", next_due=due)
        for name, due in {"a": NOW, "b": NOW - timedelta(hours=1), "c": NOW + timedelta(seconds=1)}.items()
    }
    sources = [Source(name=name, url=f"https://{name}.example/") for name in "abcd"]
    assert [source.name for source, _ in due_sources(sources, states, NOW)] == ["d", "b", "a"]
    assert len(due_sources(sources, states, NOW, every=True)) == 4


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://a:b@c.example/f", "https://c.example/f"),
        ("https://c.example/f?token=abc&page=2", "https://c.example/f?token=***&page=2"),
        ("https://c.example/f?a=1&api_key=x%20y", "https://c.example/f?a=1&api_key=***"),
        ("https://c.example/f?monkey=1&key=2", "https://c.example/f?monkey=1&key=***"),
    ],
)
def test_secrets_are_not_written_down(url: str, key: str) -> None:
    assert source_key(url) == key


def test_headers_of_conditions_hold_nothing_strange() -> None:
    assert conditions('W/"1"', None) == {"If-None-Match": 'W/"1"'}
    assert conditions("a\r\nX: y", "Tue, 03 Mar 2026") == {"If-Modified-Since": "Tue, 03 Mar 2026"}
    assert freshness(Answer(URL, FetchOutcome.FETCHED, headers={"cache-control": "max-age=x"}), NOW) == timedelta(0)
