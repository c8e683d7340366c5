"""The steps of a load, as plain functions: Prefect records them as task runs, or they are called directly.

Each takes paths and settings, never a connection: the warehouse is open, under its lock, while a step needs it.
"""

import logging
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from schemas.arrival import Decision, Outcome
from schemas.home import Home
from schemas.reading import Reading
from schemas.reason import QuarantineReason, Reason
from schemas.run_end import RunEnd
from schemas.settings import Settings
from schemas.staged_document import StagedDocument
from tasks.errors import FileWrong
from tasks.inbox.archive import kept_sidecar
from tasks.inbox.leaving import make_folders
from tasks.inbox.quarantine import keep_quarantined, release_quarantined
from tasks.inbox.receiving import Received, receive
from tasks.inbox.units import Unit
from tasks.loading.batch import StagedBatch, arrival_id, stage_batch
from tasks.loading.corrections import correct
from tasks.loading.decision import Known, decide, decide_again, is_by_text, possible_identities
from tasks.loading.relate_articles import relate_articles
from tasks.loading.relate_entities import relate_entities
from tasks.loading.relate_outlets import relate_outlets
from tasks.loading.relate_places import relate_places
from tasks.loading.relate_watches import relate_watches
from tasks.loading.run_mark import goes_on, killed, remove_marks
from tasks.reading.learned import keep_learned
from tasks.reading.readers import read_documents
from tasks.reading.reading_progress import noted, progress_file
from tasks.reading.worker import Read
from tasks.telling.feeds import write_feeds
from tasks.text.compare.identity import article_id
from tasks.text.reader_version import READER_VERSION
from warehouse.archive.kept import kept_size
from warehouse.backend.backend import backend_of
from warehouse.backend.live import disk_errors, open_live
from warehouse.errors import NotSearchable
from warehouse.search.index import update
from warehouse.store import ledger
from warehouse.store.loader import BatchHeader, Stored, store, store_replay
from warehouse.store.outlet_furniture import known_furniture, last_learned, learn_furniture, sites_of_load
from warehouse.store.staged import staged_documents
from warehouse.watching.clippings import clipped_by

logger = logging.getLogger(__name__)

LOCK_SECONDS = 120.0
"""How long a step waits for another loader: far longer than storing a batch takes."""


@dataclass(frozen=True, slots=True)
class Handled:
    """One document's outcome, for the report."""

    location: str
    outcome: Outcome
    reason: Reason | None
    detail: str | None
    capture_id: str | None = None
    """None: its bytes could not be read."""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of one batch."""

    batch_id: str
    handled: tuple[Handled, ...]
    reading_seconds: float = 0.0
    """CPU seconds in the readers."""
    clipped: tuple[tuple[str, int], ...] = ()
    """Watches that matched, each with the number of clippings that may be announced now."""


@contextmanager
def loader(home: Path) -> Iterator[DuckDBPyConnection]:
    """The warehouse, for one writer at a time.

    Raises Locked if another does not end in time, DiskFull and Unreadable at any moment of the block, and what
    `open_live` raises.
    """
    backend = backend_of(home)
    with backend.turn(wait_seconds=LOCK_SECONDS), closing(open_live(home)) as con, disk_errors(backend.path):
        yield con


def begin_run(settings: Settings, *, run_id: str, flow_run_id: str | None, command: str) -> None:
    """Create HOME if it does not exist, update the warehouse, and record that a run began."""
    make_folders(settings.home)
    with loader(settings.home) as con:
        gone = [run for run in ledger.open_runs(con) if not goes_on(settings.home, run)]
        ledger.break_off_runs(con, gone, datetime.now(UTC), ended_as=RunEnd.KILLED, error=None)
        # A run that was killed before it was in the ledger has also left a mark.
        remove_marks(settings.home, {*gone, *(run for run, _ in killed(settings.home))})
        # A run may have been killed between storing and informing the readers.
        keep_learned(Home(settings.home).learned, known_furniture(con, last_learned(con)))
        ledger.start_run(con, run_id, flow_run_id, datetime.now(UTC), command)
        correct(con, settings.home)


def end_runs(settings: Settings, *, run_ids: Sequence[str]) -> None:
    """Records that a run is complete, with the killed runs that it finished. Its files have left the inbox."""
    with loader(settings.home) as con:
        ledger.finish_runs(con, run_ids, datetime.now(UTC))


def break_off_run(settings: Settings, *, run_id: str, ended_as: RunEnd, error: str | None) -> None:
    """Records that a run ended before it was complete, and publishes that."""
    line = " ".join(error.split())[:500] if error else None
    with loader(settings.home) as con:
        ledger.break_off_runs(con, [run_id], datetime.now(UTC), ended_as=ended_as, error=line)
    publish_snapshot(settings, force=True)


def read_batch(units: Sequence[Unit], *, run_id: str, settings: Settings) -> StagedBatch:
    """Receives, reads and stages what the units hold; no documents if all were recorded before or have vanished."""
    received = receive(units, home=settings.home, max_bytes=settings.max_bytes)
    with loader(settings.home) as con:
        recorded = ledger.recorded_drops(con, [document.drop_key for document in received])
        known = ledger.known_captures(con, [d.capture_id for d in received if d.capture_id])
    arrivals = _arrivals(received, recorded)
    new = [document for document in received if document.drop_key in arrivals]
    at = datetime.now(UTC)
    bytes_known = {key for key, capture in known.items() if capture.outcome != Outcome.QUARANTINED}
    to_read = [d for d in new if d.capture_id not in bytes_known]
    fresh = _read(to_read, [at] * len(to_read), run_id=run_id, settings=settings)
    reads = dict(zip([d.drop_key for d in to_read], fresh, strict=True))
    return stage_batch(
        new,
        [reads.get(d.drop_key, Read(Reading.UNREAD)) for d in new],
        arrival_ids=[arrivals[d.drop_key] for d in new],
        received_at=at,
        killed_runs=sorted({run for record in recorded.values() if not record.finished for run in record.run_ids}),
        unkept=sorted({d.path for d in received if d.failure and not d.capture_id}),
        settings=settings,
    )


def store_batch(staged: StagedBatch, *, run_id: str, settings: Settings) -> BatchResult:
    """Decides the outcomes of a staged batch's documents and stores the batch, in one transaction."""
    started = datetime.now(UTC)
    with loader(settings.home) as con:
        rows = staged_documents(staged.folder)
        recorded = ledger.recorded_drops(con, [row.drop_key for row in rows])
        seen = {arrival for record in recorded.values() for arrival in record.arrival_ids}
        new = [row for row in rows if row.arrival_id not in seen]
        decisions = decide(new, _known(con, new))
        header = BatchHeader(staged.batch_id, run_id, started, datetime.now(UTC))
        stored = store(con, staged.folder, decisions, header, also=_relate)
        _tell_readers(con, stored, settings)
        clipped = clipped_by(con, stored.load_number, header.stored_at)
    return replace(_result(staged, rows, decisions, settings), clipped=tuple(clipped))


