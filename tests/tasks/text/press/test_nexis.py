"""Exports of Nexis: one file, many documents, each with its own outlet and day."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from schemas.article import Article
from tasks.text.formats import form_of
from tests.export_articles import articles

CASES = Path(__file__).parents[3] / "cases" / "press"


def names(article: Article) -> list[str]:
    return [author.name for author in article.byline.authors] if article.byline else []


def in_html(text: str) -> bytes:
    """The same export as the service's HTML: a division a paragraph, lines parted by `<BR>`."""
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    divisions = "\n".join(
        f'<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c2">{escape(part).replace(chr(10), "<BR>")}</SPAN></P></DIV>'
        for part in paragraphs
    )
    return (
        f'<HTML><HEAD><!-- LXNComment 1:2 --></HEAD><BODY><A NAME="DOC_ID_0_0"></A>{divisions}</BODY></HTML>'.encode()
    )


def in_docx(paragraphs: list[str]) -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in paragraphs)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>')
    return held.getvalue()


CLASSIC = (CASES / "nexis_classic.txt").read_text(encoding="utf-8")
UNI = (CASES / "nexis_uni.txt").read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize(
    "data",
    [CLASSIC.encode(), CLASSIC.replace("\n", "\r\n").encode(), CLASSIC.encode("cp1252"), in_html(CLASSIC)],
    ids=["text", "CRLF", "cp1252", "html"],
)
def test_the_classic_service(data: bytes) -> None:
    first, second, third = articles(data)
    assert first.publication == "The Aldersund Courier (Halvia)"
    assert first.published
    assert str(first.published.day) == "2019-03-04"
    assert first.edition == "Edition 2; National Edition"
    assert first.headline == "Barrage gates jammed open for a third night; Engineers blame salt in the bearings"
    assert (names(first), first.section, first.stated_word_count) == (["Anna Veld", "Ola Brandt"], "NEWS; Pg. 3", 58)
    assert first.dateline
    assert first.dateline.text == "ALDERSUND"
    assert (first.language, first.copyright_notice) == (
        "en",
        "Copyright 2019 Courier Newspapers Ltd All Rights Reserved",
    )
    assert first.keywords == ("DAMS & BARRAGES", "HARBORS & PORTS")
    assert [block.text.split()[-1] for block in first.blocks] == ["moorings.", "named.", "more."]
    assert "LOAD-DATE" not in first.body
    assert "low water" not in first.body
    assert second.published
    assert second.published.at
    assert second.published.at.isoformat() == "2018-02-27T21:50:00+01:00"
    assert (names(second), second.dek, second.stated_word_count, second.language) == (
        ["Berta Ohlsen"],
        "Die Stadt wartet auf Ersatzteile.",
        1204,
        "de",
    )
    assert (third.edition, names(third), third.headline) == ("FINAL EDITION", [], "Ferry talks go on")


def test_the_new_service() -> None:
    first, second = articles(in_docx(UNI))
    assert (first.headline, first.publication) == ("Ferry talks begin", "The Aldersund Courier(Halvia)")
    assert first.published
    assert first.published.at
    assert first.published.at.isoformat() == "2019-07-01T09:20:00+00:00"
    assert (names(first), first.section, first.stated_word_count) == (["Anna Veld"], "POLITICS", 1937)
    assert first.dek == "Both sides met on the quay."
    assert first.body == "Both sides met on the quay on Monday, and both called it a beginning.\n\nNothing was signed."
    assert second.headline == "Der Hafen schweigt"
    assert second.language == "de"
    assert names(second) == ["Berta Ohlsen"]
    assert second.body.endswith("wartet.")


def test_a_page_about_exports_is_none() -> None:
    page = b"<html><body><p>The list said 1 of 10 DOCUMENTS and LENGTH: 3 words, we are told.</p></body></html>"
    assert form_of(page).name == "html"
    assert form_of(b"The file held 1 of 10 DOCUMENTS.\n\nNobody knew why.").name == "plain"


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_nexis_uni_as_text(blank: str) -> None:
    """Copied out of the page or converted, with and without empty lines between its lines."""
    text = blank.join(UNI).encode()
    assert form_of(text).name == "nexis_text"
    assert articles(text) == articles(in_docx(UNI))
