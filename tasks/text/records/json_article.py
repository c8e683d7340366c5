"""Articles as a JSON object: schema.org, a service's response, or flat field names."""

from collections.abc import Mapping
from datetime import datetime

from schemas.article import Article
from schemas.rejection import Rejected
from tasks.text.decode.json_object import json_object
from tasks.text.records.record_article import record_article
from tasks.text.records.record_fields import Record, offers
from tasks.text.records.record_text import pieces_of

_DEPTH = 3
"""Most levels of wrapping around a record: `{"response": {"content": {...}}}` has two."""


def json_article(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One JSON object as an article. `url`: the address it was fetched from, None if unknown."""
    record = json_object(text)
    if isinstance(record, Rejected):
        return record
    return record_article(article_node(record), url=url, received_at=received_at)


def article_node(record: Record) -> Record:
    """The article inside `@graph` or inside wrapping keys (`{"article": {...}}`), else the record itself."""
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
    """Whether the record itself contains a text. A key for a text ("article", "content") may instead contain the
    record."""
    values = [value for _, value in offers(record)["body"]]
    return any(pieces_of(value) for value in values if not (isinstance(value, Mapping) and _has_text(value)))
