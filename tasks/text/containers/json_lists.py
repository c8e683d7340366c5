"""Files that hold several documents: newline-delimited JSON, and a JSON list of objects."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Literal

from tasks.text.containers.item import Item

ContainerKind = Literal["json_lines", "json_list"]

_OBJECT_THEN_OBJECT = re.compile(rb"\}[ \t\r]*\n\s*\{")


def container_kind(head: bytes) -> ContainerKind | None:
    """Which kind of container begins with `head` (64 kB or more of it, or all). None: a document by itself.

    JSON lines: the first line is an object by itself and another object follows, or the first line is the only one
    and too long to be seen whole. A pretty-printed object has its first line end inside it.
    """
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
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


def documents(data: bytes) -> list[tuple[int, bytes]]:
    """The documents that `data` holds, each with its number from 1 (in JSON lines, its line); 0 for data that is one.

    A list that is broken is one document: reading it will say what is wrong.
    """
    kind = container_kind(data)
    if kind == "json_lines":
        return lines(data, first=1)
    if kind == "json_list":
        with suppress(ValueError, RecursionError):
            items = list_items(data.decode("utf-8-sig"))
            return [(number, item.encode()) for number, item in enumerate(items, start=1)]
    return [(0, data)]


def split(source: BinaryIO) -> Iterator[Item]:
    """The documents of the file, in order. None for a list that is broken."""
    for number, data in documents(source.read()):
        if number:
            yield Item(number=number, data=data)


def lines(data: bytes, *, first: int) -> list[tuple[int, bytes]]:
    """The lines that hold something, numbered from `first`."""
    return [(number, line.strip()) for number, line in enumerate(data.split(b"\n"), start=first) if line.strip()]


def list_items(text: str) -> list[str]:
    """The items of a JSON list, each as it stands. Raises ValueError for what is no JSON list."""
    decoder = json.JSONDecoder()
    at = text.index("[") + 1
    items: list[str] = []
    while True:
        at = _skip(text, at)
        if text[at : at + 1] == "]":
            return items
        _, end = decoder.raw_decode(text, at)
        items.append(text[at:end])
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at += 1
        elif text[at : at + 1] != "]":
            raise ValueError(f"neither comma nor end of list at character {at}")


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\n", "\r", "\t") and at < len(text):
        at += 1
    return at


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
