"""Numbers that count or measure something."""

from schemas.record import Span


class Figure(Span):
    """One number in the body: "about 1.2 million people"."""

    surface: str
    """As printed, with its unit and without the hedge."""
    value: float
    unit: str | None
    """What it is measured in: "%", "USD", "day", "ordinal". None: a bare count."""
    counted: str | None
    """The noun that is counted: "people"."""
    hedge: str | None
    """"about", "at least", "nearly", ..."""
