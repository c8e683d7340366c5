"""What all forms of feed share: addresses, short texts, removal of duplicates."""

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup

from schemas.feed_item import FeedItem
from tasks.text.conventions.printed_text import printed_text

MAX_ITEMS = 50_000
"""Entries read of one document: the limit of a sitemap (sitemaps.org)."""
MAX_URL = 4_000
MAX_SUMMARY = 2_000
_TAG = re.compile(r"<[^<>]{0,2000}>")
_AMPERSAND = re.compile(r"&(?:amp|#0?38);")
"""An ampersand that was escaped once too often; other names in an address are parameters ("&copy=1")."""
_MARKUP = re.compile(r"</[a-z]|<(?:img|br|hr|wbr)\b|<!--", re.IGNORECASE)
"""A title that closes an element, or contains a void element, is markup; "a < b" is text."""
_C1 = {code: bytes([code]).decode("cp1252", "ignore") or "\ufffd" for code in range(0x80, 0xA0)}
"""`&#146;` means the character of windows-1252 (HTML Standard, numeric character references)."""


def web_url(base: str, link: str) -> str | None:
    """`link` as an absolute http address without fragment, user name and password. None: it is not one."""
    link = _AMPERSAND.sub("&", link.strip())
    if not link or len(link) > MAX_URL:
        return None
    try:
        parts = urlsplit(urljoin(base, link))
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or any(sign.isspace() for sign in parts.netloc):
        return None
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def short(text: str, limit: int) -> str | None:
    """`text` on one line, without entities and inline tags. None: it is empty."""
    return printed_text(text.translate(_C1), limit=limit * 4)[:limit].strip() or None


def title_text(text: str, *, markup: bool | None, limit: int = 1_000) -> str | None:
    """A title on one line. `markup`: whether it is HTML; None: the feed does not state it. Returns None if the title is
    empty."""
    if markup is None:
        markup = bool(_MARKUP.search(html.unescape(text[: limit * 4])))
    if not markup:
        plain = unicodedata.normalize("NFC", html.unescape(text[: limit * 4]).translate(_C1))
        return " ".join(plain.split())[:limit].strip() or None
    soup = BeautifulSoup(html.unescape(text[: limit * 4]) if "<" not in text else text[: limit * 4], "lxml")
    for silent in soup(["script", "style"]):
        silent.decompose()
    return short(soup.get_text(), limit)


def summary_text(markup: str) -> str | None:
    """The text of a summary, which feeds write as HTML, escaped or not. None: it is empty."""
    text = markup[: MAX_SUMMARY * 5]
    return short(_TAG.sub(" ", html.unescape(text) if "&" in text else text), MAX_SUMMARY)


def without_doubles(items: Iterable[FeedItem]) -> tuple[FeedItem, ...]:
    """The items with the first of each address, in order."""
    first: dict[str, FeedItem] = {}
    for item in items:
        first.setdefault(item.url, item)
    return tuple(first.values())
