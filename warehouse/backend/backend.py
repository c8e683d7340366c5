"""The interface of the backends that store a warehouse. Other code calls `backend_of(home)` and does not depend on
which backend it gets."""

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from duckdb import DuckDBPyConnection

from warehouse.backend.capabilities import Capabilities
from warehouse.backend.database_file import DatabaseFile
from warehouse.backend.lake.lake import Lake
from warehouse.backend.place import place_of


class Backend(Protocol):
    """The warehouse of one home."""

    @property
    def capabilities(self) -> Capabilities: ...

    @property
    def path(self) -> Path:
        """What the writer opens, for messages."""

    @property
    def shown(self) -> str:
        """What readers open, shown to people; without a password."""

    @property
    def marker(self) -> Path:
        """The file that is replaced whenever something is published."""

    def exists(self) -> bool:
        """Whether anything was ever stored."""

    def connect(self) -> DuckDBPyConnection:
        """The writer's database, created if needed, as `live`. The caller must have the turn, and closes the
        connection."""

    def remember(self) -> None:
        """Make the home use this warehouse from now on."""

    def turn(self, *, wait_seconds: float) -> AbstractContextManager[None]:
        """The writer's turn: one at a time, over all processes and machines. Raises Locked."""

    def publish(self, *, force: bool) -> bool:
        """Show readers what is stored. False: not due yet. The caller must have the turn."""

    def seconds_until_due(self) -> float:
        """Seconds until publishing is due, a compromise between fresh data for readers and the time that publishing
        takes. 0: now."""

    def attach_published(self, con: DuckDBPyConnection) -> list[str]:
        """Attach what was published last, read-only, as `cuttings`, and use it. Returns the folders or prefixes that
        the session must be able to read. Raises NoSnapshot."""

    def stored_at(self, now: datetime) -> datetime | None:
        """When something was last stored. None: finding out would need a connection."""

    def refused(self, sql: str) -> str | None:
        """Why a reader's query is refused. None: it may run, because the session's own restrictions suffice."""

    def maintain(self) -> list[str]:
        """Do the nightly maintenance; return a report in lines. The caller must have the turn."""


def backend_of(home: Path) -> Backend:
    """The warehouse of this home. Raises WrongWarehouse."""
    place = place_of(home)
    return DatabaseFile(home) if place is None else Lake(home, place)
