"""Many pages requested at once: hosts in parallel, the pages of one host one after the other."""

import asyncio
import re
import time
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path

from schemas.fetch import Fetch, FetchOutcome
from tasks.fetching.page_drop import drop_page, settle
from tasks.fetching.polling import conditions
from tasks.fetching.revisiting import after_visit
from tasks.fetching.turns import host_of
from tasks.fetching.visitor import Visitor

KEEP_EVERY = 250
"""Results that are recorded in one transaction."""
KEEP_SECONDS = 5.0
"""The longest time between two recordings: after a kill only the pages since the last one are requested twice."""
_NOT_PAGES = re.compile(r"(?:image|video|audio|font)/|application/(?:pdf|zip|gzip|x-|vnd\.|msword|java)", re.IGNORECASE)


async def visit_pages(
    pages: Sequence[Fetch],
    visitor: Visitor,
    *,
    inbox: Path,
    run_id: str,
    seconds: float,
    revisited: Collection[str],
    keep: Callable[[list[Fetch]], None],
) -> None:
    """Requests the pages and puts new ones into the inbox.

    `seconds`: how long new pages are started; `revisited`: names of the sources with pages to request again; `keep` is
    given the results, in parts: what it was not given is asked for again by the next run.
    """
    saved = time.monotonic()
    ends = saved + seconds
    done: list[tuple[Fetch, Path | None]] = []
    saving = asyncio.Lock()

    async def save() -> None:
        nonlocal saved
        due = len(done) >= KEEP_EVERY or time.monotonic() - saved >= KEEP_SECONDS
        if not due or saving.locked():  # while results are saved, other hosts go on
            return
        async with saving:
            saved = time.monotonic()
            part, done[:KEEP_EVERY] = done[:KEEP_EVERY], []
            await asyncio.to_thread(_save, part, keep)

    async def visit_host(queue: Sequence[Fetch]) -> None:
        for page in queue:
            if time.monotonic() >= ends:
                return
            result = await _visit_page(page, visitor, inbox, run_id, revisit=page.source in revisited)
            if result[0].outcome != FetchOutcome.QUEUED:  # else its row in the log does not change
                done.append(result)
                await save()

    try:
        async with asyncio.TaskGroup() as group:
            for queue in _by_host(pages).values():
                group.create_task(visit_host(queue))
    except ExceptionGroup as several:
        raise several.exceptions[0] from several
    finally:
        _save(done, keep)


async def _visit_page(
    page: Fetch, visitor: Visitor, inbox: Path, run_id: str, *, revisit: bool
) -> tuple[Fetch, Path | None]:
    asked = conditions(page.etag, page.last_modified) if page.visits else {}
    visit = await visitor.visit(page.url, conditions=asked, wanted=lambda kind: not _NOT_PAGES.match(kind))
    now = datetime.now(UTC)
    after = after_visit(page, visit, run_id=run_id, now=now, revisit=revisit)
    fetched = after.outcome == FetchOutcome.FETCHED
    return after, drop_page(inbox, visit.answer, item=page.item, fetched_at=now) if fetched else None


def _save(part: Sequence[tuple[Fetch, Path | None]], keep: Callable[[list[Fetch]], None]) -> None:
    if part:
        settle(path for _, path in part if path)
        keep([fetch for fetch, _ in part])


def _by_host(pages: Sequence[Fetch]) -> dict[str, list[Fetch]]:
    """The pages of each host, in their order."""
    hosts: dict[str, list[Fetch]] = {}
    for page in pages:
        try:
            host = host_of(page.url)
        except ValueError:
            host = ""
        hosts.setdefault(host, []).append(page)
    return hosts
