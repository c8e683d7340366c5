"""Which members of an archive are documents.

Others are left out and not counted: folders, files that systems create (`__MACOSX/`, `.DS_Store`, `Thumbs.db`), and
media by their first bytes: pictures, sound, films, fonts. Every other member is an arrival with an outcome of its own.
"""

import re
from typing import IO, BinaryIO, cast

from tasks.text.containers.item import HELD_BYTES
from tasks.text.containers.streams import Rejoined, Unpacked, buffered, pieces

_LEFT_BEHIND = re.compile(
    r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.Spotlight-V100|\.Trashes)", re.IGNORECASE
)
_MEDIA = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"OggS", b"ID3", b"RIFF", b"wOFF",
    b"wOF2", b"\x00\x00\x01\x00", b"OTTO\x00", b"\x00\x01\x00\x00\x00", b"fLaC", b"\x1aE\xdf\xa3", b"BM", b"true\x00",
)  # fmt: skip
_MEDIA_BOXES = (b"ftyp",)
_BITMAP = 6
"""Bytes 6 to 10 of a Windows bitmap are NUL; text that begins with "BM" has no NULs there."""


def is_left_behind(name: str) -> bool:
    """Whether a member's name is one of a file that systems create."""
    return bool(_LEFT_BEHIND.search(name))


def is_media(head: bytes) -> bool:
    """Whether these first bytes are those of a picture, sound, a film or a font."""
    if head.startswith(b"BM"):
        return head[_BITMAP : _BITMAP + 4] == b"\x00" * 4
    return head.startswith(_MEDIA) or head[4:8] in _MEDIA_BOXES


def held_or_streamed(source: "IO[bytes]", packed: int) -> tuple[bytes, BinaryIO | None]:
    """A member's bytes if they are few, else a stream of them. `packed`: its size in the archive, in bytes.

    Raises what reading raises; the stream raises DamagedContainer for a decompression bomb.
    """
    data = source.read(HELD_BYTES + 1)
    if len(data) <= HELD_BYTES:
        return data, None
    whole = buffered(Rejoined(data, cast("BinaryIO", source)))
    return b"", buffered(Unpacked(pieces(whole), lambda: packed))
