"""What a document is, by its content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.capture import MediaType
from tasks.text.decode.media_type import binary_type, text_type


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        (b"The harbour bridge stays closed.", None),
        (b"<!doctype html><title>x</title>", None),
        (b"", None),
    ],
)
def test_binary_formats_are_known_by_their_first_bytes(data: bytes, kind: str | None) -> None:
    assert binary_type(data) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><html><body><p>Text</p></body></html>", MediaType.HTML),
        ("\n  <html lang=en>", MediaType.HTML),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="http://www.w3.org/1999/xhtml">', MediaType.HTML),
        ("<!-- saved page -->\n<html>", MediaType.HTML),
        ("<div><p>One.</p><p>Two.</p></div>", MediaType.HTML),
        ('<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "application/xml"),
        ("<feed xmlns='x'></feed>", "application/xml"),
        ('{"headline": "Bridge closed", "articleBody": "The bridge is closed."}', MediaType.JSON),
        ('[{"title": "a"}, {"title": "b"}]', MediaType.JSON),
        ('{"headline": "Bridge closed", "articleBody": "The bridge', MediaType.JSON),
        ("Bridge closed\n\nThe harbour bridge stays closed.", MediaType.PLAIN),
        ("The <p> element begins a paragraph, the <br> element ends a line, he said.", MediaType.PLAIN),
        ("{Correction} The bridge is open.", MediaType.PLAIN),
        ("[Correction] The bridge is open.", MediaType.PLAIN),
        ("# Bridge closed\n\n- one\n- two", MediaType.PLAIN),
    ],
)
def test_text_is_known_by_how_it_begins(text: str, kind: str) -> None:
    assert text_type(text) == kind


@given(st.text(max_size=500))
def test_any_text_has_a_type(text: str) -> None:
    assert text_type(text) in {*MediaType, "application/xml"}


@pytest.mark.parametrize("text", ["<" * 200_000, "[" * 200_000, "{" * 200_000, "<!--" * 50_000, "<p " * 60_000])
def test_hostile_text_has_a_type(text: str) -> None:
    assert isinstance(text_type(text), str)
