"""One batch from files to staged Parquet: received, read, staged. Does not use the warehouse."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.receiving import Received
from tasks.inbox.units import batch_id
from tasks.reading.rows import Row, Rows
from tasks.reading.worker import Read
from tasks.text.reader_version import READER_VERSION
from warehouse.archive.kept import capture_path
from warehouse.store.staged import gather, stage, staged_documents


@dataclass(frozen=True, slots=True)
class StagedBatch:
    """A batch that waits for the loader."""

    batch_id: str
    folder: Path
    documents: int
    reading_seconds: float = 0.0
    """CPU seconds that reading took, in all workers."""
    killed_runs: tuple[str, ...] = ()
    """Runs that recorded files of this batch before and did not end. This run completes their work."""
    unkept: tuple[str, ...] = ()
    """Files with documents whose bytes could not be kept: they stay where they are."""


def stage_batch(
    received: Sequence[Received],
    reads: Sequence[Read],
    *,
    arrival_ids: Sequence[str],
    received_at: datetime,
    killed_runs: Sequence[str],
    settings: Settings,
    unkept: Sequence[str] = (),
) -> StagedBatch:
    """Writes the documents that were read as a staged batch."""
    rows: Rows = {"documents": []}
    for number, (document, read, arrival) in enumerate(zip(received, reads, arrival_ids, strict=True)):
        rows["documents"].append(_document_row(number, document, read, arrival, received_at))
        for relation, some in read.rows.items():
            if relation != "documents":
                rows.setdefault(relation, []).extend({"document": number, **row} for row in some)
    identifier = batch_id(arrival_ids)
    # A worker that was considered lost may still write, so each attempt has its own folder.
    folder = stage(Home(settings.home).staging / f"{identifier}-{uuid4().hex[:8]}", rows)
    seconds = sum(read.cpu_seconds for read in reads)
    return StagedBatch(identifier, folder, len(received), seconds, tuple(killed_runs), tuple(unkept))


def gathered(batches: Sequence[StagedBatch], settings: Settings) -> StagedBatch:
    """Several waiting batches as one, so that a load looks up and checks everything once, in one transaction."""
    if len(batches) == 1:
        return batches[0]
    identifier = batch_id(row.arrival_id for batch in batches for row in staged_documents(batch.folder))
    return StagedBatch(
        identifier,
        gather(Home(settings.home).staging / identifier, [batch.folder for batch in batches]),
        sum(batch.documents for batch in batches),
        sum(batch.reading_seconds for batch in batches),
        tuple(sorted({run for batch in batches for run in batch.killed_runs})),
    )


def arrival_id(drop_key: str, occurrence: int) -> str:
    """`occurrence`: how often this drop was taken before. An unchanged file that is named again is a new arrival."""
    return hashlib.sha256(f"{drop_key}\x1f{occurrence}".encode()).hexdigest()[:32]


def _document_row(number: int, document: Received, read: Read, arrival: str, received_at: datetime) -> Row:
    return {
        **(read.rows["documents"][0] if read.rows else {}),
        "document": number,
        "arrival_id": arrival,
        "drop_key": document.drop_key,
        "capture_id": document.capture_id,
        "container": document.container,
        # A file that the fetcher puts into the inbox says which source it came from.
        "origin": "fetch" if document.origin == "inbox" and document.sidecar.feed else document.origin,
        "location": document.location,
        "received_at": received_at,
        "seen_at": document.sidecar.fetched_at or received_at,
        "media_type": read.media_type,
        "byte_size": document.byte_size,
        "archive_path": document.capture_id and capture_path(document.capture_id),
        "source_url": document.sidecar.url,
        "reading": read.reading,
        "reason": read.reason,
        "detail": read.detail,
        "reader_version": READER_VERSION,
    }
