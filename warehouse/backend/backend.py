"""What a warehouse is kept in. Everything else asks `backend_of(home)` and never minds which one it is."""

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
        """What readers open, for people; without a password."""

    @property
    def marker(self) -> Path:
        """The file that is replaced whenever something is published."""

    def exists(self) -> bool:
        """Whether anything was ever stored."""

    def connect(self) -> DuckDBPyConnection:
        """The writer's database, made if need be, in use as `live`. The caller has the turn, and closes it."""

    def remember(self) -> None:
        """Makes the home use this warehouse from now on."""

    def turn(self, *, wait_seconds: float) -> AbstractContextManager[None]:
        """The writer's turn: one at a time, over all processes and machines. Raises Locked."""

    def publish(self, *, force: bool) -> bool:
        """Shows readers what is stored; false: not due yet. The caller has the turn."""

    def seconds_until_due(self) -> float:
        """How long to wait with publishing, so that readers are hardly behind and little time goes into it. 0: now."""

    def attach_published(self, con: DuckDBPyConnection) -> list[str]:
        """Attaches what was published last, read-only, as `cuttings`, and uses it. The folders or prefixes that the
        session must be able to read. Raises NoSnapshot."""

    def stored_at(self, now: datetime) -> datetime | None:
        """When something was stored last. None: it would take a connection to know."""

    def refused(self, sql: str) -> str | None:
        """Why a reader's query must not be run here. None: what the session allows is all that it can do."""

    def maintain(self) -> list[str]:
        """The nightly work, told in lines. The caller has the turn."""


def backend_of(home: Path) -> Backend:
    """The warehouse of this home. Raises WrongWarehouse."""
    place = place_of(home)
    return DatabaseFile(home) if place is None else Lake(home, place)
