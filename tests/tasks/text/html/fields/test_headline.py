"""The headline among slogans, kickers and names of outlets."""

from datetime import UTC, datetime

import pytest

from tasks.text.html.html_fields import html_fields
from tasks.text.html.page.html_page import parse_page


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        pytest.param(
            "<title>The Fjord Post – news from the harbour</title>"
            '<meta property="og:title" content="The Fjord Post – news from the harbour">'
            '<meta property="og:site_name" content="The Fjord Post">',
            "<h1 class='logo'>The Fjord Post</h1><h1>Local</h1><article><h2>Ferry runs again on Sunday</h2></article>",
            "Ferry runs again on Sunday", id="the site's slogan",
        ),
        pytest.param(
            "<title>Quay Diary: Ferry runs again</title>",
            "<h1>Quay Diary</h1><h3 class='post-title'>Ferry runs again</h3>",
            "Ferry runs again", id="the blog's name before a colon",
        ),
        pytest.param(
            "<title>The Eisheiligen: when the frost ends</title>",
            "<h1><span>The Eisheiligen</span>: <span>when the frost ends</span></h1>",
            "The Eisheiligen: when the frost ends", id="a colon of its own",
        ),
        pytest.param(
            '<title>Ferry runs again</title><meta property="og:title" content="Ferry runs again">',
            "<h1>Energy: Ferry runs again</h1>", "Ferry runs again", id="a kicker that the titles leave out",
        ),
        pytest.param(
            '<title>Best ferries of 2024</title><meta property="og:title" content="Best ferries of 2024">',
            "<h1>The Best ferries of 2024</h1>", "The Best ferries of 2024", id="an article is no kicker",
        ),
        pytest.param(
            "<title>北桟橋の再建工事が始まる_交通_港新聞</title>", "<p>x</p>", "北桟橋の再建工事が始まる",
            id="channel and site",
        ),
    ],
)  # fmt: skip
def test_headline(head: str, body: str, headline: str) -> None:
    page = parse_page(
        f"<html><head>{head}</head><body>{body}</body></html>", url=None, received_at=datetime(2026, 1, 2, tzinfo=UTC)
    )
    assert html_fields(page).headline == headline
