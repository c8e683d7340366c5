"""Exports of Evernote (ENEX): notes with pages that were clipped from the web. One note is one document.

The dates of a note are those of the clipping, never of publication, and its author is the collector.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from lxml import etree

from tasks.text.containers.item import HELD_BYTES, Item

_DECLARATIONS = re.compile(r"<\?xml[^>]{0,200}\?>|<!DOCTYPE[^>]{0,500}>", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s\[\]]{3,2000}", re.IGNORECASE)
"""Notes also state links into the program and to files."""


def split(source: BinaryIO) -> Iterator[Item]:
    """The notes as pages, numbered from 1. What follows a damage of the XML is repaired as far as possible."""
    notes = etree.iterparse(
        source, events=("end",), tag="note", resolve_entities=False, no_network=True, recover=True, huge_tree=True
    )
    for number, (_, note) in enumerate(notes, start=1):
        title = escape(note.findtext("title") or "")
        content = (note.findtext("content") or "").lstrip()
        for _ in range(2):
            declared = _DECLARATIONS.match(content)
            content = content[declared.end() :].lstrip() if declared else content
        head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
        page = f"<!DOCTYPE html><html>{head}<body>{content}</body></html>"
        url = (note.findtext("note-attributes/source-url") or "").strip()
        yield Item(
            number=number,
            data=page.encode("utf-8", "replace")[:HELD_BYTES],
            url=url if _WEB_ADDRESS.fullmatch(url) else None,
            form="html",
        )
        note.clear()
