"""One request: every fault becomes an outcome, within its limits."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from schemas.fetch import FetchOutcome
from schemas.source import FetchRules
from tasks.fetching.network.http_client import Answer, HttpClient, user_agent, without_credentials
from tests.loopback_server import Page, Server, faults

RULES = FetchRules(
    contact="desk@example.org", allow=("127.0.0.0/8",), idle_seconds=0.5, request_seconds=1.0, max_bytes=1_000_000
)
EXPECTED = {
    path: outcome
    for outcome, paths in {
        "timeout": "/hanging /hanging-body /dripping",
        "too_large": "/endless-chunks /announced-too-large /bomb /double-bomb",
        "broken": "/endless-header /truncated /truncated-chunks /truncated-gzip "
        "/damaged-gzip /two-lengths /unasked-coding /no-http /closed",
        "fetched": "/too-short-length /picture",
        "redirects": "/circle /to-nowhere",
        "busy": "/busy-seconds /busy-date /busy",
        "server_error": "/error /strange-status",
        "gone": "/gone /missing",
        "forbidden": "/forbidden",
    }.items()
    for path in paths.split()
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as running:
        running.pages.update(faults())
        yield running


def ask(url: str, **given: object) -> Answer:
    async def get() -> Answer:
        async with HttpClient(RULES) as client:
            return await client.get(url, **given)  # type: ignore[arg-type]

    return asyncio.run(get())


@pytest.mark.parametrize("path", EXPECTED)
def test_each_fault_is_an_outcome(server: Server, path: str) -> None:
    started = time.perf_counter()
    answer = ask(server.url(path))
    assert (answer.outcome, answer.body == b"" or answer.outcome == FetchOutcome.FETCHED) == (EXPECTED[path], True)
    assert time.perf_counter() - started < 2
    assert answer.wire_bytes <= RULES.max_bytes + 200_000


def test_a_refused_connection_and_a_name_that_is_not_known() -> None:
    assert ask("http://127.0.0.1:1025/").outcome == FetchOutcome.UNREACHABLE
    assert ask("http://no-such-host.invalid/").outcome == FetchOutcome.UNREACHABLE


def test_who_asks_says_so_and_keeps_no_cookie(server: Server) -> None:
    server.pages["/cookie"] = Page(b"x", headers={"Set-Cookie": "id=1; Path=/"})
    for _ in range(2):
        answer = ask(server.url("/cookie"), conditions={"If-None-Match": '"a"'})
        assert "set-cookie" not in answer.headers
    seen = server.log[-1].headers
    assert seen["user-agent"] == user_agent("desk@example.org")
    assert seen["user-agent"].endswith("(+desk@example.org)")
    assert seen["if-none-match"] == '"a"'
    assert {"cookie", "authorization", "referer"} & seen.keys() == set()
    assert seen["host"] == f"127.0.0.1:{server.port}"


def test_credentials_are_sent_and_not_told(server: Server) -> None:
    server.pages["/private"] = Page(b"x")
    answer = ask(server.url("/private").replace("://", "://reader:secret@"))
    assert server.log[-1].headers["authorization"].startswith("Basic ")
    assert "secret" not in repr(answer)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://a:b@c.example/d@e?f=g@h", "http://c.example/d@e?f=g@h"),
        ("https://a@b@c.example", "https://c.example"),
        ("http://c.example/#a@b", "http://c.example/#a@b"),
        ("nonsense", "nonsense"),
    ],
)
def test_addresses_are_told_without_credentials(url: str, told: str) -> None:
    assert without_credentials(url) == told


def test_a_body_that_is_not_wanted_is_not_read(server: Server) -> None:
    answer = ask(server.url("/picture"), wanted=lambda kind: not kind.startswith("image/"))
    assert (answer.outcome, answer.wire_bytes) == (FetchOutcome.NOT_TEXT, 0)


def test_more_hosts_at_once_than_connections_are_kept() -> None:
    hosts = [f"127.0.0.{number}" for number in range(1, 49)]

    async def get_all(server: Server) -> list[Answer]:
        async with HttpClient(RULES) as client:
            return [
                answer
                for _ in range(2)
                for answer in await asyncio.gather(*(client.get(server.url("/a", at)) for at in range(len(hosts))))
            ]

    with Server(hosts) as server:
        server.pages["/a"] = Page(b"x")
        answers = asyncio.run(get_all(server))
    assert {answer.outcome for answer in answers} == {FetchOutcome.FETCHED}
