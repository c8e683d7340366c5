"""RIS, in which Zotero, databases and libraries exchange references: two letters, two spaces, a dash, the value.

One reference is one document. Few contain the article's text; the others are addresses only.
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from tasks.text.containers.item import Item
from tasks.text.containers.utf8 import as_utf8
from tasks.text.decode.decoding import Decoded, decode

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_BEGINS = re.compile(r"\ufeff?\s{0,200}TY  ?- ?[A-Z]{2,6}\s")
_KEYS = {
    "TI": "title", "T1": "title", "AU": "authors", "A1": "authors", "DA": "date", "Y1": "date", "T2": "publication",
    "JO": "publication", "JF": "publication", "JA": "publication", "UR": "url", "L2": "url", "AB": "abstract",
    "N2": "abstract", "LA": "language", "KW": "keywords", "AN": "guid", "ET": "edition", "FT": "text", "TX": "text",
    "PY": "year", "N1": "notes",
}  # fmt: skip
"""From Wikipedia, "RIS (file format)"; FT and TX are what databases use for the text."""
_MANY = ("authors", "keywords")
_LONGEST = 1 << 20


def is_ris(text: str) -> bool:
    """Whether these are the first characters of a RIS file."""
    return bool(_BEGINS.match(text[:500]))


def split_ris(source: BinaryIO) -> Iterator[Item]:
    """The references, numbered from 1, each as a JSON object."""
    source = as_utf8(source)
    record: dict[str, object] = {}
    last, number = "", 0
    while line := source.readline(_LONGEST):
        text = _text(line)
        found = _LINE.match(text)
        if found and found[1] == "ER":
            number += 1
            yield _item(number, record)
            record, last = {}, ""
        elif found:
            last = _KEYS.get(found[1], "")
            _put(record, last, found[2].strip())
        elif last and text.strip():
            record[last] = f"{record.get(last, '')}\n{text.strip()}" if last not in _MANY else record[last]
    if record:
        yield _item(number + 1, record)


def _put(record: dict[str, object], key: str, value: str) -> None:
    if not key or not value:
        return
    if key in _MANY:
        listed = record.setdefault(key, [])
        if isinstance(listed, list):
            listed.append(_in_order(value) if key == "authors" else value)
    else:
        record.setdefault(key, value)


def _in_order(name: str) -> str:
    """A name in its usual order: "Holm, Ida" is Ida Holm."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and given and "," not in given else name


def _item(number: int, record: dict[str, object]) -> Item:
    return Item(number=number, data=json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"), form="reference")


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n")
    except UnicodeDecodeError:
        decoded = decode(line)
        return decoded.text.rstrip("\r\n") if isinstance(decoded, Decoded) else line.decode("latin-1").rstrip("\r\n")
