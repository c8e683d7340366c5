"""What every record of the house is: a frozen pydantic model that refuses fields it does not know."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value that never changes after it was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A stretch of a text: `text[start_char:end_char]`, counted in characters (code points), end exclusive."""

    start_char: int
    end_char: int
