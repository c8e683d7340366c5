"""Sitemaps, news sitemaps and indexes of them (sitemaps.org)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from lxml import etree

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from tasks.text.decode.xml_tree import children, tag, text_of
from tasks.text.feed.feed_date import feed_moment
from tasks.text.feed.feed_values import MAX_ITEMS, short, web_url, without_doubles

_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(0[1-9]|1[0-2])(?:[-_/]?([0-3]\d))?(?!\d)")
_NUMBER = re.compile(r"\d{1,9}")
_LATEST = datetime(2999, 1, 1, tzinfo=UTC)


def sitemap(root: etree._Element, *, source: str, url: str) -> Feed | None:
    """The sitemap or index under `root`, its entries newest first by the dates that it states. None: it is neither."""
    if tag(root) == "sitemapindex":
        listed = (_plain(entry) for name, entry in children(root) if name == "sitemap")
        named = [(where, said.get("lastmod")) for said in islice(listed, MAX_ITEMS) if (where := _where(said, url))]
        return Feed(kind="sitemap index", children=tuple(sorted(named, key=_age, reverse=True)))
    if tag(root) != "urlset":
        return None
    entries = islice((entry for name, entry in children(root) if name == "url"), MAX_ITEMS)
    items = sorted(
        _items(entries, source, url), key=lambda item: _instant(item.published or item.updated), reverse=True
    )
    news = any(item.published or item.title for item in items)
    return Feed(kind="news sitemap" if news else "sitemap", items=without_doubles(items))


def _items(entries: Iterator[etree._Element], source: str, base: str) -> Iterator[FeedItem]:
    for entry in entries:
        said = _plain(entry)
        if where := _where(said, base):
            yield FeedItem(
                source=source,
                url=where,
                title=said.get("news:title"),
                published=said.get("news:publication_date"),
                updated=said.get("lastmod"),
            )


def _plain(entry: etree._Element) -> dict[str, str | None]:
    """The texts of an entry and of the `news:news` in it, by name."""
    said: dict[str, str | None] = {}
    for name, child in islice(children(entry), 50):
        if name == "news:news":
            said |= {inner: short(text_of(part), 1_000) for inner, part in islice(children(child), 50)}
        elif not name.startswith("?:"):
            said.setdefault(name, text_of(child) if name == "loc" else short(text_of(child), 200))
    return said


def _where(said: dict[str, str | None], base: str) -> str | None:
    return web_url(base, (said.get("loc") or "").replace("&amp;", "&"))


def _age(child: tuple[str, str | None]) -> tuple[float, tuple[int, ...]]:
    """Sort key for an index's sitemaps: by the stated date, else by the date and the numbers in the address."""
    url, changed = child
    dated = _DATED.search(url)
    day = f"{dated[1]}-{dated[2]}-{dated[3] or '01'}" if dated else None
    return _instant(changed or day), tuple(int(number) for number in _NUMBER.findall(url)[-3:])


def _instant(text: str | None) -> float:
    """POSIX seconds of a date; 0 if there is none."""
    if not text:
        return 0.0
    try:
        at = datetime.fromisoformat(text)  # the standard's form; a hundred times faster
    except ValueError:
        moment = feed_moment(text, received_at=_LATEST)
        if moment is None:
            return 0.0
        at = moment.at or datetime(moment.day.year, moment.day.month, moment.day.day, tzinfo=UTC)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
