"""The number of the page that a request asks for."""

from starlette.requests import Request

from warehouse.errors import BadQuery

MOST_PAGES = 10_000


def page_number(request: Request) -> int:
    """The page number, from 1. Raises BadQuery."""
    given = request.query_params.get("page", "1")
    if not (given.isascii() and given.isdecimal()) or not 0 < int(given[:9]) <= MOST_PAGES:
        raise BadQuery("", f"page is no number from 1 to {MOST_PAGES}: {given[:40]!r}")
    return int(given)
