"""Packs the captures of a bucket, and moves what HOME/archive still holds into the bucket.

A pack is made in HOME/archive, verified, written to the bucket under a name derived from its content, read back
completely, and found through its index; only then the objects that it contains are removed. A kill at any moment loses
nothing: until the next packing run, captures exist twice. Two processes that pack at the same time make two packs.
"""

import hashlib
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from schemas.capture import SIDECAR_ENDING
from schemas.home import Home
from warehouse.archive.bucket import Bucket, Stored
from warehouse.archive.bucket_captures import PACKS, object_name, packs_of
from warehouse.archive.pack import CAPTURE, SIDECAR, DamagedRecord, Record, append, dictionary, new_pack, read_record
from warehouse.archive.packing import AT_ONCE, FULL, HASH_LETTERS, LARGEST, SAMPLE, Packed, loose_captures, packing
from warehouse.archive.packs import INDEX, PACK, Index, index_bytes, made_index, packs

LEAST: Final = 1000
"""With fewer captures than this, they stay separate objects, because each packing run makes a new pack."""
_AT_A_TIME: Final = 8
"""Objects that are read at the same time."""


def pack_bucket(home: Path, bucket: Bucket, *, older_than: float, least: int = LEAST) -> Packed:
    """Moves what HOME/archive holds into the bucket, and packs captures last written before `older_than` (POSIX
    seconds) if there are at least `least`.

    Does nothing while another process of this home packs. Raises OSError; captures that are not packed then remain
    where they are.
    """
    done = Packed(0, 0, 0)
    with packing(home) as mine:
        if not mine:
            return done
        _bring(home, bucket, older_than)
        _mend_indexes(home, bucket)
        every = list(bucket.listed())
        waiting = [one for one in every if _is_capture(one) and one.changed < older_than]
        if len(waiting) < least:
            return done
        sidecars = {one.name for one in every if one.name.endswith(SIDECAR_ENDING)}
        for some in _packfuls(waiting):
            stored = _pack(home, bucket, some, sidecars)
            done = Packed(
                done.captures + len(some), done.bytes_before + sum(one.size for one in some), done.bytes_after + stored
            )
    return done


def _is_capture(one: Stored) -> bool:
    """Whether it is a capture small enough to be packed; larger ones stay separate objects."""
    name = one.name.rpartition("/")[2]
    return len(name) == HASH_LETTERS and one.name == object_name(name) and one.size <= LARGEST


def _packfuls(waiting: Sequence[Stored]) -> Iterator[list[Stored]]:
    some: list[Stored] = []
    size = 0
    for one in waiting:
        some.append(one)
        size += one.size
        if size >= FULL:
            yield some
            some, size = [], 0
    if some:
        yield some


def _pack(home: Path, bucket: Bucket, some: Sequence[Stored], sidecars: set[str]) -> int:
    """Makes one pack of these; returns its bytes."""
    with NamedTemporaryFile(dir=Home(home).archive, suffix=".part", delete=False) as part:
        made = Path(part.name)
    try:
        index, held = _made_pack(bucket, made, some, sidecars)
        if not held:
            return 0
        _put(bucket, made, index)
        packs_of(bucket).look_again()
        for record in held:
            bucket.remove(object_name(record.capture_id, record.kind))
        return made.stat().st_size
    finally:
        made.unlink(missing_ok=True)


def _made_pack(bucket: Bucket, made: Path, some: Sequence[Stored], sidecars: set[str]) -> tuple[Index, list[Record]]:
    """Writes the pack; returns its index, and the records without their bytes."""
    made.unlink()
    held: list[Record] = []
    trained: bytes | None = None
    with ThreadPoolExecutor(_AT_A_TIME) as threads:
        waiting = iter(some)
        while names := [one.name for one in islice(waiting, AT_ONCE)]:
            records = [
                record
                for found in threads.map(lambda name: _records(bucket, name, sidecars), names)
                for record in found
            ]
            if trained is None:
                trained = dictionary([record.data[:SAMPLE] for record in records if record.kind == CAPTURE])
                new_pack(made, trained)
            with made.open("r+b") as file:
                for record, entry in zip(records, append(file, records, trained), strict=True):
                    if read_record(file, entry, trained) != record.data:
                        raise DamagedRecord(f"{record.capture_id} was packed as something else")
            held += [Record(record.capture_id, record.kind, b"") for record in records]
    return made_index(made), held


def _records(bucket: Bucket, name: str, sidecars: set[str]) -> list[Record]:
    """A capture and its sidecar. Empty if the content does not match the name: the object stays, and `reconcile`
    reports it."""
    capture_id = name.rpartition("/")[2]
    data = bucket.read(name)
    if hashlib.sha256(data).hexdigest() != capture_id:
        return []
    records = [Record(capture_id, CAPTURE, data)]
    beside = object_name(capture_id, SIDECAR)
    if beside in sidecars:
        records.append(Record(capture_id, SIDECAR, bucket.read(beside)))
    return records


def _put(bucket: Bucket, pack: Path, index: Index) -> None:
    """Writes a pack and its index to the bucket. Raises DamagedRecord if reading it back gives something else."""
    with pack.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    numbers = [int(name.removeprefix(f"{PACKS}/")[:6]) for name in packs_of(bucket).names()]
    name = f"{PACKS}/{max(numbers, default=0) + 1:06}-{digest[:16]}"
    bucket.write(f"{name}{PACK}", pack)
    back = hashlib.sha256()
    for chunk in bucket.chunks(f"{name}{PACK}"):
        back.update(chunk)
    if back.hexdigest() != digest:
        raise DamagedRecord(f"{bucket.address}{name}{PACK} is not what was put there")
    bucket.write(f"{name}{INDEX}", index_bytes(index))


def _mend_indexes(home: Path, bucket: Bucket) -> None:
    """Makes the index of a pack whose writer was killed before it wrote one."""
    known = packs_of(bucket)
    known.look_again()
    have = set(known.names())
    for one in bucket.listed(PACKS):
        if one.name.endswith(PACK) and one.name not in have:
            with NamedTemporaryFile(dir=Home(home).archive, suffix=".part") as part:
                for chunk in bucket.chunks(one.name):
                    part.write(chunk)
                part.flush()
                index = made_index(Path(part.name))
            bucket.write(f"{one.name.removesuffix(PACK)}{INDEX}", index_bytes(index))
    known.look_again()


def _bring(home: Path, bucket: Bucket, older_than: float) -> None:
    """Moves the files and packs of HOME/archive, which the home used before. Large ones too: somebody may remove the
    folder when it looks empty."""
    for path in loose_captures(home, older_than, largest=math.inf):
        sidecar = path.with_name(path.name + SIDECAR_ENDING)
        with suppress(FileNotFoundError):
            bucket.write(object_name(path.name, SIDECAR), sidecar.read_bytes())
        bucket.write(object_name(path.name), path)
        stored = bucket.stored(object_name(path.name))
        if stored is None or stored.size != path.stat().st_size:
            raise DamagedRecord(f"{path} did not come into {bucket.address}")
        path.unlink()
        sidecar.unlink(missing_ok=True)
        with suppress(OSError):  # not empty
            path.parent.rmdir()
    for pack in packs(home):
        _put(bucket, pack, made_index(pack))
        packs_of(bucket).look_again()
        pack.unlink()
        pack.with_suffix(INDEX).unlink(missing_ok=True)
