"""Feeds and sitemaps as servers really send them: damaged, mislabelled, in forms of their own."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from tasks.text.feed.feed import read_feed
from tasks.text.feed.feed_date import feed_moment

CASES = Path(__file__).parents[3] / "cases" / "feeds_of_servers"
FEEDS = sorted(path for path in CASES.iterdir() if not path.name.endswith((".expected.json", ".txt")))
NOW = datetime(2026, 3, 5, tzinfo=UTC)
URL = "https://herald.example/feeds/latest.xml"


def found_in(data: bytes) -> list[FeedItem]:
    feed = read_feed(data, source="s", url=URL)
    assert isinstance(feed, Feed), feed
    return list(feed.items)


def fits(item: FeedItem, wanted: dict[str, Any]) -> bool:
    said: dict[str, Any] = {name: getattr(item, name) for name in wanted if name in ("title", "url", "author")}
    for name in ("published_at", "updated_at"):
        if name in wanted:
            moment = feed_moment(getattr(item, name.removesuffix("_at")) or "", received_at=NOW)
            instant = moment and moment.at and moment.at.astimezone(UTC).isoformat()
            said[name] = moment and moment.day.isoformat() if len(wanted[name]) == 10 else instant
    return said == wanted


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_a_server_s_feed_is_read(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".expected.json").read_text())
    items = found_in(path.read_bytes())
    assert all(item.model_dump_json().encode() for item in items)
    choices = [wanted["items"], *([wanted["or_items"]] if "or_items" in wanted else [])]
    matching = [
        choice
        for choice in choices
        if len(choice) == len(items) and all(fits(item, one) for item, one in zip(items, choice, strict=True))
    ]
    assert matching, [item.model_dump(exclude_none=True) for item in items]


SITE = "https://herald.example"
RSS = '<rss version="2.0"><channel><title>Herald</title>{}</channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>{}</feed>'


ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    '<item rdf:about="https://herald.example/a"><title>One</title></item></rdf:RDF>'
)
CDF = (
    '<CHANNEL HREF="https://herald.example/"><ITEM HREF="https://herald.example/a"><TITLE>One</TITLE></ITEM></CHANNEL>'
)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(namespace: str) -> str:
    return f'<urlset xmlns="{namespace}"><url><loc>/a</loc></url></urlset>'


@pytest.mark.parametrize(
    ("data", "urls"),
    [
        (RSS.format("<items><item><link>/a</link></item><item><link>/b</link></item></items>"), ["/a", "/b"]),
        ("<html><body>" + RSS.format("<item><link>/a</link></item>") + "</body></html>", ["/a"]),
        ("<br /><b>Warning</b>: nothing <br />" + RSS.format("<item><link>/a</link></item>"), ["/a"]),
        (RDF, ["/a"]),
        (CDF, ["/a"]),
        (ATOM.format('<entry><title>One</title><link rel="self" href="/a"/></entry>'), ["/a"]),
        (f'<!DOCTYPE rss [<!ENTITY s "{SITE}">]>' + RSS.format("<item><link>&s;/a</link></item>"), ["/a"]),
        (RSS.format("<item><link>/a?x=1&amp;amp;y=2</link></item>"), ["/a?x=1&y=2"]),
        (RSS.format("<item><link>/a</link></item>")[:-16] + "<item><link>/b", ["/a"]),
        ('{"version": "1.0", "title": "x", "items": [{"id": "1", "url": "/a"}]}', ["/a"]),
        (sitemap("http://sitemaps.org/schemas/sitemap/0.9/"), ["/a"]),
        (sitemap(f"{SITEMAP} {SITEMAP}/sitemap.xsd"), ["/a"]),
    ],
)
def test_addresses_are_found_where_servers_put_them(data: str, urls: list[str]) -> None:
    assert [item.url.removeprefix(SITE) for item in found_in(data.encode())] == urls


def test_one_bad_byte_costs_one_character() -> None:
    data = '<?xml version="1.0" encoding="UTF-8"?>' + RSS.format(
        "<item><link>/a</link><title>Bridge?shut</title></item>"
    )
    assert [item.url for item in found_in(data.encode().replace(b"?shut", b"\x96shut"))] == ["https://herald.example/a"]


@pytest.mark.parametrize(
    ("entry", "author"),
    [
        ("<author>desk@herald.example (Mina Vogel)</author>", "Mina Vogel"),
        ("<author>Mina Vogel &lt;desk@herald.example&gt;</author>", "Mina Vogel"),
        ("<author>desk@herald.example</author>", None),
        (f'<itunes:author xmlns:itunes="{ITUNES}">Mina Vogel</itunes:author>', "Mina Vogel"),
    ],
)
def test_the_author_of_an_entry(entry: str, author: str | None) -> None:
    items = found_in(RSS.format(f"<item><link>/a</link>{entry}</item>").encode())
    assert [item.author for item in items] == [author]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Mayor&#146;s plan", "Mayor’s plan"),
        ("&lt;b&gt;Flood&lt;/b&gt; in the old town", "Flood in the old town"),
        ("Profits &amp;amp; losses", "Profits & losses"),
        ("a &lt; b", "a < b"),
    ],
)
def test_the_title_of_an_rss_item(title: str, read: str) -> None:
    items = found_in(RSS.format(f"<item><link>/a</link><title>{title}</title></item>").encode())
    assert [item.title for item in items] == [read]


def test_atom_of_2003_packs_titles_as_base64() -> None:
    data = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><link rel="alternate" href="/a"/>'
        '<title mode="base64" type="text/html">QnJpZGdlIHNodXQ=</title></entry></feed>'
    )
    assert [item.title for item in found_in(data.encode())] == ["Bridge shut"]


def test_an_unreadable_date_hides_no_readable_one() -> None:
    data = RSS.format(
        "<item><link>/a</link><pubDate>soon</pubDate>"
        '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2025-11-03T10:00:00Z</dc:date></item>'
    )
    assert [item.published for item in found_in(data.encode())] == ["2025-11-03T10:00:00Z"]


@pytest.mark.parametrize(
    ("listed", "newest"),
    [
        ([("/1.xml", "2025-11-03T01:00:00+02:00"), ("/2.xml", "2025-11-02T23:30:00Z")], "/2.xml"),
        ([("/news-2025-10.xml", None), ("/news-2025-11.xml", None)], "/news-2025-11.xml"),
        ([("/posts2.xml", None), ("/posts10.xml", None), ("/posts1.xml", None)], "/posts10.xml"),
    ],
)
def test_an_index_lists_the_newest_first(listed: list[tuple[str, str | None]], newest: str) -> None:
    entries = "".join(f"<sitemap><loc>{u}</loc>{f'<lastmod>{m}</lastmod>' if m else ''}</sitemap>" for u, m in listed)
    feed = read_feed(f"<sitemapindex>{entries}</sitemapindex>".encode(), source="s", url=URL)
    assert isinstance(feed, Feed)
    assert feed.children[0][0] == f"https://herald.example{newest}"
