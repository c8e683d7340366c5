"""robots.txt."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.fetch import FetchOutcome
from schemas.host_state import HostState
from tasks.fetching.robots import is_stale, robots_of, with_robots

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
HOST = HostState(host="courier.example")
RULES = b"""User-agent: *
Disallow: /private/
Crawl-delay: 3
User-agent: cuttings
Disallow: /search
Allow: /search/about
Crawl-delay: 7
Sitemap: https://courier.example/sitemap.xml
"""


@pytest.mark.parametrize(
    ("outcome", "status", "body", "verdict"),
    [
        (FetchOutcome.FETCHED, 200, b"User-agent: *\nDisallow: /", "disallowed"),
        (FetchOutcome.FETCHED, 200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "disallowed"),
        (FetchOutcome.FETCHED, 200, "\ufeffUser-agent: *\nDisallow: /".encode("utf-16-le"), "disallowed"),
        (FetchOutcome.FETCHED, 200, b"User-agent: Cuttings/1.0\nDisallow: /", "disallowed"),
        (
            FetchOutcome.FETCHED,
            200,
            b"User-agent: Cuttings/1.0 # us\nDisallow: /\nUser-agent: *\nAllow: /",
            "disallowed",
        ),
        (FetchOutcome.FETCHED, 200, b"User-agent: Other/1.0\nDisallow: /", "allowed"),
        (FetchOutcome.FETCHED, 200, b"", "allowed"),
        (FetchOutcome.FETCHED, 200, b"<html>not robots at all</html>", "allowed"),
        (FetchOutcome.FETCHED, 200, b"\xff\xfe\x00junk", "allowed"),
        (FetchOutcome.GONE, 404, b"", "allowed"),
        (FetchOutcome.FORBIDDEN, 403, b"", "allowed"),
        (FetchOutcome.REDIRECTS, 301, b"", "allowed"),
        (FetchOutcome.BUSY, 429, b"", "unknown"),
        (FetchOutcome.BUSY, 503, b"", "unknown"),
        (FetchOutcome.SERVER_ERROR, 500, b"", "unknown"),
        (FetchOutcome.UNREACHABLE, None, b"", "unknown"),
        (FetchOutcome.TOO_LARGE, 200, b"", "unknown"),
    ],
)
def test_what_its_answer_means(outcome: FetchOutcome, status: int | None, body: bytes, verdict: str) -> None:
    host = with_robots(HOST, outcome, status, body, NOW)
    assert robots_of(host).verdict("https://courier.example/a") == verdict
    settled = verdict != "unknown"
    assert not is_stale(host, NOW + timedelta(minutes=20))
    assert is_stale(host, NOW + timedelta(hours=2)) != settled
    assert is_stale(host, NOW + timedelta(hours=25))


def test_our_own_rules_go_before_those_for_all() -> None:
    robots = robots_of(with_robots(HOST, FetchOutcome.FETCHED, 200, RULES, NOW))
    verdicts = {
        path: robots.verdict(f"https://courier.example{path}")
        for path in ("/private/x", "/search?q=1", "/search/about")
    }
    assert verdicts == {"/private/x": "allowed", "/search?q=1": "disallowed", "/search/about": "allowed"}
    assert (robots.crawl_delay, robots.sitemaps) == (7.0, ("https://courier.example/sitemap.xml",))
