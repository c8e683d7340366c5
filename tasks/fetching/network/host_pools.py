"""Kept connections, in one pool per host.

A single pool for all hosts would examine all its connections twice per request: with 50 hosts that is half of a fetch's
CPU.
"""

import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpcore

from tasks.fetching.network.guarded_network import GuardedNetwork

Origin = tuple[bytes, bytes, int | None]


class HostPools:
    """At most `kept` hosts keep a connection: the least recently used one is closed first."""

    def __init__(self, network: GuardedNetwork, tls: ssl.SSLContext, *, kept: int, expiry: float) -> None:
        self._network = network
        self._tls = tls
        self._kept = kept
        self._expiry = expiry
        self._pools: OrderedDict[Origin, httpcore.AsyncConnectionPool] = OrderedDict()
        self._busy: dict[Origin, int] = {}

    @asynccontextmanager
    async def of(self, origin: Origin) -> AsyncIterator[httpcore.AsyncConnectionPool]:
        """The pool of one host; it stays open while it is used."""
        pool = self._pools.get(origin) or self._made(origin)
        self._pools.move_to_end(origin)
        self._busy[origin] = self._busy.get(origin, 0) + 1
        try:
            yield pool
        finally:
            self._busy[origin] -= 1
            await self._let_go()

    async def aclose(self) -> None:
        """Closes all connections."""
        while self._pools:
            await self._pools.popitem()[1].aclose()

    def _made(self, origin: Origin) -> httpcore.AsyncConnectionPool:
        self._pools[origin] = pool = httpcore.AsyncConnectionPool(
            ssl_context=self._tls, keepalive_expiry=self._expiry, http2=True, network_backend=self._network
        )
        return pool

    async def _let_go(self) -> None:
        surplus = len(self._pools) - self._kept
        idle = [origin for origin in self._pools if not self._busy.get(origin)][: max(surplus, 0)]
        # All are removed before the first is closed, because closing lets other tasks run, which then see the rest.
        for origin in idle:
            self._busy.pop(origin, None)
        for pool in [self._pools.pop(origin) for origin in idle]:
            await pool.aclose()
