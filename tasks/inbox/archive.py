"""The archive: the bytes of every capture, kept for ever under their own hash."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from schemas.capture import NOTHING_KNOWN, Sidecar
from schemas.home import Home
from warehouse.archive.bucket_captures import object_name, packs_of, size_in
from warehouse.archive.kept import capture_path, kept_bytes, sidecar_path, size_in_home
from warehouse.archive.pack import SIDECAR
from warehouse.archive.packs import find
from warehouse.archive.place import bucket_of

UNFINISHED = ".part"


def keep_bytes(home: Path, data: bytes) -> str:
    """Archives `data` and returns its capture_id. Bytes that are already there are not written again. Raises
    OSError."""
    capture_id = hashlib.sha256(data).hexdigest()
    if size_in_home(home, capture_id) == len(data):
        return capture_id
    bucket = bucket_of(home)
    if bucket is None:
        keep_stream(home, (data,))
    # An object is written without asking whether it exists: one request for each capture, not two.
    elif packs_of(bucket).find(capture_id) is None:
        bucket.write(object_name(capture_id), data)
    return capture_id


def keep_stream(home: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Archives a document that is too large for memory; returns its capture_id and its size in bytes. Raises OSError.

    The bytes are on the disk before they get their name: a power failure leaves a `.part` file, never half a capture.
    """
    folder = Home(home).archive
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=folder, suffix=UNFINISHED, delete=False) as part:
        try:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                part.write(chunk)
            part.flush()
            os.fdatasync(part.fileno())
            _name(home, Path(part.name), digest.hexdigest())
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    return digest.hexdigest(), size


def _name(home: Path, part: Path, capture_id: str) -> None:
    """Gives a file its place in the archive."""
    bucket = bucket_of(home)
    if bucket is not None:
        if packs_of(bucket).find(capture_id) is None:
            bucket.write(object_name(capture_id), part)
        part.unlink()
        return
    target = home / capture_path(capture_id)
    target.parent.mkdir(exist_ok=True)
    part.replace(target)


def keep_sidecar(home: Path, capture_id: str, sidecar: Sidecar) -> None:
    """Keeps the sidecar of a capture as it was when the capture first arrived: a replay needs it."""
    target = home / sidecar_path(capture_id)
    if sidecar == NOTHING_KNOWN or target.exists() or find(home, capture_id, SIDECAR) is not None:
        return
    bucket = bucket_of(home)
    if bucket is None:
        part = target.with_name(target.name + UNFINISHED)
        part.write_text(sidecar.model_dump_json(), encoding="utf-8")
        part.replace(target)
    elif size_in(bucket, capture_id, SIDECAR) is None:
        bucket.write(object_name(capture_id, SIDECAR), sidecar.model_dump_json().encode())


def kept_sidecar(home: Path, capture_id: str) -> Sidecar:
    """The sidecar of a capture."""
    try:
        return Sidecar.model_validate_json(kept_bytes(home, capture_id, SIDECAR))
    except FileNotFoundError:
        return NOTHING_KNOWN


def clear_unfinished(home: Path, *, older_than: float) -> int:
    """Removes `.part` files of killed writers, last written before `older_than` (POSIX seconds). Returns how many."""
    left = [part for part in (Home(home).archive).glob(f"*{UNFINISHED}") if part.stat().st_mtime < older_than]
    for part in left:
        part.unlink(missing_ok=True)
    return len(left)
