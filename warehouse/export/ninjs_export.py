"""ninjs 3: one item per line. Our extension holds what ninjs has no property for, so that a round trip loses
nothing."""

import html
import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from schemas.own_ninjs import EXTENDED, EXTENSION, OWN_URN
from warehouse.queries.exported import COLUMNS, Row

HELD = frozenset({*COLUMNS, "authors", "blocks"}) - {"first_seen_at"}
_TAGS = {"paragraph": "p", "subhead": "h2", "quote_block": "blockquote", "list_item": "li"}


def ninjs_line(row: Row) -> str:
    """The article as one line of JSON."""
    return json.dumps(
        {name: value for name, value in _item(row).items() if value not in (None, [], "")}, ensure_ascii=False
    )


def _item(row: Row) -> dict[str, Any]:
    headlines = [{"role": "main", "value": row["headline"]}, {"role": "sub", "value": row["dek"]}]
    return {
        "uri": row["publisher_id"] or f"{OWN_URN}{row['article_id']}",
        "standard": {"name": "ninjs", "version": "3.0"},
        "type": "text",
        "version": row["revision"],
        "firstCreated": stamp(row["published_at"], row["published_on"]),
        "versionCreated": stamp(row["modified_at"], row["modified_on"]),
        "embargoed": stamp(row["embargoed_until"], None),
        "pubStatus": row["editorial_status"],
        "urgency": row["urgency"],
        "language": row["language"],
        "by": row["byline"],
        "slugline": row["slugline"],
        "edNote": row["editor_note"],
        "located": row["dateline_place"],
        "copyrightNotice": row["copyright_notice"],
        "usageTerms": row["usage_terms"],
        "subjects": [{"code": code} for code in row["subjects"] or ()],
        "genres": [{"name": row["genre"]}] if row["genre"] else None,
        "keywords": list(row["keywords"] or ()),
        "headlines": [one for one in headlines if one["value"]],
        "bodies": [{"role": "xhtml", "contentType": "text/html", "wordCount": row["word_count"], "value": _xhtml(row)}],
        "infoSources": [{"role": role, "name": row[column]} for column, role in _SOURCES if row[column]],
        "renditions": [{"name": "web", "contentType": "text/html", "href": row["url"]}] if row["url"] else None,
        EXTENSION: _extension(row),
    }


_SOURCES = (("wire_credit", "agency"), ("publication", "publication"))


def _extension(row: Row) -> dict[str, Any]:
    held: dict[str, Any] = {column: row[column] for column in EXTENDED if row[column] is not None}
    if isinstance(row["published_on"], date):
        held["published_on"] = row["published_on"].isoformat()
    held["stated_word_count"] = row["stated_word_count"]
    held["authors"] = [dict(author) for author in row["authors"]]
    return {name: value for name, value in held.items() if value not in (None, [])}


def _xhtml(row: Row) -> str:
    parts: list[str] = []
    for block in row["blocks"]:
        tag = _TAGS[block["kind"]]
        made = f"<{tag}>{html.escape(block['text'], quote=False)}</{tag}>"
        parts.append(f"<ul>{made}</ul>" if tag == "li" else made)
    return "".join(parts).replace("</ul><ul>", "")


def stamp(at: datetime | None, day: date | None) -> str | None:
    """An instant in ISO 8601, in a zone in which it lies on `day` if the outlet prints that day; the day alone if no
    instant is known. None: neither is known."""
    if at is None:
        return day.isoformat() if day else None
    utc = at.astimezone(UTC)
    if day is None or utc.date() == day:
        return utc.isoformat()
    # The zone is not stored. Any zone in which the instant lies on the printed day is as good as the outlet's.
    step = 1 if day > utc.date() else -1
    for hours in range(step, 15 * step, step):
        there = utc.astimezone(timezone(timedelta(hours=hours)))
        if there.date() == day:
            return there.isoformat()
    return utc.isoformat()
