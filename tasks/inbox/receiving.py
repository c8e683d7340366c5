"""Turns files into captures: writes bytes to the archive, splits containers, reads sidecars."""

import errno
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from schemas.arrival import Origin
from schemas.capture import NOTHING_KNOWN, Sidecar
from schemas.reason import QuarantineReason
from schemas.rejection import Rejected
from tasks.inbox.archive import keep_bytes, keep_sidecar, keep_stream
from tasks.inbox.drops import Drop, sidecar_of
from tasks.inbox.stretches import ReadingFailed, take_walk
from tasks.inbox.units import Unit
from tasks.text.containers.streams import pieces
from tasks.text.documents import Document

CHUNK = 1 << 20
MAX_SIDECAR = 1 << 20


@dataclass(frozen=True, slots=True)
class Received:
    """One document whose bytes are kept, or the reason why they could not be kept."""

    drop_key: str
    origin: Origin
    location: str
    container: str | None
    path: str
    """The file that contained it."""
    capture_id: str | None
    byte_size: int | None
    sidecar: Sidecar
    failure: tuple[QuarantineReason, str] | None = None
    """Reason and detail of a document that cannot be read at all."""
    refused: Rejected | None = None
    """Why it is not an article, as its container states, so that it need not be read. None: it must be read."""


def receive(units: Iterable[Unit], *, home: Path, max_bytes: int) -> list[Received]:
    """Every document of the units, archived. A file that has vanished since it was listed gives none.

    Raises OSError if the archive cannot be written, as on a full disk: no document is to blame.
    """
    unkept: list[OSError] = []
    received = [document for unit in units for document in _received(unit, home, max_bytes, unkept)]
    if 1 < len(unkept) == len(received):
        raise unkept[0]
    return received


def _received(unit: Unit, home: Path, max_bytes: int, unkept: list[OSError]) -> Iterator[Received]:
    drop = unit.drop
    sidecar, fault = read_sidecar(drop.path)
    if fault:
        yield _with_bytes(_document(drop, sidecar, failure=(QuarantineReason.BAD_SIDECAR, fault)), home)
        return
    try:
        walk = take_walk(drop, first=max(unit.first, 1))
    except FileNotFoundError:
        return
    except OSError as error:
        yield _document(drop, sidecar, failure=(QuarantineReason.UNREADABLE, _told(error)))
        return
    with walk.stretch(None if unit.last else unit.count) as found:
        try:
            yield from (_tried(drop, document, sidecar, home, max_bytes, unkept) for document in found)
        except ReadingFailed as error:
            yield _document(drop, sidecar, failure=(QuarantineReason.UNREADABLE, str(error)))


def _with_bytes(received: Received, home: Path) -> Received:
    """The same with the file's bytes in the archive: the file leaves the inbox, and can be read when the cause is
    mended."""
    try:
        with Path(received.path).open("rb") as file:
            capture_id, size = keep_stream(home, pieces(file, CHUNK))
    except OSError as error:
        if error.errno in _OF_THE_MACHINE:
            raise
        return received
    return replace(received, capture_id=capture_id, byte_size=size)


_OF_THE_MACHINE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EREMOTEIO}
)
"""Errors that no document causes, such as a bucket that does not answer (EREMOTEIO): the run ends, and the files stay
for the next one."""


def _tried(
    drop: Drop, document: Document, sidecar: Sidecar, home: Path, max_bytes: int, unkept: list[OSError]
) -> Received:
    """One document with its bytes in the archive, or the reason why they cannot be kept. Raises OSError for errors of
    the machine."""
    try:
        kept = _kept(drop, document, sidecar, home, max_bytes)
        if kept.capture_id:
            keep_sidecar(home, kept.capture_id, kept.sidecar)
    except OSError as error:
        if error.errno in _OF_THE_MACHINE:
            raise
        unkept.append(error)
        failure = QuarantineReason.UNREADABLE, f"its bytes could not be kept: {_told(error)}"
        return replace(
            _document(drop, document.sidecar(sidecar), failure=failure),
            drop_key=_numbered(drop.key, document, "-"),
            location=_numbered(drop.location, document, "#"),
            container=drop.location if document.numbers else None,
        )
    return kept


def _numbered(name: str, document: Document, sign: str) -> str:
    return sign.join([name, *map(str, document.numbers)])


def _kept(drop: Drop, document: Document, sidecar: Sidecar, home: Path, max_bytes: int) -> Received:
    """One document with its bytes in the archive."""
    data = document.held(max_bytes)
    refused = data if isinstance(data, Rejected) else None
    capture_id: str | None = None
    size: int | None = None
    if isinstance(data, bytes) and len(data) > max_bytes:
        capture_id, size = keep_stream(home, chain((data,), document.rest()))
    elif isinstance(data, bytes):
        capture_id, size = keep_bytes(home, data), len(data)
    elif not document.numbers:  # the file itself is refused: it contained no documents
        with Path(drop.path).open("rb") as file:
            capture_id, size = keep_stream(home, pieces(file, CHUNK))
    return Received(
        drop_key=_numbered(drop.key, document, "-"),
        origin=drop.origin,
        location=_numbered(drop.location, document, "#"),
        container=drop.location if document.numbers else None,
        path=drop.path,
        capture_id=capture_id,
        byte_size=size,
        sidecar=document.sidecar(sidecar),
        failure=_too_large(size or 0, max_bytes) if isinstance(data, bytes) and len(data) > max_bytes else None,
        refused=refused,
    )


def _document(drop: Drop, sidecar: Sidecar, *, failure: tuple[QuarantineReason, str]) -> Received:
    return Received(drop.key, drop.origin, drop.location, None, drop.path, None, None, sidecar, failure)


def _too_large(size: int, limit: int) -> tuple[QuarantineReason, str]:
    return QuarantineReason.TOO_LARGE, f"{size} bytes; the limit is {limit} (CUTTINGS_MAX_BYTES)"


def read_sidecar(path: str) -> tuple[Sidecar, str | None]:
    """The content of `NAME.meta.json` beside a document, and what is wrong with it (None: nothing)."""
    beside = sidecar_of(path)
    try:
        with beside.open("rb") as file:
            said: Any = json.loads(file.read(MAX_SIDECAR))
    except FileNotFoundError:
        return NOTHING_KNOWN, None
    except OSError as error:
        # A long file name may leave no room for the ending; then there is no sidecar.
        return NOTHING_KNOWN, None if error.errno == errno.ENAMETOOLONG else _told(error)
    except (ValueError, RecursionError) as error:
        return NOTHING_KNOWN, f"{beside.name} is not JSON: {error}"
    if not isinstance(said, dict):
        return NOTHING_KNOWN, f"{beside.name} is not a JSON object"
    headers = said.get("headers") or {}
    try:
        sidecar = Sidecar(
            url=said.get("url"),
            fetched_at=said.get("fetched_at"),
            headers={str(k).lower(): str(v) for k, v in headers.items()} if isinstance(headers, dict) else {},
            feed=said.get("feed"),
        )
    except ValidationError as error:
        return NOTHING_KNOWN, f"{beside.name}: {error.errors()[0]['loc'][0]}: {error.errors()[0]['msg']}"
    moment = sidecar.fetched_at
    return sidecar.model_copy(update={"fetched_at": _with_zone(moment)}), None


def _with_zone(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _told(error: OSError) -> str:
    return error.strerror or str(error)
