"""Decompression of gzip and deflate in pieces and up to a limit, so that a decompression bomb takes bounded memory."""

import zlib

GZIP = b"\x1f\x8b"


class TooLarge(ValueError):
    """The unpacked data are larger than the limit."""


class CutShort(ValueError):
    """The compressed stream is damaged or cut short."""


class Unpacker:
    """Unpacks one stream. `coding` is HTTP's Content-Encoding; "" and "identity" leave the bytes unchanged."""

    def __init__(self, coding: str, *, limit: int) -> None:
        """Raises ValueError for an unknown coding."""
        names = [name.strip().lower() for name in coding.split(",") if name.strip()]
        if any(name not in ("gzip", "x-gzip", "deflate", "identity") for name in names):
            raise ValueError(f"content coding {coding[:40]!r} was not asked for")
        self._layers = [_Layer() for name in names if name != "identity"]
        self._limit = limit
        self._size = 0
        if len(self._layers) > 2:
            raise ValueError("packed more than twice")

    def unpack(self, data: bytes) -> bytes:
        """The unpacked bytes of `data`. Raises TooLarge, CutShort."""
        for layer in reversed(self._layers):
            data = layer.unpack(data, self._limit + 1 - self._size)
        self._size += len(data)
        if self._size > self._limit:
            raise TooLarge(f"more than {self._limit} bytes")
        return data

    def close(self) -> None:
        """Call it after the last bytes. Raises CutShort."""
        if any(layer.began and not layer.ended for layer in self._layers):
            raise CutShort("the packed stream ends too early")


class _Layer:
    """One coding. The first byte distinguishes gzip, zlib and raw deflate, which servers also send as "deflate"."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(47)
        self.began = False

    @property
    def ended(self) -> bool:
        return self._stream.eof

    def unpack(self, data: bytes, limit: int) -> bytes:
        if not self.began and data:
            self.began = True
            if data[0] != GZIP[0] and data[0] & 0x0F != 8:
                self._stream = zlib.decompressobj(-15)
        if self._stream.eof:  # padding after the end, which gzip allows
            return b""
        try:
            return self._stream.decompress(data, max(limit, 1))
        except zlib.error as error:
            raise CutShort(f"the packed stream is damaged: {error}") from error


def unpacked(data: bytes, *, limit: int) -> bytes:
    """`data`, unpacked if it is a gzip file, as sitemaps often are. Raises TooLarge, CutShort."""
    if not data.startswith(GZIP):
        return data
    unpacker = Unpacker("gzip", limit=limit)
    whole = unpacker.unpack(data)
    unpacker.close()
    return whole
