"""Exports of Europresse and Eureka: HTML with a table (until 2013) or an `article` (since 2015) for each document."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree, html

from tasks.text.containers.item import Item
from tasks.text.decode.html_lines import html_tree

FORM = "europresse_document"


def split(source: BinaryIO) -> Iterator[Item]:
    """The documents: for each name of an outlet, the smallest element around it that contains the whole document."""
    root = html_tree(source.read())
    if root is None:
        return
    found: list[etree._Element] = []
    for name in root.iter():
        if has_class(name, "docpublicationname") and (around := _document(name)) is not None and around not in found:
            found.append(around)
    for number, node in enumerate(found, start=1):
        node.tail = None
        yield Item(number=number, data=html.tostring(node, encoding="utf-8"), form=FORM)


def has_class(node: "etree._Element", name: str) -> bool:
    """Whether an element has a class, in upper or lower case."""
    return isinstance(node.tag, str) and name in (node.get("class") or "").lower().split()


def _document(name: "etree._Element") -> "etree._Element | None":
    article = next(name.iterancestors("article"), None)
    if article is not None:
        return article
    # The table around the name may be nested in a table around the whole page.
    best = None
    for table in name.iterancestors("table"):
        if sum(has_class(node, "docpublicationname") for node in table.iter()) > 1:
            break
        best = table
    return best if best is not None else name.getparent()
