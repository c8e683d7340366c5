"""What changed from one version of an article to the next."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas.record import Record

ChangedField = Literal["headline", "dek", "byline", "published_on", "body"]
ChangeKind = Literal["added", "removed", "reworded"]


@dataclass(frozen=True, slots=True)
class Edition:
    """What one version printed. None: it did not print that."""

    headline: str | None
    dek: str | None
    byline: str | None
    published_on: date | None
    body: str


class VersionChange(Record):
    """One field, or one sentence of the body, that is not as it was."""

    field: ChangedField
    kind: ChangeKind
    before: str | None
    """None: it was not there."""
    after: str | None
    """None: it was removed."""
    number_changed: bool
    """It is still there, with other numbers."""
    quotation_changed: bool
    """It is still there, with other words in quotation marks."""
