"""Streams that splitters and decompressors read: forward only, and up to a limit."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from schemas.rejection import RejectionReason

MAX_RATIO = 250
"""Most times its compressed size that something may unpack to. Text compresses 3 to 20 times, a log of equal lines 200
times, a bomb 1,000 times."""
RATIO_FREE_BYTES = 64 * 1024 * 1024
"""Unpacked bytes up to which the ratio is not checked."""
_CHUNK = 1 << 16


class RefusedContainer(ValueError):
    """A container that cannot be split, or not further. The message says what was found."""

    def __init__(self, reason: RejectionReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class DamagedContainer(RefusedContainer):
    """A container that is broken, cut short or a decompression bomb."""

    def __init__(self, detail: str) -> None:
        super().__init__(RejectionReason.MALFORMED, detail)


class Rejoined(io.RawIOBase):
    """A stream from its beginning, whose first bytes were already read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self._head:
            size = min(len(buffer), len(self._head))
            buffer[:size] = self._head[:size]
            self._head = self._head[size:]
            return size
        data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class Unpacked(io.RawIOBase):
    """The bytes of `chunks`, one after the other. `packed` gives the number of compressed bytes read so far.

    Raises DamagedContainer for a decompression bomb.
    """

    def __init__(self, chunks: Iterator[bytes], packed: Callable[[], int]) -> None:
        self._chunks = chunks
        self._packed = packed
        self._left = memoryview(b"")
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._size += len(chunk)
            not_a_bomb(self._size, self._packed())
            self._left = memoryview(chunk)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def streamed(chunks: Iterator[bytes]) -> BinaryIO:
    """The bytes of `chunks` as a stream."""
    return buffered(Unpacked(chunks, lambda: 1 << 62))


def not_a_bomb(unpacked: int, packed: int) -> None:
    """Raises DamagedContainer if the ratio of the sizes is too large for text."""
    if unpacked > RATIO_FREE_BYTES and unpacked > MAX_RATIO * max(packed, 1):
        raise DamagedContainer(f"over {unpacked} bytes come out of {packed}: a decompression bomb")


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """A raw stream with a buffer, so that reading lines and small pieces is fast."""
    return cast("BinaryIO", io.BufferedReader(raw, _CHUNK))


def pieces(source: BinaryIO, size: int = _CHUNK) -> Iterator[bytes]:
    """The rest of a stream in pieces."""
    return iter(lambda: source.read(size), b"")
