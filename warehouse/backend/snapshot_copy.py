"""Copies a file and flushes the copy to the disk. Run as a program: only the standard library, so that it starts fast.

It is a separate process, because a process that closes the live database file loses DuckDB's lock on it.
"""

import fcntl
import os
import shutil
import sys

_AT_ONCE = 1 << 30
_FICLONE = 0x40049409
"""From linux/fs.h."""


def copy(source: str, target: str) -> None:
    """Copy by sharing blocks if the file system can. Raises OSError."""
    with open(source, "rb") as read, open(target, "xb") as write:  # noqa: PTH123 - pathlib would double the start-up time
        try:
            if _cloned(read.fileno(), write.fileno()):
                os.fsync(write.fileno())
                return
            while os.copy_file_range(read.fileno(), write.fileno(), _AT_ONCE):
                pass
        except OSError:  # impossible between these file systems, or in this kernel
            if write.tell() or os.fstat(write.fileno()).st_size:
                raise
            shutil.copyfileobj(read, write, 1 << 20)
            write.flush()
        os.fsync(write.fileno())


def _cloned(source: int, target: int) -> bool:
    """Whether the file system (XFS, Btrfs, ...) made the target share the source's blocks, which costs nothing."""
    try:
        fcntl.ioctl(target, _FICLONE, source)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    try:
        copy(sys.argv[1], sys.argv[2])
    except OSError as error:
        sys.exit(f"{error.strerror}: {error.filename or sys.argv[2]}")
