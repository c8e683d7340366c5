"""Streams that splitters and packings read from: forward only, and never further than a limit."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from schemas.rejection import RejectionReason

MAX_RATIO = 250
"""Times its packed size that something may unpack to. Text packs 3 to 20 times, logs of one line 200; a bomb 1,000."""
RATIO_FREE_BYTES = 64 * 1024 * 1024
"""Unpacked bytes up to which no ratio is asked for."""
_CHUNK = 1 << 16


class RefusedContainer(ValueError):
    """What holds the documents cannot be taken apart, or not further. Its text says what was seen."""

    def __init__(self, reason: RejectionReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class DamagedContainer(RefusedContainer):
    """It is broken, cut short or a bomb."""

    def __init__(self, detail: str) -> None:
        super().__init__(RejectionReason.MALFORMED, detail)


class Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already, from its beginning."""

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
    """What `chunks` give, one after the other; `packed` says how many packed bytes were read for it so far.

    Raises DamagedContainer for a bomb.
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
    """What `chunks` give, as a stream."""
    return buffered(Unpacked(chunks, lambda: 1 << 62))


def not_a_bomb(unpacked: int, packed: int) -> None:
    """Raises DamagedContainer where so much comes out of so little that nobody's text is in it."""
    if unpacked > RATIO_FREE_BYTES and unpacked > MAX_RATIO * max(packed, 1):
        raise DamagedContainer(f"over {unpacked} bytes come out of {packed}: a decompression bomb")


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """A raw stream with a buffer, so that lines and small pieces are cheap."""
    return cast("BinaryIO", io.BufferedReader(raw, _CHUNK))


def pieces(source: BinaryIO, size: int = _CHUNK) -> Iterator[bytes]:
    """The rest of a stream in pieces."""
    return iter(lambda: source.read(size), b"")
