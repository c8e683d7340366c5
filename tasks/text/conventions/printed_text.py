"""Text as a reader sees it: entities read once more, NFC, white space made single."""

import html
import re
import unicodedata
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f]")
"""Soft hyphens, marks of direction and width zero, controls. Joiners stay: scripts of India and Iran need them."""
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|em|font|h[1-6]|i|mark|p|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,300}>", re.IGNORECASE
)

_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object"})
_WITHIN_WORDS = frozenset({"b", "em", "font", "i", "mark", "s", "small", "strong", "sub", "sup", "u", "wbr"})


def printed_text(text: str, *, limit: int = 10_000) -> str:
    """`text` without what is not seen. Data that was escaped twice (`&amp;quot;`) is unescaped, and tags in it go."""
    text = text[:limit]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def element_text(element: HtmlElement, *, limit: int = 10_000) -> str:
    """What an element shows, without scripts and styles in it; about the first `limit` characters.

    Two words that only a tag keeps apart are two words ("By<span>Jane" is "By Jane"), unless the tag is one that marks
    letters within a word.
    """
    parts: list[str] = []
    size = 0
    for text, joined in _pieces(element):
        if parts and not joined and parts[-1][-1:].isalnum() and text[:1].isalnum():
            parts.append(" ")
        parts.append(text)
        size += len(text)
        if size > limit:
            break
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", "".join(parts)[:limit])).split())


def _pieces(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Texts in order, each with whether it belongs to the word before it."""
    skipped: HtmlElement | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if skipped is None and node.tag in _SILENT:
                skipped = node
            elif skipped is None and node.text:
                yield node.text, node.tag in _WITHIN_WORDS
        else:
            if skipped is node:
                skipped = None
            if skipped is None and node.tail and node is not element:
                # An empty <i> is an icon, and not letters of a word.
                yield node.tail, node.tag in _WITHIN_WORDS and bool(node.text)
