"""The warehouse as a DuckDB file in HOME: the default, and the fastest on one machine."""

import logging
import os
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from schemas.home import Home
from warehouse.backend.capabilities import DATABASE_FILE, Capabilities
from warehouse.backend.literal import literal
from warehouse.backend.lock import lock
from warehouse.backend.memory_limit import memory_limit
from warehouse.backend.stray_log import is_about_a_log, put_stray_logs_aside
from warehouse.errors import NoSnapshot, Unreadable

logger = logging.getLogger(__name__)

STORAGE_VERSION = "v1.5.0"
"""Files with this storage version are a third smaller than with the default; DuckDB 2.0 reads it."""

SETTINGS: dict[str, str | int | float | list[str]] = {
    # Batches are small: more threads cost more than they gain, and other processes read documents at the same time.
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def loading_settings(paths: Home) -> dict[str, str | int | float | list[str]]:
    """How a load's database is opened. Raises WrongMemory."""
    return {**SETTINGS, "memory_limit": memory_limit(os.environ), "temp_directory": str(paths.spill)}


class DatabaseFile:
    """HOME/warehouse/live.duckdb, and its copy for readers. See warehouse.backend.backend.Backend."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._paths = Home(home)

    @property
    def capabilities(self) -> Capabilities:
        """All capabilities except several loaders."""
        return DATABASE_FILE

    @property
    def path(self) -> Path:
        """The live file."""
        return self._paths.live

    @property
    def shown(self) -> str:
        """The snapshot."""
        return str(self._paths.snapshot)

    @property
    def marker(self) -> Path:
        """The snapshot itself."""
        return self._paths.snapshot

    def exists(self) -> bool:
        """Whether the live file exists."""
        return self._paths.live.exists()

    def connect(self) -> DuckDBPyConnection:
        """Attached instead of connected to: only then can the storage version be set, and each connection is a separate
        instance."""
        self._paths.live.parent.mkdir(parents=True, exist_ok=True)
        con = duckdb.connect(":memory:", config=loading_settings(self._paths))
        try:
            con.execute(f"ATTACH {literal(self._paths.live)} AS live (STORAGE_VERSION '{STORAGE_VERSION}')")
        except (duckdb.SerializationException, duckdb.BinderException, duckdb.InvalidInputException) as error:
            con.close()
            raise Unreadable(self._paths.live, str(error)) from error
        except BaseException:
            con.close()
            raise
        con.execute("USE live; SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        return con

    def remember(self) -> None:
        """Does nothing: the file is the default of a home."""

    def turn(self, *, wait_seconds: float) -> AbstractContextManager[None]:
        """The lock of the home."""
        return lock(self._home, wait_seconds=wait_seconds)

    def publish(self, *, force: bool) -> bool:
        """Replace the snapshot with a copy."""
        # Imported late, because snapshot.py opens the live database, which needs this module.
        from warehouse.backend.snapshot import publish

        published = publish(self._home, force=force)
        if published:
            logger.info("published %.0f MB in %.1f s", published.bytes / 1e6, published.seconds)
        return published is not None

    def seconds_until_due(self) -> float:
        """Depends on the time that the last copy took."""
        from warehouse.backend.snapshot import seconds_until_due

        return seconds_until_due(self._home)

    def attach_published(self, con: DuckDBPyConnection) -> list[str]:
        """Attached instead of connected to: DuckDB would return this process's instance of an older snapshot of the
        same name."""
        if not self._paths.snapshot.is_file():
            raise NoSnapshot(self._home)
        sql = f"ATTACH {literal(self._paths.snapshot)} AS cuttings (READ_ONLY); USE cuttings"
        try:
            con.execute(sql)
        except duckdb.Error as error:
            if not (is_about_a_log(str(error)) and put_stray_logs_aside(self._home)):
                raise
            con.execute(sql)
        return []

    def stored_at(self, now: datetime) -> datetime | None:
        """The modification time of the live file."""
        return datetime.fromtimestamp(self._paths.live.stat().st_mtime, now.tzinfo)

    def refused(self, sql: str) -> str | None:  # noqa: ARG002 - another backend reads it
        """None: the session cannot reach anything outside its file."""
        return None

    def maintain(self) -> list[str]:
        """Does nothing: DuckDB maintains its file itself."""
        return []
