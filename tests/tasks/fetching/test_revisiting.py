"""Which pages to ask for, and when again: decided, without a clock."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.feed_item import FeedItem
from schemas.fetch import Fetch, FetchOutcome
from tasks.fetching.network.http_client import Answer
from tasks.fetching.revisiting import MOST_FAILURES, REVISITS, after_visit, pages_to_queue
from tasks.fetching.visitor import Visit
from tasks.text.conventions.address import canonicalise

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


def item(path: str, **more: str) -> FeedItem:
    return FeedItem(source="courier", url=f"https://courier.example/{path}", **more)


def queue(*items: FeedItem, known: dict[str, Fetch] | None = None, stored: set[str] | None = None) -> list[Fetch]:
    return pages_to_queue(items, known=known or {}, stored=stored or set(), run_id="r", now=NOW)[0]


def visited(page: Fetch, outcome: str = "fetched", at: datetime = NOW, body: bytes = b"one", **headers: str) -> Fetch:
    answer = Answer(page.url, FetchOutcome(outcome), status=200, headers=headers, body=body)
    return after_visit(page, Visit(answer, 1, len(body), 0.1), run_id="r", now=at, revisit=True)


def test_an_address_is_asked_for_once_however_it_is_spelt() -> None:
    items = [
        item("a?utm_source=rss"),
        item("a"),
        item("a/"),
        FeedItem(source="s", url="http://www.courier.example/a#x"),
        item("b"),
    ]
    assert [page.url for page in queue(*items)] == [
        "https://courier.example/a?utm_source=rss",
        "https://courier.example/b",
    ]


def test_what_is_known_is_asked_for_again_only_if_the_source_says_it_changed() -> None:
    (page,) = queue(item("a", updated="1"))
    known = {str(page.canonical_url): page}
    assert queue(item("a", updated="2"), known=known) == []  # it still waits for its first visit
    known = {str(page.canonical_url): visited(page)}
    assert queue(item("a", updated="1"), known=known) == queue(item("a"), known=known) == []
    (again,) = queue(item("a", updated="2"), known=known)
    assert (again.purpose, again.visits, again.next_due) == ("revisit", 1, NOW)
    assert queue(item("b"), stored={str(canonicalise("https://courier.example/b"))}) == []


def test_revisits_come_at_their_times_and_end() -> None:
    (page,) = queue(item("a", published="2026-03-03T10:00:00Z"))
    page = visited(page, etag='"1"')
    assert (page.purpose, page.etag, page.visits, page.capture_id is not None) == ("page", '"1"', 1, True)
    times = []
    while page.next_due is not None:
        times.append(page.next_due - NOW)
        page = visited(page, "not_modified", at=page.next_due)
    assert tuple(times) == REVISITS
    assert (page.purpose, page.visits, page.etag) == ("revisit", 5, '"1"')


def test_old_articles_are_not_asked_for_again() -> None:
    (old,) = queue(item("a", published="Mon, 02 Feb 2026 10:00:00 GMT"))
    assert visited(old).next_due is None


def test_the_same_bytes_are_no_news() -> None:
    (page,) = queue(item("a"))
    first = visited(page)
    assert visited(first).outcome == FetchOutcome.UNCHANGED
    assert visited(first, body=b"two").outcome == FetchOutcome.FETCHED


@pytest.mark.parametrize(
    ("outcome", "again"),
    [("timeout", True), ("server_error", True), ("busy", True), ("disallowed", True), ("gone", False),
     ("refused", False), ("redirects", False), ("not_text", False), ("too_large", False), ("bad_certificate", False)],
)  # fmt: skip
def test_failures_are_tried_again_where_it_can_help(outcome: str, again: bool) -> None:
    (page,) = queue(item("a"))
    failed = visited(page, outcome)
    assert (failed.next_due is not None) == again
    assert (failed.visits, failed.failures, failed.first_fetched_at) == (0, 1, None)
    for _ in range(MOST_FAILURES):
        failed = visited(failed, outcome)
    assert failed.next_due is None


def test_a_failed_revisit_keeps_what_is_known() -> None:
    (page,) = queue(item("a"))
    failed = visited(visited(page, etag='"1"'), "timeout", at=NOW + timedelta(hours=1))
    assert (failed.etag, failed.visits, failed.failures) == ('"1"', 1, 1)
    assert failed.next_due is not None
