"""A date of the Gregorian calendar from year, month and day."""

from datetime import date


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date. None: the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
