"""The ledger: every document that arrived, and what became of it."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from schemas.record import Record

Origin = Literal["inbox", "path", "fetch"]
"""inbox: dropped into HOME/inbox; path: named on the command line; fetch: brought by the fetch flow."""


class Outcome(StrEnum):
    """What became of a document. Each arrival has exactly one."""

    LOADED = "loaded"
    VERSION = "version"  # the same article with changed text
    DUPLICATE = "duplicate"  # bytes, or article and text, that are known
    REJECTED = "rejected"  # read, and not an article
    QUARANTINED = "quarantined"  # a step failed or ran out of its limits; kept in HOME/rejected, `replay` tries again


class Arrival(Record):
    """One document that arrived."""

    arrival_id: str
    batch_id: str
    capture_id: str | None
    """None: its bytes could not be read."""
    container: str | None
    """The file that held it and others. None: the document is a file of its own."""
    origin: Origin
    location: str
    """Its path; in a container, the path, "#" and the document's number from 1."""
    received_at: datetime
    outcome: Outcome
    reason: str | None
    """Why it was rejected or quarantined, or of what kind a duplicate is. None for what was loaded."""
    article_id: str | None
    version_id: str | None


class Decision(Record):
    """What is to become of the document at one position of a staged batch."""

    document: int
    outcome: Outcome
    reason: str | None = None
    detail: str | None = None
    """One sentence for a person, or the error's text."""
    article_id: str | None = None
    version_number: int | None = None
    """The version it makes or repeats. None: no article."""
    similarity_to_previous: float | None = None
