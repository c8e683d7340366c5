"""The text of HTML as paragraphs of lines: block elements separate paragraphs, `<br>` separates lines."""

import re
from collections.abc import Iterator

from lxml import etree, html

from tasks.text.decode.decoding import Decoded, decode

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"),
        *("main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_SILENT = frozenset(("script", "style", "head", "title", "noscript", "template"))
_DEEPEST = 200
"""Levels of nested elements that are read."""


def html_tree(data: bytes | str) -> "etree._Element | None":
    """The tree of an HTML document. The detected encoding takes precedence over the declared one. None: it is empty."""
    text = data
    if isinstance(data, bytes):
        decoded = decode(data)
        if not isinstance(decoded, Decoded):
            return None
        text = decoded.text
    # lxml refuses a string with an XML declaration.
    clean = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", str(text)).replace("\x00", "")
    try:
        return html.document_fromstring(clean, parser=html.HTMLParser(huge_tree=False)) if clean.strip() else None
    except (etree.ParserError, ValueError):
        return None


def html_paragraphs(data: "bytes | str | etree._Element") -> list[list[str]]:
    """The paragraphs, each as its non-empty lines. Two `<br>` in a row also separate paragraphs."""
    root = html_tree(data) if isinstance(data, (bytes, str)) else data
    if root is None:
        return []
    found: list[list[str]] = []
    for paragraph in "".join(_signs(root, 0)).split("\f"):
        lines = [" ".join(line.split()) for line in paragraph.split("\v")]
        part: list[str] = []
        for line in [*lines, ""]:
            if line:
                part.append(line)
            elif part:
                found.append(part)
                part = []
    return found


def _signs(element: "etree._Element", depth: int) -> Iterator[str]:
    """The text with a form feed at each end of a block and a vertical tab for each line break."""
    if not isinstance(element.tag, str):
        yield _blank(element.tail)
        return
    tag = element.tag.lower()
    if tag == "br":
        yield "\v"
    elif tag not in _SILENT:
        edge = "\f" if tag in _BLOCKS else ""
        yield edge
        yield _blank(element.text)
        if depth < _DEEPEST:
            for child in element:
                yield from _signs(child, depth + 1)
        else:
            yield _blank(" ".join(map(str, element.itertext())))
        yield edge
    if depth:
        yield _blank(element.tail)


def _blank(text: str | None) -> str:
    return re.sub(r"[\f\v]", " ", text) if text else ""
