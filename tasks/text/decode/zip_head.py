"""Members of a ZIP file, from its beginning alone: the directory is at its end, which may not have been read yet."""

import struct
import zlib
from collections.abc import Iterator

_LOCAL = b"PK\x03\x04"
_MOST_MEMBERS = 200
_MOST_BYTES = 8_000_000
"""Most unpacked bytes read of one member."""


def zip_members(head: bytes) -> Iterator[tuple[str, bytes]]:
    """The members at the beginning of a ZIP file, in order: the name, and the bytes as far as they are present.

    An encrypted member, or one with an unusual compression method, has no bytes. Source: PKWARE's APPNOTE 6.3, 4.3.7.
    """
    at = 0
    for _ in range(_MOST_MEMBERS):
        if head[at : at + 4] != _LOCAL or len(head) < at + 30:
            return
        flags, method, *_rest = struct.unpack("<HH", head[at + 6 : at + 10])
        size, _, name_length, extra = struct.unpack("<IIHH", head[at + 18 : at + 30])
        start = at + 30 + name_length + extra
        name = head[at + 30 : at + 30 + name_length].decode("utf-8", "replace")
        data, used = _member(head[start:], method, size, streamed=bool(flags & 8))
        yield name, b"" if flags & 1 else data
        if used is None:
            return
        at = start + used
        if flags & 8:
            following = head.find(_LOCAL, at, at + 64)
            if following < 0:
                return
            at = following


def _member(rest: bytes, method: int, size: int, *, streamed: bool) -> tuple[bytes, int | None]:
    """The bytes of a member, and its compressed size; None if its end is not known."""
    if method == 0:
        return (b"", None) if streamed and not size else (rest[:size], size)
    if method != 8:
        return b"", None if streamed else size
    unpacker = zlib.decompressobj(-15)
    try:
        data = unpacker.decompress(rest if streamed else rest[:size], _MOST_BYTES)
    except zlib.error:
        return b"", None if streamed else size
    if streamed:
        return data, len(rest) - len(unpacker.unused_data) if unpacker.eof else None
    return data, size
