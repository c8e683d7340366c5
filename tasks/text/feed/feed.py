"""What a source lists, in any form. The form is recognised by content, because servers often declare another type."""

import re

from schemas.feed import Feed
from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.decoding import decode
from tasks.text.decode.unpacking import CutShort, TooLarge, unpacked
from tasks.text.decode.xml_tree import without_cut_off_end, xml_root
from tasks.text.feed.feed_links import feed_links
from tasks.text.feed.json_feed import json_feed
from tasks.text.feed.sitemap import sitemap
from tasks.text.feed.syndication import syndication_feed
from tasks.text.feed.url_list import url_list

_ROOT = re.compile(
    r"<\?xml\b(?=[^>]{0,200}>\s{0,1000}<(?!(?:!doctype\s{1,20})?html\b))|<!DOCTYPE\s{1,20}(?:rss|rdf|feed|urlset)\b|"
    r"<(?:\w{1,20}:)?(?:rss|feed|rdf|urlset|sitemapindex|channel)\b(?=[\s>])",
    re.IGNORECASE,
)
"""The start of a feed or sitemap: servers may write warnings before it, and pages may contain one."""
_PAGE = re.compile(r"<!doctype\s{1,20}html|<html", re.IGNORECASE)
MAX_BYTES = 50 * 1024**2
"""The largest sitemap that sitemaps.org allows, unpacked, in bytes."""


def read_feed(data: bytes, *, source: str, url: str, content_type: str | None = None) -> Feed | Rejected:
    """The feed, sitemap, index, list, or page with feeds in `data`.

    `source` is the name that its items get. `url` is the address it came from; relative addresses are resolved against
    it.
    """
    try:
        decoded = decode(unpacked(data, limit=MAX_BYTES), content_type=content_type)
    except (TooLarge, CutShort) as error:
        return Rejected(reason=RejectionReason.MALFORMED, detail=str(error))
    if isinstance(decoded, Rejected):
        return decoded
    text = decoded.text.lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        found = json_feed(text, source=source, url=url)
    elif text.startswith("<") or _ROOT.search(text, 0, 50_000):
        found = _xml(text, source, url)
        if found is None or (_PAGE.match(text) and not found.items and not found.children):
            found = feed_links(text, url=url)
    else:
        found = url_list(text, source=source, url=url)
    why = "neither feed nor sitemap nor list of addresses, and no page that names a feed"
    return found or Rejected(reason=RejectionReason.UNSUPPORTED_TYPE, detail=why)


def _xml(text: str, source: str, url: str) -> Feed | None:
    start = _ROOT.search(text, 0, 50_000)
    root = xml_root(without_cut_off_end(text[start.start() :])) if start else None
    if root is None:
        return None
    return sitemap(root, source=source, url=url) or syndication_feed(root, source=source, url=url)
