"""The bytes of a capture, wherever the archive keeps them: in a separate file, in a pack, or in a bucket."""

from collections.abc import Iterator
from pathlib import Path

from warehouse.archive.bucket_captures import bytes_in, object_name, size_in
from warehouse.archive.pack import CAPTURE, SIDECAR, Kind
from warehouse.archive.packs import find, packed_bytes
from warehouse.archive.place import bucket_of

_CHUNK = 1 << 20


def capture_path(capture_id: str) -> str:
    """The file of a capture that is not packed, relative to HOME. The path is also the capture's name, wherever its
    bytes are."""
    return f"archive/{object_name(capture_id)}"


def sidecar_path(capture_id: str) -> str:
    """The file of the sidecar of a capture that is not packed, relative to HOME."""
    return f"archive/{object_name(capture_id, SIDECAR)}"


def kept_bytes(home: Path, capture_id: str, kind: Kind = CAPTURE) -> bytes:
    """The bytes kept under this hash, or those of their sidecar. Raises FileNotFoundError, DamagedRecord, OSError."""
    path = home / (capture_path(capture_id) if kind == CAPTURE else sidecar_path(capture_id))
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        # A capture is in its pack, and in the index, before its file is removed.
        data = _packed(home, capture_id, kind)
        if data is not None:
            return data
        bucket = bucket_of(home)
        if bucket is None:
            raise
        return bytes_in(bucket, capture_id, kind)


def _packed(home: Path, capture_id: str, kind: Kind) -> bytes | None:
    """The bytes in a pack of the home. None: in no pack, or `maintain` has just moved the pack into a bucket."""
    try:
        return packed_bytes(home, capture_id, kind)
    except FileNotFoundError:
        return None


def kept_chunks(home: Path, capture_id: str) -> Iterator[bytes]:
    """The same for a capture that may be too large for memory."""
    try:
        file = (home / capture_path(capture_id)).open("rb")
    except (FileNotFoundError, NotADirectoryError):
        data = _packed(home, capture_id, CAPTURE)
        bucket = bucket_of(home) if data is None else None
        if bucket is not None and (large := bucket.stored(object_name(capture_id))):
            try:
                yield from bucket.chunks(large.name)
            except FileNotFoundError:  # it was packed in the meantime
                yield kept_bytes(home, capture_id)
        else:
            yield kept_bytes(home, capture_id) if data is None else data
        return
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk


def kept_size(home: Path, capture_id: str) -> int | None:
    """The number of bytes kept. None: the archive does not have the capture. Raises BucketFailed."""
    size = size_in_home(home, capture_id)
    bucket = bucket_of(home) if size is None else None
    return size_in(bucket, capture_id) if bucket is not None else size


def size_in_home(home: Path, capture_id: str) -> int | None:
    """The number of bytes that HOME/archive has under this hash. None: it has none, but a bucket may."""
    try:
        return (home / capture_path(capture_id)).stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        found = find(home, capture_id)
        return found[1].size if found else None
