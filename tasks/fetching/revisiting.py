"""Which pages to request, and when to request them again. Pure decisions: `now` is a parameter."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from schemas.feed_item import FeedItem
from schemas.fetch import ANSWERED, TRANSIENT, Fetch, FetchOutcome
from tasks.fetching.politeness import rest, retry_after
from tasks.fetching.visitor import Visit
from tasks.text.conventions.address import canonicalise
from tasks.text.conventions.data_moment import data_moment

REVISITS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3))
"""When a page is requested again, counted from the first fetch: most edits come in the first hours."""
RECENT = timedelta(days=3)
"""Older articles, by the date in the source, are not requested again."""
MOST_FAILURES = 6
"""Failures in a row after which a page is no longer requested."""
_ROBOTS_REST = timedelta(days=1)


def pages_to_queue(
    items: Iterable[FeedItem],
    *,
    known: Mapping[str, Fetch],
    stored: Collection[str],
    run_id: str,
    now: datetime,
) -> tuple[list[Fetch], int]:
    """A row for each page to request; and how many were known.

    `known`: how the pages of these canonical addresses stand; `stored`: those whose articles came in another way. A
    page that the source now gives another date of change is asked for again.
    """
    queued: dict[str, Fetch] = {}
    skipped = 0
    for item in items:
        canonical = canonicalise(item.url)
        if canonical is None or canonical in queued:
            skipped += 1
            continue
        before = known.get(canonical)
        if before is None and canonical not in stored:
            queued[canonical] = Fetch(
                run_id=run_id, source=item.source, purpose="page", url=item.url, canonical_url=canonical, asked_at=now,
                outcome=FetchOutcome.QUEUED, next_due=now, item=item,
            )  # fmt: skip
        elif before is not None and before.visits and _moved(before, item):
            update = {
                "run_id": run_id,
                "purpose": "revisit",
                "asked_at": now,
                "outcome": FetchOutcome.QUEUED,
                "attempts": 0,
            }
            update |= {"next_due": now, "item": item, "detail": None, "byte_size": 0, "seconds": 0.0}
            queued[canonical] = before.model_copy(update=update)
        else:
            skipped += 1
    return list(queued.values()), skipped


def after_visit(page: Fetch, visit: Visit, *, run_id: str, now: datetime, revisit: bool) -> Fetch:
    """The page's row after the request. Same bytes as before: unchanged. `revisit`: whether to request it again."""
    answer = visit.answer
    outcome = answer.outcome
    update: dict[str, object] = {
        "run_id": run_id,
        "purpose": "revisit" if page.visits else "page",
        "asked_at": now,
        "status": answer.status,
        "final_url": answer.url if answer.status else None,
        "byte_size": visit.wire_bytes,
        "seconds": visit.seconds,
        "attempts": visit.attempts,
    }
    if outcome == FetchOutcome.FETCHED:
        capture = hashlib.sha256(answer.body).hexdigest()
        outcome = FetchOutcome.UNCHANGED if capture == page.capture_id else outcome
        update |= {
            "capture_id": capture,
            "etag": answer.headers.get("etag"),
            "last_modified": answer.headers.get("last-modified"),
        }
    first = page.first_fetched_at or (now if outcome in ANSWERED else None)
    answered = outcome in ANSWERED
    failures = 0 if answered else page.failures + (outcome != FetchOutcome.QUEUED)
    due = next_revisit(page.item, first, now) if answered and revisit and first else None
    return page.model_copy(
        update={
            **update,
            "outcome": outcome,
            "detail": answer.detail,
            "visits": page.visits + answered,
            "failures": failures,
            "first_fetched_at": first,
            "next_due": due if answered else _next_try(visit, failures, now),
        }
    )


def next_revisit(item: FeedItem | None, first_fetched_at: datetime, now: datetime) -> datetime | None:
    """When to request a fetched page again. None: never."""
    said = data_moment(item.published, received_at=now, language=None) if item and item.published else None
    if said is not None and first_fetched_at.date() - said.day > RECENT:
        return None
    return next((at for pause in REVISITS if (at := first_fetched_at + pause) > now), None)


def _moved(before: Fetch, item: FeedItem) -> bool:
    return item.updated is not None and (before.item is None or before.item.updated != item.updated)


def _next_try(visit: Visit, failures: int, now: datetime) -> datetime | None:
    """When to retry a page that was not fetched. None: never."""
    answer = visit.answer
    if answer.outcome == FetchOutcome.QUEUED:
        return now
    if failures >= MOST_FAILURES:
        return None
    if answer.outcome == FetchOutcome.DISALLOWED:
        return now + _ROBOTS_REST
    if answer.outcome in TRANSIENT:
        return now + max(rest(failures + 2), retry_after(answer.headers, now) or timedelta(0))
    return None
