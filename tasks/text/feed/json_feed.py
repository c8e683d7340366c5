"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

import json
from typing import Any

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from tasks.text.feed.feed_values import MAX_ITEMS, short, summary_text, web_url, without_doubles


def json_feed(text: str, *, source: str, url: str) -> Feed | None:
    """The feed in `text`; None when it is none."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    entries = said.get("items") if isinstance(said, dict) else None
    if not isinstance(entries, list) or "jsonfeed" not in str(said.get("version", "")):
        return None
    items = (_item(entry, source, url) for entry in entries[:MAX_ITEMS] if isinstance(entry, dict))
    return Feed(
        kind="JSON Feed", title=short(_text(said, "title"), 300), items=without_doubles(item for item in items if item)
    )


def _item(entry: dict[str, Any], source: str, base: str) -> FeedItem | None:
    links = (_text(entry, "url"), _text(entry, "external_url"), _text(entry, "id"))
    where = next((u for u in (web_url(base, link) for link in links if link.startswith(("http", "/"))) if u), None)
    if where is None:
        return None
    guid = short(_text(entry, "id"), 1_000)
    return FeedItem(
        source=source,
        url=where,
        guid=guid if guid != where else None,
        title=short(_text(entry, "title"), 1_000),
        published=short(_text(entry, "date_published"), 100),
        updated=short(_text(entry, "date_modified"), 100),
        author=_author(entry),
        summary=summary_text(_text(entry, "summary")),
    )


def _author(entry: dict[str, Any]) -> str | None:
    authors = entry.get("authors")
    many = authors if isinstance(authors, list) else [entry.get("author")]
    return short(", ".join(_text(one, "name") for one in many[:20] if isinstance(one, dict)), 500)


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return value[:20_000] if isinstance(value, str) else str(value) if isinstance(value, int) else ""
