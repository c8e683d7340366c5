"""Read-only sessions that stay open between requests, each with limits of rows and time.

Opening a snapshot takes 15 to 25 ms of CPU, longer than most questions of a page. So a session stays open as long as
its snapshot is the newest, with the tables that held.py takes into memory. For a large library that takes seconds (3
CPU s at 100,000 articles); meanwhile the previous snapshot is used, for at most `MOST_BEHIND`.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.backend.backend import backend_of
from warehouse.backend.rows import first_row
from warehouse.errors import BadQuery, NoSnapshot, TookTooLong, WarehouseError
from warehouse.queries.held import article_count, from_memory, good_until, hold
from warehouse.queries.query import open_snapshot
from warehouse.queries.question import Question, Value, copied, question

AT_ONCE = 4
"""Requests that are answered at the same time; others wait."""
SECONDS = 10.0
"""Seconds for all questions of one request, including waiting."""
MOST_ROWS = 10_000
"""Most rows of one answer."""
MOST_BEHIND = 60.0
"""Seconds that pages may lag behind the newest snapshot."""
FEW_ARTICLES = 5_000
"""Libraries with at most this many articles are taken into memory while a request waits: that takes less than half a
second."""
SHARE_OF_TIME = 0.1
"""The largest share of the time that is spent on taking snapshots into memory."""
_THREADS = 1
"""A question's to a file. They are small: two threads cost a third more CPU, and other requests have use for the other
cores. A lake is waited for, by as many threads as DuckDB takes."""
_KEPT_ANSWERS = 500
_KEPT_ROWS = 1_000
_KEPT = ("front_", "names", "outlet_list", "arrival_outcomes")
"""Prefixes of the questions about the whole library, whose answers are cached because a snapshot never changes."""
FOLLOW_SECONDS = 1.0
"""Seconds between two checks for a new snapshot."""
Identity = tuple[int, int, int]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Table:
    """An answer, with its question."""

    question: Question
    values: Mapping[str, Value]
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    more: bool
    """Whether there are more rows than were requested."""
    sql: str
    """The SQL that was run, with the values in it, to be copied."""

    @property
    def first(self) -> dict[str, Any] | None:
        """The first row. None: there is none."""
        return self.rows[0] if self.rows else None


@dataclass(slots=True)
class _Opened:
    """An open snapshot, with its tables in memory."""

    identity: Identity
    con: DuckDBPyConnection
    catalog: str
    few: bool
    """Whether it has few articles."""
    until: datetime
    """When its tables in memory must be made again."""
    held: frozenset[str] = frozenset()
    answers: dict[tuple[object, ...], Table] = field(default_factory=dict)

    def fits(self, now: Identity) -> bool:
        """Whether it is the newest snapshot."""
        return self.identity == now and datetime.now(UTC) < self.until

    def session(self) -> DuckDBPyConnection:
        """A separate session, to be closed by the caller."""
        con = self.con.cursor()
        con.execute(f"USE {self.catalog}")
        return con

    def hold(self) -> None:
        """Take the tables for pages into memory."""
        with closing(self.session()) as con:
            for name in hold(con):
                self.held |= {name}

    def keep(self, key: tuple[object, ...], table: Table) -> None:
        """Cache an answer; if there are too many, all earlier ones are removed."""
        if len(table.rows) <= _KEPT_ROWS:
            if len(self.answers) >= _KEPT_ANSWERS:
                self.answers.clear()
            self.answers[key] = table


class Asker:
    """The session of one request: all its answers, and its deadline."""

    def __init__(self, opened: _Opened, con: DuckDBPyConnection, until: float, clock: Callable[[], float]) -> None:
        self._opened, self._con, self._until, self._clock = opened, con, until, clock
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
        """Ask a question by its name, with parameters in a mapping or as keywords.

        Raises BadQuery, TookTooLong; KeyError for an unknown question.
        """
        asked = question(name)
        values = asked.values({**(given or {}), **more})
        limit, offset = max(0, min(limit, MOST_ROWS)), max(0, min(offset, 10_000_000))
        key = (name, *values.items(), limit, offset)
        table = self._opened.answers.get(key)
        if table is None:
            table = self._asked(asked, values, limit, offset)
            if name.startswith(_KEPT):
                self._opened.keep(key, table)
        self.tables.append(table)
        return table

    def _asked(self, asked: Question, values: Mapping[str, Value], limit: int, offset: int) -> Table:
        sql = from_memory(asked.sql, self._opened.held, of_entity="entity" in values)
        if asked.pages:
            columns, rows = self._run(sql, {**values, "limit": limit + 1, "offset": offset})
            shown = copied(asked, {**values, "limit": limit, "offset": offset})
        else:
            columns, rows = self._run(f"{sql}\nLIMIT {limit + 1} OFFSET {offset}", values)
            shown = copied(asked, values) + (f"\nLIMIT {limit} OFFSET {offset}" if offset else f"\nLIMIT {limit}")
        return Table(asked, values, columns, rows[:limit], len(rows) > limit, shown)

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
        self._opening = threading.Lock()
        self._newest: _Opened | None = None
        self._ended = threading.Event()
        self._follower: threading.Thread | None = None

    @contextmanager
    def asker(self) -> Iterator[Asker]:
        """A session for one request. Raises NoSnapshot, Unreadable, TookTooLong."""
        until = self._clock() + self._seconds
        if not self._turn.acquire(timeout=self._seconds):
            raise TookTooLong(self._seconds)
        try:
            opened = self._taken()
            # Closed afterwards, so that an interrupt that is still on its way does not hit the next request.
            with closing(opened.session()) as con:
                yield Asker(opened, con, until, self._clock)
        finally:
            self._turn.release()

    def identity(self) -> Identity:
        """Identifies the current snapshot. Raises NoSnapshot."""
        try:
            stat = backend_of(self.home).marker.stat()
        except FileNotFoundError:
            raise NoSnapshot(self.home) from None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    @property
    def held(self) -> frozenset[str]:
        """The relations of the current snapshot that are in memory."""
        return self._newest.held if self._newest else frozenset()

    def follow(self, prepare: Callable[[Asker], object] | None = None) -> None:
        """Start a thread that takes each new snapshot of a large library into memory, and asks `prepare`'s questions,
        before requests use it."""
        self._follower = threading.Thread(target=self._follow, args=(prepare,), name="pages: snapshots", daemon=True)
        self._follower.start()

    def close(self) -> None:
        """Close everything that is open."""
        self._ended.set()
        if self._follower is not None:
            self._follower.join(timeout=self._seconds)
        with self._opening:
            if self._newest is not None:
                self._newest.con.close()
            self._newest = None

    def _taken(self) -> _Opened:
        now = self.identity()
        known = self._newest
        if known is not None and (known.fits(now) or self._waits(known, now)):
            return known
        with self._opening:
            if self._newest is None or not self._newest.fits(now):
                opened = self._open(now)
                if opened.few:
                    opened.hold()
                self._replace(opened)
            return self._newest or self._open(now)

    def _waits(self, known: _Opened, now: Identity) -> bool:
        """Whether the previous snapshot is used, because the new one is being taken into memory."""
        behind = time.time() - now[1] / 1e9
        return not known.few and self._follower is not None and 0 <= behind < MOST_BEHIND

    def _open(self, now: Identity) -> _Opened:
        by_one = backend_of(self.home).capabilities.fetch_by_row_id
        con = open_snapshot(self.home, threads=_THREADS if by_one else None)
        row = first_row(con.execute("SELECT current_catalog() || '.' || current_schema()"))
        few = article_count(con) <= FEW_ARTICLES
        return _Opened(now, con, str(row[0]) if row else "cuttings", few, good_until(con, datetime.now(UTC)))

    def _replace(self, opened: _Opened) -> None:
        # The previous one is closed with the last request that uses it.
        self._newest = opened

    def _follow(self, prepare: Callable[[Asker], object] | None) -> None:
        wait = 0.0
        while not self._ended.wait(wait):
            started = time.monotonic()
            wait = FOLLOW_SECONDS
            try:
                now = self.identity()
                known = self._newest
                if known is None or not known.fits(now) or not known.held:
                    self._take_in(now, prepare)
                    wait = max(wait, (time.monotonic() - started) / SHARE_OF_TIME)
            except (WarehouseError, duckdb.Error) as error:
                logger.warning("the newest snapshot is not taken into memory: %s", error)
                wait = MOST_BEHIND

    def _take_in(self, now: Identity, prepare: Callable[[Asker], object] | None) -> None:
        opened = self._open(now)
        opened.hold()
        if prepare is not None:
            with closing(opened.session()) as con:
                prepare(Asker(opened, con, self._clock() + self._seconds, self._clock))
        with self._opening:
            self._replace(opened)
