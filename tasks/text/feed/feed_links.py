"""The feeds that a page links to."""

import re
from itertools import islice

from lxml import etree, html

from schemas.feed import Feed
from tasks.text.feed.feed_values import short, web_url

_TYPES = re.compile(r"application/(?:rss|atom|rdf)\+xml|application/(?:feed\+)?json|text/xml", re.IGNORECASE)
_NOT_POSTS = re.compile(r"comment|oembed|wp-json", re.IGNORECASE)
"""Feeds of comments and the JSON data of a page, which pages announce in the same way."""
_FEED_PATH = re.compile(
    r"/(?:feeds?|rss|atom)(?:[/.?]|$)|[./](?:rss|atom|rdf)$|(?:rss|feed|atom|index)\.(?:xml|json)$|[?&]feed=",
    re.IGNORECASE,
)
"""The paths of feeds in the big publishing systems."""


def feed_links(text: str, *, url: str) -> Feed | None:
    """The page in `text` with the feeds that it names, best first. None: it names none."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "ignore").replace(b"\0", b""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    base = web_url(url, next((b.get("href", "") for b in root.iterfind(".//base[@href]")), url)) or url
    announced = [
        link.get("href", "")
        for link in islice(root.iterfind(".//link[@href]"), 2_000)
        if "alternate" in link.get("rel", "").lower().split() and _TYPES.match(link.get("type", ""))
    ]
    linked = [
        a.get("href", "") for a in islice(root.iterfind(".//a[@href]"), 5_000) if _FEED_PATH.search(a.get("href", ""))
    ]
    found = [where for link in announced + linked if (where := web_url(base, link))]
    found = sorted(dict.fromkeys(found), key=lambda where: bool(_NOT_POSTS.search(where)))
    found = [where for where in found if "oembed" not in where and "wp-json" not in where]
    title = short(root.findtext(".//title") or "", 300)
    return Feed(kind="page", title=title, children=tuple((where, None) for where in found[:20])) if found else None
