"""Articles as rows of the staged batch."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from schemas.annotations import Annotations
from schemas.article import Article
from schemas.article_fields import ARTICLE_FIELDS
from tasks.text.compare.identity import identity, text_hash
from tasks.text.compare.remembered import to_remember

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_EVIDENCE = 2_000
"""Characters of one candidate's value that are kept: enough for any field, and no page can fill the disk with it."""


def article_rows(article: Article, annotations: Annotations | None) -> Rows:
    """The article's rows by staged relation, without the `document` column. `documents` has one row: its columns."""
    rows: Rows = {
        "documents": [_document(article, annotations)],
        "authors": _numbered(article.byline.authors if article.byline else ()),
        "blocks": _numbered(article.blocks),
        "media": _numbered(article.media),
        "links": _numbered(article.links),
        "evidence": [_short(e.model_dump()) for e in article.evidence],
        "citations": _numbered((*article.citations, *(annotations.citations if annotations else ()))),
    }
    rows["page_lines"] = [
        {"line": seen.line, "place_mark": seen.place, "own": seen.own, "in_body": seen.in_body}
        for seen in article.lines
    ]
    rows["wordings"] = [asdict(to_remember(article.headline, article.body))]
    if annotations:
        for relation in ("statements", "mentions", "entities", "figures", "text_dates"):
            rows[relation] = _numbered(getattr(annotations, relation))
    return {relation: [_clean(row) for row in some] for relation, some in rows.items() if some}


def _document(article: Article, annotations: Annotations | None) -> Row:
    return {
        **{field.column: field.value(article) for field in ARTICLE_FIELDS},
        "encoding": article.encoding,
        "identity": identity(article),
        "text_hash": text_hash(article),
        "site": article.site,
        "learned": article.learned,
        "annotated": annotations and annotations.engine,
    }


def _numbered(records: Sequence[BaseModel]) -> list[Row]:
    return [{"position": position, **record.model_dump()} for position, record in enumerate(records)]


def _short(row: Row) -> Row:
    return {**row, "value": row["value"][:_MAX_EVIDENCE], "locator": row["locator"][:_MAX_EVIDENCE]}


def _clean(row: Row) -> Row:
    """Lone surrogates, which no UTF-8 file can hold, become U+FFFD: one character for one, so offsets stay right."""
    return {name: _clean_value(value) for name, value in row.items()}


def _clean_value(value: Any) -> Any:  # noqa: ANN401 - a column's value
    if isinstance(value, list):
        return [_clean_value(one) for one in value]
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
