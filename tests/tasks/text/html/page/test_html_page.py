"""HTML to `Page`."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.html.page.html_page import MAX_META, MAX_META_CHARS, parse_page
from tasks.text.html.page.page import Page

RECEIVED = datetime(2026, 1, 2, tzinfo=UTC)


def page_of(text: str) -> Page:
    return parse_page(text, url=None, received_at=RECEIVED)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="utf-16"?><html><p>Møre</p></html>',
        '<html><meta charset="iso-8859-1"><p>Møre</p></html>',
        "<html><p>Mø\x00re</p></html>",
        "<html><p>Mø\ud800re</p></html>",
        "<p>Møre",
        "Møre",
    ],
    ids=["xml declaration", "other charset", "NUL", "surrogate", "unclosed", "no tags"],
)
def test_text_arrives(text: str) -> None:
    assert "Møre" in page_of(text).root.text_content()


@pytest.mark.parametrize("text", ["", " \n", "<!-- nothing -->", "<?pi?>"])
def test_empty_pages_are_pages(text: str) -> None:
    page = page_of(text)
    assert page.root.tag == "html"
    assert page.meta == {}


def test_meta_by_any_of_its_names_in_order() -> None:
    page = page_of(
        '<meta name="Author" content="A"><meta property="author" content=" B "><meta itemprop="author" content="C">'
        '<meta name="author" content=""><meta http-equiv="Content-Language" content="nb">'
    )
    assert page.meta == {"author": ("A", "B", "C"), "content-language": ("nb",)}


def test_meta_is_capped() -> None:
    page = page_of('<meta name="a" content="b">' * (MAX_META + 10) + f'<meta name="long" content="{"x" * 30_000}">')
    assert len(page.meta["a"]) == MAX_META
    assert len(page_of(f'<meta name="long" content="{"x" * 30_000}">').meta["long"][0]) == MAX_META_CHARS


@pytest.mark.parametrize("kind", ["application/ld+json", "Application/LD+JSON", "application/ld+json; charset=utf-8"])
def test_json_ld_by_type(kind: str) -> None:
    assert page_of(f'<script type="{kind}">{{"name": "a"}}</script>').json_ld == ({"name": "a"},)


def test_text_below_256_levels_is_read() -> None:
    page = page_of("<div>" * 1_000 + "deep" + "</div>" * 1_000 + "<p>after")
    assert "deep" in page.root.text_content()
    assert page.notes == ()


def test_text_that_the_parser_drops_is_told() -> None:
    page = page_of("<div>" * 3_000 + "deep")
    assert "deep" not in page.root.text_content()
    assert page.notes[0].field == "body"
    assert "text dropped" in page.notes[0].value


@given(st.text(alphabet="<>&;\"'=/!-? \x00\ud800apmet", max_size=80))
def test_never_raises(text: str) -> None:
    assert page_of(text).root is not None


def test_meta_with_value_for_content() -> None:
    page = page_of('<meta name="article:published_time" value="2024-03-05"><meta name="a" content="b" value="c">')
    assert page.meta == {"article:published_time": ("2024-03-05",), "a": ("b",)}
