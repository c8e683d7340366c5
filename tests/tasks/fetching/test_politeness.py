"""How hosts are treated: decided, without a clock."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from schemas.fetch import FetchOutcome
from schemas.host_state import HostState
from tasks.fetching.politeness import (
    FIRST_REST,
    LONGEST_REST,
    after_answer,
    interval,
    must_wait,
    rest,
    retry_after,
    retry_pause,
)

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
HOST = HostState(host="courier.example")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120), (" 0 ", 0), ("999999999999", 86_400), ("Tue, 03 Mar 2026 12:05:00 GMT", 300),
        ("Tue, 03 Mar 2026 11:00:00 GMT", 0), ("Tuesday, 03-Mar-26 12:01:00 GMT", 60), ("soon", None),
        ("-5", None), ("", None),
    ],
)  # fmt: skip
def test_retry_after_in_all_its_forms(text: str, seconds: int | None) -> None:
    said = retry_after({"retry-after": text}, NOW)
    assert said == (None if seconds is None else timedelta(seconds=seconds))


def test_who_fails_is_left_alone_longer_each_time() -> None:
    host, pauses = HOST, []
    for _ in range(20):
        host = after_answer(host, FetchOutcome.TIMEOUT, {}, NOW)
        pauses.append(must_wait(host, NOW))
    assert pauses[:2] == [timedelta(0)] * 2
    assert pauses[2:5] == [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_REST == rest(500)
    assert after_answer(host, FetchOutcome.GONE, {}, NOW) == HOST


@pytest.mark.parametrize(
    ("outcome", "headers", "seconds"),
    [
        (FetchOutcome.BUSY, {"retry-after": "30"}, 30),
        (FetchOutcome.BUSY, {}, 60),
        (FetchOutcome.SERVER_ERROR, {}, 0),
        (FetchOutcome.SERVER_ERROR, {"retry-after": "30"}, 30),
        (FetchOutcome.FORBIDDEN, {"retry-after": "30"}, 0),
        (FetchOutcome.FETCHED, {}, 0),
    ],
)
def test_one_answer(outcome: FetchOutcome, headers: dict[str, str], seconds: int) -> None:
    assert must_wait(after_answer(HOST, outcome, headers, NOW), NOW).total_seconds() == seconds


def test_pauses() -> None:
    assert [interval(1.0, delay) for delay in (None, 0.5, 10, 9_999)] == [1.0, 1.0, 10.0, 120.0]
    pauses = [retry_pause(attempt, Random(seed)) for attempt in (1, 2, 3) for seed in range(50)]  # noqa: S311
    assert min(pauses[:50]) >= 0.5
    assert max(pauses[100:]) <= 6
    assert len(set(pauses)) > 100
