"""Captures in a bucket: one object each when they arrive, later packed by `maintain` (see bucket_packing)."""

import threading
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from schemas.capture import SIDECAR_ENDING
from warehouse.archive.bucket import Bucket
from warehouse.archive.pack import CAPTURE, HEAD_BYTES, HEADER_BYTES, SIDECAR, Entry, Kind, held_by, records_start
from warehouse.archive.packs import INDEX, PACK, Index, read_index

PACKS: Final = "packs"
_LISTED_SECONDS: Final = 600.0
"""Seconds after which a process lists the packs again, to notice captures that others packed."""


def object_name(capture_id: str, kind: Kind = CAPTURE) -> str:
    """The name of the object of a capture that is not packed, or of its sidecar."""
    return f"{capture_id[:2]}/{capture_id}{SIDECAR_ENDING if kind == SIDECAR else ''}"


class BucketPacks:
    """The packs of a bucket. Their indexes are held in memory; a pack is written once and never changed."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._indexes: dict[str, Index] = {}
        self._dictionaries: dict[str, bytes] = {}
        self._listed = -_LISTED_SECONDS
        self._guard = threading.Lock()

    def look_again(self) -> None:
        """Reads indexes that are new. `maintain` rebuilds a missing or damaged index."""
        names = {one.name for one in self._bucket.listed(PACKS)}
        with self._guard:
            for name in sorted(name for name in names if name.endswith(INDEX)):
                pack = f"{name.removesuffix(INDEX)}{PACK}"
                if pack in names and pack not in self._indexes:
                    index = read_index(Path(pack), self._bucket.read(name))
                    if index is not None:
                        self._indexes[pack] = index
            for gone in self._indexes.keys() - names:
                del self._indexes[gone]
            self._listed = time.monotonic()

    def names(self) -> list[str]:
        """The packs that have an index, the oldest first."""
        self._look_now_and_then()
        return sorted(self._indexes)

    def find(self, capture_id: str, kind: Kind = CAPTURE) -> tuple[str, Entry] | None:
        """The pack that contains a record, and its place. None: no known pack contains it."""
        for pack in reversed(self.names()):
            entry = self._indexes[pack].find(capture_id, kind)
            if entry is not None:
                return pack, entry
        return None

    def read(self, capture_id: str, kind: Kind = CAPTURE) -> bytes | None:
        """The bytes packed under this hash. None: not packed. Raises DamagedRecord, BucketFailed."""
        found = self.find(capture_id, kind)
        if found is None:
            return None
        pack, entry = found
        record = self._bucket.read_part(pack, entry.offset, HEAD_BYTES + entry.stored)
        return held_by(record, entry, self._dictionary(pack))

    def entries(self) -> Iterator[Entry]:
        """All packed captures."""
        for pack in self.names():
            yield from (entry for entry in self._indexes[pack].entries() if entry.kind == CAPTURE)

    def _look_now_and_then(self) -> None:
        if time.monotonic() - self._listed >= _LISTED_SECONDS:
            self.look_again()

    def _dictionary(self, pack: str) -> bytes:
        if pack not in self._dictionaries:
            start = records_start(self._bucket.read_part(pack, 0, HEADER_BYTES))
            size = start - HEADER_BYTES
            self._dictionaries[pack] = self._bucket.read_part(pack, HEADER_BYTES, size) if size else b""
        return self._dictionaries[pack]


@lru_cache(maxsize=8)
def packs_of(bucket: Bucket) -> BucketPacks:
    """The packs of a bucket, cached in this process."""
    return BucketPacks(bucket)


def bytes_in(bucket: Bucket, capture_id: str, kind: Kind = CAPTURE) -> bytes:
    """The bytes that the bucket has under this hash. Raises FileNotFoundError, DamagedRecord, BucketFailed."""
    packs = packs_of(bucket)
    data = packs.read(capture_id, kind)
    if data is not None:
        return data
    try:
        return bucket.read(object_name(capture_id, kind))
    except FileNotFoundError:
        # It may have been packed in the meantime: it is put into the pack before its object is removed.
        packs.look_again()
        data = packs.read(capture_id, kind)
        if data is None:
            raise
        return data


def size_in(bucket: Bucket, capture_id: str, kind: Kind = CAPTURE) -> int | None:
    """The number of bytes that the bucket has under this hash. None: it has none."""
    packs = packs_of(bucket)
    if found := packs.find(capture_id, kind):
        return found[1].size
    if stored := bucket.stored(object_name(capture_id, kind)):
        return stored.size
    packs.look_again()
    found = packs.find(capture_id, kind)
    return found[1].size if found else None


def sizes_in(bucket: Bucket) -> Iterator[tuple[str, int]]:
    """Name and size of every capture in the bucket and of any unknown object, without packs and sidecars."""
    packs = packs_of(bucket)
    loose = [one for one in bucket.listed() if not one.name.startswith(f"{PACKS}/")]
    packs.look_again()
    yield from ((object_name(entry.capture_id), entry.size) for entry in packs.entries())
    yield from ((one.name, one.size) for one in loose if not one.name.endswith(SIDECAR_ENDING))
