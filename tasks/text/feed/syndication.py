"""RSS 0.9x to 2.0, RSS 1.0 and Atom."""

import base64
import re
from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias
from urllib.parse import urljoin

from lxml import etree

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from tasks.text.decode.xml_tree import children, is_atom, tag, text_of
from tasks.text.feed.feed_date import first_readable
from tasks.text.feed.feed_values import MAX_ITEMS, short, summary_text, title_text, web_url, without_doubles

_PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_MAIL_AND_NAME = re.compile(r"\S{1,100}@\S{1,100}\s{0,5}\(([^()]{1,100})\)")
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_NAME_AND_MAIL = re.compile(r"([^<>@]{1,100})<[^<>\s]{1,100}@[^<>\s]{1,100}>")
_PUBLISHED = ("pubdate", "published", "dc:date", "dcterms:issued", "dcterms:created", "issued", "created", "date")
_UPDATED = ("updated", "dcterms:modified", "modified")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Parts: TypeAlias = "dict[str, list[etree._Element]]"


def syndication_feed(root: etree._Element, *, source: str, url: str) -> Feed | None:
    """The feed under `root`. None: it is not a feed."""
    name = tag(root)
    if name not in ("rss", "rdf:rdf", "rdf", "feed", "channel"):
        return None
    channel = root if name in ("feed", "channel") else next((c for n, c in children(root) if n == "channel"), root)
    parts = _parts(channel)
    writer = _author(parts) if name == "feed" else None
    items = (_item(entry, source, url, writer) for entry in islice(_entries(root), MAX_ITEMS))
    return Feed(
        kind=_kind(root, name),
        items=without_doubles(item for item in items if item),
        title=_title(parts, limit=300),
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
        # In RSS an atom:link is the address of the feed itself; in Atom a link is an atom:link.
        parts.setdefault("atom:link" if name == "link" and child.get("href") else name, []).append(child)
    return parts


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    """All entries at any depth, also below an element that was left open, or inside `<items>`."""
    inside: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if inside is None and event == "start" and tag(element) in ("item", "entry"):
            inside = element
            yield element
        elif event == "end" and element is inside:
            inside = None


def _item(entry: etree._Element, source: str, base: str, writer: str | None) -> FeedItem | None:
    """One entry. None: it has no address. `writer`: the feed's author, who applies to an entry without its own (RFC
    4287)."""
    parts = _parts(entry)
    url = next((u for u in (web_url(base, link) for link in _links(entry, parts)) if u), None)
    if url is None:
        return None
    guid = short(_first(parts, "guid", "id"), 1_000)
    return FeedItem(
        source=source,
        url=url,
        guid=guid if guid and guid != url else None,
        title=_title(parts, limit=1_000),
        published=short(first_readable(_texts(parts, *_PUBLISHED)), 1_000),
        updated=short(first_readable([*_texts(parts, *_UPDATED), entry.get("LASTMOD", "")]), 1_000),
        author=_author(parts) or _source_author(parts) or writer,
        summary=summary_text(_first(parts, "description", "summary", "dc:description")),
    )


def _title(parts: Parts, *, limit: int) -> str | None:
    """The title. Atom states whether it is text or markup, and without a statement it is text; RSS never states it."""
    for element in (*parts.get("title", ()), *parts.get("dc:title", ())):
        kind = (element.get("type") or "").lower()
        said = {"html": True, "text/html": True, "xhtml": False, "text": False}.get(kind)
        title = title_text(_text(element), markup=False if said is None and is_atom(element) else said, limit=limit)
        if title:
            return title
    return None


def _text(element: etree._Element) -> str:
    """An element's text; Atom 0.3 encodes it as base64 if `mode` says so."""
    text = text_of(element)
    if element.get("mode") != "base64":
        return text
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except ValueError:
        return text


def _links(entry: etree._Element, parts: Parts) -> Iterator[str]:
    """The addresses of an entry, best first: the original of a click counter's link, the link, the guid if it is an
    address."""
    yield _first(parts, "feedburner:origlink")
    linked = sorted(parts.get("atom:link", ()), key=lambda e: "html" not in (e.get("type") or "html"))
    for rel in ("alternate", "self"):
        if rel == "self":
            yield from (urljoin(link.base or "", text_of(link)) for link in parts.get("link", ()) if text_of(link))
            yield from (text for guid in parts.get("guid", ()) if _is_address(guid) and (text := text_of(guid)))
            yield from (text for text in map(text_of, parts.get("id", ())) if _ADDRESS.match(text))
            # RSS 1.0 identifies an item by its address; the Channel Definition Format has nothing else.
            yield entry.get(f"{{{_RDF}}}about") or entry.get("HREF") or entry.get("href") or ""
        yield from (
            urljoin(link.base or "", link.get("href", "")) for link in linked if (link.get("rel") or "alternate") == rel
        )


def _is_address(guid: etree._Element) -> bool:
    return guid.get("isPermaLink", "true").lower() != "false" and bool(_ADDRESS.match(text_of(guid)))


def _author(parts: Parts) -> str | None:
    names = [text_of(creator) for creator in parts.get("dc:creator", ())]
    for author in parts.get("author", ()):
        inner = _parts(author)
        names.append(_person(_first(inner, "name") if inner else text_of(author)))
    if not any(names):
        names = [_person(text_of(author)) for author in parts.get("itunes:author", ())]
    return short(", ".join(dict.fromkeys(name for name in names if name)), 500)


def _person(text: str) -> str:
    """The name in `mail@host (Name)` and `Name <mail@host>`; "" for an address alone."""
    found = _MAIL_AND_NAME.fullmatch(text) or _NAME_AND_MAIL.fullmatch(text)
    return found.group(1).strip() if found else "" if "@" in text else text


def _source_author(parts: Parts) -> str | None:
    """The author of the feed from which an entry was copied (RFC 4287, 4.2.11). None: not stated."""
    return next((name for source in parts.get("source", ()) if (name := _author(_parts(source)))), None)


def _first(parts: Parts, *names: str) -> str:
    """The first non-empty text under these names."""
    return next(iter(_texts(parts, *names)), "")


def _texts(parts: Parts, *names: str) -> list[str]:
    return [text for name in names for element in parts.get(name, ()) if (text := _text(element))]


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
