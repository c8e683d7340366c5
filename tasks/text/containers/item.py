"""One document of a file that contains several: what every splitter yields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from schemas.rejection import Rejected

HELD_BYTES = 8 * 1024 * 1024
"""Bytes of the largest member that a splitter holds in memory; a larger one is given as a stream."""


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a container, as bytes that can be read again by themselves."""

    number: int
    """Its position in the container, from 1."""
    data: bytes
    """Its bytes; empty if `source` gives them."""
    name: str | None = None
    """Its name in the container, as given. None: members of this form have no names."""
    url: str | None = None
    """The address it was captured from. None: the container does not state it."""
    captured_at: datetime | None = None
    """When it was captured; never a date of publication. None: the container does not state it."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers that came with it (HTTP, mail), names in lower case; `:status` is the HTTP status code."""
    form: str | None = None
    """Name of its form in `tasks.text.formats`, if the container determines it. None: it is recognised by its
    content."""
    refused: Rejected | None = None
    """Why it cannot be read at all: encrypted, a revisit, damaged. None: it can be read.

    A rejection because of its own bytes is left to its reader: the archive keeps the bytes, and reading them again must
    give the same result.
    """
    source: BinaryIO | None = None
    """Its bytes as a stream, for a member too large for memory; read it before the next item is requested. None: `data`
    holds the bytes."""
