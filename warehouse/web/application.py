"""The web application of one home: read-only, no script, nothing from other hosts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warehouse.queries.sessions import SECONDS, Sessions
from warehouse.web.data import DATA_ROUTES
from warehouse.web.pages.arrivals import arrival, arrival_again, arrival_text, arrivals
from warehouse.web.pages.article import article, article_changes, article_evidence
from warehouse.web.pages.entity import entity, names
from warehouse.web.pages.front import front, front_questions
from warehouse.web.pages.outlet import outlet, outlets
from warehouse.web.pages.search import found_data, search
from warehouse.web.pages.story import story
from warehouse.web.pages.watches import watch, watch_feed, watches
from warehouse.web.reading_again import ReadingAgain
from warehouse.web.security import Guard, admitted, received
from warehouse.web.site import Page, Site, page, site_of, wrong

_STATIC = {"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


def application(
    home: Path, *, token: str | None = None, seconds: float = SECONDS, again: ReadingAgain | None = None
) -> Guard:
    """The pages of `home`.

    `token` None: the pages are for this machine only; else every visitor is asked for it. `again` None: no page offers
    to read a document again.
    """
    site = Site(home, Sessions(home, seconds=seconds), token, again)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        site.sessions.follow(front_questions)
        yield
        site.sessions.close()

    routes = [
        Route("/", page(front)),
        Route("/search", page(search)),
        Route("/stories/{story:str}", page(story)),
        Route("/articles/{article:str}", page(article)),
        Route("/articles/{article:str}/changes", page(article_changes)),
        Route("/articles/{article:str}/evidence", page(article_evidence)),
        Route("/names", page(names)),
        Route("/entities/{entity:str}", page(entity)),
        Route("/outlets", page(outlets)),
        Route("/outlets/{outlet:path}", page(outlet)),
        Route("/arrivals", page(arrivals)),
        Route("/arrivals/{arrival:str}", page(arrival)),
        Route("/arrivals/{arrival:str}/text", arrival_text),
        Route("/arrivals/{arrival:str}/again", arrival_again, methods=["POST"]),
        Route("/watches", page(watches)),
        Route("/watches/{watch:str}", page(watch)),
        Route("/watches/{watch:str}/feed.atom", watch_feed),
        *(Route(f"/data/search.{form}", found_data) for form in ("csv", "json")),
        *DATA_ROUTES,
        Route("/token", token_page, methods=["GET", "POST"]),
        Route("/static/{name:str}", static),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={404: not_there, 500: failed})
    app.state.site = site
    return Guard(app, token=token)


async def token_page(request: Request) -> Response:
    """The form that asks for the token, and the check of what it sends."""
    site = site_of(request)
    if request.method == "POST":
        answer = await admitted(await received(request, "token"), site.token)
        if answer is not None:
            return answer
        return site.answer(Page("token.html", {"refused": True}, 403), [], request)
    return site.answer(Page("token.html", {"refused": False}), [], request)


def static(request: Request) -> Response:
    """The style sheet and the icon."""
    name = request.path_params["name"]
    if name not in _STATIC:
        raise HTTPException(404)
    body = (files("warehouse.web.static") / name).read_bytes()
    return Response(body, media_type=_STATIC[name], headers={"cache-control": "max-age=3600"})


def not_there(request: Request, _error: Exception) -> Response:
    """The page for an address that does not exist."""
    return wrong(site_of(request), request, 404, "Not here", f"there is no page at {request.url.path}")


def failed(request: Request, _error: Exception) -> Response:
    """The page for an unexpected error; the traceback goes to the server's log."""
    why = "This page could not be made. The terminal in which `cuttings browse` runs says more."
    return wrong(site_of(request), request, 500, "A fault", why)
