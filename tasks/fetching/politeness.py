"""How to treat a host, decided from its answers. Pure decisions: `now` is a parameter."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from random import Random

from schemas.fetch import TRANSIENT, FetchOutcome
from schemas.host_state import HostState

FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(days=1)
PATIENT_FAILURES = 3
"""Failures in a row before a host gets a pause: one broken page is not a broken host. A 429 or 503 counts at once."""
LONGEST_CRAWL_DELAY = 120.0
"""Seconds. With a longer delay a day's news would take weeks; a longer one is read as this."""


def rest(failures: int) -> timedelta:
    """The pause after this many failures in a row: a minute, doubled each time, at most a day."""
    doublings = min(max(failures - 1, 0), 11)
    return min(FIRST_REST * (1 << doublings), LONGEST_REST)


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """What the answer's Retry-After asks for, in either of its forms; a day at most. None: it asks for nothing."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return min(timedelta(seconds=int(text[:9])), LONGEST_REST)
    until = http_date(text)
    return min(max(until - now, timedelta(0)), LONGEST_REST) if until else None


def http_date(text: str) -> datetime | None:
    """An HTTP date. None: the text is not one."""
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def after_answer(host: HostState, outcome: FetchOutcome, headers: Mapping[str, str], now: datetime) -> HostState:
    """The host after one more answer, or after a request without an answer."""
    if outcome not in TRANSIENT:
        return host if not host.failures else host.model_copy(update={"failures": 0, "not_before": None})
    until: datetime | None
    failures = host.failures + 1
    pause = retry_after(headers, now)
    if outcome == FetchOutcome.BUSY:
        until = now + (pause if pause is not None else rest(failures))
    elif failures >= PATIENT_FAILURES:
        until = now + max(pause or timedelta(0), rest(failures - PATIENT_FAILURES + 1))
    else:
        until = now + pause if pause else None
    return host.model_copy(update={"failures": failures, "not_before": until})


def must_wait(host: HostState, now: datetime) -> timedelta:
    """How long the pause of the host still lasts; zero if it has none."""
    return max(host.not_before - now, timedelta(0)) if host.not_before else timedelta(0)


def retry_pause(attempt: int, chance: Random) -> float:
    """Seconds before the next retry of one address after `attempt` tries: doubling, with jitter."""
    return float(2 ** (attempt - 1) * chance.uniform(0.5, 1.5))


def interval(host_interval: float, crawl_delay: float | None) -> float:
    """Seconds between two requests: ours, or the delay that the host states if it is longer."""
    return max(host_interval, min(crawl_delay or 0.0, LONGEST_CRAWL_DELAY))
