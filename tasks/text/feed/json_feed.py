"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

import json
import re
from typing import Any

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from tasks.text.decode.json_escapes import storable_escapes
from tasks.text.feed.feed_date import first_readable
from tasks.text.feed.feed_values import MAX_ITEMS, short, summary_text, title_text, web_url, without_doubles

_VERSION = re.compile(r"jsonfeed|^1(?:\.\d)?$")
"""The address of the standard's version, or its number alone."""
_ADDRESS = re.compile(r"https?:|/", re.IGNORECASE)


def json_feed(text: str, *, source: str, url: str) -> Feed | None:
    """The feed in `text`. None: it is not a JSON Feed."""
    try:
        said = json.loads(storable_escapes(text))
    except (ValueError, RecursionError):
        return None
    entries = said.get("items") if isinstance(said, dict) else None
    if not isinstance(entries, list) or not _VERSION.search(str(said.get("version", ""))):
        return None
    items = (_item(entry, source, url) for entry in entries[:MAX_ITEMS] if isinstance(entry, dict))
    return Feed(
        kind="JSON Feed", title=short(_text(said, "title"), 300), items=without_doubles(item for item in items if item)
    )


def _item(entry: dict[str, Any], source: str, base: str) -> FeedItem | None:
    links = [link for name in ("url", "external_url") if (link := _text(entry, name))]
    links += [link for link in (_text(entry, "id"),) if _ADDRESS.match(link)]
    where = next((u for u in (web_url(base, link) for link in links) if u), None)
    if where is None:
        return None
    guid = short(_text(entry, "id"), 1_000)
    return FeedItem(
        source=source,
        url=where,
        guid=guid if guid != where else None,
        title=title_text(_text(entry, "title"), markup=None),
        published=short(first_readable(_dates(entry)), 100),
        updated=short(_text(entry, "date_modified"), 100),
        author=_author(entry),
        summary=summary_text(_text(entry, "summary")),
    )


def _dates(entry: dict[str, Any]) -> list[str]:
    return [text for name in ("date_published", "published", "pubDate", "date") if (text := _text(entry, name))]


def _author(entry: dict[str, Any]) -> str | None:
    authors = entry.get("authors")
    many = authors if isinstance(authors, list) else [entry.get("author")]
    return short(", ".join(_text(one, "name") for one in many[:20] if isinstance(one, dict)), 500)


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return value[:20_000] if isinstance(value, str) else str(value) if isinstance(value, int) else ""
