"""What outlets and their systems put into, around and in place of a text; and what of it is text, a field, or neither.

`tests/cases/page_parts.json`: `{{0}}` to `{{3}}` are the paragraphs of the article, `{{text}}` all four, `{{json 0}}`
is one as a JSON string spells it; the other parts of the page are named under "parts".
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article
from schemas.rejection import Rejected
from tasks.text.html.html_article import html_article

FILE = json.loads((Path(__file__).parents[3] / "cases/page_parts.json").read_text(encoding="utf-8"))
PARTS: dict[str, str] = FILE["parts"]
PARAGRAPHS = [PARTS[str(number)] for number in range(4)]
RECEIVED = datetime(2026, 11, 25, 7, tzinfo=UTC)
URL = "https://www.tesselcourier.example/news/eastern-lock"


def filled(text: str) -> str:
    for number, paragraph in enumerate(PARAGRAPHS):
        text = text.replace(f"{{{{json {number}}}}}", json.dumps(paragraph)[1:-1])
    text = text.replace("{{text}}", "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS))
    for name, part in PARTS.items():
        text = text.replace(f"{{{{{name}}}}}", part)
    return text


def fields_of(article: Article) -> dict[str, object]:
    return {
        "headline": article.headline,
        "dek": article.dek,
        "language": article.language,
        "authors": [author.name for author in article.byline.authors] if article.byline else [],
        "published_on": str(article.published.day) if article.published else None,
        "published_at": str(article.published.at) if article.published and article.published.at else None,
        "subheads": [block.text for block in article.blocks if block.kind == "subhead"],
    }


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["name"])
def test_page(case: dict[str, Any]) -> None:
    article = html_article(filled(case["html"]), url=case.get("url", URL), received_at=RECEIVED)
    if "reason" in case:
        assert isinstance(article, Rejected), article.body
        assert article.reason == case["reason"]
        return
    assert isinstance(article, Article), article
    for text in case.get("includes", ()):
        for paragraph in PARAGRAPHS if text == "{{text}}" else [filled(text)]:
            assert paragraph in article.body
    assert [text for text in case.get("excludes", ()) if text in article.body] == []
    fields = fields_of(article)
    assert {name: fields[name] for name in fields if name in case} == {
        name: case[name] for name in fields if name in case
    }
