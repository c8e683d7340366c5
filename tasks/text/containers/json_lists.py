"""JSON files with several documents: newline-delimited JSON, and a list of objects, read as a stream."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Literal

from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import HELD_BYTES, Item
from tasks.text.containers.streams import DamagedContainer, streamed
from tasks.text.containers.utf8 import as_utf8

ContainerKind = Literal["json_lines", "json_list"]

_OBJECT_THEN_OBJECT = re.compile(rb"\}[ \t\r]*\n\s*\{")
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[{\]}]|"', re.DOTALL)
"""The tokens that decide where an item ends: strings, brackets, and a string that is not complete yet."""
_BETWEEN = re.compile(rb"[ \t\r\n,]*+")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_OPENS, _CLOSES = (b"{", b"["), (b"}", b"]")
_CHUNK = 1 << 18


def container_kind(head: bytes) -> ContainerKind | None:
    """The kind of container that begins with `head` (at least 64 kB, or the whole file). None: a single document.

    JSON lines: the first line is a complete object and another object follows, or the first line is the only one and
    too long to be in `head` completely. A pretty-printed object does not end on its first line.
    """
    start = head.lstrip(_BLANK)
    if start.startswith(b"["):
        return "json_list" if start[1:].lstrip()[:1] == b"{" else None
    if not start.startswith(b"{"):
        return None
    line, newline, rest = start.partition(b"\n")
    if newline and not rest.strip():
        return None
    if _is_object(line) and rest.lstrip()[:1] == b"{":
        return "json_lines"
    # A broken first line must not hide the others.
    lines = [part for part in rest.split(b"\n")[:20] if part.strip()]
    return "json_lines" if _OBJECT_THEN_OBJECT.search(start) and any(map(_is_object, lines)) else None


def split_lines(source: BinaryIO) -> Iterator[Item]:
    """The lines that are not blank; an item's number is its line number."""
    source = as_utf8(source)
    number = 0
    while line := source.readline(HELD_BYTES):
        number += 1
        if len(line) < HELD_BYTES or line.endswith(b"\n"):
            if line.strip(_BLANK):
                yield Item(number=number, data=line.strip())
            continue
        parts = _long_line(line, source)
        yield Item(number=number, data=b"", source=streamed(parts))
        for _ in parts:  # skip what was not read
            pass


def _long_line(begun: bytes, source: BinaryIO) -> Iterator[bytes]:
    yield begun
    while part := source.readline(_CHUNK):
        yield part
        if part.endswith(b"\n"):
            break


def split_list(source: BinaryIO) -> Iterator[Item]:
    """The items of a JSON list, unchanged. A list that breaks off ends with a refused item.

    Only brackets and strings are examined; reading an item will show what is wrong inside it.
    """
    return list_items(b"", as_utf8(source))


def list_items(begun: bytes, source: BinaryIO) -> Iterator[Item]:
    """The items of the list that begins in `begun` and continues in `source`."""
    window = _Window(begun, source)
    window.begin()
    number = 0
    while window.goes_on():
        number += 1
        try:
            yield Item(number=number, data=window.item())
        except DamagedContainer as error:
            yield Item(number, b"", refused=Rejected(reason=RejectionReason.MALFORMED, detail=str(error)))
            return
    if not window.ended:
        detail = "the list breaks off: its last bracket is missing"
        yield Item(number + 1, b"", refused=Rejected(reason=RejectionReason.MALFORMED, detail=detail))


class _Window:
    """The part of a list that is in memory, and the position in it."""

    def __init__(self, begun: bytes, source: BinaryIO) -> None:
        self._source = source
        self._data = begun
        self._at = 0
        self.ended = False
        """Whether the closing bracket of the list was read."""

    def begin(self) -> None:
        """Read the opening bracket of the list."""
        self._more()
        self._at = self._data.find(b"[") + 1

    def goes_on(self) -> bool:
        """Whether another item follows."""
        while True:
            self._at = _BETWEEN.match(self._data, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._data):
                self.ended = self._data[self._at] == ord("]")
                return not self.ended
            if not self._more():
                return False

    def item(self) -> bytes:
        """The next item. Raises DamagedContainer."""
        looked = depth = 0
        while True:
            for token in _TOKEN.finditer(self._data, self._at + looked):
                sign = token.group()
                if sign == b'"':  # the string that begins here is not complete yet
                    looked = token.start() - self._at
                    break
                looked = token.end() - self._at
                depth += (sign in _OPENS) - (sign in _CLOSES)
                if depth == 0 and sign in _CLOSES:
                    start, self._at = self._at, self._at + looked
                    return self._data[start : self._at]
                if depth <= 0:
                    raise DamagedContainer("the list holds something other than objects")
            else:
                looked = len(self._data) - self._at
            if len(self._data) - self._at > 16 * HELD_BYTES:
                raise DamagedContainer(f"an item of over {16 * HELD_BYTES} bytes")
            if not self._more():
                raise DamagedContainer("the list breaks off in the middle of this item")

    def _more(self) -> bool:
        # Reads as much as is in memory: doubling it keeps the total time linear.
        left = self._data[self._at :]
        more = self._source.read(max(_CHUNK, len(left)))
        self._data, self._at = left + more, 0
        return bool(more)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
