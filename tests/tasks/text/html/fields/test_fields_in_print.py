"""Bylines in forty languages and headlines, as pages print them: with roles, places, counters and the outlet beside."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article
from tasks.text.html.html_article import html_article

TEXT = (
    "<p>The bell of Torrin has been silent for days, since the rope broke in the hands of the sexton there.</p>"
    "<p>A new rope was ordered from the harbour the same day. It will be forty metres long, the parish says.</p>"
    "<p>Nobody knows when the bell will ring again, and nobody in the town has asked the smith so far.</p>"
)
LONG = "<p>" + "The sexton has counted the strands of the old rope and found none that would hold. " * 4 + "</p>"
BYLINES: list[dict[str, Any]] = json.loads(Path("tests/cases/bylines_in_print.json").read_text(encoding="utf-8"))
HEADLINES: list[dict[str, Any]] = json.loads(Path("tests/cases/headlines_in_print.json").read_text(encoding="utf-8"))


def read(case: dict[str, Any]) -> Article:
    title = case.get("title", "Torrin waits for a rope")
    page = (
        f"<html lang='{case.get('lang', 'en')}'><head><title>{title}</title>{case.get('head', '')}</head>"
        f"<body>{case.get('top', '')}<article><h1>{case.get('h') or title}</h1>{case.get('near', '')}"
        f"{case.get('text', TEXT)}{case.get('after', '')}</article></body></html>"
    )
    found = html_article(
        page, url="https://torrinpost.example/news/rope", received_at=datetime(2030, 4, 20, tzinfo=UTC)
    )
    assert isinstance(found, Article)
    return found


def authors(article: Article) -> list[str]:
    return [author.name for author in article.byline.authors] if article.byline else []


@pytest.mark.parametrize("case", BYLINES, ids=[case["what"] for case in BYLINES])
def test_the_byline_as_printed(case: dict[str, Any]) -> None:
    assert authors(read(case)) == case["authors"]


@pytest.mark.parametrize("case", HEADLINES, ids=[case["what"] for case in HEADLINES])
def test_the_headline_as_printed(case: dict[str, Any]) -> None:
    assert read(case).headline == case["headline"]


@pytest.mark.parametrize(
    ("after", "names"),
    [
        ("<aside><a rel='author' href='/profile/una-vik'>Una Vik</a></aside>", ["Una Vik"]),
        ("<div><span>By </span><a href='/profile/una-vik-1'>Una Vik</a></div>", ["Una Vik"]),
        ("<div><a rel='author' href='/a/una'>Una Vik</a> and <a rel='author' href='/a/ola'>Ola Ek</a></div>",
         ["Una Vik", "Ola Ek"]),
        ("<p><a rel='author' href='/a/una'>Una Vik</a></p><p><a rel='author' href='/a/ola'>Ola Ek</a></p>", []),
        ("<div class='author-box'><div>Una Vik</div><div>Una Vik has rung the bells for ten years.</div></div>",
         ["Una Vik"]),
        ("<div class='comment'><a rel='author' href='/a/una'>Una Vik</a> says: no!</div>", []),
    ],
)  # fmt: skip
def test_an_author_named_below_the_text(after: str, names: list[str]) -> None:
    assert authors(read({"text": LONG + TEXT + LONG, "after": after})) == names
