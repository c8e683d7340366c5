"""tar archives, read forward only. Names are never used as paths, so `../` in a name does no harm."""

import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import Item
from tasks.text.containers.members import held_or_streamed, is_left_behind, is_media
from tasks.text.containers.streams import DamagedContainer

_MAGIC_AT = 257
_BLOCK = 512


def is_tar(head: bytes) -> bool:
    """Whether these are the first bytes of a tar archive: the mark of POSIX and GNU, or the checksum of the oldest
    form."""
    if head[_MAGIC_AT : _MAGIC_AT + 5] == b"ustar":
        return True
    block = head[:_BLOCK]
    if len(block) < _BLOCK or block[0] in b"\x00 " or b"\x00" not in block[:100]:
        return False
    said = block[148:156].strip(b"\x00 ")
    if not said or any(sign not in b"01234567" for sign in said):
        return False
    return int(said, 8) == sum(block[:148]) + sum(block[156:]) + 8 * 32


def split(source: BinaryIO) -> Iterator[Item]:
    """The members that are documents; an item's number is its position in the archive. Raises DamagedContainer."""
    number = 0
    try:
        with tarfile.open(fileobj=source, mode="r|", bufsize=1 << 16, errors="replace") as archive:
            for number, info in enumerate(archive, start=1):
                archive.members.clear()  # type: ignore[attr-defined]  # it would keep them all
                yield from _member(archive, number, info)
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise DamagedContainer(f"a tar archive that is damaged or cut short: {error}") from error


def _member(archive: tarfile.TarFile, number: int, info: tarfile.TarInfo) -> Iterator[Item]:
    if info.isdir() or is_left_behind(info.name):
        return
    if info.issym() or info.islnk() or not info.isreg():
        detail = f"{info.name[:200]} is a link, a device or a pipe"
        refused = Rejected(reason=RejectionReason.UNSUPPORTED_TYPE, detail=detail)
        yield Item(number, b"", info.name, refused=refused)
        return
    member = archive.extractfile(info)
    if member is None:
        return
    data, stream = held_or_streamed(member, info.size)
    if stream is not None:
        yield Item(number, b"", info.name, source=stream)
    elif not is_media(data[:16]):
        yield Item(number, data, info.name)
