"""Outlets: all of them, and one with its volume, languages, copies, sources and refused pages."""

from starlette.requests import Request

from warehouse.queries.sessions import Asker
from warehouse.web.chart import days_chart
from warehouse.web.site import NotThere, Page

_PARTS = {
    "languages": 20, "sections": 30, "copies": 60, "hosts": 20, "refused": 20, "sources": 20, "articles": 50,
}  # fmt: skip
"""Questions about one outlet, with the rows that are shown."""


def outlets(ask: Asker, _request: Request) -> Page:
    """All of them."""
    return Page("outlets.html", {"title": "Outlets", "outlets": ask("outlet_list", limit=1_000)})


def outlet(ask: Asker, request: Request) -> Page:
    """One of them. Raises NotThere."""
    outlet_id = request.path_params["outlet"]
    found = ask("outlet_one", outlet=outlet_id, limit=1).first
    if found is None:
        raise NotThere(f"no outlet is known as {outlet_id}")
    days = ask("outlet_days", outlet=outlet_id, limit=400)
    drawn = days_chart(
        [(row["day"], row["articles"], row["own"]) for row in days.rows], what="articles", part="of them no copies"
    )
    parts = {part: ask(f"outlet_{part}", outlet=outlet_id, limit=limit) for part, limit in _PARTS.items()}
    return Page("outlet.html", {"title": found["name"], "outlet": found, "days": days, "drawn": drawn, **parts})
