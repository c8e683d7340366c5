"""Typed selection of a page's elements by XPath."""

from lxml import etree
from lxml.html import HtmlElement


def select(path: etree.XPath, root: HtmlElement, *, limit: int) -> list[HtmlElement]:
    """The first `limit` elements that `path` finds, in document order."""
    found = path(root)
    return [node for node in found[:limit] if isinstance(node, HtmlElement)] if isinstance(found, list) else []
