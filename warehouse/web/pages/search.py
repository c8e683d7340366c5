"""Search: hits with passages, and how many there are by outlet, language and week."""

import threading
from dataclasses import asdict, fields
from datetime import date, timedelta
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from warehouse.errors import BadQuery, NotSearchable, WarehouseError
from warehouse.queries.sessions import Asker, Identity
from warehouse.search import index
from warehouse.search.passages import Passage
from warehouse.search.results import Found, Order, Results, results
from warehouse.web.data import csv_of
from warehouse.web.paging import page_number
from warehouse.web.site import Page, Site, site_of

ON_A_PAGE = 20
_MOST_LETTERS = 500
_COLUMNS = [one.name for one in fields(Found)]

EXAMPLES = (
    "flood mayor", '"lower docks"', "flood OR storm", "flood -rain", "floo*", "headline:barrage", "outlet:courier",
    "person:okafor", "language:de", "date:2026-03", "date:2026-03-02..2026-03-08",
)  # fmt: skip

_indexed: dict[Path, Identity] = {}
_indexing = threading.Lock()


def search(_ask: Asker, request: Request) -> Page:
    """Hits and facets; without a query, help."""
    site = site_of(request)
    query, order, number = _given(request)
    shown = {"title": "Search", "query": query, "order": order, "examples": EXAMPLES, "number": number}
    if not query:
        return Page("search.html", {**shown, "found": None, "why": None})
    try:
        found = _found(site, query, order, number)
    except NotSearchable as error:
        return Page("search.html", {**shown, "found": None, "why": str(error)}, 503)
    hits = [(one, cut(one.passage)) for one in found.found]
    return Page(
        "search.html",
        {
            **shown, "found": found, "hits": hits, "why": None, "last": -(-found.total // ON_A_PAGE),
            "weeks": _weeks(found), "sql": _sql(query, order), "narrower": narrower,
        },
    )  # fmt: skip


def found_data(request: Request) -> Response:
    """The same hits as JSON, or as CSV without the facets."""
    try:
        query, order, number = _given(request)
        found = _found(site_of(request), query, order, number)
    except BadQuery as error:
        return JSONResponse({"error": str(error)}, 400)
    except WarehouseError as error:
        return JSONResponse({"error": str(error)}, 503)
    if request.url.path.endswith(".csv"):
        hits = [{**asdict(one), "passage": one.passage.text} for one in found.found]
        return csv_of("search", _COLUMNS, hits, more=found.total > number * ON_A_PAGE)
    rows = [{**asdict(one), "published_on": one.published_on and one.published_on.isoformat()} for one in found.found]
    facets = {name: [asdict(one) for one in getattr(found, name)] for name in ("outlets", "languages", "weeks")}
    return JSONResponse({"total": found.total, "rows": rows, "sql": _sql(query, order), **facets})


def cut(passage: Passage) -> list[tuple[str, bool]]:
    """A passage in pieces, each with whether it is a search term."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(passage.marks):
        if start < at:
            continue
        parts += [(passage.text[at:start], False), (passage.text[start:end], True)]
        at = end
    return [*parts, (passage.text[at:], False)]


def narrower(query: str, field: str, value: str) -> str:
    """The query with one more condition."""
    condition = f"{field}:{value}" if value.isalnum() or field == "date" else f'{field}:"{value.replace(chr(34), " ")}"'
    return f"({query}) {condition}" if " OR " in query else f"{query} {condition}"


def _given(request: Request) -> tuple[str, Order, int]:
    query = request.query_params.get("q", "").strip()
    if len(query) > _MOST_LETTERS:
        raise BadQuery("", f"a search has {_MOST_LETTERS} characters at most")
    order: Order = "day" if request.query_params.get("order") == "day" else "relevance"
    return query.encode("utf-8", "ignore").decode().replace("\x00", ""), order, page_number(request)


def _found(site: Site, query: str, order: Order, number: int) -> Results:
    _bring_up_to_date(site)
    return results(site.home, query, order=order, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE, embargoed=False)


def _bring_up_to_date(site: Site) -> None:
    """Update the index once per snapshot. If it cannot be written, it is searched unchanged."""
    now = site.sessions.identity()
    with _indexing:
        if _indexed.get(site.home) == now:
            return
        _indexed[site.home] = now
        try:
            index.update(site.home)
        except NotSearchable:
            if not (site.home / "search" / "state.json").exists():
                raise


def _weeks(found: Results) -> list[tuple[str, str, int]]:
    """Each week as text, as a query, and its number of hits."""
    weeks = []
    for facet in found.weeks:
        if facet.value:
            monday = date.fromisoformat(facet.value)
            weeks.append((facet.value, f"{monday}..{monday + timedelta(days=6)}", facet.articles))
    return weeks


def _sql(query: str, order: Order) -> str:
    asked = query.replace("'", "''")
    ordered = "a.day DESC, h.score DESC" if order == "day" else "h.score DESC, a.day DESC"
    return (
        "SELECT a.article_id, a.headline, a.publication, a.day, h.score\n"
        f"FROM search('{asked}') h JOIN shown_articles a USING (article_id)\n"
        f"ORDER BY {ordered}, a.article_id\nLIMIT {ON_A_PAGE}"
    )
