"""Divides work into batches: files, and stretches of files with very many documents."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tasks.inbox.drops import Drop
from tasks.text.documents import documents, holds_documents
from tasks.text.form import HEAD_BYTES


@dataclass(frozen=True, slots=True)
class Unit:
    """The work of one receiving step: a whole file, or a stretch of a container's documents."""

    drop: Drop
    first: int = 0
    """The number of the stretch's first document in the container, from 1, nested ones counted. 0: a single
    document."""
    count: int = 1
    """The number of documents. The last stretch takes the rest."""
    last: bool = True
    """False if more of the same file follows."""


def units(drops: Iterable[Drop], *, size: int) -> Iterator[Unit]:
    """The drops as units of at most `size` documents.

    A container is walked through once to count its documents, a stretch ahead of whoever takes the units.
    """
    for drop in drops:
        if _is_container(drop):
            yield from _stretches(drop, size)
        else:
            yield Unit(drop)


def batches(drops: Iterable[Drop], *, size: int) -> Iterator[tuple[Unit, ...]]:
    """Units in batches of about `size` documents."""
    batch: list[Unit] = []
    weight = 0
    for unit in units(drops, size=size):
        if batch and weight + unit.count > size:
            yield tuple(batch)
            batch, weight = [], 0
        batch.append(unit)
        weight += unit.count
    if batch:
        yield tuple(batch)


def batch_id(arrival_ids: Iterable[str]) -> str:
    """The id of a batch: the hash of its arrival ids in any order."""
    return hashlib.sha256("\n".join(sorted(arrival_ids)).encode()).hexdigest()[:32]


def _is_container(drop: Drop) -> bool:
    with suppress(OSError), Path(drop.path).open("rb") as file:
        return holds_documents(file.read(HEAD_BYTES))
    return False


def _stretches(drop: Drop, size: int) -> Iterator[Unit]:
    """The stretches of a file. A file that vanishes while it is counted ends there: receiving gives it an outcome."""
    first = 1
    with suppress(OSError), Path(drop.path).open("rb") as file:
        found = documents(file)
        counted = sum(1 for _ in islice(found, size))
        while (following := next(found, None)) is not None:
            yield Unit(drop, first, counted, last=False)
            first += counted
            del following
            counted = 1 + sum(1 for _ in islice(found, size - 1))
        yield Unit(drop, first, counted)
        return
    yield Unit(drop, first)
