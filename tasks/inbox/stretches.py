"""Containers read in parts: a process that takes one part after the other reads the file once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from tasks.inbox.drops import Drop
from tasks.text.documents import Document, documents

_KEPT = 4
"""Containers that stay open between their stretches."""


class ReadingFailed(Exception):
    """A file cannot be read any further. The text is the system's message."""


@dataclass(slots=True)
class Walk:
    """A file's documents, as far as they were read."""

    key: str
    file: BinaryIO
    found: Iterator[Document]
    following: int
    """The number, from 1, of the next document."""

    @contextmanager
    def stretch(self, count: int | None) -> Iterator[Iterator[Document]]:
        """The next `count` documents; None: all that are left. Iterating raises ReadingFailed."""
        whole = False
        try:
            yield self._next(count)
            whole = count is not None
        finally:
            if whole and count is not None:
                self.following += count
                _keep(self)
            else:
                self.file.close()

    def _next(self, count: int | None) -> Iterator[Document]:
        found = islice(self.found, count)
        while True:
            try:
                document = next(found, None)
            except OSError as error:
                raise ReadingFailed(error.strerror or str(error)) from error
            if document is None:
                return
            yield document


_open_walks: dict[str, Walk] = {}
"""By the drop's key. A walk that is in use is not in it, so threads never share one."""


def take_walk(drop: Drop, *, first: int) -> Walk:
    """The walk through a file, positioned before document `first`: that of the previous stretch if it is still open;
    else the documents before are skipped. Raises OSError."""
    walk = _open_walks.pop(drop.key, None)
    if walk is not None and walk.following == first:
        return walk
    if walk is not None:
        walk.file.close()
    file = Path(drop.path).open("rb")  # noqa: SIM115 - stays open for the next stretch
    walk = Walk(drop.key, file, documents(file), first)
    for _ in islice(walk.found, first - 1):
        pass
    return walk


def _keep(walk: Walk) -> None:
    _open_walks[walk.key] = walk
    while len(_open_walks) > _KEPT:
        _open_walks.pop(next(iter(_open_walks))).file.close()
