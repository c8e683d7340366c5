"""Changes from one version of an article to the next."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas.record import Record

ChangedField = Literal["headline", "dek", "byline", "published_on", "body"]
ChangeKind = Literal["added", "removed", "reworded"]


@dataclass(frozen=True, slots=True)
class Edition:
    """The fields of one version. None: the version does not print it."""

    headline: str | None
    dek: str | None
    byline: str | None
    published_on: date | None
    body: str


class VersionChange(Record):
    """One field, or one sentence of the body, that changed."""

    field: ChangedField
    kind: ChangeKind
    before: str | None
    """None: it was not there."""
    after: str | None
    """None: it was removed."""
    number_changed: bool
    """Whether it is still there, with other numbers."""
    quotation_changed: bool
    """Whether it is still there, with other words in quotation marks."""
