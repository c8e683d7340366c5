"""Payloads of the events that cuttings emits, in the form of CloudEvents 1.0.

They are delivered at most once, and not at all while the Prefect server is away: they serve notifications and
automations. The warehouse is the reliable record.
"""

from datetime import datetime
from typing import Literal

from schemas.arrival import Outcome
from schemas.record import Record

EventType = Literal[
    "cuttings.file.dropped", "cuttings.batch.stored", "cuttings.document.quarantined", "cuttings.watch.matched"
]


class DroppedFile(Record):
    """A file that lies in the inbox, whole."""

    path: str
    size: int
    """Bytes."""


class FilesDropped(Record):
    """Data of `cuttings.file.dropped`: files that came at about the same time."""

    count: int
    files: tuple[DroppedFile, ...]
    """The first hundred."""


class BatchStored(Record):
    """Data of `cuttings.batch.stored`: documents that can be asked for from the next snapshot on."""

    batch_id: str
    run_id: str
    documents: int
    outcomes: dict[Outcome, int]


class DocumentQuarantined(Record):
    """Data of `cuttings.document.quarantined`: one document that could not be read."""

    batch_id: str
    location: str
    reason: str | None
    detail: str | None
    """The error's text, its last 500 characters."""


class WatchMatched(Record):
    """Data of `cuttings.watch.matched`: what a batch brought for one watch."""

    batch_id: str
    watch: str
    clippings: int
    """How many of them may be announced now: none under embargo."""


class CloudEvent(Record):
    """The envelope, with CloudEvents' own names."""

    specversion: Literal["1.0"] = "1.0"
    id: str
    """The same if the same event is sent twice."""
    source: str
    """The home's folder, as `file://` URI."""
    type: EventType
    subject: str
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    data: FilesDropped | BatchStored | DocumentQuarantined | WatchMatched
