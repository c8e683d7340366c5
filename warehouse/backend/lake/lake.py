"""The warehouse as a DuckLake: a catalog in PostgreSQL, data in a folder or a bucket, loaders and readers on any
machine.

A published snapshot is the number of one of the lake's own snapshots: nothing is copied, and a reader is never blocked.
"""

import json
import time
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from schemas.home import Home
from warehouse.backend.capabilities import LAKE, Capabilities
from warehouse.backend.database_file import loading_settings
from warehouse.backend.lake import guard
from warehouse.backend.lake.connection import attach, load_extensions
from warehouse.backend.lake.maintenance import maintain
from warehouse.backend.lake.turn import lake_turn
from warehouse.backend.place import LakePlace, is_remembered, remember, without_password
from warehouse.backend.rows import first_row
from warehouse.errors import NoSnapshot, Unreadable

PUBLISH_SECONDS = 5.0
"""A snapshot costs a connection: two that were not explicitly requested are at least this many seconds apart."""
NOTHING_INLINED = "DATA_INLINING_ROW_LIMIT 0"
"""Rows are never stored in the catalog: writing them out later crashes DuckDB 1.5.5 in every session that reads
them."""


class Lake:
    """A lake and its published snapshot. See warehouse.backend.backend.Backend."""

    def __init__(self, home: Path, place: LakePlace) -> None:
        self._home = home
        self._paths = Home(home)
        self._place = place

    @property
    def capabilities(self) -> Capabilities:
        """Several loaders; no CHECK constraints."""
        return LAKE

    @property
    def path(self) -> Path:
        """The catalog's address."""
        return Path(self._place.shown)

    @property
    def shown(self) -> str:
        """The catalog's address: readers use it by `cuttings sql`."""
        return self._place.shown

    @property
    def marker(self) -> Path:
        """The file that states which snapshot readers see."""
        return self._paths.published

    def exists(self) -> bool:
        """Whether this home has used its lake."""
        return is_remembered(self._home)

    def connect(self) -> DuckDBPyConnection:
        """The lake, created if it does not exist."""
        self._paths.spill.parent.mkdir(parents=True, exist_ok=True)
        if "://" not in self._place.data:
            Path(self._place.data).mkdir(parents=True, exist_ok=True)
        con = duckdb.connect(":memory:", config=loading_settings(self._paths))
        try:
            load_extensions(con, self._place)
            attach(con, self._place, "live", NOTHING_INLINED)
            con.execute("USE live; SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        except (duckdb.BinderException, duckdb.InvalidInputException) as error:
            con.close()
            raise Unreadable(self.path, without_password(str(error))) from error
        except BaseException:
            con.close()
            raise
        return con

    def remember(self) -> None:
        """Write into HOME that this lake is its warehouse."""
        remember(self._home, self._place)

    def turn(self, *, wait_seconds: float) -> AbstractContextManager[None]:
        """An advisory lock in the catalog."""
        return lake_turn(self._home, self._place, wait_seconds=wait_seconds)

    def publish(self, *, force: bool) -> bool:
        """Write down which snapshot readers see."""
        file = self._paths.published
        if not force and self.seconds_until_due() > 0:
            return False
        # live.py needs this file.
        from warehouse.backend.live import open_live

        con = open_live(self._home)
        try:
            row = first_row(con.execute("FROM ducklake_current_snapshot('live')"))
        finally:
            con.close()
        if row is None:
            return False
        part = file.with_suffix(".part")
        part.write_text(json.dumps({"snapshot": int(row[0])}) + "\n", encoding="ascii")
        part.replace(file)
        return True

    def seconds_until_due(self) -> float:
        """Depends on when it was last done."""
        try:
            age = time.time() - self._paths.published.stat().st_mtime
        except FileNotFoundError:
            return 0.0
        # The time is in the future: the clock was set back, so the age is unknown.
        return max(0.0, PUBLISH_SECONDS - age) if age >= 0 else 0.0

    def attach_published(self, con: DuckDBPyConnection) -> list[str]:
        """The lake as of the published snapshot. Raises NoSnapshot, Unreadable, NoExtension."""
        try:
            number = int(json.loads(self._paths.published.read_text(encoding="ascii"))["snapshot"])
        except FileNotFoundError:
            raise NoSnapshot(self._home) from None
        except (ValueError, KeyError, TypeError) as error:
            raise Unreadable(self._paths.published, str(error)) from error
        load_extensions(con, self._place)
        try:
            attach(con, self._place, "cuttings", "READ_ONLY", f"SNAPSHOT_VERSION {number}")
            con.execute("USE cuttings")
        except duckdb.Error as error:
            raise Unreadable(self.path, without_password(str(error))) from error
        return [self._place.data]

    def stored_at(self, now: datetime) -> datetime | None:  # noqa: ARG002 - another backend needs the zone
        """Unknown without a connection."""
        return None

    def refused(self, sql: str) -> str | None:
        """Why the query is refused: it could reach outside the lake."""
        return guard.refused(sql)

    def maintain(self) -> list[str]:
        """Merge small files and remove what no snapshot needs."""
        con = self.connect()
        try:
            return maintain(con)
        finally:
            con.close()
