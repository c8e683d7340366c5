"""Arrivals: every document with its outcome, and the bytes of one as text."""

import shlex
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from warehouse.errors import WarehouseError
from warehouse.queries.sessions import Asker
from warehouse.web.bytes_as_text import bytes_as_text
from warehouse.web.paging import page_number
from warehouse.web.reading_again import form_token, is_ours
from warehouse.web.security import DOCUMENT_POLICY, received
from warehouse.web.site import NotThere, Page, Site, site_of, wrong

ON_A_PAGE = 100
OUTCOMES = ("loaded", "version", "duplicate", "rejected", "quarantined")
SHOWN_BYTES = 100_000
"""Characters of a document on its page."""
MOST_BYTES = 5_000_000
"""Characters of a document as plain text."""


def arrivals(ask: Asker, request: Request) -> Page:
    """The last ones, of an outcome or a reason."""
    number = page_number(request)
    chosen = {name: request.query_params.get(name) or None for name in ("outcome", "reason", "words")}
    found = ask("arrivals", chosen, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    shown = {
        "title": "Arrivals", "arrivals": found, "outcomes": ask("arrival_outcomes", limit=200), "chosen": chosen,
        "number": number, "all_outcomes": OUTCOMES,
    }  # fmt: skip
    return Page("arrivals.html", shown)


def arrival(ask: Asker, request: Request) -> Page:
    """One document: what it is, each time it was read, how to read it again, its first bytes. Raises NotThere."""
    home = site_of(request).home
    found = _found(ask, request)
    text, of_bytes = bytes_as_text(home, found["capture_id"], found["encoding"], most=SHOWN_BYTES)
    capture = found["capture_id"]
    again = f"cuttings replay {capture[:16]} --home {shlex.quote(str(home))}" if capture else None
    reading = site_of(request).again
    shown = {
        "title": Path(found["location"]).name or "A document", "arrival": found, "text": text, "of_bytes": of_bytes,
        "again": again, "offered": reading is not None and capture and text is not None,
        "form_token": form_token(found["arrival_id"]), "state": reading.state(capture) if reading and capture else None,
        "readings": ask("arrival_readings", arrival=found["arrival_id"], limit=50),
    }  # fmt: skip
    return Page("arrival.html", shown)


async def arrival_again(request: Request) -> Response:
    """Has a document read again, for a form of these pages, and shows it again."""
    site, name = site_of(request), request.path_params["arrival"]
    token = await received(request, "form")
    if not is_ours(name, token, fetch_site=request.headers.get("sec-fetch-site")):
        return wrong(
            site, request, 403, "Not from here", "this form is none of these pages, or they were started anew since"
        )
    return await run_in_threadpool(_asked_again, site, request)


def _asked_again(site: Site, request: Request) -> Response:
    name = request.path_params["arrival"]
    try:
        with site.sessions.asker() as ask:
            found = _found(ask, request)
    except NotThere as error:
        return wrong(site, request, 404, "Not here", str(error))
    except WarehouseError as error:
        return wrong(site, request, 503, "The library cannot be read", str(error))
    if site.again is None or not found["capture_id"]:
        return wrong(site, request, 403, "Not from here", "these pages have nothing that reads")
    if not site.again.ask(found["capture_id"]):
        return wrong(site, request, 503, "Too many wait", "wait for those that are being read")
    return RedirectResponse(f"/arrivals/{name}#again", 303)


def arrival_text(request: Request) -> Response:
    """A document's bytes as plain text, in a sandbox of their own: nothing in them is markup."""
    headers = {"content-security-policy": DOCUMENT_POLICY}
    site = site_of(request)
    try:
        with site.sessions.asker() as ask:
            found = _found(ask, request)
    except NotThere as error:
        return PlainTextResponse(f"{error}\n", 404, headers)
    except WarehouseError as error:
        return PlainTextResponse(f"{error}\n", 503, headers)
    text, _ = bytes_as_text(site.home, found["capture_id"], found["encoding"], most=MOST_BYTES)
    if text is None:
        return PlainTextResponse("The bytes are not kept.\n", 404, headers)
    return PlainTextResponse(text, headers=headers)


def _found(ask: Asker, request: Request) -> dict[str, str]:
    name = request.path_params["arrival"]
    table = ask("arrival", arrival=name, limit=1)
    if table.first is None:
        raise NotThere(f"no document is known as {name}")
    return table.first
