"""Read-only sessions that stay open between requests, each under limits of rows and time.

To open a session costs 15 to 25 ms of CPU, most questions of a page less. Sessions are kept as long as the snapshot is
the same; a new snapshot is seen by the next request.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.backend.backend import backend_of
from warehouse.errors import BadQuery, NoSnapshot, TookTooLong
from warehouse.queries.query import open_snapshot
from warehouse.queries.question import Question, Value, copied, question

AT_ONCE = 4
"""Requests that ask at the same time; others wait for their turn."""
SECONDS = 10.0
"""Time for all questions of one request, waiting included."""
MOST_ROWS = 10_000
"""Rows of one answer."""
Identity = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """An answer, with the question as it was asked."""

    question: Question
    values: Mapping[str, Value]
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    more: bool
    """Whether there are more rows than were asked for."""
    sql: str
    """What was run, with the values in it: to copy."""

    @property
    def first(self) -> dict[str, Any] | None:
        """The first row. None: there is none."""
        return self.rows[0] if self.rows else None


class Asker:
    """One request's session: every table it gave, and its deadline."""

    def __init__(self, con: DuckDBPyConnection, until: float, clock: Callable[[], float]) -> None:
        self._con, self._until, self._clock = con, until, clock
        self.tables: list[Table] = []

    def __call__(
        self,
        name: str,
        given: Mapping[str, object] | None = None,
        /,
        *,
        limit: int = 200,
        offset: int = 0,
        **more: object,
    ) -> Table:
        """Asks a question by its name; parameters in a mapping, or as keywords.

        Raises BadQuery, TookTooLong; KeyError for a question that is none.
        """
        asked = question(name)
        values = asked.values({**(given or {}), **more})
        limit, offset = max(0, min(limit, MOST_ROWS)), max(0, min(offset, 10_000_000))
        paged = f"\nLIMIT {limit + 1} OFFSET {offset}"
        columns, rows = self._run(asked.sql + paged, values)
        shown = copied(asked, values) + (f"\nLIMIT {limit} OFFSET {offset}" if offset else f"\nLIMIT {limit}")
        table = Table(asked, values, columns, rows[:limit], len(rows) > limit, shown)
        self.tables.append(table)
        return table

    def _run(self, sql: str, values: Mapping[str, Value]) -> tuple[tuple[str, ...], tuple[dict[str, Any], ...]]:
        left = self._until - self._clock()
        if left <= 0:
            raise TookTooLong(SECONDS)
        alarm = threading.Timer(left, self._con.interrupt)
        alarm.daemon = True
        alarm.start()
        try:
            found = self._con.execute(sql, dict(values))
            columns = tuple(str(column[0]) for column in found.description or ())
            return columns, tuple(dict(zip(columns, row, strict=True)) for row in found.fetchall())
        except duckdb.InterruptException:
            raise TookTooLong(SECONDS) from None
        except (duckdb.Error, RuntimeError, ValueError, OverflowError) as error:
            raise BadQuery(sql, str(error)) from error
        finally:
            alarm.cancel()


class Sessions:
    """The sessions of one home."""

    def __init__(self, home: Path, *, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.home, self._seconds, self._clock = home, seconds, clock
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        self._guard = threading.Lock()
        self._free: list[tuple[Identity, DuckDBPyConnection]] = []

    @contextmanager
    def asker(self) -> Iterator[Asker]:
        """A session for one request. Raises NoSnapshot, Unreadable, TookTooLong."""
        until = self._clock() + self._seconds
        if not self._turn.acquire(timeout=self._seconds):
            raise TookTooLong(self._seconds)
        try:
            identity, con = self._taken()
            try:
                yield Asker(con, until, self._clock)
            except TookTooLong:
                identity = (0, 0, 0)  # an interrupt may still be on its way: it is not to meet the next request
                raise
            finally:
                self._give_back(identity, con)
        finally:
            self._turn.release()

    def identity(self) -> Identity:
        """Tells one snapshot from the next. Raises NoSnapshot."""
        try:
            stat = backend_of(self.home).marker.stat()
        except FileNotFoundError:
            raise NoSnapshot(self.home) from None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def close(self) -> None:
        """Closes what is not in use."""
        with self._guard:
            free, self._free = self._free, []
        for _, con in free:
            con.close()

    def _taken(self) -> tuple[Identity, DuckDBPyConnection]:
        now = self.identity()
        with self._guard:
            fit = [one for one in self._free if one[0] == now]
            outdated = [con for identity, con in self._free if identity != now]
            taken = fit.pop() if fit else None
            self._free = fit
        for con in outdated:
            con.close()
        return taken or (now, open_snapshot(self.home))

    def _give_back(self, identity: Identity, con: DuckDBPyConnection) -> None:
        if identity == (0, 0, 0):
            con.close()
            return
        with self._guard:
            self._free.append((identity, con))
