"""When to poll a source again. Pure decisions: `now` is a parameter."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from schemas.feed import Feed
from schemas.fetch import ANSWERED, FetchOutcome
from schemas.source import Source
from schemas.source_state import SourceState
from tasks.fetching.network.http_client import Answer, without_credentials
from tasks.fetching.politeness import http_date, rest, retry_after
from tasks.fetching.visitor import Visit

FIRST_INTERVAL = timedelta(minutes=30)
SHORTEST_INTERVAL = timedelta(minutes=5)
LONGEST_INTERVAL = timedelta(days=1)
FASTER, SLOWER = 0.5, 1.5
"""Factors for the interval after a poll with and without changes: about every second poll then finds news."""
GONE_REST = timedelta(days=7)
"""The pause of a source that answers 404 or 410."""
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s{0,5}=\s{0,5}\"?(\d{1,9})", re.IGNORECASE)
_NOT_FRESH = re.compile(r"no-cache|no-store", re.IGNORECASE)


def due_sources(
    sources: Iterable[Source], states: Mapping[str, SourceState], now: datetime, *, every: bool = False
) -> list[tuple[Source, SourceState]]:
    """The sources to poll now, the longest waiting first. `states` by address; `every`: due or not."""
    found = [(source, states.get(source_key(source.url)) or SourceState(source=source.name, url=source_key(source.url)))
             for source in sources]  # fmt: skip
    due = [(source, state) for source, state in found if every or state.next_due is None or state.next_due <= now]
    return sorted(due, key=lambda pair: pair[1].next_due or datetime.min.replace(tzinfo=UTC))


def source_key(url: str) -> str:
    """The address of a source as stored: without user name, password and secrets in the query."""
    return _SECRET.sub(r"\1***", without_credentials(url))


_SECRET = re.compile(
    r"([?&](?:[\w-]{0,30}(?:token|secret|password|passwd|apikey|api_key|signature)|key|auth|pass|pwd|sig)=)[^&#]{1,4000}",
    re.IGNORECASE,
)


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers of a conditional request (RFC 9110, 13.1). Empty: nothing is known."""
    made = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in made.items() if value and value.isascii() and value.isprintable()}


def after_poll(source: Source, state: SourceState, visit: Visit, feed: Feed | None, now: datetime) -> SourceState:
    """The source after a poll. `feed` is what was read; None: nothing new was received."""
    answer = visit.answer
    seen = state.model_copy(update={"polled_at": now, "outcome": answer.outcome, "detail": answer.detail})
    if answer.outcome not in ANSWERED or (answer.outcome == FetchOutcome.FETCHED and feed is None):
        return _after_failure(seen, answer, now)
    listed = _hash(feed) if feed else state.content_hash
    changed = listed != state.content_hash
    interval = _interval(source, state, changed=changed)
    asked = max(freshness(answer, now), timedelta(minutes=feed.ttl_minutes or 0) if feed else timedelta(0))
    due = now + min(max(interval, asked), max(LONGEST_INTERVAL, interval))
    update: dict[str, object] = {
        "succeeded_at": now,
        "interval_seconds": interval.total_seconds(),
        "failures": 0,
        "next_due": not_skipped(due, feed) if feed else due,
    }
    if changed:
        update["changed_at"] = now
    if feed is not None:
        update |= {
            "kind": feed.kind,
            "title": feed.title,
            "content_hash": listed,
            "items": len(feed.items),
            "etag": answer.headers.get("etag"),
            "last_modified": answer.headers.get("last-modified"),
        }
    return seen.model_copy(update=update)


def freshness(answer: Answer, now: datetime) -> timedelta:
    """How long the answer is fresh by its headers (RFC 9111): max-age, else Expires, at most a day; else zero."""
    control = answer.headers.get("cache-control", "")
    if _NOT_FRESH.search(control):
        return timedelta(0)
    if found := _MAX_AGE.search(control):
        return min(timedelta(seconds=int(found.group(1))), LONGEST_INTERVAL)
    expires = http_date(answer.headers.get("expires", ""))
    return min(max(expires - now, timedelta(0)), LONGEST_INTERVAL) if expires else timedelta(0)


def not_skipped(due: datetime, feed: Feed) -> datetime:
    """The first moment from `due` on outside the hours and days in which the feed asks not to be polled."""
    moment = due.astimezone(UTC)
    for _ in range(24 * 8):
        if moment.hour not in feed.skip_hours and moment.strftime("%A").lower() not in feed.skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due  # it excludes all hours or days: that is a mistake


def _after_failure(state: SourceState, answer: Answer, now: datetime) -> SourceState:
    if answer.outcome == FetchOutcome.QUEUED:  # its host has a pause: there was no poll
        return state.model_copy(update={"next_due": now + SHORTEST_INTERVAL})
    failures = state.failures + 1
    pause = max(rest(failures + 2), retry_after(answer.headers, now) or timedelta(0))
    if answer.outcome == FetchOutcome.GONE:
        pause = max(pause, GONE_REST if failures > 3 else LONGEST_INTERVAL)
    return state.model_copy(update={"failures": failures, "next_due": now + pause})


def _interval(source: Source, state: SourceState, *, changed: bool) -> timedelta:
    if source.schedule is not None:
        return source.schedule
    if state.interval_seconds is None:
        return FIRST_INTERVAL
    learnt = timedelta(seconds=state.interval_seconds) * (FASTER if changed else SLOWER)
    return min(max(learnt, SHORTEST_INTERVAL), LONGEST_INTERVAL)


def _hash(feed: Feed) -> str:
    listed = [f"{item.url}\x1f{item.updated or ''}" for item in feed.items]
    listed += [f"{url}\x1f{changed or ''}" for url, changed in feed.children]
    return hashlib.sha256("\n".join(listed).encode("utf-8", "surrogatepass")).hexdigest()
