"""Fields of whole pages: each case is a page and what a careful reader gets from it."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.evidence import Evidence
from tasks.text.html.html_fields import HtmlFields, html_fields
from tasks.text.html.page.html_page import parse_page

CASES = sorted((Path(__file__).parents[3] / "cases" / "html_fields").glob("*.html"))
RECEIVED = datetime(2026, 1, 2, tzinfo=UTC)
URL = "https://page.example/a"


def fields_of(text: str, url: str | None = URL) -> HtmlFields:
    return html_fields(parse_page(text, url=url, received_at=RECEIVED))


def as_told(fields: HtmlFields) -> dict[str, Any]:
    """The fields in the words of the case files."""
    published, modified = fields.published, fields.modified
    return {
        "headline": fields.headline,
        "dek": fields.dek,
        "byline": fields.byline.text if fields.byline else None,
        "authors": [[author.name, author.kind] for author in fields.byline.authors] if fields.byline else [],
        "published": published.day.isoformat() if published else None,
        "published_at": published.at.astimezone(UTC).isoformat() if published and published.at else None,
        "modified": modified.day.isoformat() if modified else None,
        "publication": fields.publication,
        "section": fields.section,
        "language": fields.language,
        "canonical_url": fields.canonical_url,
        "publisher_id": fields.publisher_id,
        "keywords": list(fields.keywords),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    expected = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    told = as_told(fields_of(case.read_text(encoding="utf-8"), expected.pop("url", URL)))
    assert {key: told[key] for key in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_value_has_its_evidence(case: Path) -> None:
    fields = fields_of(case.read_text(encoding="utf-8"))
    chosen = {evidence.field for evidence in fields.evidence if evidence.chosen}
    for name in (
        "headline",
        "dek",
        "byline",
        "section",
        "publication",
        "language",
        "published",
        "modified",
        "keywords",
    ):
        assert (name in chosen) == bool(getattr(fields, name)), name


def test_what_was_not_chosen_is_told() -> None:
    fields = fields_of(CASES[-1].with_name("news_data.html").read_text(encoding="utf-8"))
    offers = [(e.method, e.value) for e in fields.evidence if e.field == "headline" and not e.chosen]
    assert ("opengraph", "The ferry is back: all you need to know") in offers


PIECES = st.sampled_from(
    [
        '<script type="application/ld+json">', "</script>", '{"@type":"NewsArticle","headline":', '"a"', "}", "[", "]",
        '"author":', '"datePublished":', "<h1>", "</h1>", "<time datetime='", "'>", "2024-01-02", "By Jane Doe", "<p>",
        "<div class='byline date author related'>", "<meta name='author' content='",
        "<meta property='og:url' content='",
        "http://[", "<link rel=canonical href='", "<title>", " | ", "&amp;#0;", "\x00", "\ud800", "9999999999",
        "<html lang='", "٢٠٢٤", "</", "<!--", "-->", ",", "\\", "null", "1e999", "<svg>", "<footer>", "<article>",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join), st.none() | st.text(max_size=30))
def test_no_page_raises(text: str, url: str | None) -> None:
    fields = fields_of(text, url)
    assert all(isinstance(evidence, Evidence) for evidence in fields.evidence)
    assert fields.published is None or fields.published.day <= datetime(2026, 1, 3, tzinfo=UTC).date()


LONG = 60_000


@pytest.mark.parametrize(
    "hostile",
    [
        f"<time datetime='{'1' * LONG}'>{'2' * LONG}</time>",
        "<meta name='author' content='Jane Doe'>" * (LONG // 10),
        f"<div class='{'date author related ' * (LONG // 10)}'>x</div>",
        f'<script type="application/ld+json">{"[" * LONG}</script>',
        '<script type="application/ld+json">' + '{"a":' * LONG + "</script>",
        '<script type="application/ld+json">{"headline":"a",' + (" " * 300 + ",") * 300 + "</script>",
        "<div class='byline'>By " + "Jane Doe and " * (LONG // 10) + "</div>",
        "<title>" + "Ferry - " * (LONG // 8) + "</title>",
        "<div class='breadcrumb'>" * 2_000 + "<a href=x>x</a>" * 2_000,
        "<script>" + '"datePublished" : ' * (LONG // 10) + "</script>",
        "<p>" + "?" * LONG,
    ],
    ids=range(11),
)
def test_hostile_pages_cost_little(hostile: str) -> None:
    start = time.process_time()
    fields_of(f"<html><h1>Ferry runs again</h1>{hostile}</html>")
    assert time.process_time() - start < 2.0
