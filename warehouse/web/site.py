"""The pages of one home: what every page needs, and how a page becomes a response."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from warehouse.errors import (
    BadQuery,
    NoSnapshot,
    NoSuchArrival,
    NoSuchArticle,
    SeveralArrivals,
    TookTooLong,
    WarehouseError,
)
from warehouse.queries.question import Value
from warehouse.queries.sessions import Asker, Sessions, Table
from warehouse.web.harmless import harmless, web_address
from warehouse.web.reading_again import ReadingAgain


class NotThere(Exception):
    """Nothing is shown at this address. Its text says what was looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what it shows."""

    template: str
    shown: Mapping[str, Any]
    status: int = 200


Build = Callable[[Asker, Request], Page]


@dataclass(slots=True)
class Site:
    """A home as pages."""

    home: Path
    sessions: Sessions
    token: str | None = None
    again: ReadingAgain | None = None
    """The component that reads documents again. None: no page offers it."""
    templates: Environment = field(init=False)

    def __post_init__(self) -> None:
        self.templates = environment()

    def answer(self, page: Page, tables: list[Table], request: Request) -> Response:
        """A page as HTML."""
        shown = {"asked": tables, "home": str(self.home), "query": request.query_params.get("q", ""), **page.shown}
        return HTMLResponse(self.templates.get_template(page.template).render(shown), page.status)


def site_of(request: Request) -> Site:
    """The site that a request belongs to."""
    site = request.app.state.site
    assert isinstance(site, Site)  # noqa: S101 - what application.py put there
    return site


def page(build: Build) -> Callable[[Request], Response]:
    """An endpoint that shows the page that `build` returns; an error is a page, too."""

    def endpoint(request: Request) -> Response:
        site = site_of(request)
        try:
            with site.sessions.asker() as ask:
                built = build(ask, request)
                return site.answer(built, ask.tables, request)
        except (NotThere, NoSuchArticle, NoSuchArrival, SeveralArrivals) as error:
            return wrong(site, request, 404, "Not here", str(error))
        except BadQuery as error:
            return wrong(site, request, 400, "This cannot be asked", str(error))
        except NoSnapshot as error:
            return wrong(site, request, 503, "Nothing is published yet", str(error))
        except TookTooLong as error:
            return wrong(site, request, 503, "This takes too long", str(error))
        except WarehouseError as error:
            return wrong(site, request, 503, "The library cannot be read", str(error))

    return endpoint


def wrong(site: Site, request: Request, status: int, title: str, why: str) -> Response:
    """A page that says what went wrong."""
    return site.answer(Page("wrong.html", {"title": title, "why": why}, status), [], request)


def environment() -> Environment:
    """Templates that escape everything, and print only what `harmless` has made safe."""
    made = Environment(
        loader=PackageLoader("warehouse.web"),
        autoescape=True,
        finalize=harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "web_address": web_address, "data_address": data_address, "outlet_address": outlet_address, "moment": moment,
        "count": count, "plain_number": plain_number,
    }  # fmt: skip
    made.globals["address"] = address
    return made


def data_address(table: Table, form: str) -> str:
    """The address of the same data as `csv` or `json`."""
    return address(f"/data/{table.question.name}.{form}", **table.values)


def outlet_address(outlet_id: str) -> str:
    """The address of an outlet's page; the id may be a name with any characters."""
    return f"/outlets/{quote(outlet_id, safe='')}"


def address(path: str, **parameters: Value) -> str:
    """A path with parameters; those that are None are left out."""
    given = {name: value for name, value in parameters.items() if value is not None and value != ""}
    return f"{path}?{urlencode(given)}" if given else path


def moment(value: Any) -> str:  # noqa: ANN401 - a column's value
    """An instant to the minute, in UTC. "" for None."""
    return f"{value:%Y-%m-%d %H:%M} UTC" if value is not None else ""


def plain_number(value: float) -> str:
    """A number with separators between thousands, whole numbers without ".0": 41,200,000."""
    return f"{int(value):,}" if float(value).is_integer() and abs(value) < 1e15 else f"{value:,.6g}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
