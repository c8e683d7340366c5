"""HTML to `Page`: one parse, with the machine-readable data laid out for the field readers."""

import re
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from schemas.evidence import Evidence
from tasks.text.html.page.json_ld import json_ld_objects
from tasks.text.html.page.page import Page
from tasks.text.html.page.saved_address import saved_address
from tasks.text.html.page.selection import select

MAX_META = 2_000
"""Most `<meta>` elements read; a real page has some dozens."""
MAX_META_CHARS = 20_000
"""Most characters kept of one `content`."""
MAX_JSON_LD_SCRIPTS = 100

# lxml.html's own look-up calls Python for the class of each element, which takes 5 % of the time of reading a page.
_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)

MAX_ATTRIBUTES = 4_000
"""Most words of one tag. A longer tag loses its attributes: libxml2 compares each attribute with all before it."""

_LONG_TAG = re.compile(rb"<([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{16000,}")
_LONG_STRETCH = 8_000
"""Bytes. A tag twice as long covers at least one whole stretch of this length."""
_META_ELEMENTS = etree.XPath("//meta[@content or @value][@name or @property or @itemprop or @http-equiv]")
"""Templates and saving tools often write `value` where `content` is meant."""
_JSON_LD = etree.XPath("//script[contains(translate(@type, 'JSONLD', 'jsonld'), 'ld+json')]")


def parse_page(text: str, *, url: str | None, received_at: datetime) -> Page:
    """Parse `text`. Never raises: text that is not HTML gives a page without elements.

    By default libxml2 silently drops what is nested deeper than 256 elements, and all that follows it. The huge-tree
    option moves this limit to 2,048; `Page.notes` says what is lost beyond it.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ELEMENTS)
    # As bytes, because lxml refuses a str with an XML encoding declaration and would decode it again by its <meta
    # charset>. A NUL ends the text for libxml2, and a lone surrogate cannot be encoded.
    data = text.encode("utf-8", "ignore").replace(b"\0", b"")
    size = len(data)
    if _may_hold_long_tag(data):
        data = _LONG_TAG.sub(_bearable, data)
    root = _root(data, parser)
    url = url or saved_address(text)
    notes = tuple(
        Evidence(field="body", value=f"text dropped: {error.message}", method="element", locator=f"line {error.line}")
        for error in parser.error_log
        if error.type_name == "ERR_RESOURCE_LIMIT"
    )
    if len(data) < size:
        lost = f"{size - len(data)} bytes of attributes dropped: more than {MAX_ATTRIBUTES} in a tag"
        notes += (Evidence(field="body", value=lost, method="bytes", locator="html"),)
    return Page(
        root=root,
        url=url,
        received_at=received_at,
        meta=_meta(root),
        json_ld=json_ld_objects(_scripts(root)),
        base=_base(root, url),
        notes=notes,
    )


def _may_hold_long_tag(data: bytes) -> bool:
    """Whether a long stretch without angle brackets follows the start of a tag. Few pages have one; this spares the
    others the regular expression."""
    before = False
    for start in range(0, len(data) - _LONG_STRETCH, _LONG_STRETCH):
        end = start + _LONG_STRETCH
        empty = data.find(b"<", start, end) < 0 and data.find(b">", start, end) < 0
        if empty and not before:
            opened = data.rfind(b"<", max(start - _LONG_STRETCH, 0), start)
            if (
                opened > data.rfind(b">", max(start - _LONG_STRETCH, 0), start)
                and data[opened + 1 : opened + 2].isalpha()
            ):
                return True
        before = empty
    return False


def _bearable(tag: re.Match[bytes]) -> bytes:
    """The tag with its attributes, or without any if there are too many."""
    return tag.group() if len(tag.group().split(None, MAX_ATTRIBUTES)) <= MAX_ATTRIBUTES else b"<" + tag[1]


def _root(data: bytes, parser: html.HTMLParser) -> HtmlElement:
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # only white space and comments
        root = html.document_fromstring(b"<html></html>")
    assert isinstance(root, HtmlElement)  # noqa: S101 - the stubs say Any
    return root


def _base(root: HtmlElement, url: str | None) -> str | None:
    stated = root.find(".//base[@href]")
    if stated is None:
        return url
    try:
        address = urljoin(url or "", stated.get("href", "")[:MAX_META_CHARS].strip())
        return address if urlsplit(address).hostname else url
    except ValueError:
        return url


def _meta(root: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for element in select(_META_ELEMENTS, root, limit=MAX_META):
        content = (element.get("content") or element.get("value") or "")[:MAX_META_CHARS].strip()
        names = {element.get(key, "")[:200].strip().lower() for key in ("property", "name", "itemprop", "http-equiv")}
        for name in names - {""} if content else ():
            found.setdefault(name, []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def _scripts(root: HtmlElement) -> list[str]:
    return [element.text or "" for element in select(_JSON_LD, root, limit=MAX_JSON_LD_SCRIPTS)]
