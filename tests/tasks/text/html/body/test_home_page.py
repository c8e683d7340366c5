"""A site's root is a home page, unless its address or its data name an article."""

from datetime import UTC, datetime

import pytest

from schemas.article import Article
from schemas.rejection import Rejected
from tasks.text.html.html_article import html_article

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PROSE = "".join(
    f"<p>The barrage at Skarra was closed on day {day} after engineers found cracks in two of its eleven gates.</p>"
    for day in range(12)
)
AUTHOR = '<meta name="author" content="Ida Holm">'


@pytest.mark.parametrize(
    ("url", "head", "is_article"),
    [
        ("https://post.example/", "", False),
        ("https://post.example?lang=en", "", False),
        ("https://post.example/", AUTHOR, True),
        ("https://post.example/?p=3289", "", True),
        ("https://post.example/?s=barrage-closed-on-tuesday", "", True),
        ("https://post.example/barrage", "", True),
        (None, "", True),
    ],
)
def test_home_pages(url: str | None, head: str, is_article: bool) -> None:
    start = f"<!doctype html><html><head><title>Barrage closed</title>{head}</head>"
    page = f"{start}<body><h1>Barrage closed</h1>{PROSE}</body>"
    found = html_article(page, url=url, received_at=NOW)
    assert isinstance(found, Article) is is_article
    if isinstance(found, Rejected):
        assert (found.reason, "home page" in found.detail) == ("index_page", True)
