"""Write-ahead logs that other programs leave beside the snapshot.

A program that opens the snapshot for writing, as DuckDB does by default, writes into NAME.wal beside it. If it is
killed, or still writes when a new snapshot takes the file's name, its log belongs to a file that no longer exists: then
DuckDB refuses to open the new one.
"""

import logging
from contextlib import suppress
from pathlib import Path

from schemas.home import Home

logger = logging.getLogger(__name__)


def put_stray_logs_aside(home: Path) -> list[Path]:
    """Move the logs to HOME/warehouse/stray, where nothing reads them; return their new places. Raises OSError."""
    paths = Home(home)
    moved = []
    for log in sorted(paths.snapshot.parent.glob(f"{paths.snapshot.name}.wal*")):
        with suppress(FileNotFoundError):  # the program has just closed the file
            paths.stray.mkdir(parents=True, exist_ok=True)
            target = paths.stray / f"{log.name}-{log.stat().st_mtime_ns}"
            moved.append(log.replace(target))
            logger.warning(
                "%s: another program wrote into the snapshot, which a new one replaces; its changes were moved to %s. "
                "Open the snapshot with read_only=True, and keep tables of your own in %s.",
                log,
                target,
                paths.own,
            )
    return moved


def is_about_a_log(error: str) -> bool:
    """Whether an error of DuckDB says that the log beside a file belongs to another file."""
    return "WAL" in error
