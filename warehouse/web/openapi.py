"""The description of the HTTP API (OpenAPI 3.1), made from the questions themselves."""

from functools import cache
from typing import Any

from warehouse.queries.question import Parameter, Question, questions
from warehouse.queries.sessions import MOST_ROWS

_SCHEMAS = {
    "text": {"type": "string"},
    "day": {"type": "string", "format": "date"},
    "number": {"type": "integer"},
}
_ERROR = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
_ANSWER = {
    "type": "object",
    "required": ["question", "answers", "sql", "columns", "more", "rows"],
    "properties": {
        "question": {"type": "string"},
        "answers": {"type": "string", "description": "What it answers, in a sentence."},
        "sql": {"type": "string", "description": "What was run, to be asked again with `cuttings sql`."},
        "columns": {"type": "array", "items": {"type": "string"}},
        "more": {"type": "boolean", "description": "Whether there are more rows than were asked for."},
        "rows": {"type": "array", "items": {"type": "object"}},
    },
}
_PAGING = [
    {
        "name": "limit", "in": "query", "description": "Rows at most.",
        "schema": {"type": "integer", "minimum": 0, "maximum": MOST_ROWS, "default": 1_000},
    },
    {"name": "offset", "in": "query", "description": "Rows to leave out.", "schema": {"type": "integer", "default": 0}},
]  # fmt: skip


@cache
def description() -> dict[str, Any]:
    """The description as an object."""
    paths = {
        f"/data/{question.name}.{form}": {"get": _operation(question, form)}
        for question in questions().values()
        for form in ("json", "csv")
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "cuttings", "version": "1", "description": "What the pages show, as data. Read-only."},
        "paths": paths | {f"/data/search.{form}": {"get": _search(form)} for form in ("json", "csv")},
        "components": {
            "schemas": {"Answer": _ANSWER, "Error": _ERROR},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _operation(question: Question, form: str) -> dict[str, Any]:
    content: dict[str, Any] = {"text/csv": {"schema": {"type": "string"}}}
    if form == "json":
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}
    return {
        "operationId": f"{question.name}_{form}",
        "summary": question.title,
        "parameters": [*(_parameter(parameter) for parameter in question.parameters), *_PAGING],
        "responses": {"200": {"description": "The answer.", "content": content}, **_errors()},
    }


def _search(form: str) -> dict[str, Any]:
    return {
        "operationId": f"search_{form}",
        "summary": "Articles by their words, with passages.",
        "parameters": [
            {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}},
            {"name": "order", "in": "query", "schema": {"enum": ["relevance", "day"]}},
            {"name": "page", "in": "query", "schema": {"type": "integer", "default": 1}},
        ],
        "responses": {"200": {"description": "A page of hits."}, **_errors()},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.meaning,
        "schema": _SCHEMAS[parameter.kind],
    }


def _errors() -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    said = {"400": "It cannot be asked so.", "503": "Nothing is published, or it took too long."}
    return {status: {"description": text, "content": content} for status, text in said.items()}
