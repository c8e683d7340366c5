"""RSS 0.9x to 2.0, RSS 1.0 and Atom."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias
from urllib.parse import urljoin

from lxml import etree

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from tasks.text.decode.xml_tree import children, is_atom, tag, text_of
from tasks.text.feed.feed_values import MAX_ITEMS, short, summary_text, web_url, without_doubles

_PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_MAIL_AND_NAME = re.compile(r"\S{1,100}@\S{1,100}\s{0,5}\(([^()]{1,100})\)")
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_FIELDS = {
    "guid": ("guid", "id"),
    "title": ("title", "dc:title"),
    "published": ("pubdate", "published", "dc:date", "dcterms:issued", "dcterms:created", "issued", "created", "date"),
    "updated": ("updated", "dcterms:modified", "modified"),
}

Parts: TypeAlias = "dict[str, list[etree._Element]]"


def syndication_feed(root: etree._Element, *, source: str, url: str) -> Feed | None:
    """The feed under `root`; None when it is none."""
    name = tag(root)
    if name not in ("rss", "rdf:rdf", "rdf", "feed", "channel"):
        return None
    channel = root if name in ("feed", "channel") else next((c for n, c in children(root) if n == "channel"), root)
    parts = _parts(channel)
    entries = (e for holder in (channel, root) for n, e in children(holder) if n in ("item", "entry"))
    items = (_item(_parts(entry), source, url) for entry in islice(entries, MAX_ITEMS))
    return Feed(
        kind=_kind(root, name),
        items=without_doubles(item for item in items if item),
        title=short(_first(parts, "title"), 300),
        ttl_minutes=_ttl(parts),
        skip_hours=frozenset(h % 24 for h in _numbers(parts, "skiphours") if 0 <= h <= 24),
        skip_days=frozenset(_inner(parts, "skipdays")) & _DAYS,
    )


def _kind(root: etree._Element, name: str) -> str:
    if name == "feed":
        return "Atom 1.0" if is_atom(root) else f"Atom {root.get('version', '')[:5]}".strip()
    if name.startswith("rdf"):
        return "RSS 0.90" if any("rdf/simple/0.9" in (uri or "") for uri in root.nsmap.values()) else "RSS 1.0"
    return f"RSS {root.get('version', '')[:5]}".strip()


def _parts(element: etree._Element) -> Parts:
    parts: Parts = {}
    for name, child in islice(children(element), 2_000):
        # In RSS an atom:link names the feed itself, in Atom a link is an atom:link.
        parts.setdefault("atom:link" if name == "link" and child.get("href") else name, []).append(child)
    return parts


def _item(parts: Parts, source: str, base: str) -> FeedItem | None:
    """One entry; None when it leads nowhere."""
    url = next((u for u in (web_url(base, link) for link in _links(parts)) if u), None)
    if url is None:
        return None
    said = {field: short(_first(parts, *names), 1_000) for field, names in _FIELDS.items()}
    guid = said.pop("guid")
    return FeedItem(
        source=source,
        url=url,
        guid=guid if guid and guid != url else None,
        author=_author(parts),
        summary=summary_text(_first(parts, "description", "summary", "dc:description")),
        **said,
    )


def _links(parts: Parts) -> Iterator[str]:
    """Where an entry leads, best first: what a feed's counter of clicks replaced, the link, the guid if it is one."""
    yield _first(parts, "feedburner:origlink")
    for link in sorted(parts.get("atom:link", ()), key=lambda e: "html" not in (e.get("type") or "html")):
        if (link.get("rel") or "alternate") == "alternate":
            yield urljoin(link.base or "", link.get("href", ""))
    yield _first(parts, "link")
    for guid in parts.get("guid", ()):
        if guid.get("isPermaLink", "true").lower() != "false" and text_of(guid).startswith("http"):
            yield text_of(guid)


def _author(parts: Parts) -> str | None:
    names = [text_of(creator) for creator in parts.get("dc:creator", ())]
    for author in parts.get("author", ()):
        inner = _parts(author)
        text = _first(inner, "name") if inner else text_of(author)
        mail = _MAIL_AND_NAME.fullmatch(text)
        names.append(mail.group(1) if mail else "" if "@" in text else text)
    return short(", ".join(dict.fromkeys(name for name in names if name)), 500)


def _first(parts: Parts, *names: str) -> str:
    """The first text that is not empty under these names."""
    return next((text for name in names for element in parts.get(name, ()) if (text := text_of(element))), "")


def _inner(parts: Parts, name: str) -> list[str]:
    return [text_of(inner).lower() for element in parts.get(name, ()) for _, inner in islice(children(element), 50)]


def _numbers(parts: Parts, name: str) -> list[int]:
    return [int(text) for text in _inner(parts, name) if text.isdecimal() and len(text) < 4]


def _ttl(parts: Parts) -> int | None:
    ttl, period = _first(parts, "ttl"), _PERIODS.get(_first(parts, "sy:updateperiod").lower())
    if ttl.isdecimal() and len(ttl) < 8:
        return int(ttl)
    times = _first(parts, "sy:updatefrequency")
    return period // max(int(times) if times.isdecimal() and len(times) < 5 else 1, 1) if period else None
