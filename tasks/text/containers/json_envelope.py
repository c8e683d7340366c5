"""Responses of services and JSON Feeds: an object around a list of articles, `{"status": "ok", "articles": [...]}`.

Recognised by the key of the list and the keys of its first item. Read as a stream, like a bare list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from tasks.text.containers.item import Item
from tasks.text.containers.json_lists import list_items
from tasks.text.containers.streams import DamagedContainer
from tasks.text.containers.utf8 import as_utf8
from tasks.text.conventions.field_names import field_of, is_known_layout

_LISTS = frozenset({
    "articles", "article", "items", "results", "result", "data", "posts", "docs", "documents", "hits", "entries",
    "entry", "records", "stories", "news", "rows", "value", "list", "content", "contents", "nodes", "edges",
})  # fmt: skip
_DUMPS = frozenset({"db"})
"""Keys of a list with one database dump, which contains the list of articles: Ghost."""
_DEPTH = 3
"""Most keys above the list: `{"response": {"results": [...]}}` has two."""
_TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*+)"[ \t\r\n]*(:?)|[\[{\]}]', re.DOTALL)
_TOKENS = 20_000
_INNER = frozenset({"_source", "fields", "title", "content", "node", "document", "attributes"})
"""Keys of an item whose own keys count as the item's: Elasticsearch, the Guardian, WordPress, GraphQL."""
_SEEN = 1 << 18


@dataclass(slots=True)
class _Scan:
    """How far the head was read: the keys above, and what is known of the list."""

    path: list[str] = field(default_factory=list)
    opened: list[bytes] = field(default_factory=list)
    key: str = ""
    keys: set[str] = field(default_factory=set)
    """Keys of the list's first item."""
    list_at: int = -1
    list_depth: int = 0
    found: bool = False
    """Whether an item of the list was seen that is an article."""


def list_place(head: bytes) -> int:
    """The position, in bytes, of the list of articles in these first bytes; -1: this is not an envelope."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return -1
    scan = _Scan()
    for token in islice(_TOKEN.finditer(head), _TOKENS):
        sign = token.group()
        if sign[:1] == b'"' and not token.group(2):
            if len(scan.opened) == 1 and _is_text(scan.key, token.group(1)):
                return -1  # it has a text of its own, so the list holds something else
        elif sign[:1] == b'"':
            scan.key = token.group(1).decode("utf-8", "replace")
            if scan.list_at >= 0 and not scan.found and _is_items_key(scan):
                scan.keys.add(scan.key)
        elif sign in (b"{", b"["):
            _open(scan, sign, token.start())
        elif scan.opened:
            _close(scan)
    return scan.list_at if scan.list_at >= 0 and is_known_layout(scan.keys) else -1


def _open(scan: _Scan, sign: bytes, at: int) -> None:
    if scan.list_at < 0 and sign == b"[" and scan.key.lower() in _LISTS and _is_near_root(scan):
        scan.list_at, scan.list_depth = at, len(scan.opened) + 1
    scan.opened.append(sign)
    scan.path.append(scan.key)
    scan.key = ""


def _is_near_root(scan: _Scan) -> bool:
    """Whether only a few objects are open, besides the list of a dump and its object."""
    if len(scan.opened) > _DEPTH + 2:
        return False
    above = [sign for sign, key in zip(scan.opened, scan.path, strict=True) if key not in _DUMPS]
    return len(above) <= _DEPTH and b"[" not in above


def _close(scan: _Scan) -> None:
    scan.opened.pop()
    scan.path.pop()
    scan.key = ""
    if scan.found or scan.list_at < 0 or len(scan.opened) > scan.list_depth:
        return
    scan.found = is_known_layout(scan.keys)
    if not scan.found:
        scan.keys.clear()
        if len(scan.opened) < scan.list_depth:  # not a list of articles; another may follow
            scan.list_at = -1


def _is_items_key(scan: _Scan) -> bool:
    inside = scan.path[scan.list_depth + 1 :]
    return len(scan.opened) > scan.list_depth and all(name in _INNER for name in inside)


def _is_text(key: str, value: bytes) -> bool:
    return field_of(key) == "body" and len(value) > 200


def split(source: BinaryIO) -> Iterator[Item]:
    """The items of the list, unchanged. Raises DamagedContainer if the list is not found."""
    source = as_utf8(source)
    head = source.read(_SEEN)
    at = list_place(head)
    if at < 0:
        raise DamagedContainer("a JSON object without a list of articles")
    return list_items(head[at:], source)
