"""The outcome of every document that arrives, and its reason."""

from collections.abc import Iterator
from typing import Literal

from schemas.explained import Explained
from schemas.reason import DuplicateReason, QuarantineReason, Reason
from schemas.record import Record
from schemas.rejection import RejectionReason

Origin = Literal["inbox", "path", "fetch"]
"""inbox: dropped into HOME/inbox; path: named on the command line; fetch: brought by the fetch flow."""


class Outcome(Explained):
    """The result for a document. Each arrival has exactly one."""

    LOADED = "loaded", "it gave a new article"
    VERSION = "version", "it gave a new version of a known article"
    DUPLICATE = "duplicate", "its bytes, or its article and text, are known"
    REJECTED = "rejected", "it was read, and is not an article"
    QUARANTINED = "quarantined", "it could not be read; its bytes are kept where there are any, and replay tries again"


REASONS: dict[Outcome, type[Explained]] = {
    Outcome.DUPLICATE: DuplicateReason,
    Outcome.REJECTED: RejectionReason,
    Outcome.QUARANTINED: QuarantineReason,
}
"""The outcomes that have a reason, with all reasons they can have."""


def reasons() -> Iterator[tuple[Outcome, Explained | None, str]]:
    """Every outcome and every reason with its sentence; the outcome itself first, with no reason."""
    for outcome in Outcome:
        yield outcome, None, outcome.sentence
        for reason in REASONS.get(outcome, ()):
            yield outcome, reason, reason.sentence


class Decision(Record):
    """The outcome decided for the document at one position of a staged batch."""

    document: int
    outcome: Outcome
    reason: Reason | None = None
    """None: loaded or version."""
    detail: str | None = None
    """One sentence for a person, or the error's text. None: there is nothing to add."""
    article_id: str | None = None
    """None: not an article."""
    identity: str | None = None
    """What `article_id` is a hash of. None: not an article, or the identity that the reader found."""
    version_number: int | None = None
    """The version that it adds or repeats. None: not an article."""
    similarity_to_previous: float | None = None
    """From 0 to 1. None: there is no previous version."""
