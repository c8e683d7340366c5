"""Feed files: RSS, Atom, and the exports of WordPress (WXR), which are RSS. One item is one document.

An item is kept as a feed with one item and the channel's own elements, so that it can be read again by itself.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from lxml import etree

from tasks.text.containers.item import Item
from tasks.text.containers.streams import DamagedContainer, streamed
from tasks.text.decode.decoding import Decoded, decode
from tasks.text.decode.xml_tree import tag, xml_root

ITEM_FORM = "feed_item"
_WHOLE = 16 * 1024 * 1024
"""Bytes up to which a feed is parsed as a tree, with all repairs that feeds need; a larger one is parsed as a
stream."""
_PART = 1 << 20
"""Bytes of a stream that are read at a time."""
_LONGEST_ITEM = 4 * _WHOLE
"""Most bytes of one item in a stream."""
_ENTRIES = ("item", "entry")
_MARK = re.compile(r"<(/?)(?:\w{1,20}:)?(?:item|entry)(?:\s[^<>]{0,4000})?(?<!/)>")
"""The tag that begins or ends an item; an empty element (`<item/>`) is neither."""
_LONGEST_MARK = 5_000
"""Characters, more than `_MARK` can match: a tag may be divided between two parts."""
_AMPERSANDS = re.compile(rb"<!\[CDATA\[|\]\]>|&(?!#?\w{1,31};)")
_HELD_BACK = 40
"""Bytes, more than `_AMPERSANDS` can match; they are kept back for the next part."""
_CUT_OFF = "the feed ends in the middle of an item"
_ROOTS = ("rss", "feed", "rdf")


def is_feed(root_name: str, head: str) -> bool:
    """Whether a document with this root element and these first characters is a feed."""
    name = root_name.lower()
    return name in ("rss", "feed") or (name == "rdf" and ("purl.org/rss" in head or "rdf/simple/0.9" in head))


def split(source: BinaryIO) -> Iterator[Item]:
    """The items, numbered from 1. Raises DamagedContainer, after the items that can be read."""
    data = source.read(_WHOLE)
    if len(data) < _WHOLE:
        yield from _of_tree(data)
        return
    whole = streamed(iter(lambda: source.read(1 << 16), b""))
    yield from _of_stream(data, whole)


class _Marks:
    """Counts where items begin and end in the text of a feed, to notice what the parser dropped or completed."""

    def __init__(self) -> None:
        self.ended = 0
        self._last_begins = False
        self._tail = ""

    def count(self, text: str) -> None:
        """Count the marks in the next part of the text."""
        text = self._tail + text
        last = 0
        for mark in _MARK.finditer(text):
            self.ended += bool(mark[1])
            self._last_begins = not mark[1]
            last = mark.end()
        self._tail = text[max(last, len(text) - _LONGEST_MARK) :]

    def cut_off(self, items: int) -> bool:
        """Whether the feed ends inside the last of `items` items, so that the parser completed it."""
        return self._last_begins and items > self.ended


def _of_tree(data: bytes) -> Iterator[Item]:
    decoded = decode(data)
    root = xml_root(decoded.text) if isinstance(decoded, Decoded) else None
    if not isinstance(decoded, Decoded) or root is None:
        raise DamagedContainer("a feed that is no XML")
    marks = _Marks()
    marks.count(decoded.text)
    entries = [element for element in root.iter() if tag(element) in _ENTRIES]
    around = _around(root)
    cut_off = marks.cut_off(len(entries))
    for number, entry in enumerate(entries[:-1] if cut_off else entries, start=1):
        yield _item(number, entry, around)
    if cut_off:
        raise DamagedContainer(_CUT_OFF)


def _of_stream(data: bytes, rest: BinaryIO) -> Iterator[Item]:
    # Without `huge_tree` the parser silently stops after 10 MB. No entity is expanded, and the size of one item is
    # limited here.
    parser = etree.XMLPullParser(
        events=("end",), recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True
    )
    marks = _Marks()
    around: list[etree._Element] = []
    number = since = 0
    cut_off = False
    for part in _escaped(data, rest):
        marks.count(part.decode("latin-1"))
        since += len(part)
        try:
            parser.feed(part) if part else parser.close()
        except etree.XMLSyntaxError as error:
            raise DamagedContainer(f"a feed that is broken: {error}") from error
        entries = [e for _, e in parser.read_events() if isinstance(e, etree._Element) and tag(e) in _ENTRIES]
        cut_off = not part and marks.cut_off(number + len(entries))
        for entry in entries[:-1] if cut_off else entries:
            around = around or _around(entry.getroottree().getroot())
            number, since = number + 1, 0
            yield _item(number, entry, around)
            _forget(entry)
        if since > _LONGEST_ITEM:
            raise DamagedContainer(f"an item of over {_LONGEST_ITEM} bytes")
    if cut_off:
        raise DamagedContainer(_CUT_OFF)
    if number < marks.ended and len(parser.error_log):
        raise DamagedContainer(
            f"{marks.ended - number} of {marks.ended} items cannot be read: {parser.error_log[0].message}"
        )


def _escaped(data: bytes, rest: BinaryIO) -> Iterator[bytes]:
    """The parts, with bare ampersands written as `&amp;` because the parser would drop them; last an empty part."""
    literal = False
    held = b""
    while data:
        held += data
        data = rest.read(_PART)
        end = len(held) - _HELD_BACK if data else len(held)
        made, done = [], 0
        for found in _AMPERSANDS.finditer(held):
            if found.start() >= end:
                break
            made.append(held[done : found.start()])
            made.append(b"&amp;" if found[0] == b"&" and not literal else found[0])
            literal = literal if found[0] == b"&" else found[0] == b"<![CDATA["
            done = found.end()
        end = max(end, done)
        if part := b"".join(made) + held[done:end]:
            yield part
        held = held[end:]
    yield b""


def _forget(element: etree._Element) -> None:
    """Remove what was read, so that the tree does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _around(root: etree._Element) -> list[etree._Element]:
    """The channel's own elements: those beside the items."""
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
    """The root element with its attributes and namespaces, without children."""
    made = etree.Element(root.tag, nsmap=cast("dict[str, str]", root.nsmap))
    for name, value in root.attrib.items():
        made.set(name, value)
    return made


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False), _QUIET)


_QUIET = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=True)
