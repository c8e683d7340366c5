"""ZIP archives. Names are never used as paths, so `../` in a name does no harm."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import Item
from tasks.text.containers.members import held_or_streamed, is_left_behind, is_media
from tasks.text.containers.streams import MAX_RATIO, RATIO_FREE_BYTES, DamagedContainer

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 0x1
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""Exceptions of the standard library for members that are broken, cut short, or compressed with an unknown method."""


def split(source: BinaryIO) -> Iterator[Item]:
    """The members that are documents; an item's number is its position in the archive's directory. Raises
    DamagedContainer."""
    try:
        archive = zipfile.ZipFile(source)
    except DAMAGE as error:
        raise DamagedContainer(f"a ZIP archive that is damaged or cut short: {error}") from error
    packed = sum(info.compress_size for info in archive.infolist())
    unpacked = 0
    for number, info in enumerate(archive.infolist(), start=1):
        if info.is_dir() or is_left_behind(info.filename):
            continue
        unpacked += info.file_size
        if unpacked > RATIO_FREE_BYTES and unpacked > MAX_RATIO * packed:
            detail = f"{unpacked} bytes come out of {packed}: a decompression bomb"
            yield Item(number, b"", info.filename, refused=Rejected(reason=RejectionReason.MALFORMED, detail=detail))
            return
        yield from _member(archive, number, info)


def _member(archive: zipfile.ZipFile, number: int, info: zipfile.ZipInfo) -> Iterator[Item]:
    """One member; nothing for media."""
    if why := _unreadable(info):
        yield Item(number, b"", info.filename, refused=why)
        return
    try:
        with archive.open(info) as member:
            data, stream = held_or_streamed(member, info.compress_size)
            if stream is not None:
                yield Item(number, b"", info.filename, source=stream)
            elif not is_media(data[:16]):
                yield Item(number, data, info.filename)
    except DAMAGE as error:
        refused = Rejected(reason=RejectionReason.MALFORMED, detail=f"{info.filename[:200]}: {error}")
        yield Item(number, b"", info.filename, refused=refused)


def _unreadable(info: zipfile.ZipInfo) -> Rejected | None:
    name = info.filename[:200]
    if info.flag_bits & _ENCRYPTED:
        return Rejected(reason=RejectionReason.ENCRYPTED, detail=f"{name} is protected by a password")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Rejected(reason=RejectionReason.UNSUPPORTED_TYPE, detail=f"{name} is a symbolic link")
    return None
