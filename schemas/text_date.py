"""Days the text speaks of."""

from datetime import date

from schemas.record import Span


class TextDate(Span):
    """ "on Monday", "last week", "in 2019", resolved to the days it covers, both ends included."""

    surface: str
    from_day: date
    to_day: date
