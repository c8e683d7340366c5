"""One source polled: itself, and the sitemaps or feeds that it names."""

import asyncio
import logging
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from schemas.fetch import Fetch, FetchOutcome
from schemas.rejection import Rejected
from schemas.source import Source
from schemas.source_state import SourceState
from tasks.fetching.network.http_client import Answer
from tasks.fetching.polling import after_poll, conditions, source_key
from tasks.fetching.visitor import Visit, Visitor
from tasks.text.feed.feed import read_feed

logger = logging.getLogger(__name__)

MOST_CHILDREN = 10
"""How many sitemaps of an index one poll requests: the newest."""
MOST_LEVELS = 3
"""An index may name an index, and a page a feed."""


@dataclass(slots=True)
class Polled:
    """What polling one source gave."""

    source: Source
    states: list[SourceState] = field(default_factory=list)
    """The source's own first, then those of the sitemaps or feeds it names."""
    fetches: list[Fetch] = field(default_factory=list)
    items: list[FeedItem] = field(default_factory=list)
    feeds: list[Feed] = field(default_factory=list)
    """What was read, for a person."""


async def poll_source(
    source: Source,
    state: SourceState,
    *,
    known: Mapping[str, SourceState],
    visitor: Visitor,
    run_id: str,
    now: datetime,
) -> Polled:
    """Requests the source, conditionally if it was fetched before. `known`: all states by address."""
    polled = Polled(source)
    waiting = [(source.url, state, 1)]
    asked: set[str] = set()
    while waiting:
        url, before, level = waiting.pop(0)
        if before.url in asked:
            continue
        asked.add(before.url)
        visit = await visitor.visit(url, conditions=conditions(before.etag, before.last_modified), wanted=_may_list)
        # A sitemap of 10 MB takes seconds, in which other hosts must not wait.
        visit, feed = await asyncio.to_thread(_read, source, visit, first=level == 1)
        after = after_poll(source, before, visit, feed, now)
        polled.states.append(after)
        polled.fetches.append(_row(after, visit, run_id, now))
        if feed is not None:
            polled.feeds.append(feed)
            polled.items += feed.items
        if level < MOST_LEVELS:
            for child in _children(source, after, feed, known, is_first=level == 1):
                child_state = known.get(source_key(child)) or SourceState(source=source.name, url=source_key(child))
                waiting.append((child, child_state, level + 1))
    return polled


def failed_poll(source: Source, state: SourceState, error: Exception, *, run_id: str, now: datetime) -> Polled:
    """A source with an answer that made its reader fail: that is its outcome, and the other sources are polled."""
    trace = "".join(traceback.format_exception(error))
    logger.error("%s (%s) could not be read:\n%s", source.name, state.url, trace)
    detail = f"reading it failed: {type(error).__name__}: {error}"[:500]
    answer = Answer(outcome=FetchOutcome.UNREADABLE, url=source.url, detail=detail)
    visit = Visit(answer, seconds=0.0, attempts=0, wire_bytes=0)
    after = after_poll(source, state, visit, None, now)
    return Polled(source, states=[after], fetches=[_row(after, visit, run_id, now)])


def _read(source: Source, visit: Visit, *, first: bool) -> tuple[Visit, Feed | None]:
    """The answer, read. If it cannot be read, the visit says so."""
    answer = visit.answer
    if answer.outcome != FetchOutcome.FETCHED:
        return visit, None
    content_type = answer.headers.get("content-type")
    feed = read_feed(answer.body, source=source.name, url=answer.url, content_type=content_type)
    why = feed.detail if isinstance(feed, Rejected) else _other_kind(source, feed) if first else None
    if why is None and isinstance(feed, Feed):
        return visit, feed
    return replace(visit, answer=replace(answer, outcome=FetchOutcome.UNREADABLE, detail=why, body=b"")), None


def _other_kind(source: Source, feed: Feed) -> str | None:
    """What is wrong with the answer for the declared kind of source. None: nothing."""
    found = {"sitemap": "sitemap", "news sitemap": "sitemap", "sitemap index": "sitemap"}.get(feed.kind, feed.kind)
    found = found if found in ("sitemap", "list", "page") else "feed"
    if source.kind in ("auto", found):
        return None
    more = f"; it names the feed {feed.children[0][0]}" if feed.kind == "page" and feed.children else ""
    return f"this is a {feed.kind}, not a {source.kind}{more}"


def _children(
    source: Source, state: SourceState, feed: Feed | None, known: Mapping[str, SourceState], *, is_first: bool
) -> Sequence[str]:
    """Addresses to request next: of a page the best feed; of an index that has not changed, those it named before."""
    if feed is not None:
        named = [url for url, _ in feed.children]
        return named[:1] if feed.kind == "page" else named[:MOST_CHILDREN]
    if is_first and state.outcome == FetchOutcome.NOT_MODIFIED:
        return [child.url for child in known.values() if child.source == source.name and child.url != state.url]
    return []


def _may_list(content_type: str) -> bool:
    return not content_type.lower().startswith(("image/", "video/", "audio/", "font/"))


def _row(state: SourceState, visit: Visit, run_id: str, now: datetime) -> Fetch:
    answer = visit.answer
    return Fetch(
        run_id=run_id,
        source=state.source,
        purpose="source",
        url=state.url,
        canonical_url=None,
        asked_at=now,
        status=answer.status,
        final_url=source_key(answer.url) if answer.status else None,
        byte_size=visit.wire_bytes,
        seconds=visit.seconds,
        attempts=visit.attempts,
        outcome=answer.outcome,
        detail=answer.detail,
        etag=state.etag,
        last_modified=state.last_modified,
        failures=state.failures,
        next_due=state.next_due,
    )