def choose_captures(captures: Sequence[str], *, outcome: str, settings: Settings) -> list[ledger.ArchivedCapture]:
    """The captures that a replay reads: by the beginnings of ids, else by outcome, or all, unannotated or outdated."""
    annotators = _annotators(settings) if outcome == "outdated_annotations" else ()
    with loader(settings.home) as con:
        return ledger.archived_captures(
            con, beginnings=captures, outcome=outcome, reader_version=READER_VERSION, annotators=annotators
        )


def _annotators(settings: Settings) -> tuple[str, ...]:
    # This loads the models: only a replay of outdated annotations has to wait for it.
    from tasks.text.annotate.annotation import annotators
    from tasks.text.annotate.engine.engines import load

    return annotators(load(settings.annotate))


def read_again(
    captures: Sequence[ledger.ArchivedCapture], *, run_id: str, settings: Settings, alone: bool = False
) -> StagedBatch:
    """Reads captures from the archive with today's reader and stages the result. `alone`: one after another."""
    received = [_archived(settings.home, capture) for capture in captures]
    arrived = [capture.first_received_at for capture in captures]
    reads = _read(received, arrived, run_id=run_id, settings=settings, alone=alone)
    # Each replay is a new batch, because the run is part of its arrival ids. So is a retry within the replay.
    arrivals = [arrival_id(f"{run_id}-{document.drop_key}", int(alone)) for document in received]
    return stage_batch(
        received, reads, arrival_ids=arrivals, received_at=datetime.now(UTC), killed_runs=(), settings=settings
    )


def store_again(staged: StagedBatch, *, run_id: str, settings: Settings) -> BatchResult:
    """Stores new readings of known captures: an article's version is replaced, a rejection can become an article."""
    started = datetime.now(UTC)
    rows = staged_documents(staged.folder)
    with loader(settings.home) as con:
        decisions = decide_again(rows, _known(con, rows))
        header = BatchHeader(staged.batch_id, run_id, started, datetime.now(UTC))
        stored = store_replay(con, staged.folder, decisions, header, also=_relate)
        _tell_readers(con, stored, settings)
        clipped = clipped_by(con, stored.load_number, header.stored_at)
    return replace(_result(staged, rows, decisions, settings), clipped=tuple(clipped))


def publish_snapshot(settings: Settings, *, force: bool) -> None:
    """Publishes a snapshot of what is stored; without `force` only if that is cheap beside the rest of the run."""
    backend = backend_of(settings.home)
    with backend.turn(wait_seconds=LOCK_SECONDS):
        published = backend.publish(force=force)
    if published:
        _write_feeds(settings)
        try:
            update(settings.home)
        except NotSearchable as error:
            # The stored and published data are complete. The next publish, or a search, brings the index up to date.
            logger.warning("%s", error)


