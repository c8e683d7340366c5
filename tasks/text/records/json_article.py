"""Articles that come as a JSON object: schema.org, a service's answer, or flat field names."""

from collections.abc import Mapping
from datetime import datetime

from schemas.article import Article
from schemas.rejection import Rejected
from tasks.text.decode.json_object import json_object
from tasks.text.records.record_article import record_article
from tasks.text.records.record_fields import Record, offers
from tasks.text.records.record_text import pieces_of

_DEPTH = 3
"""Wrappings around a record: `{"response": {"content": {...}}}` is two."""


def json_article(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One JSON object as an article. `url`: where it was fetched from, None when unknown."""
    record = json_object(text)
    if isinstance(record, Rejected):
        return record
    return record_article(article_node(record), url=url, received_at=received_at)


def article_node(record: Record) -> Record:
    """The article inside `@graph` or wrapping keys (`{"article": {...}}`), else the record itself."""
    graph = record.get("@graph")
    if isinstance(graph, list):
        return next((n for n in graph if isinstance(n, dict) and "articleBody" in n), record)
    return _inside(record, _DEPTH) or record


def _inside(record: Record, depth: int) -> Record | None:
    if _has_text(record):
        return record
    inner = [value for value in record.values() if isinstance(value, Mapping)] if depth else []
    return next((found for one in inner if (found := _inside(one, depth - 1))), None)


def _has_text(record: Record) -> bool:
    """Whether it gives a text itself. What a text's name ("article", "content") holds may be the record instead."""
    values = [value for _, value in offers(record)["body"]]
    return any(pieces_of(value) for value in values if not (isinstance(value, Mapping) and _has_text(value)))
