"""Days that a text mentions."""

from datetime import date

from schemas.record import Span


class TextDate(Span):
    """A date in the text ("on Monday", "last week", "in 2019"), resolved to the days that it covers, both ends
    included."""

    surface: str
    from_day: date
    to_day: date
