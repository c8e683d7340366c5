"""The data behind the pages over HTTP: each question as CSV and JSON, described by OpenAPI."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from warehouse.errors import BadQuery, NoSnapshot, TookTooLong, WarehouseError
from warehouse.queries.question import Question, questions
from warehouse.queries.sessions import MOST_ROWS, Asker, Table
from warehouse.web.openapi import description
from warehouse.web.site import Page, page, site_of

ROWS = 1_000
"""Rows where no limit is asked for."""


def data(request: Request) -> Response:
    """One question's answer. Everything that goes wrong is an object with `error`."""
    name, form = request.path_params["question"], request.path_params["form"]
    if name not in questions() or form not in ("csv", "json"):
        return JSONResponse({"error": f"there is no {name}.{form}: see /openapi.json"}, 404)
    try:
        with site_of(request).sessions.asker() as ask:
            table = _asked(ask, name, request)
    except BadQuery as error:
        return JSONResponse({"error": str(error)}, 400)
    except (NoSnapshot, TookTooLong, WarehouseError) as error:
        return JSONResponse({"error": str(error)}, 503)
    return as_json(table) if form == "json" else as_csv(table)


def openapi(_request: Request) -> Response:
    """What can be asked over HTTP."""
    return JSONResponse(description())


def catalogue(_ask: Asker, _request: Request) -> Page:
    """All questions, for people."""
    return Page(
        "data.html", {"title": "Data", "questions": list(questions().values()), "rows": ROWS, "most": MOST_ROWS}
    )


def as_json(table: Table) -> Response:
    """Rows as objects."""
    body = {
        "question": table.question.name, "answers": table.question.title, "sql": table.sql,
        "columns": table.columns, "more": table.more, "rows": [plain(row) for row in table.rows],
    }  # fmt: skip
    return Response(json.dumps(body, ensure_ascii=False, default=str), media_type="application/json")


def as_csv(table: Table) -> Response:
    """The rows, as `csv_of` writes them."""
    return csv_of(table.question.name, table.columns, table.rows, more=table.more)


def csv_of(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, more: bool) -> Response:
    """RFC 4180 with a heading; lists and records as JSON, NULL as nothing. `more`: there are rows beside them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    if more:
        headers["x-more-rows"] = "true"
    body = out.getvalue().encode("utf-8", "replace")
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


def plain(value: Any) -> Any:  # noqa: ANN401 - a column's value
    """A value as JSON has it: days and instants after ISO 8601."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _cell(value: Any) -> Any:  # noqa: ANN401 - a column's value
    plainly = plain(value)
    return json.dumps(plainly, ensure_ascii=False, default=str) if isinstance(plainly, dict | list) else plainly


def _asked(ask: Asker, name: str, request: Request) -> Table:
    given: dict[str, object] = dict(request.query_params)
    limit = _number(questions()[name], given.pop("limit", str(ROWS)), "limit")
    offset = _number(questions()[name], given.pop("offset", "0"), "offset")
    return ask(name, given, limit=limit, offset=offset)


def _number(question: Question, given: object, name: str) -> int:
    try:
        return int(str(given))
    except ValueError:
        raise BadQuery(question.sql, f"{name} is no number: {str(given)[:80]!r}") from None


DATA_ROUTES = [
    Route("/openapi.json", openapi),
    Route("/data", page(catalogue)),
    Route("/data/{question:str}.{form:str}", data),
]
