"""Single files compressed with gzip, bzip2, xz or zstandard; their content is read in their place."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

import zstandard

from tasks.text.containers.streams import DamagedContainer, Unpacked, buffered

_CHUNK = 1 << 16
_XZ_MEMORY = 256 * 1024 * 1024
"""Most bytes of dictionary that an xz or zstandard file may require; xz -9 requires 65 MB."""
_TELLS = 6
"""First bytes that distinguish a further member from padding."""
_FEW = 1_024
_OUT = 1 << 20
"""Most bytes that one step may unpack, so that a decompression bomb is noticed early."""


class _Stream(Protocol):
    """A decompressor of one member, with the interface of the standard library's."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Gzip:
    """zlib's decompressor, with the interface of those of bz2 and lzma."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._stream.unconsumed_tail

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, max_length)


class _Zstd:
    """zstandard's decompressor. It cannot limit its output, so it gets few bytes at a time, each of which may become 32
    kB."""

    def __init__(self) -> None:
        self._stream = zstandard.ZstdDecompressor(max_window_size=_XZ_MEMORY).decompressobj()
        self._left = b""

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data + self._left

    @property
    def needs_input(self) -> bool:
        return not self._left

    def decompress(self, data: bytes, _max_length: int, /) -> bytes:
        data = self._left + data
        self._left = data[_FEW:]
        return self._stream.decompress(data[:_FEW])


def unpack_gzip(source: BinaryIO) -> BinaryIO:
    """The content of a gzip file, of all its members. Reading raises DamagedContainer."""
    return _members(source, _Gzip, b"\x1f\x8b")


def unpack_bzip2(source: BinaryIO) -> BinaryIO:
    """The content of a bzip2 file, of all its streams. Reading raises DamagedContainer."""
    return _members(source, bz2.BZ2Decompressor, b"BZh")


def unpack_xz(source: BinaryIO) -> BinaryIO:
    """The content of an xz file, of all its streams. Reading raises DamagedContainer."""
    return _members(source, lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY), b"\xfd7zXZ\x00")


def unpack_zstd(source: BinaryIO) -> BinaryIO:
    """The content of a zstandard file, of all its frames. Reading raises DamagedContainer."""
    return _members(source, _Zstd, b"\x28\xb5\x2f\xfd")


class _Counted:
    """A stream that counts the bytes read from it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.size += len(data)
        return data


def _members(source: BinaryIO, begin: Callable[[], _Stream], magic: bytes) -> BinaryIO:
    counted = _Counted(source)
    return buffered(Unpacked(_chunks(counted, begin, magic), lambda: counted.size))


def _chunks(source: _Counted, begin: Callable[[], _Stream], magic: bytes) -> Iterator[bytes]:
    stream, data = begin(), source.read(_CHUNK)
    while True:
        try:
            out = stream.decompress(data, _OUT)
        except (zlib.error, OSError, lzma.LZMAError, EOFError, zstandard.ZstdError) as error:
            raise DamagedContainer(f"the packed stream is damaged: {error}") from error
        if out:
            yield out
        data = b""
        if stream.eof:
            data = stream.unused_data
            while len(data) < _TELLS and (more := source.read(_CHUNK)):
                data = (data + more).lstrip(b"\x00")
            data = data.lstrip(b"\x00")
            if not data.startswith(magic):  # padding, or appended data
                return
            stream = begin()
        elif getattr(stream, "needs_input", True):
            data = source.read(_CHUNK)
            if not data and not out:
                raise DamagedContainer("the packed stream ends too early")
