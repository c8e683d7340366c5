"""Sources that an article cites."""

from typing import Literal

from schemas.record import Record

CitationKind = Literal["outlet", "person", "document", "link", "reference"]


class Citation(Record):
    """outlet, person, document: named in the text; link: a hyperlink in the body; reference: an entry of a list of
    references at the article's end, which is not body text and so has no span."""

    kind: CitationKind
    source: str
    """The source as named: "Reuters", "Washington Examiner"."""
    title: str | None = None
    """The cited work's title, or a link's anchor text."""
    url: str | None = None
    start_char: int | None = None
    end_char: int | None = None
