"""Turns of hosts: one request at a time to a host, a pause after each, and a limit on all requests at once."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

from schemas.host_state import HostState
from schemas.source import FetchRules
from tasks.fetching.politeness import interval

_USUAL = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """The host of an address for politeness: its name in lower case, and the port unless it is the default port.

    Raises ValueError for what has no host.
    """
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError(f"no host in {url[:100]!r}")
    port = parts.port
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return name if port in (None, _USUAL.get(parts.scheme)) else f"{name}:{port}"


class Turns:
    """Gives turns, and keeps what is known about each host.

    `states` are those known from earlier runs; `pauses`, by host, the monotonic time before which it gets no request:
    a later `Turns` of the same process continues with them.
    """

    def __init__(
        self, rules: FetchRules, states: Mapping[str, HostState], pauses: dict[str, float] | None = None
    ) -> None:
        self._rules = rules
        self._slots = asyncio.Semaphore(rules.max_connections)
        self._states = dict(states)
        self._locks: dict[str, asyncio.Lock] = {}
        self._not_before = pauses if pauses is not None else {}
        self._delays: dict[str, float] = {}
        self._changed: set[str] = set()

    def state(self, host: str) -> HostState:
        """What is known about a host."""
        return self._states.get(host) or HostState(host=host)

    def learn(self, state: HostState) -> None:
        """Replaces what is known about a host."""
        if self._states.get(state.host) != state:
            self._states[state.host] = state
            self._changed.add(state.host)

    def slow_down(self, host: str, crawl_delay: float | None) -> None:
        """Keeps the delay that the robots.txt of a host states."""
        self._delays[host] = interval(self._rules.host_interval, crawl_delay)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits for the host's turn. The pause is counted from the end of a request to the start of the next, so that
        the host sees no shorter one, however long its answer takes."""
        async with self._locks.setdefault(host, asyncio.Lock()):
            pause = self._not_before.get(host, 0.0) - time.monotonic()
            if pause > 0:
                await asyncio.sleep(pause)
            async with self._slots:
                try:
                    yield
                finally:
                    self._not_before[host] = time.monotonic() + self._delays.get(host, self._rules.host_interval)

    def changes(self) -> list[HostState]:
        """The hosts with a state that changed since the last call."""
        changed, self._changed = self._changed, set()
        return [self._states[host] for host in sorted(changed)]

    def now(self) -> datetime:
        """The clock."""
        return datetime.now(UTC)
