"""The steps of a fetch, as plain functions. Prefect records them as task runs, or they are called directly."""

import asyncio
import fcntl
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from schemas.fetch import Fetch, FetchOutcome
from schemas.home import Home
from schemas.host_state import HostState
from schemas.settings import Settings
from schemas.source import Sources
from schemas.source_state import SourceState
from tasks.errors import FetchRunning
from tasks.fetching.network.http_client import HttpClient
from tasks.fetching.page_drop import clear_unfinished_pages
from tasks.fetching.page_visits import visit_pages
from tasks.fetching.polling import SHORTEST_INTERVAL, due_sources
from tasks.fetching.revisiting import pages_to_queue
from tasks.fetching.source_poll import Polled, failed_poll, poll_source
from tasks.fetching.turns import Turns
from tasks.fetching.visitor import Visitor
from tasks.loading.load_steps import loader
from tasks.text.conventions.address import canonicalise
from warehouse.store import fetch_state

MOST_PAGES = 50_000
"""The largest number of pages of one run."""

T = TypeVar("T")


@dataclass(slots=True)
class SourceReport:
    """What a run did for one source."""

    polled: FetchOutcome | None = None
    """None: it was not due."""
    detail: str | None = None
    kind: str | None = None
    listed: int = 0
    known: int = 0
    queued: int = 0
    pages: Counter[FetchOutcome] = field(default_factory=Counter)
    """Requested pages by outcome, including pages requested again."""
    byte_size: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Manners:
    """What is known about hosts, passed from step to step: their states, and when each may receive a request again."""

    hosts: dict[str, HostState] = field(default_factory=dict)
    pauses: dict[str, float] = field(default_factory=dict)


def poll_due(
    settings: Settings, sources: Sources, *, run_id: str, every: bool
) -> tuple[dict[str, SourceReport], Manners]:
    """Requests the sources that are due (with `every`: all), and queues the pages that they list.

    A run killed in it leaves everything as it was: the same sources are due again.
    """
    with loader(settings.home) as con:
        states = {state.url: state for state in fetch_state.source_states(con)}
        manners = Manners({state.host: state for state in fetch_state.host_states(con)})
    due = due_sources(sources.sources, states, datetime.now(UTC), every=every)

    async def poll(visitor: Visitor) -> list[Polled]:
        now = datetime.now(UTC)
        asked = (poll_source(*pair, known=states, visitor=visitor, run_id=run_id, now=now) for pair in due)
        answers = await asyncio.gather(*asked, return_exceptions=True)
        return [
            failed_poll(*pair, answer, run_id=run_id, now=now) if isinstance(answer, Exception) else _sure(answer)
            for pair, answer in zip(due, answers, strict=True)
        ]

    polled = asyncio.run(_with_visitor(sources, manners, poll)) if due else []
    return queue_pages(polled, settings, run_id=run_id, manners=manners), manners


def _sure(answer: Polled | BaseException) -> Polled:
    """The answer. What ends the whole run (Ctrl-C, exit) is raised again."""
    if isinstance(answer, BaseException):
        raise answer
    return answer


def queue_pages(
    polled: Sequence[Polled], settings: Settings, *, run_id: str, manners: Manners
) -> dict[str, SourceReport]:
    """Records, in one transaction, the state of the sources and each listed page to request."""
    now = datetime.now(UTC)
    reports: dict[str, SourceReport] = {}
    rows: list[Fetch] = []
    states: list[SourceState] = []
    seen: set[str] = set()
    with loader(settings.home) as con:
        urls = sorted({c for one in polled for item in one.items if (c := canonicalise(item.url))})
        known, stored = fetch_state.known_pages(con, urls), fetch_state.stored_urls(con, urls)
        for one in polled:
            items = [item for item in one.items if canonicalise(item.url) not in seen]
            queued, skipped = pages_to_queue(items, known=known, stored=stored, run_id=run_id, now=now)
            taken = queued[: one.source.max_items]
            seen.update(str(page.canonical_url) for page in taken)
            states += _soon_again(one.states) if len(taken) < len(queued) else one.states
            rows += [*one.fetches, *reversed(taken)]
            reports[one.source.name] = _report(one, skipped, len(taken))
        fetch_state.record_fetches(con, rows, sources=states, hosts=manners.hosts.values())
    return reports


def visit_due(
    sources: Sources,
    settings: Settings,
    *,
    run_id: str,
    manners: Manners,
    reports: dict[str, SourceReport],
    every: bool = False,
) -> dict[str, SourceReport]:
    """Requests every page that is due and puts new pages into the inbox. Returns the reports with the results.

    `every`: also for pages that failed and would be tried again later.
    """
    clear_unfinished_pages(Home(settings.home).inbox)
    with loader(settings.home) as con:
        pages = fetch_state.due_pages(con, datetime.now(UTC), limit=MOST_PAGES, every=every)
    if not pages:
        return reports

    async def visit(visitor: Visitor) -> None:
        def keep(done: list[Fetch]) -> None:
            with loader(settings.home) as con:
                fetch_state.record_fetches(con, done)
            for fetch in done:
                _count(reports.setdefault(fetch.source, SourceReport()), fetch)

        await visit_pages(
            pages,
            visitor,
            inbox=Home(settings.home).inbox,
            run_id=run_id,
            seconds=sources.fetch.run_seconds,
            revisited={source.name for source in sources.sources if source.revisit},
            keep=keep,
        )

    try:
        asyncio.run(_with_visitor(sources, manners, visit))
    finally:
        with loader(settings.home) as con:
            fetch_state.record_fetches(con, hosts=manners.hosts.values())
    return reports


@contextmanager
def fetch_lock(home: Path) -> Iterator[None]:
    """One fetch at a time in a home: two would not know of each other's requests. Raises FetchRunning."""
    home.mkdir(parents=True, exist_ok=True)
    with Home(home).fetch_lock.open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FetchRunning(home) from None
        yield


async def _with_visitor(sources: Sources, manners: Manners, work: Callable[[Visitor], Awaitable[T]]) -> T:
    """Does `work` with a visitor that starts with the known states of hosts, and keeps what it learns."""
    turns = Turns(sources.fetch, manners.hosts, manners.pauses)
    try:
        async with HttpClient(sources.fetch) as client:
            return await work(Visitor(client, turns, sources.fetch))
    finally:
        manners.hosts.update((state.host, state) for state in turns.changes())


def _report(one: Polled, known: int, queued: int) -> SourceReport:
    first = one.states[0]
    return SourceReport(
        polled=first.outcome,
        detail=first.detail,
        kind=first.kind,
        listed=len(one.items),
        known=known,
        queued=queued,
        byte_size=sum(fetch.byte_size for fetch in one.fetches),
        seconds=sum(fetch.seconds for fetch in one.fetches),
    )


def _count(report: SourceReport, fetch: Fetch) -> None:
    report.pages[fetch.outcome] += 1
    report.byte_size += fetch.byte_size
    report.seconds += fetch.seconds


def _soon_again(states: Sequence[SourceState]) -> list[SourceState]:
    """States of a source that listed more pages than one run takes: the next poll must see the whole list again."""
    forgotten = {"etag": None, "last_modified": None, "content_hash": None}
    due = datetime.now(UTC) + SHORTEST_INTERVAL
    return [state.model_copy(update={**forgotten, "next_due": due}) for state in states]
