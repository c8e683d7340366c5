"""Splits messages of wires that hold several items: each item as XML or JSON that can be read by itself."""

import copy
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import Item
from tasks.text.decode.decoding import decode
from tasks.text.wire.markup import local
from tasks.text.wire.xml_item import children, descendants, language_of_element, wire_root

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def split_newsml_g2(source: BinaryIO) -> Iterator[Item]:
    """The items of a newsMessage, including packages and plans; each with the message's header."""
    root = _root(source)
    if isinstance(root, Rejected):
        yield Item(number=1, data=b"", refused=root)
        return
    header = next(children(root, "header"), None)
    found = [node for items in descendants(root, "itemset") for node in items if local(node)]
    yield from _items(root, found, header, form="newsml_g2")


def split_newsml_1(source: BinaryIO) -> Iterator[Item]:
    """The news items of a NewsML 1 file; each with the file's envelope."""
    root = _root(source)
    if isinstance(root, Rejected):
        yield Item(number=1, data=b"", refused=root)
        return
    envelope = next(children(root, "newsenvelope"), None)
    found = [node for node in descendants(root, "newsitem") if not _is_inside(node)]
    yield from _items(root, found, envelope, form="newsml_1")


def split_ninjs(source: BinaryIO) -> Iterator[Item]:
    """The items of a JSON object that wraps a list of them."""
    data = source.read()
    try:
        listed = _listed(json.loads(data.decode("utf-8-sig", "replace")))
    except (ValueError, RecursionError) as error:
        yield Item(number=1, data=data, refused=Rejected(reason=RejectionReason.MALFORMED, detail=f"not JSON: {error}"))
        return
    for number, one in enumerate(listed, start=1):
        yield Item(number=number, data=json.dumps(one, ensure_ascii=False).encode(), form="ninjs")
    if not listed:
        yield Item(number=1, data=data, refused=Rejected(reason=RejectionReason.NO_TEXT, detail="a list of no items"))


def _items(
    root: etree._Element, found: list[etree._Element], header: etree._Element | None, *, form: str
) -> Iterator[Item]:
    if not found:
        empty = Rejected(reason=RejectionReason.NOT_AN_ARTICLE, detail="a message without items")
        yield Item(number=1, data=etree.tostring(root, encoding="utf-8"), refused=empty)
    for number, node in enumerate(found, start=1):
        language = language_of_element(node)
        if language and node.get(_LANG) is None:
            node.set(_LANG, language)
        if header is not None:
            node.insert(0, copy.deepcopy(header))
        node.tail = None
        yield Item(number=number, data=etree.tostring(node, encoding="utf-8"), form=form)


def _is_inside(node: etree._Element) -> bool:
    return any(local(above) == "newsitem" for above in node.iterancestors())


def _root(source: BinaryIO) -> etree._Element | Rejected:
    decoded = decode(source.read())
    if isinstance(decoded, Rejected):
        return decoded
    root = wire_root(decoded.text)
    if root is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="XML that cannot be read")
    return root


def _listed(found: Any) -> list[Any]:  # noqa: ANN401 - JSON is anything
    """The list under "items" or "_items", at one or two levels; each item without its own wrapping."""
    if not isinstance(found, dict):
        return []
    for name, value in found.items():
        if name.lower().lstrip("_") == "items" and isinstance(value, list):
            return [one for one in value if isinstance(one, dict)]
    return next((listed for value in found.values() if isinstance(value, dict) and (listed := _listed(value))), [])