def _write_feeds(settings: Settings) -> None:
    """Brings the watches' feeds up to date. A mistake in watches.toml stops no load."""
    try:
        write_feeds(settings, now=datetime.now(UTC))
    except (FileWrong, OSError) as error:
        logger.warning("%s", error)


def maintain_warehouse(settings: Settings) -> list[str]:
    """The warehouse's own nightly work; what was done, in lines."""
    backend = backend_of(settings.home)
    with backend.turn(wait_seconds=LOCK_SECONDS):
        return backend.maintain() if backend.exists() else []


def _read(
    documents: Sequence[Received],
    arrived: Sequence[datetime],
    *,
    run_id: str,
    settings: Settings,
    alone: bool = False,
) -> list[Read]:
    """Reads, with the progress in HOME/staging."""
    reads = read_documents(documents, arrived, settings=settings, alone=alone)
    return list(noted(reads, len(documents), progress_file(settings.home, run_id)))


def _arrivals(received: Sequence[Received], recorded: Mapping[str, ledger.DropRecord]) -> dict[str, str]:
    """The arrival id of each drop to take, without the drops that an earlier try already recorded.

    A file of the inbox is taken once, and once more when its bytes can be kept at last. A file that was named is taken
    each time it is named, unless the run that recorded it did not end: then this is that run's second try.
    """
    arrivals: dict[str, str] = {}
    for document in received:
        before = recorded.get(document.drop_key)
        if before is None:
            arrivals[document.drop_key] = arrival_id(document.drop_key, 0)
        elif (document.origin != "inbox" and before.finished) or (document.capture_id and not before.kept):
            arrivals[document.drop_key] = arrival_id(document.drop_key, len(before.arrival_ids))
    return arrivals


def _known(con: DuckDBPyConnection, documents: Sequence[StagedDocument]) -> Known:
    """What the warehouse knows about these documents."""
    return Known(
        captures=ledger.known_captures(con, [d.capture_id for d in documents if d.capture_id]),
        articles=ledger.known_articles(con, [article_id(one) for d in documents for one in possible_identities(d)]),
        published=ledger.published_articles(con, [d.publisher_id for d in documents if d.publisher_id]),
        locations=ledger.articles_at(con, [d.location for d in documents if is_by_text(d)]),
    )


def _relate(con: DuckDBPyConnection, batch: BatchHeader) -> None:
    """Relates the batch's articles to each other and to known ones: outlets, entities, places, copies, stories,
    watches."""
    relate_outlets(con, batch)
    relate_entities(con, batch)
    relate_places(con, batch)
    relate_articles(con, batch)
    relate_watches(con, batch)
    learn_furniture(con, batch.batch_id)


def _tell_readers(con: DuckDBPyConnection, stored: Stored, settings: Settings) -> None:
    """Write what is now known about the outlets whose pages were stored, for the reading processes."""
    known = known_furniture(con, sites_of_load(con, stored.load_number))
    keep_learned(Home(settings.home).learned, known)


def _archived(home: Path, capture: ledger.ArchivedCapture) -> Received:
    """A capture of the archive, received again under its first location."""
    present = kept_size(home, capture.capture_id) is not None
    return Received(
        drop_key=capture.capture_id,
        origin=capture.origin,
        location=capture.location,
        container=capture.container,
        path=capture.location,
        capture_id=capture.capture_id,
        byte_size=capture.byte_size,
        sidecar=kept_sidecar(home, capture.capture_id),
        failure=None if present else (QuarantineReason.UNREADABLE, "the archive no longer has its bytes"),
    )


def _result(
    staged: StagedBatch, rows: Sequence[StagedDocument], decisions: Sequence[Decision], settings: Settings
) -> BatchResult:
    """Tidies up after a stored batch and returns the outcomes of its documents."""
    by_number = {row.document: row for row in rows}
    read: list[str] = []
    for decision in decisions:
        row = by_number[decision.document]
        if row.capture_id and decision.outcome == Outcome.QUARANTINED:
            keep_quarantined(settings.home, row.capture_id, Path(row.location).name)
        elif row.capture_id and decision.outcome != Outcome.DUPLICATE:
            read.append(row.capture_id)
    release_quarantined(settings.home, read)
    shutil.rmtree(staged.folder, ignore_errors=True)
    handled = tuple(_handled(by_number[decision.document], decision) for decision in decisions)
    return BatchResult(staged.batch_id, handled, staged.reading_seconds)


def _handled(row: StagedDocument, decision: Decision) -> Handled:
    return Handled(row.location, decision.outcome, decision.reason, decision.detail, row.capture_id)
