"""Work cut into batches: files, and stretches of files that hold very many documents."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tasks.inbox.drops import Drop
from tasks.text.containers.json_lists import container_kind

HEAD_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class Unit:
    """What one step of receiving takes: a whole file, or the lines of a container between two byte offsets."""

    drop: Drop
    first_line: int = 0
    """Number, from 1, of the stretch's first line. 0: the file is a document by itself, or a JSON list."""
    start: int = 0
    end: int = 0
    last: bool = True
    """False while more of the same file follows."""


def units(drops: Iterable[Drop], *, size: int) -> Iterator[Unit]:
    """The drops as units of at most `size` documents (a JSON list stays whole)."""
    for drop in drops:
        if _is_lines(drop):
            yield from _stretches(drop, size)
        else:
            yield Unit(drop)


def batches(drops: Iterable[Drop], *, size: int) -> Iterator[tuple[Unit, ...]]:
    """Units in batches of about `size` documents. Reading a container's line numbers is all that is read here."""
    batch: list[Unit] = []
    weight = 0
    for unit in units(drops, size=size):
        this = size if unit.first_line else 1
        if batch and weight + this > size:
            yield tuple(batch)
            batch, weight = [], 0
        batch.append(unit)
        weight += this
    if batch:
        yield tuple(batch)


def batch_id(arrival_ids: Iterable[str]) -> str:
    """A batch is what is in it: the hash of its arrivals' ids, in whatever order they came."""
    return hashlib.sha256("\n".join(sorted(arrival_ids)).encode()).hexdigest()[:32]


def _is_lines(drop: Drop) -> bool:
    with suppress(OSError), Path(drop.path).open("rb") as file:
        return container_kind(file.read(HEAD_BYTES)) == "json_lines"
    return False


def _stretches(drop: Drop, size: int) -> Iterator[Unit]:
    start, first, at = 0, 1, 0
    with Path(drop.path).open("rb") as file:
        for number, line in enumerate(file, start=1):
            at += len(line)
            if number % size == 0 and at < drop.size:
                yield Unit(drop, first, start, at, last=False)
                start, first = at, number + 1
    yield Unit(drop, first, start, at)
