"""Dates in an address: "/2024/03/05/", "/2016/nov/29/", "/2015/08/150803-...", "...-29-10-2021"."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from tasks.text.conventions.month_name import month_of

_LONGEST = 2_000
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)"
_PATTERNS = (
    re.compile(
        _YEAR + r"(?:(?P<sep>[/_.-])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]|[1-9])"
        r"|/?(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?!\d)"
    ),
    re.compile(_YEAR + r"(?P<sep>[/-])(?P<name>[a-z]{3,9})(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"),
    # National dailies of the web's first decade: year and month, then the whole date with a two-digit year.
    re.compile(
        _YEAR
        + r"/(?P<month>0[1-9]|1[0-2])/(?:[a-z-]{1,20}/)?(?P<yy>\d\d)(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01])"
        r"(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?<!\d[._-])(?P<day>1[3-9]|2\d|3[01])(?P<sep>[._-])(?P<month>0[1-9]|1[0-2])(?P=sep)"
        r"(?P<year>20\d\d)(?!\d)(?![._-]\d)"
    ),
)


def address_days(address: str) -> Iterator[tuple[str, date]]:
    """Dates in the path of an address, each as printed there. A date that ends with the year is left out if day and
    month may be exchanged (both up to 12)."""
    path = unquote(address[:_LONGEST].partition("#")[0].partition("?")[0]).lower()
    for pattern in _PATTERNS:
        for found in pattern.finditer(path):
            if (day := _day(found.groupdict())) is not None:
                yield found.group(), day


def _day(part: dict[str, str | None]) -> date | None:
    name = part.get("name")
    month = month_of(name, language="en") if name else int(part.get("mm") or part["month"] or 0)
    number = int(part.get("dd") or part["day"] or 0)
    year = str(part["year"])
    if part.get("yy") and (part["yy"] != year[2:] or int(part["month"] or 0) != month):
        return None
    try:
        return date(int(year), month or 0, number)
    except ValueError:
        return None
