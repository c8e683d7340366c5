"""HTML pages as articles: what the body gives up to other fields, and that its offsets still hold."""

from datetime import UTC, datetime

import pytest

from schemas.article import BLOCK_SEPARATOR, Article
from schemas.rejection import Rejected
from tasks.text.html.html_article import html_article

RECEIVED = datetime(2026, 1, 2, tzinfo=UTC)
URL = "https://post.example/news/ferry-4711"
REST = (
    "<p>The second boat left an hour later, nearly empty, in a light breeze from the west that had freshened, "
    "and the crew of four spent the crossing painting the stairs between the two decks a dark and lasting green.</p>"
    "<p>Nobody at the harbour office could say who had ordered the paint, though everyone there had seen the invoice, "
    "which named a shop in the next valley and a colour that the shop says it has not sold for eleven years.</p>"
)


def article_of(first: str, last: str = "", head: str = "") -> Article:
    page = (
        f"<html><head><title>Ferry runs again</title>{head}</head><body><article><h1>Ferry runs again</h1>"
        f"<p>{first} The first boat left at ten in the evening with forty cars and a choir on deck, and the harbour "
        f"master said that nobody had been sick on the way.</p>{REST}{last}</article></body></html>"
    )
    article = html_article(page, url=URL, received_at=RECEIVED)
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize(
    ("opening", "dateline", "place", "credit"),
    [
        ("OSLO, March 3 (Reuters) -", "OSLO, March 3 (Reuters)", "OSLO", "Reuters"),
        ("OSLO (AP) —", "OSLO (AP)", "OSLO", "AP"),
        ("", None, None, None),
    ],
)
def test_dateline_leaves_the_body(opening: str, dateline: str | None, place: str | None, credit: str | None) -> None:
    article = article_of(opening)
    assert article.body.startswith("The first boat left")
    assert (
        (article.dateline.text, article.dateline.place) == (dateline, place) if article.dateline else dateline is None
    )
    assert article.wire_credit == credit


def test_spans_hold_after_the_dateline_is_cut() -> None:
    link = '<a href="https://echo.example/a?b=1">The Echo</a> and <a href="/own">our own report</a> were there.'
    article = article_of(f"OSLO (AP) — {link}")
    assert BLOCK_SEPARATOR.join(block.text for block in article.blocks) == article.body
    assert all(article.body[block.start_char : block.end_char] == block.text for block in article.blocks)
    (citation,) = article.citations
    assert (citation.kind, citation.source, citation.title) == ("link", "echo.example", "The Echo")
    assert citation.url == "https://echo.example/a?b=1"
    assert article.body[citation.start_char : citation.end_char] == "The Echo"


def test_an_agency_beside_the_headline_is_a_byline_where_the_text_credits_it() -> None:
    page = (
        f"<html><head><title>Ferry runs again</title></head><body><h1>Ferry runs again</h1><div><span>AP</span></div>"
        f"<p>OSLO (AP) — {'The first boat left at ten with a choir on deck. ' * 8}</p>{REST}</body></html>"
    )
    article = html_article(page, url=URL, received_at=RECEIVED)
    assert isinstance(article, Article)
    assert article.byline is not None
    assert [(author.name, author.kind) for author in article.byline.authors] == [("AP", "agency")]
    assert [e.value for e in article.evidence if e.field == "byline" and e.chosen] == ["AP"]


def test_a_language_that_no_data_states_is_read_from_the_text() -> None:
    article = article_of("")
    assert article.language == "en"
    assert [e.method for e in article.evidence if e.field == "language"] == ["text"]


def test_the_text_outweighs_a_template_in_another_language() -> None:
    german = (
        "<html lang='en-US'><head><title>Die Fähre fährt wieder</title></head><body><article>"
        "<h1>Die Fähre fährt wieder</h1>"
        "<p>Das erste Boot legte am Abend um zehn mit vierzig Wagen und einem Chor an Deck ab, und der Hafenmeister "
        "sagte, dass unterwegs niemandem schlecht geworden sei.</p>"
        "<p>Das zweite Boot folgte eine Stunde später, fast leer und bei leichtem Wind aus Westen, und die vier Leute "
        "der Besatzung strichen auf der Überfahrt die Treppen zwischen den beiden Decks in einem dunklen Grün.</p>"
        "<p>Im Hafenamt wusste niemand, wer die Farbe bestellt hatte, obwohl alle dort die Rechnung gesehen hatten.</p>"
        "</article></body></html>"
    )
    article = html_article(german, url=URL, received_at=RECEIVED)
    assert isinstance(article, Article)
    assert article.language == "de"
    offers = [(e.method, e.value, e.chosen) for e in article.evidence if e.field == "language"]
    assert offers == [("element", "en-US", False), ("text", "de", True)]


def test_addresses() -> None:
    article = article_of("")
    assert (article.url, article.canonical_url) == (URL, URL)


@pytest.mark.parametrize("page", ["", "<html><body></body></html>", "<p>", "\x00"])
def test_a_page_without_text_is_rejected(page: str) -> None:
    assert isinstance(html_article(page, url=None, received_at=RECEIVED), Rejected)


def test_what_the_parser_dropped_is_evidence() -> None:
    article = article_of("", last="<div>" * 3_000 + "deep")
    assert any("text dropped" in evidence.value for evidence in article.evidence)
