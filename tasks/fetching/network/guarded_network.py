"""Connections only to permitted addresses.

A name is resolved once, each of its addresses is checked, and the socket is connected to one of the checked addresses.
Nothing is resolved again between check and use, so DNS rebinding is impossible.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import ip_address

import httpcore

from tasks.fetching.network.addresses import Address, Network, parsed, port_refusal, refusal

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""A name and a port to addresses. Raises OSError."""

MAX_TRIED = 3
"""Addresses of one name that are tried before it counts as unreachable."""


class Refused(Exception):
    """A connection that was not made, and why."""


async def resolve(name: str, port: int) -> Sequence[str]:
    """The system's resolver. It also accepts old spellings of addresses (2130706433, 0x7f.1, 0177.0.0.1)."""
    found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """httpcore's network, with the check between name and connection. TLS is still verified against the name."""

    def __init__(self, allowed: Iterable[Network] = (), resolver: Resolve = resolve) -> None:
        self._allowed = tuple(allowed)
        self._resolve = resolver
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises Refused, httpcore.ConnectError, httpcore.ConnectTimeout."""
        addresses = await self._checked(host, port)
        for last, address in enumerate(addresses[:MAX_TRIED], start=1 - len(addresses[:MAX_TRIED])):
            try:
                return await self._network.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last == 0:
                    raise
        raise httpcore.ConnectError(f"{host} has no address")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[Address]:
        literal = parsed(host)
        try:
            names = [str(literal)] if literal else await self._resolve(host, port)
            addresses = [ip_address(name) for name in dict.fromkeys(names)]
        except (OSError, ValueError) as error:
            raise httpcore.ConnectError(f"{host}: {error}") from error
        for address in addresses:
            # One forbidden address among others is a sign of rebinding: the name is refused.
            if why := refusal(address, self._allowed):
                named = host if host == str(address) else f"{host} is {address}"
                raise Refused(f'{named}: {why} (to allow it: allow = ["{address}"] under [fetch] in sources.toml)')
        allowed = any(address in network for network in self._allowed for address in addresses)
        if not allowed and (why := port_refusal(port)):
            raise Refused(f"{host}: {why}")
        return addresses
