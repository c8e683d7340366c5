"""The address that a page calls its own."""

from datetime import UTC, datetime

import pytest

from tasks.text.html.fields.canonical_url import canonical_url
from tasks.text.html.page.html_page import parse_page


@pytest.mark.parametrize(
    ("head", "url", "canonical"),
    [
        (
            '<link rel="canonical" href="/news/1?utm_source=x">',
            "https://post.example/n?id=1",
            "https://post.example/news/1",
        ),
        ('<link rel="canonical" href="https://post.example/">', "https://post.example/n/1", "https://post.example/n/1"),
        (
            '<link rel="canonical" href="https://echo.example/n/1">',
            "https://post.example/n/1",
            "https://post.example/n/1",
        ),
        ('<link rel="canonical" href="https://post.example/">', "https://post.example/?ref=a", "https://post.example"),
        ('<meta property="og:url" content="https://post.example/n/1">', None, "https://post.example/n/1"),
        ('<link rel="canonical" href="http://[">', None, None),
        ("", None, None),
    ],
    ids=["stated", "root refused", "other site refused", "root of root", "no url", "broken", "nothing"],
)
def test_of_a_page(head: str, url: str | None, canonical: str | None) -> None:
    page = parse_page(f"<html><head>{head}</head></html>", url=url, received_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert canonical_url(page).value == canonical
