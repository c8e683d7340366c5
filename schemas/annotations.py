"""Annotations: what the text of one article says, as records."""

from schemas.citation import Citation
from schemas.figure import Figure
from schemas.mention import Entity, Mention
from schemas.record import Record
from schemas.statement import Statement
from schemas.text_date import TextDate


class Annotations(Record):
    """All annotations of one article, made by one engine."""

    engine: str
    """Name and version of the engine."""
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    text_dates: tuple[TextDate, ...] = ()
