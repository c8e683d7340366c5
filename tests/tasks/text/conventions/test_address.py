"""One address for one article, in all its spellings; and which addresses are one site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.conventions.address import canonicalise, same_site, site_of

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
        ("https://one.blogspot.com/a", "https://two.blogspot.com/a", False),
        ("https://one.substack.com/a", "https://two.substack.com/a", False),
        ("https://m.one.substack.com/a", "https://one.substack.com/b", True),
        ("https://post.example/a", "https://echo.example/a", False),
        ("https://post.example/a", "", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.post.co.uk/a", "post.co.uk"),
        ("https://post.blogspot.com/2024/", "post.blogspot.com"),
        ("https://post.wordpress.com/2024/", "post.wordpress.com"),
        ("https://wordpress.com/post", "wordpress.com"),
        ("https://www.wordpress.com/post", "wordpress.com"),
        ("http://10.0.0.1:8080/a", "10.0.0.1"),
        ("http://localhost/a", "localhost"),
        ("http://[::1]/a", "::1"),
        ("https://www.пост.example/", "xn--n1abhe.example"),
        ("a/b", None),
        ("http://[bad", None),
    ],
)
def test_site_of(url: str, site: str | None) -> None:
    assert site_of(url) == site
