"""Text as a reader sees it: entities read once more, NFC, white space made single."""

import html
import re
import unicodedata

from lxml.html import HtmlElement

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f]")
"""Soft hyphens, marks of direction and width zero, controls. Joiners stay: scripts of India and Iran need them."""
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|em|font|h[1-6]|i|mark|p|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,300}>", re.IGNORECASE
)


def printed_text(text: str, *, limit: int = 10_000) -> str:
    """`text` without what is not seen. Data that was escaped twice (`&amp;quot;`) is unescaped, and tags in it go."""
    text = text[:limit]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def element_text(element: HtmlElement, *, limit: int = 10_000) -> str:
    """What an element shows, without scripts and styles in it."""
    parts: list[str] = []
    size = 0
    for part in element.xpath(
        ".//text()[not(parent::script or parent::style or parent::noscript or parent::template)]"
    ):
        parts.append(str(part))
        size += len(part)
        if size > limit:
            break
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", "".join(parts)[:limit])).split())
