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
    """The one of a name. Raises NotThere."""
    name = request.query_params.get("name", "")
    found = ask("outlet_one", name=name, limit=1).first if name else None
    if found is None:
        raise NotThere(f"no outlet calls itself {name or 'nothing'}")
    days = ask("outlet_days", name=name, limit=400)
    drawn = days_chart(
        [(row["day"], row["articles"], row["own"]) for row in days.rows], what="articles", part="of them no copies"
    )
    parts = {part: ask(f"outlet_{part}", name=name, limit=limit) for part, limit in _PARTS.items()}
    return Page("outlet.html", {"title": name, "outlet": found, "days": days, "drawn": drawn, **parts})
