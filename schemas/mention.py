"""Who and what is named."""

from typing import Literal

from schemas.record import Record, Span

EntityLabel = Literal["person", "organisation", "place"]
TextField = Literal["headline", "body"]


class Mention(Span):
    """A name as printed in the headline or the body. Its span is into that field."""

    field: TextField
    surface: str
    label: EntityLabel
    entity: int
    """Position of its entity in `Annotations.entities`."""


class Entity(Record):
    """Somebody or something named, resolved within one article."""

    label: EntityLabel
    name: str
    """The fullest form that the article gives."""
    aliases: tuple[str, ...]
    """Every other form it is named by."""
