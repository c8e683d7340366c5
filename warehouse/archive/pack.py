"""A pack: many captures in one file, compressed, appended to and never rewritten; each can be read alone.

    pack    MAGIC, length of the dictionary (4 bytes), the dictionary, records
    record  HEAD (kind, hash of the capture, sizes, checksums), then a zstd frame

A record counts once it is whole: its head has a checksum, and the head has one of the frame. What follows the last
whole record is a killed writer's, and is cut off before the next one is written. The index beside a pack is made from
the pack alone, so that it may be lost.
"""

import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Literal

import zstandard

MAGIC: Final = b"CUTPACK1"
CAPTURE: Final = 0
SIDECAR: Final = 1
Kind = Literal[0, 1]

_HEAD: Final = struct.Struct("<4sB32sQQI")
_CHECK: Final = struct.Struct("<I")
_MARK: Final = b"\x00REC"
HEAD_BYTES: Final = _HEAD.size + _CHECK.size

LEVEL: Final = 9
"""Of zstd. Higher levels save a tenth and take three times as long."""
DICTIONARY_BYTES: Final = 112 * 1024
SAMPLES_AT_LEAST: Final = 50
"""Fewest pages from which a dictionary is trained."""


class DamagedRecord(OSError):
    """A record differs from what was written. Readers treat it like a disk that cannot be read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The place of a record."""

    capture_id: str
    kind: Kind
    offset: int
    """Position of its head in the file, in bytes."""
    stored: int
    """Size of the frame in bytes."""
    size: int
    """Size of the content in bytes."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record to be written."""

    capture_id: str
    kind: Kind
    data: bytes


def dictionary(samples: Sequence[bytes]) -> bytes:
    """A compression dictionary of what the samples have in common; empty if there are too few."""
    if len(samples) < SAMPLES_AT_LEAST:
        return b""
    try:
        return zstandard.train_dictionary(DICTIONARY_BYTES, list(samples)).as_bytes()
    except zstandard.ZstdError:  # the samples contain too little text
        return b""


def new_pack(path: Path, trained: bytes) -> None:
    """Make a pack without records. Raises OSError; FileExistsError if the file exists."""
    with path.open("xb") as file:
        file.write(MAGIC + _CHECK.pack(len(trained)) + trained)
        file.flush()
        os.fsync(file.fileno())


HEADER_BYTES: Final = len(MAGIC) + _CHECK.size


def records_start(header: bytes) -> int:
    """The position of a pack's first record, from its first HEADER_BYTES. Raises DamagedRecord if it is not a pack."""
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise DamagedRecord("this is no pack")
    (length,) = _CHECK.unpack(header[len(MAGIC) : HEADER_BYTES])
    return HEADER_BYTES + int(length)


def trained_dictionary(file: BinaryIO) -> tuple[bytes, int]:
    """A pack's dictionary, and the position of its first record. Raises DamagedRecord if it is not a pack."""
    file.seek(0)
    start = records_start(file.read(HEADER_BYTES))
    trained = file.read(start - HEADER_BYTES)
    if len(trained) < start - HEADER_BYTES:
        raise DamagedRecord("its dictionary is cut off")
    return trained, start


def whole_records(file: BinaryIO, start: int) -> Iterator[Entry]:
    """All whole records from `start` on. A damaged record is skipped, and the records after it are still read."""
    end = os.fstat(file.fileno()).st_size
    if end <= start:
        return
    with mmap.mmap(file.fileno(), end, access=mmap.ACCESS_READ) as data:
        at = start
        while at >= 0:
            entry, checksum = _head(data[at : at + HEAD_BYTES], at)
            if entry is not None and zlib.crc32(data[at + HEAD_BYTES : end_of(entry)]) == checksum:
                yield entry
                at = end_of(entry)
            else:
                at = data.find(_MARK, at + 1)


def end_of(entry: Entry) -> int:
    """The position of the next record."""
    return entry.offset + HEAD_BYTES + entry.stored


def append(file: BinaryIO, records: Sequence[Record], trained: bytes) -> list[Entry]:
    """Write records at the end of the file and flush them to the disk. Raises OSError."""
    compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=_loaded(trained), write_content_size=True)
    at = file.seek(0, os.SEEK_END)
    entries = []
    for record in records:
        frame = compressor.compress(record.data)
        head = _HEAD.pack(
            _MARK, record.kind, bytes.fromhex(record.capture_id), len(frame), len(record.data), zlib.crc32(frame)
        )
        file.write(head + _CHECK.pack(zlib.crc32(head)) + frame)
        entries.append(Entry(record.capture_id, record.kind, at, len(frame), len(record.data)))
        at += HEAD_BYTES + len(frame)
    file.flush()
    os.fdatasync(file.fileno())
    return entries


def read_record(file: BinaryIO, entry: Entry, trained: bytes) -> bytes:
    """The content of a record. Raises DamagedRecord, OSError."""
    file.seek(entry.offset)
    return held_by(file.read(HEAD_BYTES + entry.stored), entry, trained)


def held_by(record: bytes, entry: Entry, trained: bytes) -> bytes:
    """The content of a record, from its bytes in the pack. Raises DamagedRecord."""
    found, checksum = _head(record[:HEAD_BYTES], entry.offset)
    frame = record[HEAD_BYTES:]
    if found != entry or zlib.crc32(frame) != checksum:
        raise DamagedRecord(f"the record at {entry.offset} is damaged")
    try:
        decompressor = zstandard.ZstdDecompressor(dict_data=_loaded(trained))
        return decompressor.decompress(frame, max_output_size=max(1, entry.size))
    except zstandard.ZstdError as error:
        raise DamagedRecord(f"the record at {entry.offset} cannot be unpacked: {error}") from error


def _loaded(trained: bytes) -> zstandard.ZstdCompressionDict | None:
    return zstandard.ZstdCompressionDict(trained) if trained else None


def _head(data: bytes, offset: int) -> tuple[Entry | None, int]:
    """The entry in a record's head, and the checksum of its frame. None: the head is not valid."""
    if len(data) < HEAD_BYTES or _CHECK.unpack(data[_HEAD.size :])[0] != zlib.crc32(data[: _HEAD.size]):
        return None, 0
    mark, kind, capture, stored, size, checksum = _HEAD.unpack(data[: _HEAD.size])
    if mark != _MARK or kind not in (CAPTURE, SIDECAR):
        return None, 0
    return Entry(capture.hex(), kind, offset, stored, size), checksum
