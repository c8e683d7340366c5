"""One item of a feed file as an article: RSS, Atom, or a post of a WordPress export.

The text is in `content:encoded`, `content` or `description`, depending on the feed. An item with only a summary and an
address is not an article.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.xml_tree import xml_root
from tasks.text.records.record_article import record_article
from tasks.text.records.record_text import pieces_of

MIN_WORDS = 25
"""Fewest words of an item's content; an agency's flash has as many."""
MIN_PARAGRAPH_WORDS = 40
"""Fewest words of a content with only one paragraph: alerts put one sentence of the page there."""
MIN_SUMMARY_WORDS = 60
"""Fewest words of a description that is the text; summaries have 20 to 50."""
_LONG = 150
"""Words from which a text that ends in dots is not a teaser."""
_TEASER = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|&hellip;|read (?:the )?(?:more|full (?:story|article))|continue reading|weiterlesen|"
    r"mehr lesen|lire la suite|leer más|seguir leyendo|leia mais|continua a leggere|lees verder|läs mer)\W{0,10}$",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(
    r"\[caption\b[^\]]{0,500}\].{0,3000}?\[/caption\]|\[/?[a-z][a-z0-9_-]{1,40}(?: [^\[\]]{0,500})?/?\]", re.DOTALL
)
_LOGINS = frozenset({"admin", "administrator", "root", "webmaster", "editor", "wordpress"})
_SEPARATED = re.compile(r"\s{1,50}[-–—|:»·]\s{1,50}|:\s{1,50}")
_MAIL_AND_NAME = re.compile(r"\S{1,100}@\S{1,100}\s{0,5}\(([^()]{1,100})\)")
_FEED_WORD = re.compile(r"\b(?:rss|feed|alerts?)\b", re.IGNORECASE)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEXTS = ("encoded", "content", "description", "summary")


def feed_article(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """The item as an article. `url`: the address it was fetched from, None if unknown."""
    root = xml_root(text)
    item = next((e for e in root.iter() if _local(e) in ("item", "entry")), None) if root is not None else None
    if root is None or item is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="no item of a feed")
    if why := _unpublished(item):
        return why
    holder = item.getparent()
    record = _record(item, root if holder is None else holder) | {"body": _full_text(item)}
    return record_article({name: value for name, value in record.items() if value}, url=url, received_at=received_at)


def _record(item: etree._Element, channel: etree._Element) -> dict[str, Any]:
    link = next(iter(_links(item)), "")
    return {
        "headline": _text(item, "title"),
        "dek": _text(item, "subtitle", "alternative"),
        "url": link or (_text(item, "guid", "id") if _text(item, "guid", "id").startswith("http") else ""),
        "guid": _text(item, "guid", "id"),
        "published": _text(item, "pubdate", "published", "date", "issued", "created"),
        "modified": _text(item, "updated", "modified"),
        "authors": [name for name in _authors(item, channel) if name.lower() not in _LOGINS],
        "publication": _text(item, "source") or _outlet(channel),
        "language": _text(item, "language") or _text(channel, "language") or _language(item, channel),
        "keywords": _keywords(item),
        "copyrightNotice": _text(item, "rights", "copyright"),
    }


def _full_text(item: etree._Element) -> str:
    """The longest of the item's texts that is more than a summary; "" if there is none."""
    offers = [(name, markup) for name in _TEXTS for markup in _markups(item, name)]
    for name, markup in sorted(offers, key=lambda offer: len(offer[1]), reverse=True):
        pieces = pieces_of(markup)
        said = " ".join(text for _, text in pieces)
        words = len(said.split())
        least = MIN_WORDS if name in ("encoded", "content") and len(pieces) > 1 else MIN_SUMMARY_WORDS
        least = MIN_PARAGRAPH_WORDS if name in ("encoded", "content") and len(pieces) == 1 else least
        if words >= least and not (words < _LONG and _TEASER.search(said[-120:])):
            return markup
    return ""


def _unpublished(item: etree._Element) -> Rejected | None:
    """Why an item of a WordPress export is not an article: exports also contain drafts, pages, pictures and menus.
    None: it may be one."""
    kind, status = _text(item, "post_type"), _text(item, "status")
    if kind and kind != "post":
        return Rejected(reason=RejectionReason.NOT_AN_ARTICLE, detail=f"a WordPress item of type {kind[:40]}")
    if kind and status and status != "publish":
        return Rejected(reason=RejectionReason.NOT_AN_ARTICLE, detail=f"a WordPress post of status {status[:40]}")
    return None


def _authors(item: etree._Element, channel: etree._Element) -> Iterator[str]:
    """The authors' names; a login is replaced by the display name that the export gives for it."""
    shown = {
        _text(author, "author_login"): _text(author, "author_display_name")
        for author in channel
        if _local(author) == "author"
    }
    for element in item:
        if _local(element) in ("creator", "author"):
            said = _text(element, "name") or _inner(element)
            said = shown.get(said) or said
            mail = _MAIL_AND_NAME.fullmatch(said)
            said = mail.group(1) if mail else said
            if said and "@" not in said:
                yield said


def _links(item: etree._Element) -> Iterator[str]:
    for element in item:
        if _local(element) == "origlink":
            yield _inner(element)
    for element in item:
        if _local(element) == "link" and (element.get("rel") or "alternate") == "alternate":
            yield (element.get("href") or _inner(element)).strip()


def _outlet(channel: etree._Element) -> str:
    """The channel's title if it is a name alone; "" for a title such as "Post - World news - RSS"."""
    title = _text(channel, "title")
    return "" if _SEPARATED.search(title) or len(title) > 60 or _FEED_WORD.search(title) else title


def _language(item: etree._Element, channel: etree._Element) -> str:
    found = (element.get(_XML_LANG) for element in (item, channel, channel.getroottree().getroot()))
    return next((said for said in found if said), "")


def _keywords(item: etree._Element) -> list[str]:
    """Categories and tags, without duplicates."""
    found = (element.get("term") or _inner(element) for element in item if _local(element) in ("category", "subject"))
    return list(dict.fromkeys(word for word in found if word))[:100]


def _markups(item: etree._Element, name: str) -> Iterator[str]:
    for element in item:
        if _local(element) == name and not _is_media(element):
            inner = "".join(etree.tostring(child, encoding="unicode") for child in element) if len(element) else ""
            yield _SHORTCODE.sub("", inner or _inner(element))


def _is_media(element: etree._Element) -> bool:
    """Whether an element is Media RSS, whose `content` and `description` are a picture and its caption."""
    return isinstance(element.tag, str) and "yahoo.com/mrss" in element.tag


def _text(element: etree._Element, *names: str) -> str:
    """The first non-empty text under these names."""
    texts = (_inner(child) for name in names for child in element if _local(child) == name and not _is_media(child))
    return next((text for text in texts if text), "")


def _inner(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
