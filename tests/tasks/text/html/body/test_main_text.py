"""The main text of a page: invented pages in tests/cases/main_text, and what must be read from them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import lay_blocks
from tasks.text.html.body.main_text import MainText, main_text
from tasks.text.html.body.page_blocks import MAX_BLOCKS
from tasks.text.html.page.html_page import parse_page

CASES = Path(__file__).parents[4] / "cases" / "main_text"
NOW = datetime(2031, 2, 5, tzinfo=UTC)


def read(html: str, *, headline: str | None = None, dek: str | None = None, url: str | None = None) -> MainText:
    return main_text(parse_page(html, url=url, received_at=NOW), headline=headline, dek=dek)


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.json")))
def test_case(name: str) -> None:
    want = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    html = (CASES / f"{name}.html").read_text("utf-8")
    found = read(html, headline=want["headline"], dek=want["dek"], url=want["url"])
    assert (found.rejected.reason.value if found.rejected else None) == want.get("rejected")
    if "blocks" in want:
        assert [[kind, text] for kind, text in found.blocks] == want["blocks"]
    assert found.kind == want.get("kind", "article")
    assert found.access == want.get("access")
    body = "\n".join(text for _, text in found.blocks)
    for text in want.get("excludes", []):
        assert text not in body


def test_links_stand_where_they_say() -> None:
    html = (CASES / "split_by_adverts.html").read_text("utf-8")
    linked = html.replace("the old north pier", 'the  old <a href="/pier">north\n pier</a>')
    found = read(linked)
    (link,) = found.links
    assert (link.anchor, link.url, link.block) == ("north pier", "/pier", 0)
    assert found.blocks[link.block][1][link.start : link.end] == "north pier"


def test_the_page_is_left_as_it_was() -> None:
    page = parse_page((CASES / "around_the_text.html").read_text("utf-8"), url=None, received_at=NOW)
    before = [(element.tag, element.text, element.tail) for element in page.root.iter()]
    main_text(page, headline=None, dek=None)
    assert [(element.tag, element.text, element.tail) for element in page.root.iter()] == before


def test_evidence_says_where_the_body_stands_and_what_was_left_out() -> None:
    found = read((CASES / "around_the_text.html").read_text("utf-8"))
    place, opening = "main > article > div.article-body", "The harbour council of Skarra voted on Tuesday to rebuild th"
    assert [(item.field, item.locator, item.chosen, item.value) for item in found.evidence] == [
        ("body", place, True, f"8 of 17 blocks; here 8, from: {opening}"),
        ("body", place, False, "left out; here 1, from: The boats need a place to lie that does not move."),
    ]


HOSTILE = {
    "cells": "<table><tr>" + "<td>x1</td>" * 10_000,
    "paragraphs": "<p>Some words of a paragraph that ends." * 10_000,
    "links": '<p><a href="/x">a link to nothing at all</a></p>' * 10_000,
    "nested": "<div>" * 3_000 + "<p>A line of text at the bottom of it.</p>",
    "named menus": '<div class="menu">' * 500 + "<h1>a</h1>" + "<p>A line of text.</p>" * 20,
    "swallowed": "<svg>" * 500 + "<p>A line of text.</p>" * 5_000,
    "names": f'<div class="{"menu article " * 50_000}"><p>A text that is here.</p></div>',
    "breaks": "a<br>" * 10_000,
    "repeats": "<p>The very same paragraph, word by word, is printed here again and again.</p>" * 10_000,
    "one line": "<p>" + "?" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end(name: str) -> None:
    started = process_time()
    found = read(HOSTILE[name], headline="Title")
    assert process_time() - started < 15
    assert found.rejected or found.blocks


def test_truncation_is_said() -> None:
    found = read("<p>a" * (MAX_BLOCKS + 1))
    assert any(item.value.startswith("truncated: ") for item in found.evidence)


TAGS = st.sampled_from(
    ("p", "div", "a", "b", "br", "li", "ul", "td", "tr", "table", "h2", "nav", "svg", "span", "section")
)
NAMES = st.sampled_from(("", ' class="article-body"', ' class="related"', ' id="comments"', ' style="display:none"'))
WORDS = st.text(alphabet="ab Ça。新!?.,\u00a0\u200b\n", max_size=60)
OPEN = st.builds(lambda tag, name, text: f"<{tag}{name}>{text}", TAGS, NAMES, WORDS)
CLOSE = st.builds(lambda tag, text: f"</{tag}>{text}", TAGS, WORDS)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(OPEN, CLOSE, WORDS), max_size=40), st.one_of(st.none(), WORDS))
def test_any_page_gives_clean_blocks_or_a_reason(pieces: list[str], headline: str | None) -> None:
    found = read("".join(pieces), headline=headline, dek=headline)
    assert found.rejected is not None or found.blocks
    for _, text in found.blocks:
        assert text == " ".join(text.split())
        assert text
    blocks, body = lay_blocks(found.blocks)
    for link in found.links:
        assert blocks[link.block].text[link.start : link.end] == link.anchor
    assert all(body[block.start_char : block.end_char] == block.text for block in blocks)


@pytest.mark.parametrize(("authors", "reason"), [(["Lotte Ravn"], None), ([], "not_an_article")])
def test_a_signed_report_beside_an_event_is_an_article(authors: list[str], reason: str | None) -> None:
    event = '<script type="application/ld+json">{"@type": "MusicEvent", "name": "Pier concert"}</script>'
    text = "".join(f"<p>The {n} concert on the pier was put off because the wind tore at the tents.</p>" for n in NTH)
    html = f"<html><head><title>Pier concert put off</title>{event}</head><body><article><h1>Pier concert put off</h1>"
    page = parse_page(f"{html}{text}</article></body></html>", url=None, received_at=NOW)
    found = main_text(page, headline="Pier concert put off", dek=None, authors=authors)
    assert (found.rejected.reason.value if found.rejected else None) == reason


NTH = ("first", "second", "third", "fourth", "fifth")


def paragraphs(word: str) -> str:
    return "".join(
        f"<p>The {n} {word} of Skarra was painted blue because the council had nothing else.</p>" for n in NTH
    )


def test_declarative_shadow_dom_is_text_and_a_template_is_none() -> None:
    shown = f'<news-story><template shadowrootmode="open"><h1>Blue</h1>{paragraphs("door")}</template></news-story>'
    found = read(f"<html><body>{shown}<template>{paragraphs('gate')}</template></body></html>", headline="Blue")
    assert [text.split()[2] for _, text in found.blocks] == ["door"] * len(NTH)


def test_what_microdata_call_another_article_is_none_of_the_text() -> None:
    other = (
        '<li itemscope itemtype="http://schema.org/NewsArticle"><h3 itemprop="headline">Gates of {n}</h3>{text}</li>'
    )
    others = "".join(other.format(n=n, text=paragraphs("gate")) for n in ("Brevik", "Lund"))
    html = f"<html><body><article><h1>Blue</h1>{paragraphs('door')}</article><ul>{others}</ul></body></html>"
    found = read(html, headline="Blue")
    assert {text.split()[2] for _, text in found.blocks} == {"door"}
    assert sum("another article" in note.value for note in found.evidence) == 2
