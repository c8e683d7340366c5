"""Prefect events about drops and batches, for the automations of other people and systems.

Nothing of ours depends on them. They are delivered at most once; a server that is away loses them.
"""

import hashlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from prefect.events import emit_event

from flows.orchestration.steps import StoreBatch
from schemas.arrival import Outcome
from schemas.event import (
    BatchStored,
    CloudEvent,
    DocumentQuarantined,
    DroppedFile,
    EventType,
    FilesDropped,
    WatchMatched,
)
from schemas.settings import Settings
from tasks.inbox.drops import Drop
from tasks.loading.batch import StagedBatch
from tasks.loading.load_steps import BatchResult

MOST_NAMED = 100
"""The largest number of files, or of quarantined documents, with an entry of their own."""


def announce_dropped(drops: Sequence[Drop]) -> None:
    """`cuttings.file.dropped`, once for files that came together."""
    key = hashlib.sha256("\n".join(sorted(drop.key for drop in drops)).encode()).hexdigest()[:32]
    files = tuple(DroppedFile(path=drop.location, size=drop.size) for drop in drops[:MOST_NAMED])
    _emit("cuttings.file.dropped", key, "inbox", FilesDropped(count=len(drops), files=files))


def announce_stored(result: BatchResult, *, run_id: str) -> None:
    """`cuttings.batch.stored`, and `cuttings.document.quarantined` for each of its documents that was."""
    outcomes = {outcome: n for outcome in Outcome if (n := sum(one.outcome == outcome for one in result.handled))}
    stored = BatchStored(batch_id=result.batch_id, run_id=run_id, documents=len(result.handled), outcomes=outcomes)
    _emit("cuttings.batch.stored", result.batch_id, f"batch.{result.batch_id}", stored)
    for one in [one for one in result.handled if one.outcome == Outcome.QUARANTINED][:MOST_NAMED]:
        key = hashlib.sha256(f"{result.batch_id}{one.location}".encode()).hexdigest()[:32]
        detail = one.detail[-500:] if one.detail else None
        data = DocumentQuarantined(batch_id=result.batch_id, location=one.location, reason=one.reason, detail=detail)
        _emit("cuttings.document.quarantined", key, f"document.{key}", data)
    for watch, count in result.clipped[:MOST_NAMED]:
        key = hashlib.sha256(f"{result.batch_id}{watch}".encode()).hexdigest()[:32]
        matched = WatchMatched(batch_id=result.batch_id, watch=watch, clippings=count)
        _emit("cuttings.watch.matched", key, f"watch.{key}", matched)


def announcing(store: StoreBatch) -> StoreBatch:
    """A storing step that also emits events about what it stored."""

    def announced(staged: StagedBatch, *, run_id: str, settings: Settings) -> BatchResult:
        result = store(staged, run_id=run_id, settings=settings)
        announce_stored(result, run_id=run_id)
        return result

    return announced


def _emit(
    kind: EventType, key: str, subject: str, data: FilesDropped | BatchStored | DocumentQuarantined | WatchMatched
) -> None:
    now = datetime.now(UTC)
    home = Settings.from_environment(os.environ).home
    event = CloudEvent(id=key, source=Path(home).as_uri(), type=kind, subject=subject, time=now, data=data)
    emit_event(
        event=kind,
        resource={
            "prefect.resource.id": f"cuttings.{subject}",
            "prefect.resource.name": subject,
            "cuttings.home": str(home),
        },
        occurred=now,
        payload=event.model_dump(mode="json"),
    )
