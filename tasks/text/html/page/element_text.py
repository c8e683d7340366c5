"""The visible text of an element."""

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from tasks.text.conventions.printed_text import plain_characters

_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object"})
_WITHIN_WORDS = frozenset({"b", "em", "font", "i", "mark", "s", "small", "strong", "sub", "sup", "u", "wbr"})


def element_text(element: HtmlElement, *, limit: int = 10_000) -> str:
    """The visible text of an element, without scripts and styles; about the first `limit` characters.

    A tag between two words separates them ("By<span>Jane" is "By Jane"), unless it is a tag that marks letters within a
    word.
    """
    if not len(element):
        text = element.text
        return _line(text[:limit]) if text and element.tag not in _SILENT else ""
    parts: list[str] = []
    size = 0
    for text, joined in _pieces(element):
        if parts and not joined and parts[-1][-1:].isalnum() and text[:1].isalnum():
            parts.append(" ")
        parts.append(text)
        size += len(text)
        if size > limit:
            break
    return _line("".join(parts)[:limit])


def _line(text: str) -> str:
    """Plain characters; white space is folded."""
    line = " ".join(text.split())
    # `plain_characters` removes only characters that are not printable. A printable ASCII line therefore needs no call.
    return line if line.isascii() and line.isprintable() else " ".join(plain_characters(text).split())


def _pieces(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Texts in order, each with whether it continues the word before it."""
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
                # An empty <i> is an icon and does not join the letters around it.
                yield node.tail, node.tag in _WITHIN_WORDS and bool(node.text)
