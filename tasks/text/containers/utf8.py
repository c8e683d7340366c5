"""UTF-8 versions of text containers in UTF-16, which spreadsheets and Windows tools write."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from tasks.text.containers.streams import Rejoined, buffered, streamed

_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SEEN = 512


def utf16_of(head: bytes) -> str | None:
    """The UTF-16 encoding of these first bytes, by their mark or by the NULs of Latin text. None: another encoding."""
    for mark, name in _MARKS:
        if head.startswith(mark) and not head.startswith(b"\xff\xfe\x00\x00"):
            return name
    seen = head[:_SEEN]
    even, odd = seen[0::2].count(0), seen[1::2].count(0)
    if len(seen) < 8 or even + odd <= len(seen) // 4 or min(even, odd) * 8 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def as_utf8(source: BinaryIO) -> BinaryIO:
    """`source` unchanged, or converted to UTF-8 without its mark if it is UTF-16."""
    head = source.read(_SEEN)
    encoding = utf16_of(head)
    if encoding is None:
        if source.seekable():
            source.seek(-len(head), io.SEEK_CUR)
            return source
        return buffered(Rejoined(head, source))
    return streamed(_recoded(head, source, encoding))


def _recoded(head: bytes, source: BinaryIO, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    yield decoder.decode(head).removeprefix("\ufeff").encode("utf-8", "replace")
    while data := source.read(1 << 16):
        if text := decoder.decode(data):
            yield text.encode("utf-8", "replace")
