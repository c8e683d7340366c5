"""Packs loose captures.

A packed capture is read back before its file is removed, so that a kill at any moment loses nothing: until then both
exist, and the next packing run finds the packed capture and removes the file.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from schemas.capture import SIDECAR_ENDING
from schemas.home import Home
from warehouse.archive.pack import (
    CAPTURE,
    SIDECAR,
    DamagedRecord,
    Record,
    append,
    dictionary,
    new_pack,
    trained_dictionary,
)
from warehouse.archive.packs import PACK, extended, index_of, packed_bytes, packs, write_index

AT_ONCE: Final = 500
"""Captures that are flushed to the disk together."""
LARGEST: Final = 32 << 20
"""Bytes of the largest capture that is packed; larger ones stay separate files."""
FULL: Final = 512 << 20
"""Bytes from which a pack is full and gets no more records."""
HASH_LETTERS: Final = 64
"""Letters of a capture's name, which is its sha256 in hex."""
SAMPLE: Final = 200_000
"""Bytes of a capture that a dictionary learns from."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The result of packing."""

    captures: int
    bytes_before: int
    bytes_after: int


def pack_archive(home: Path, *, older_than: float) -> Packed:
    """Pack captures last written before `older_than` (POSIX seconds). Does nothing while another process packs.

    Raises OSError; captures that are not packed then remain files.
    """
    before = after = count = 0
    with packing(home) as mine:
        loose = loose_captures(home, older_than) if mine else iter(())
        while some := list(islice(loose, AT_ONCE)):
            stored = _pack(home, some)
            count += len(some)
            before += sum(path.stat().st_size for path in some)
            after += stored
            for path in some:
                _remove(home, path)
    return Packed(count, before, after)


def _pack(home: Path, some: Sequence[Path]) -> int:
    """Pack these captures and verify them; return the bytes that they take in the pack."""
    every = (record for path in some for record in _records(path))
    records = [record for record in every if not _is_packed(home, record)]
    stored = 0
    if records:
        pack = _open_pack(home, records)
        with pack.open("r+b") as file:
            trained, start = trained_dictionary(file)
            before = index_of(pack)
            # After the last whole record there may be an incomplete one of a killed writer.
            file.truncate(max(start, before.covered))
            entries = append(file, records, trained)
            stored = sum(entry.stored for entry in entries)
        write_index(pack, extended(before, entries))
        _sync(pack.parent)
    _prove(home, some)
    return stored


def _is_packed(home: Path, record: Record) -> bool:
    """Whether a pack returns the content of this record; a damaged one is packed again."""
    try:
        return packed_bytes(home, record.capture_id, record.kind) == record.data
    except DamagedRecord:
        return False


def _prove(home: Path, some: Sequence[Path]) -> None:
    """Read every capture from its pack. Raises DamagedRecord; then its file stays."""
    for path in some:
        data = packed_bytes(home, path.name)
        if data is None or hashlib.sha256(data).hexdigest() != path.name:
            raise DamagedRecord(f"{path.name} was packed as something else")


def _records(path: Path) -> Iterator[Record]:
    yield Record(path.name, CAPTURE, path.read_bytes())
    with suppress(FileNotFoundError):
        yield Record(path.name, SIDECAR, path.with_name(path.name + SIDECAR_ENDING).read_bytes())


def _open_pack(home: Path, records: Sequence[Record]) -> Path:
    """The last pack, or a new one if that is full, with a dictionary trained on its first records."""
    there = packs(home)
    if there and there[-1].stat().st_size < FULL and _is_pack(there[-1]):
        return there[-1]
    samples = [record.data[:SAMPLE] for record in records if record.kind == CAPTURE]
    # Numbers continue from the last pack, so that a pack which somebody removed does not give its number to another.
    number = int(there[-1].stem[:6]) + 1 if there else 1
    pack = Home(home).archive / "packs" / f"{number:06}{PACK}"
    part = pack.with_suffix(".part")
    part.unlink(missing_ok=True)
    new_pack(part, dictionary(samples))
    part.replace(pack)
    return pack


def _is_pack(path: Path) -> bool:
    with path.open("rb") as file, suppress(DamagedRecord):
        return bool(trained_dictionary(file))
    return False


def loose_captures(home: Path, older_than: float, *, largest: float = LARGEST) -> Iterator[Path]:
    """Captures of at most `largest` bytes in separate files whose content matches their name. Damaged ones stay, and
    reconcile reports them."""
    for folder in sorted(Home(home).archive.glob("??")):
        for path in sorted(folder.iterdir()):
            if len(path.name) == HASH_LETTERS and path.stat().st_mtime < older_than and _is_whole(path, largest):
                yield path


def _is_whole(path: Path, largest: float) -> bool:
    if path.stat().st_size > largest:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == path.name


def _remove(home: Path, path: Path) -> None:
    sidecar = path.with_name(path.name + SIDECAR_ENDING)
    with suppress(FileNotFoundError):
        # A sidecar that arrived while the capture was packed stays a file.
        if _is_packed(home, Record(path.name, SIDECAR, sidecar.read_bytes())):
            sidecar.unlink()
    path.unlink()
    with suppress(OSError):  # not empty
        path.parent.rmdir()


@contextmanager
def packing(home: Path) -> Iterator[bool]:
    """Whether this process holds the packing lock."""
    folder = Home(home).archive / "packs"
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
