"""The bytes of a document as text; binary data as a table of numbers."""

import re
import zlib
from pathlib import Path

from warehouse.archive.kept import kept_bytes

_CAPTURE = re.compile("[0-9a-f]{64}")

_LEAST_TEXT = 0.7
"""Share of printable characters; below it bytes are shown as numbers."""
_ROW = 16
_DUMPED = 4_096
"""Bytes that are shown as numbers."""


def bytes_as_text(home: Path, capture_id: str | None, encoding: str | None, *, most: int) -> tuple[str | None, int]:
    """The first `most` bytes as text, and how many there are in all. None: they are not kept, or cannot be read."""
    if capture_id is None or not _CAPTURE.fullmatch(capture_id):
        return None, 0
    try:
        data = kept_bytes(home, capture_id)
    except OSError:
        return None, 0
    return shown(data[:most], encoding), len(data)


def shown(data: bytes, encoding: str | None) -> str:
    """Decoded as the reader decoded it, else as UTF-8; binary data as a table of its first bytes."""
    if data[:2] == b"\x1f\x8b":
        data = _unpacked(data)
    text = data.decode(_known(encoding), "replace")
    printable = sum(sign != "\ufffd" and (sign.isprintable() or sign in "\t\n\r") for sign in text[:_DUMPED])
    if printable < _LEAST_TEXT * len(text[:_DUMPED]):
        return _dump(data[:_DUMPED])
    return text


def _known(encoding: str | None) -> str:
    """The encoding, if it is a text encoding: `base64` is a codec, too."""
    try:
        "".encode(encoding or "utf-8")
    except (LookupError, ValueError):
        return "utf-8"
    return encoding or "utf-8"


def _unpacked(data: bytes) -> bytes:
    """The unpacked content of gzip data, at most four times its size: enough to look at."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, 4 * len(data)) or data
    except zlib.error:
        return data


def _dump(data: bytes) -> str:
    rows = []
    for at in range(0, len(data), _ROW):
        row = data[at : at + _ROW]
        signs = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        rows.append(f"{at:08x}  {row.hex(' '):<47}  {signs}")
    return "\n".join(rows)
