"""Days of publication as pages print and state them: beside other days, in other calendars, in seventy languages."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.article import Article
from tasks.text.html.html_article import html_article

TEXT = (
    "<p>The bell of Torrin has been silent for days, since the rope broke in the hands of the sexton there.</p>"
    "<p>A new rope was ordered from the harbour the same day. It will be forty metres long, the parish says.</p>"
    "<p>Nobody knows when the bell will ring again, and nobody in the town has asked the smith so far.</p>"
)
CASES: list[dict[str, str]] = json.loads(Path("tests/cases/published_days.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_the_day_is_the_one_of_publication(case: dict[str, str]) -> None:
    title = case.get("title", "Torrin waits for a rope")
    page = (
        f"<html lang='{case.get('lang', 'en')}'><head><title>{title}</title>{case.get('head', '')}</head>"
        f"<body>{case.get('top', '')}<article><h1>{title}</h1>{case.get('near', '')}{TEXT}{case.get('after', '')}"
        "</article></body></html>"
    )
    url = case.get("url", "https://torrinpost.example/news/rope")
    article = html_article(page, url=url, received_at=datetime(2030, 4, 20, 12, tzinfo=UTC))
    assert isinstance(article, Article)
    assert (str(article.published.day) if article.published else None) == case["day"]
