"""A day of the Gregorian calendar by its numbers."""

from datetime import date


def calendar_day(year: int, month: int, day: int) -> date | None:
    """None: the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
