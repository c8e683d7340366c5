"""Manners towards one host, on real sockets."""

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence

import pytest

from schemas.fetch import FetchOutcome
from schemas.host_state import HostState
from schemas.source import FetchRules
from tasks.fetching.network.http_client import HttpClient
from tasks.fetching.turns import Turns, host_of
from tasks.fetching.visitor import Visit, Visitor
from tests.loopback_server import Page, Server, faults, in_turn

RULES = FetchRules(
    contact="desk@example.org",
    allow=("127.0.0.0/8",),
    host_interval=0,
    idle_seconds=0.3,
    request_seconds=0.6,
    max_attempts=2,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(["127.0.0.1", "127.0.0.2"]) as running:
        running.pages.update(faults())
        running.pages["/page"] = Page(b"<p>news</p>")
        yield running


def visit(urls: Sequence[str], rules: FetchRules = RULES) -> tuple[list[Visit], dict[str, HostState]]:
    async def run() -> tuple[list[Visit], dict[str, HostState]]:
        turns = Turns(rules, {})
        async with HttpClient(rules) as client:
            visitor = Visitor(client, turns, rules)
            visits = [await visitor.visit(url) for url in urls]
        return visits, {state.host: state for state in turns.changes()}

    return asyncio.run(run())


def outcome(server: Server, path: str) -> tuple[FetchOutcome, int]:
    (one,), _ = visit([server.url(path)])
    return one.answer.outcome, one.attempts


@pytest.mark.parametrize(
    ("path", "expected", "attempts"),
    [
        ("/page", "fetched", 1),
        ("/recovers", "fetched", 2),
        ("/error", "server_error", 2),
        ("/gone", "gone", 1),
        ("/busy", "busy", 1),
        ("/busy-seconds", "busy", 1),
        ("/busy-date", "busy", 1),
        ("/circle", "redirects", 2),
        ("/far-0", "redirects", 6),
        ("/far-29", "gone", 2),
        ("/to-nowhere", "redirects", 1),
        ("/to-a-file", "refused", 1),
        ("/to-metadata", "refused", 1),
        ("/hanging", "timeout", 2),
        ("/truncated", "broken", 2),
        ("/bomb", "too_large", 1),
    ],
)
def test_what_is_worth_it_is_tried_again(server: Server, path: str, expected: str, attempts: int) -> None:
    assert outcome(server, path) == (expected, attempts)


def test_robots_are_asked_once_and_obeyed(server: Server) -> None:
    server.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /private", headers={"Content-Type": "text/plain"})
    server.pages["/moved"] = Page(status=301, headers={"Location": "/private/page"})
    visits, hosts = visit([server.url(path) for path in ("/private/page", "/page", "/moved")])
    assert [one.answer.outcome for one in visits] == ["disallowed", "fetched", "disallowed"]
    assert server.paths() == ["/robots.txt", "/page", "/moved"]
    assert hosts[host_of(server.url("/"))].robots_status == 200


@pytest.mark.parametrize("path", ["/error", "/hanging", "/busy"])
def test_without_robots_nothing_is_asked_for(server: Server, path: str) -> None:
    server.pages["/robots.txt"] = server.pages[path]
    visits, _ = visit([server.url("/page"), server.url("/page")])
    assert {one.answer.outcome for one in visits} <= {"robots_unknown", "timeout", "queued"}
    assert "/page" not in server.paths()


def test_a_busy_host_is_left_alone_and_a_short_wait_is_waited(server: Server) -> None:
    visits, hosts = visit([server.url("/busy-seconds"), server.url("/page"), server.url("/page", host=1)])
    assert [one.answer.outcome for one in visits] == ["busy", "queued", "fetched"]
    assert [one.attempts for one in visits] == [1, 0, 1]
    assert hosts[host_of(server.url("/"))].not_before is not None
    server.pages["/soon"] = in_turn(Page(b"", 429, {"Retry-After": "1"}), Page(b"<p>now</p>"))
    started = time.monotonic()
    (one,), _ = visit([server.url("/soon")])
    assert (one.answer.outcome, one.attempts) == (FetchOutcome.FETCHED, 2)
    assert time.monotonic() - started >= 1


def test_the_pause_between_two_requests_is_never_shorter(server: Server) -> None:
    server.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 0.3", headers={"Content-Type": "text/plain"})
    server.pages["/moved"] = Page(status=302, headers={"Location": server.url("/page", host=1)})
    rules = RULES.model_copy(update={"host_interval": 0.2})

    async def run() -> None:
        async with HttpClient(rules) as client:
            visitor = Visitor(client, Turns(rules, {}), rules)
            paths = ("/page", "/moved", "/page", "/recovers")
            await asyncio.gather(*(visitor.visit(server.url(path, host)) for path in paths for host in (0, 1)))

    asyncio.run(run())
    for host in server.hosts:
        began = [asked.began for asked in server.log if asked.host.startswith(host + ":")]
        gaps = [later - earlier for earlier, later in itertools.pairwise(began)]
        assert len(gaps) >= 4
        assert min(gaps) >= 0.2
        assert min(gaps[1:]) >= 0.3


def test_no_more_at_once_than_allowed(server: Server) -> None:
    rules = RULES.model_copy(update={"max_connections": 1})

    async def run() -> None:
        async with HttpClient(rules) as client:
            visitor = Visitor(client, Turns(rules, {}), rules)
            await asyncio.gather(*(visitor.visit(server.url("/page", host)) for host in (0, 1, 0, 1)))

    asyncio.run(run())
    log = sorted(server.log, key=lambda asked: asked.began)
    assert all(later.began >= earlier.ended for earlier, later in itertools.pairwise(log))


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Courier.Example/a", "courier.example"), ("http://u:p@courier.example:80/", "courier.example"),
        ("http://courier.example:443/", "courier.example:443"), ("http://[::1]:8080/", "[::1]:8080"),
    ],
)  # fmt: skip
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host
