"""One address for one article, in all its spellings."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.html.fields.canonical_url import canonical_url, canonicalise, same_site
from tasks.text.html.page.html_page import parse_page

ONE = "https://post.example/news/ferry-4711"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://post.example/news/ferry-4711",
        "https://www.post.example/news/ferry-4711/",
        "HTTPS://WWW.Post.Example:443/news/ferry-4711#comments",
        "http://post.example:80/news/ferry-4711?utm_source=x&utm_medium=y&fbclid=1",
        "https://m.post.example/news/ferry-4711?ref=home",
        "https://amp.post.example/news/ferry-4711",
        "https://post.example/news/ferry-4711/amp/",
        "https://post.example/news/ferry-4711/amp.html",
        "https://post.example/news//ferry-4711/index.html",
        "https://post.example/n%65ws/ferry-4711",
        "https://www.google.com/amp/s/www.post.example/news/ferry-4711/amp",
        "https://post-example.cdn.ampproject.org/c/s/post.example/news/ferry-4711",
        "//post.example/news/ferry-4711",
        " https://post.example/news/ferry-4711 ",
    ],
)
def test_spellings_of_one_address(spelling: str) -> None:
    assert canonicalise(spelling) == ONE


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://post.example", "https://post.example"),
        ("http://post.example/?p=12&utm_id=3", "https://post.example?p=12"),
        ("https://post.example/a?page=2&id=7", "https://post.example/a?id=7&page=2"),
        ("https://post.example:8443/a", "https://post.example:8443/a"),
        ("https://post.example/Ä b", "https://post.example/%C3%84%20b"),
        ("https://post.example/%c3%84", "https://post.example/%C3%84"),
        ("https://пост.example/", "https://xn--n1abhe.example"),
        ("https://m.example/a", "https://m.example/a"),
        ("https://post.example/ampere", "https://post.example/ampere"),
    ],
)
def test_what_is_kept(url: str, canonical: str) -> None:
    assert canonicalise(url) == canonical


@pytest.mark.parametrize(
    "url", ["", "a/b", "mailto:a@post.example", "javascript:x", "http://", "http://[bad", "http://a:b/", "x" * 9_000]
)
def test_no_address(url: str) -> None:
    assert canonicalise(url) is None


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a.example/", "//", "https://a.example/?"]))
def test_never_raises_and_holds_still(text: str, start: str) -> None:
    once = canonicalise(start + text)
    assert once is None or canonicalise(once) == once


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.post.example/a", "http://post.example/b", True),
        ("https://news.post.example/a", "https://sport.post.example/a", True),
        ("https://post.example/a", "https://amp.post.example/a", True),
        ("https://one.co.uk/a", "https://two.co.uk/a", False),
        ("https://post.example/a", "https://echo.example/a", False),
        ("https://post.example/a", "", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


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
