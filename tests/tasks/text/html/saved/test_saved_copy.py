"""Pages out of archives, caches and saving tools read as the outlet's own."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from schemas.article import Article
from tasks.text.html.html_article import html_article
from tasks.text.html.saved.replay_address import as_captured, original_address
from tasks.text.html.saved.saved_copy import saved_copy
from tasks.text.html.saved.saving_note import instant

CASES = Path(__file__).parents[4] / "cases" / "saved"
ADDRESS = "http://harbourpost.example/news/ferry-to-vell"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("case", json.loads((CASES / "cases.json").read_text()), ids=lambda case: str(case["file"]))
def test_a_kept_page_reads_as_the_outlets_own(case: dict[str, Any]) -> None:
    text = (CASES / case["file"]).read_text()
    saved = saved_copy(text, None)
    article = html_article(text, url=None, received_at=NOW)
    assert saved is not None
    assert isinstance(article, Article)
    assert (saved.keeper, saved.url) == (case["keeper"], ADDRESS)
    assert (saved.captured_at.isoformat() if saved.captured_at else None) == case["captured_at"]
    assert (article.headline, article.url) == ("Ferry to Vell stays in port until May", ADDRESS)
    assert article.published is not None
    assert article.published.day == date(2014, 3, 4)
    assert article.body.startswith("The ferry between Ostrand")
    assert article.body.endswith("on the office's own page.")
    assert [text for text in case["excludes"] if text in article.body] == []
    assert [citation.url for citation in article.citations] == ["http://office.example/report.pdf"]
    stated = [e.value for e in article.evidence if e.field == "captured_at"]
    assert stated == ([case["captured_at"]] if case["captured_at"] else [])


@pytest.mark.parametrize(
    ("url", "original", "day"),
    [
        ("https://web.archive.org/web/20140306070809/http://a.example:80/x?y", "http://a.example/x?y", "2014-03-06"),
        ("https://web.archive.org/web/20140306070809id_/https://a.example/x", "https://a.example/x", "2014-03-06"),
        ("https://kept.example/noFrame/re/20140306070809mp_/http:/a.example/x", "http://a.example/x", "2014-03-06"),
        ("https://archive.ph/2014.03.06-070809/https://a.example/x", "https://a.example/x", "2014-03-06"),
        ("https://webcache.googleusercontent.com/search?q=cache:AbCdEf12:a.example/x+&c=1", "http://a.example/x", None),
        ("https://a.example/2014/03/06/archive-of-http", None, None),
        ("https://a.example/share?u=https://b.example/", None, None),
        ("http://[broken", None, None),
    ],
)  # fmt: skip
def test_original_address(url: str, original: str | None, day: str | None) -> None:
    found = original_address(url)
    assert (found[0] if found else None) == original
    assert (found[1].date().isoformat() if found and found[1] else None) == day


def test_the_address_of_an_archive_gives_the_outlets_own_where_the_page_says_nothing() -> None:
    page = "<title>A</title><h1>A</h1>" + "<p>The ferry will not run before May, the harbour office said.</p>" * 6
    kept = saved_copy(page, "https://web.archive.org/web/20140306070809id_/" + ADDRESS)
    assert kept is not None
    assert (kept.url, kept.text) == (ADDRESS, page)


def test_a_page_that_was_fetched_is_not_believed_to_come_from_elsewhere() -> None:
    text = (CASES / "browser.html").read_text()
    kept = saved_copy(text, "https://other.example/copy")
    assert kept is not None
    assert kept.url is None


def test_a_pages_own_link_to_an_archive_stays() -> None:
    outer, inner = (
        "https://web.archive.org/web/20140306070809/",
        "https://web.archive.org/web/20100101000000/http://a.example/",
    )
    assert as_captured(f'<a href="{outer}{inner}">') == f'<a href="{inner}">'
    assert as_captured('{"url":"https:\\/\\/web.archive.org\\/web\\/20140306070809\\/http:\\/\\/a.example\\/"}') == (
        '{"url":"http:\\/\\/a.example\\/"}'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<p>The Wayback Machine and archive.today keep pages, and SingleFile saves them.</p>",
        '<a href="https://web.archive.org/web/20140306070809/http://a.example/">kept</a>',
        "<!-- saved from url=(0014)about:internet --><p>x</p>",
        '<div id="CONTENT"><p>x</p></div>',
    ],
)
def test_an_ordinary_page_is_none(text: str) -> None:
    assert saved_copy(text, None) is None


@pytest.mark.parametrize("printed", ["", "Thu Foo 99 2014 08:08:09 GMT+9900", "20149999999999", "2014-13-99", "soon"])
def test_a_moment_that_is_none(printed: str) -> None:
    assert instant(printed) is None


def test_hostile_text_takes_linear_time() -> None:
    signs = "<!-- BEGIN WAYBACK TOOLBAR INSERT --> saved with SingleFile <!-- WB Insert --> google-cache-hdr' "
    spent = []
    for times in (500, 2_000):
        text = signs * times + "//" + "a/" * times + "<input name=" * times
        started = process_time()
        saved_copy(text, None)
        spent.append(process_time() - started)
    assert spent[1] < 12 * max(spent[0], 0.005)
