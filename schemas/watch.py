"""What a person wants to be told of: one entry of watches.toml."""

from typing import Self

from pydantic import Field, model_validator

from schemas.outlet import PYTHON_PATTERNS, Text
from schemas.record import Record


class Watch(Record):
    """Articles for which all that is given holds: the query, one of the entities, of the outlets, of the languages."""

    model_config = PYTHON_PATTERNS

    name: str = Field(pattern=r"^[\w-][\w. -]{0,79}\Z")
    """How the watch is called everywhere; its feed's file has this name."""
    query: Text | None = None
    """In the language of `cuttings search`. None: any words."""
    entities: tuple[Text, ...] = ()
    """Names of people, organisations or places, or ids of `entities`: one is named. Empty: anybody or nobody."""
    outlets: tuple[Text, ...] = ()
    """Names, domains or ids of `outlets`: the article is of one of them. Empty: of any."""
    languages: tuple[Text, ...] = ()
    """BCP 47; "en" is also en-GB. Empty: any, and unknown."""
    threshold: int | None = Field(default=None, ge=2, le=1_000)
    """Tell of stories instead of articles: each time so many outlets report one with a matching article, and twice as
    many, and four times. None: tell of each article."""

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.query or self.entities or self.outlets):
            raise ValueError("give a query, entities or outlets: all articles would match")
        return self
