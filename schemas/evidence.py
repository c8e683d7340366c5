"""Where a value came from, and the other candidates."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from schemas.record import Record

Method = Literal[
    "json-ld", "opengraph", "meta", "microdata", "element", "text", "url", "sidecar", "bytes", "record", "mail"
]
"""How a value was read.

json-ld, opengraph, meta, microdata: data that the page states for machines; element: a visible HTML element;
text: a line of the running text; url: the document's address; sidecar: `NAME.meta.json`;
bytes: the raw bytes (encoding, truncation); record: a field of a JSON article or of a database's document;
mail: a header of the mail it came in.
"""


class Evidence(Record):
    """One candidate for one field."""

    field: str
    """The column of `articles` it is a candidate for, or `body`, `encoding`, `authors`, `kind`, `access`."""
    value: str
    """What was read, as printed; for long values its beginning."""
    method: Method
    locator: str
    """Where: a JSON path, a meta name, a CSS-like path, `line 3`."""
    chosen: bool = False
    """True for the candidate that became the field's value."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """What a reader of a field returns: the value (None: the document gives none) and every candidate."""

    value: T | None
    evidence: tuple[Evidence, ...] = ()
