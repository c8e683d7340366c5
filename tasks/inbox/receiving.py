"""Files to captures: bytes into the archive, containers taken apart, sidecars read."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from schemas.arrival import Origin
from schemas.capture import NOTHING_KNOWN, Sidecar
from tasks.inbox.archive import keep_bytes, keep_sidecar, keep_stream
from tasks.inbox.drops import Drop, sidecar_of
from tasks.inbox.units import Unit
from tasks.text.containers.json_lists import documents, lines

CHUNK = 1 << 20
MAX_SIDECAR = 1 << 20


@dataclass(frozen=True, slots=True)
class Received:
    """One document whose bytes are kept, or the reason why they could not be."""

    drop_key: str
    origin: Origin
    location: str
    container: str | None
    path: str
    """The file that held it."""
    capture_id: str | None
    byte_size: int | None
    sidecar: Sidecar
    failure: tuple[str, str] | None = None
    """Reason and detail of a document that cannot be read at all."""


def receive(units: Iterable[Unit], *, home: Path, max_bytes: int) -> list[Received]:
    """Every document of the units, archived. A file that has vanished since it was seen gives none.

    Raises OSError when the archive cannot be written: that is nothing a document did.
    """
    received = [document for unit in units for document in _received(unit, home, max_bytes)]
    for document in received:
        if document.capture_id:
            keep_sidecar(home, document.capture_id, document.sidecar)
    return received


def _received(unit: Unit, home: Path, max_bytes: int) -> Iterator[Received]:
    drop = unit.drop
    sidecar, fault = read_sidecar(drop.path)
    if fault:
        yield _document(drop, sidecar, failure=("bad_sidecar", fault))
        return
    try:
        source = Path(drop.path).open("rb")  # noqa: SIM115 - closed below; opening alone may fail for the document's reasons
    except FileNotFoundError:
        return
    except OSError as error:
        yield _document(drop, sidecar, failure=("unreadable", _told(error)))
        return
    with source:
        if unit.first_line:
            source.seek(unit.start)
            for number, line in lines(source.read(unit.end - unit.start), first=unit.first_line):
                part = _part(drop, number, line, sidecar, home)
                yield replace(part, failure=_too_large(len(line), max_bytes)) if len(line) > max_bytes else part
        elif os.fstat(source.fileno()).st_size > max_bytes:
            capture_id, size = keep_stream(home, iter(lambda: source.read(CHUNK), b""))
            yield _document(drop, sidecar, capture_id, size, failure=_too_large(size, max_bytes))
        else:
            for number, data in documents(source.read()):
                if number:
                    yield _part(drop, number, data, sidecar, home)
                else:
                    yield _document(drop, sidecar, keep_bytes(home, data), len(data))


def _part(drop: Drop, number: int, data: bytes, sidecar: Sidecar, home: Path) -> Received:
    # The container's address is not its articles' address.
    own = sidecar.model_copy(update={"url": None})
    return Received(
        drop_key=f"{drop.key}-{number}",
        origin=drop.origin,
        location=f"{drop.location}#{number}",
        container=drop.location,
        path=drop.path,
        capture_id=keep_bytes(home, data),
        byte_size=len(data),
        sidecar=own,
    )


def _document(
    drop: Drop,
    sidecar: Sidecar,
    capture_id: str | None = None,
    size: int | None = None,
    *,
    failure: tuple[str, str] | None = None,
) -> Received:
    return Received(drop.key, drop.origin, drop.location, None, drop.path, capture_id, size, sidecar, failure)


def _too_large(size: int, limit: int) -> tuple[str, str]:
    return "too_large", f"{size} bytes; the limit is {limit} (CUTTINGS_MAX_BYTES)"


def read_sidecar(path: str) -> tuple[Sidecar, str | None]:
    """What `NAME.meta.json` beside a document says; and what is wrong with it, None when nothing is."""
    beside = sidecar_of(path)
    try:
        with beside.open("rb") as file:
            said: Any = json.loads(file.read(MAX_SIDECAR))
    except FileNotFoundError:
        return NOTHING_KNOWN, None
    except OSError as error:
        # A document's name may leave no room for the ending; then there is no sidecar.
        return NOTHING_KNOWN, None if not beside.exists() else _told(error)
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
