"""Feeds as files: RSS, Atom, and the exports of WordPress (WXR), which are RSS. One item is one document.

An item is kept as a feed with one item: the channel's own lines stay with it, so it can be read again alone.
"""

from collections.abc import Iterator
from typing import BinaryIO, cast

from lxml import etree

from tasks.text.containers.item import Item
from tasks.text.containers.streams import DamagedContainer, streamed
from tasks.text.decode.decoding import Decoded, decode
from tasks.text.decode.xml_tree import tag, xml_root

ITEM_FORM = "feed_item"
_WHOLE = 16 * 1024 * 1024
"""Bytes up to which a feed is read as a tree, with all the repairs that feeds need; a larger one as a stream."""
_ENTRIES = ("item", "entry")
_ROOTS = ("rss", "feed", "rdf")


def is_feed(root_name: str, head: str) -> bool:
    """Whether a document with this root, which begins so, is a feed."""
    name = root_name.lower()
    return name in ("rss", "feed") or (name == "rdf" and ("purl.org/rss" in head or "rdf/simple/0.9" in head))


def split(source: BinaryIO) -> Iterator[Item]:
    """The items, numbered from 1. Raises DamagedContainer."""
    data = source.read(_WHOLE)
    if len(data) < _WHOLE:
        yield from _of_tree(data)
        return
    whole = streamed(iter(lambda: source.read(1 << 16), b""))
    yield from _of_stream(data, whole)


def _of_tree(data: bytes) -> Iterator[Item]:
    decoded = decode(data)
    root = xml_root(decoded.text) if isinstance(decoded, Decoded) else None
    if root is None:
        raise DamagedContainer("a feed that is no XML")
    entries = [element for element in root.iter() if tag(element) in _ENTRIES]
    around = _around(root)
    for number, entry in enumerate(entries, start=1):
        yield _item(number, entry, around)


def _of_stream(data: bytes, rest: BinaryIO) -> Iterator[Item]:
    parser = etree.XMLPullParser(
        events=("end",), recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    around: list[etree._Element] | None = None
    number = 0
    while data:
        try:
            parser.feed(data)
        except etree.XMLSyntaxError as error:
            raise DamagedContainer(f"a feed that is broken: {error}") from error
        for _, element in parser.read_events():
            if not isinstance(element, etree._Element) or tag(element) not in _ENTRIES:
                continue
            around = _around(element.getroottree().getroot()) if around is None else around
            number += 1
            yield _item(number, element, around)
            _forget(element)
        data = rest.read(1 << 20)


def _forget(element: etree._Element) -> None:
    """Empties what was read: the tree must not grow with the file."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _around(root: etree._Element) -> list[etree._Element]:
    """The channel's own lines: what stands beside the items and holds none."""
    channel = next((child for child in root if tag(child) == "channel"), root)
    beside = [child for child in channel if tag(child) not in _ENTRIES and len(child) < 20]
    return beside[:200]


def _item(number: int, entry: etree._Element, around: list[etree._Element]) -> Item:
    root = entry.getroottree().getroot()
    made = _alone(root)
    holder = made if tag(root) == "feed" else etree.SubElement(made, "channel")
    for element in around:
        holder.append(_copy(element))
    holder.append(_copy(entry))
    return Item(number=number, data=etree.tostring(made, encoding="utf-8", xml_declaration=True), form=ITEM_FORM)


def _alone(root: etree._Element) -> etree._Element:
    """The root element with its attributes and namespaces, and nothing in it."""
    made = etree.Element(root.tag, nsmap=cast("dict[str, str]", root.nsmap))
    for name, value in root.attrib.items():
        made.set(name, value)
    return made


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False), _QUIET)


_QUIET = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=True)
