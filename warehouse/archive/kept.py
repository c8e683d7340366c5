"""A capture's bytes, wherever the archive has them: in a file of its own, or in a pack."""

from pathlib import Path

from warehouse.archive.packs import find, packed_bytes


def capture_path(capture_id: str) -> str:
    """The file of a capture that is not packed, relative to HOME: the capture's name, too, once it is."""
    return f"archive/{capture_id[:2]}/{capture_id}"


def kept_bytes(home: Path, capture_id: str) -> bytes:
    """The bytes that are kept under this hash. Raises FileNotFoundError, DamagedRecord, OSError."""
    path = home / capture_path(capture_id)
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        # A capture is in its pack, and in the index, before its file goes.
        data = packed_bytes(home, capture_id)
        if data is None:
            raise
        return data


def kept_size(home: Path, capture_id: str) -> int | None:
    """How many bytes are kept. None: none are."""
    try:
        return (home / capture_path(capture_id)).stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        found = find(home, capture_id)
        return found[1].size if found else None
