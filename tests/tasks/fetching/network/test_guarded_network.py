"""Nothing is connected to that was not checked: seen from below, by the interpreter's audit of every connect()."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from schemas.fetch import FetchOutcome
from schemas.source import FetchRules
from tasks.fetching.network.guarded_network import GuardedNetwork
from tasks.fetching.network.http_client import Answer, HttpClient
from tests.loopback_server import Page, Server

RULES = FetchRules(contact="desk@example.org", idle_seconds=2)
ALLOWING = RULES.model_copy(update={"allow": ("127.0.0.0/8",)})
_connects: list[Any] = []
_audited = False


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        _connects.append(arguments[1])


@pytest.fixture
def connects() -> list[Any]:
    """The addresses of all connect() calls of this process from now on."""
    global _audited  # noqa: PLW0603 - an audit hook cannot be removed
    if not _audited:
        sys.addaudithook(_audit)
        _audited = True
    _connects.clear()
    return _connects


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        running.pages["/"] = Page(b"<p>secret</p>")
        yield running


def ask(url: str, rules: FetchRules = RULES, resolver: Any = None) -> Answer:  # noqa: ANN401
    async def get() -> Answer:
        async with HttpClient(rules, **({"resolver": resolver} if resolver else {})) as client:
            return await client.get(url)

    return asyncio.run(get())


SPELLINGS = (Path(__file__).parents[3] / "cases" / "inner_addresses.txt").read_text().splitlines()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_inner_address_is_connected_to(spelling: str, server: Server, connects: list[Any]) -> None:
    answer = ask(spelling.format(port=server.port))
    assert answer.outcome in (FetchOutcome.REFUSED, FetchOutcome.UNREACHABLE)
    # The system's resolver may ask its name server; nobody is connected to on our port or on the web's.
    assert [to for to in connects if isinstance(to, tuple) and to[1] in (server.port, 80, 443, 8080)] == []
    assert server.connections == 0


def test_what_the_settings_allow_is_connected_to(server: Server, connects: list[Any]) -> None:
    assert ask(server.url("/"), ALLOWING).body == b"<p>secret</p>"
    assert [to for to in connects if to == ("127.0.0.1", server.port)]


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_checked(
    server: Server, connects: list[Any]
) -> None:
    turns: list[Sequence[str]] = [["127.0.0.1"], ["169.254.169.254"]]
    asked: list[str] = []

    async def rebinding(name: str, _port: int) -> Sequence[str]:
        asked.append(name)
        return turns[len(asked) - 1]

    assert ask(f"http://rebind.example:{server.port}/", ALLOWING, rebinding).body == b"<p>secret</p>"
    assert asked == ["rebind.example"]
    assert [to[0] for to in connects if isinstance(to, tuple)] == ["127.0.0.1"]


@pytest.mark.parametrize("addresses", [["8.8.8.8", "127.0.0.1"], ["::ffff:10.0.0.1"], ["fe80::1%eth0"], ["0x7f.1"], []])
def test_one_bad_address_among_good_ones_is_enough(addresses: list[str], connects: list[Any]) -> None:
    async def resolver(_name: str, _port: int) -> Sequence[str]:
        return addresses

    answer = ask("http://mixed.example/", RULES, resolver)
    assert answer.outcome in (FetchOutcome.REFUSED, FetchOutcome.UNREACHABLE)
    assert [to for to in connects if isinstance(to, tuple)] == []


def test_unix_sockets_are_no_way_around() -> None:
    with pytest.raises(NotImplementedError):
        asyncio.run(GuardedNetwork().connect_unix_socket("/var/run/docker.sock"))
