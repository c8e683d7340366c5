"""One document out of a file that holds several: what every splitter yields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from schemas.rejection import Rejected

HELD_BYTES = 8 * 1024 * 1024
"""The largest member that a splitter holds in memory; a larger one is given as a stream."""


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a container, as bytes that can be read again by themselves."""

    number: int
    """Its position in the container, from 1."""
    data: bytes
    """All of it; empty where `source` gives it."""
    name: str | None = None
    """Its name in the container, as given. None: members of this form have no names."""
    url: str | None = None
    """The address it was captured from. None: the container does not say."""
    captured_at: datetime | None = None
    """When it was captured; never a date of publication. None: the container does not say."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers that came with it (HTTP, mail), names in lower case; `:status` is HTTP's status code."""
    form: str | None = None
    """Name of its form in `tasks.text.formats`, where the container knows it. None: to be recognised by content."""
    refused: Rejected | None = None
    """Why it cannot be read at all: encrypted, a revisit, damaged. None: it is to be read.

    What its own bytes say is its reader's business: the archive keeps the bytes, and reading them again must give the
    same verdict.
    """
    source: BinaryIO | None = None
    """Its bytes as a stream, for a member too large to be held; to be read before the next item is asked for."""
