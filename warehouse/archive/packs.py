"""HOME/archive/packs: the packed captures, found by their hash.

An index beside each pack is a sorted table of fixed-size rows, searched by bisection; it states how much of its pack it
covers. If it is missing, damaged or outdated, it is rebuilt from the pack.
"""

import os
import struct
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schemas.home import Home
from warehouse.archive.pack import (
    CAPTURE,
    DamagedRecord,
    Entry,
    Kind,
    end_of,
    read_record,
    trained_dictionary,
    whole_records,
)

PACK: Final = ".pack"
INDEX: Final = ".index"
_ROW: Final = struct.Struct(">32sBQQQ")
_FOOT: Final = struct.Struct(">8sQI")
_FOOT_MARK: Final = b"CUTINDX1"
_KEY: Final = 33


@dataclass(frozen=True, slots=True)
class Index:
    """The records of one pack."""

    pack: Path
    rows: bytes
    covered: int
    """Bytes of the pack that the index covers."""

    def find(self, capture_id: str, kind: Kind) -> Entry | None:
        """The place of a record. None: not in this pack."""
        key = bytes.fromhex(capture_id) + bytes([kind])
        low, high = 0, len(self.rows) // _ROW.size
        while low < high:
            middle = (low + high) // 2
            if self.rows[middle * _ROW.size : middle * _ROW.size + _KEY] < key:
                low = middle + 1
            else:
                high = middle
        row = self.rows[low * _ROW.size : (low + 1) * _ROW.size]
        return _entry(row) if row[:_KEY] == key else None

    def entries(self) -> Iterator[Entry]:
        """All entries, by hash."""
        return (_entry(self.rows[at : at + _ROW.size]) for at in range(0, len(self.rows), _ROW.size))


_opened: dict[Path, tuple[int, Index]] = {}
"""The indexes that this process has read, by pack, with the pack's size at that time."""
_guard = threading.Lock()


def packs(home: Path) -> list[Path]:
    """The packs of an archive, the oldest first."""
    return sorted((Home(home).archive / "packs").glob(f"{'[0-9]' * 6}*{PACK}"))


def find(home: Path, capture_id: str, kind: Kind = CAPTURE) -> tuple[Path, Entry] | None:
    """The pack that contains a record, and its place. None: no pack contains it."""
    for pack in reversed(packs(home)):
        with suppress(FileNotFoundError):  # `maintain` has just moved it into a bucket
            entry = index_of(pack).find(capture_id, kind)
            if entry is not None:
                return pack, entry
    return None


def packed_bytes(home: Path, capture_id: str, kind: Kind = CAPTURE) -> bytes | None:
    """The bytes packed under this hash. None: not packed. Raises DamagedRecord, OSError."""
    found = find(home, capture_id, kind)
    if found is None:
        return None
    pack, entry = found
    with pack.open("rb") as file:
        trained, _ = trained_dictionary(file)
        return read_record(file, entry, trained)


def packed(home: Path) -> Iterator[tuple[Path, Entry]]:
    """Every packed capture, with its pack."""
    for pack in packs(home):
        try:
            index = index_of(pack)
        except FileNotFoundError:  # `maintain` has just moved it into a bucket
            continue
        yield from ((pack, entry) for entry in index.entries() if entry.kind == CAPTURE)


def index_of(pack: Path) -> Index:
    """The index of a pack: cached, read, or rebuilt if it is outdated. Raises OSError."""
    size = pack.stat().st_size
    with _guard:
        known = _opened.get(pack)
        if known is not None and known[0] == size:
            return known[1]
    index = _read_index(pack)
    if index is None or index.covered != size:
        index = made_index(pack)
    with _guard:
        _opened[pack] = size, index
    return index


def made_index(pack: Path) -> Index:
    """The index rebuilt from the pack."""
    with pack.open("rb") as file:
        try:
            _, start = trained_dictionary(file)
        except DamagedRecord:
            return Index(pack, b"", 0)
        found = list(whole_records(file, start))
    return Index(pack, _sorted_rows(found), end_of(found[-1]) if found else start)


def extended(index: Index, entries: Sequence[Entry]) -> Index:
    """The index with records that were appended."""
    return Index(index.pack, _sorted_rows([*index.entries(), *entries]), end_of(entries[-1]))


def write_index(pack: Path, index: Index) -> None:
    """Replaces the index beside a pack in one step."""
    part = pack.with_suffix(f"{INDEX}.part")
    with part.open("wb") as file:
        file.write(index_bytes(index))
        file.flush()
        os.fsync(file.fileno())
    part.replace(pack.with_suffix(INDEX))


def index_bytes(index: Index) -> bytes:
    """The bytes of the index's file."""
    return index.rows + _FOOT.pack(_FOOT_MARK, index.covered, zlib.crc32(index.rows))


def _read_index(pack: Path) -> Index | None:
    try:
        return read_index(pack, pack.with_suffix(INDEX).read_bytes())
    except FileNotFoundError:
        return None


def read_index(pack: Path, data: bytes) -> Index | None:
    """The index that was written as `data`. None: it is damaged."""
    rows, foot = data[: -_FOOT.size], data[-_FOOT.size :]
    if len(foot) < _FOOT.size or len(rows) % _ROW.size:
        return None
    mark, covered, checksum = _FOOT.unpack(foot)
    return Index(pack, rows, covered) if mark == _FOOT_MARK and checksum == zlib.crc32(rows) else None


def _sorted_rows(entries: list[Entry]) -> bytes:
    rows = {bytes.fromhex(e.capture_id) + bytes([e.kind]): e for e in entries}
    return b"".join(
        _ROW.pack(bytes.fromhex(e.capture_id), e.kind, e.offset, e.stored, e.size) for _, e in sorted(rows.items())
    )


def _entry(row: bytes) -> Entry:
    capture, kind, offset, stored, size = _ROW.unpack(row)
    return Entry(capture.hex(), kind, offset, stored, size)
