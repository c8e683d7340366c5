"""Watches: their conditions, their clippings, and a feed of each."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from warehouse.errors import WarehouseError
from warehouse.queries.sessions import Asker
from warehouse.watching.atom import MOST_ENTRIES, atom
from warehouse.watching.due import Notice
from warehouse.web.paging import page_number
from warehouse.web.site import NotThere, Page, site_of

ON_A_PAGE = 50


def watches(ask: Asker, _request: Request) -> Page:
    """All of them."""
    return Page("watches.html", {"title": "Watches", "watches": ask("watch_list", limit=1_000)})


def watch(ask: Asker, request: Request) -> Page:
    """The clippings of one watch, which may no longer be in watches.toml. Raises NotThere."""
    name, number = request.path_params["watch"], page_number(request)
    found = ask("watch_clippings", watch=name, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    stated = next((row for row in ask("watch_list", limit=1_000).rows if row["name"] == name), None)
    if stated is None and not found.rows:
        raise NotThere(f"no watch is called {name}")
    return Page("watch.html", {"title": name, "watch": stated, "name": name, "clippings": found, "number": number})


def watch_feed(request: Request) -> Response:
    """The same as Atom, with the entries of `cuttings watches`: not of articles that were withdrawn."""
    name = request.path_params["watch"]
    try:
        with site_of(request).sessions.asker() as ask:
            found = ask("watch_clippings", watch=name, limit=MOST_ENTRIES)
            if not found.rows and all(row["name"] != name for row in ask("watch_list", limit=1_000).rows):
                return PlainTextResponse(f"no watch is called {name}\n", 404)
    except WarehouseError as error:
        return PlainTextResponse(f"{error}\n", 503)
    notices = [
        Notice(
            notice=" ".join(
                str(part)
                for part in ("clipping", name, row["version_id"], row["story_id"], row["outlet_count"])
                if part is not None
            ),
            about=name,
            at=row["told_from"],
            title=row["headline"] or "(no headline)",
            said=" · ".join(
                str(part)
                for part in (row["kind"], row["publication"] or row["outlet_id"], row["day"], row["matched"])
                if part is not None
            ),
            url=row["url"],
        )
        for row in found.rows
        if (row["editorial_status"] or "usable") == "usable"
    ]
    return Response(atom(name, notices), media_type="application/atom+xml")
