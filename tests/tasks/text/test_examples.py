"""The examples, read as a careful reader reads them. `tests/cases/examples.json` says what that is."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article
from schemas.rejection import Rejected
from tasks.inbox.receiving import read_sidecar
from tasks.text.documents import documents
from tasks.text.reading import read

EXAMPLES = Path(__file__).parents[3] / "examples"
EXPECTED: dict[str, dict[str, Any]] = json.loads((Path(__file__).parents[2] / "cases" / "examples.json").read_text())
ARTICLES = {name: case["article"] for name, case in EXPECTED.items() if case.get("article")}
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def reading(name: str) -> Article | Rejected:
    file, _, number = name.partition("#")
    sidecar, _ = read_sidecar(str(EXAMPLES / file))
    wanted = (int(number),) if number else ()
    with (EXAMPLES / file).open("rb") as source:
        found = next(one for one in documents(source) if one.numbers == wanted)
        data = found.held(1_000_000)
    assert isinstance(data, bytes)
    return read(data, received_at=NOW, sidecar=found.sidecar(sidecar))[0]


def told(article: Article) -> dict[str, Any]:
    """The fields that the cases give."""
    return {
        "headline": article.headline,
        "dek": article.dek,
        "authors": [a.model_dump() for a in article.byline.authors] if article.byline else [],
        "publication": article.publication,
        "published_on": article.published.day.isoformat() if article.published else None,
        "dateline_place": article.dateline.place if article.dateline else None,
        "section": article.section,
        "language": (article.language or "").split("-")[0] or None,
        "canonical_url": article.canonical_url,
        "wire_credit": article.wire_credit,
        "subheads": [b.text for b in article.blocks if b.kind == "subhead"],
    }


@pytest.mark.parametrize("name", ARTICLES)
def test_an_example_gives_its_fields(name: str) -> None:
    article = reading(name)
    assert isinstance(article, Article)
    found = told(article)
    assert found == {field: ARTICLES[name][field] for field in found}


# A caption in a division of its own, whose class says no more than "pic", is still taken for text.
CAPTION_TAKEN = pytest.param(
    "skarra-mail-cafe.html", marks=pytest.mark.xfail(strict=True, reason="caption in the body")
)


@pytest.mark.parametrize("name", [CAPTION_TAKEN if name == "skarra-mail-cafe.html" else name for name in ARTICLES])
def test_an_example_gives_its_text_and_nothing_else(name: str) -> None:
    article, case = reading(name), ARTICLES[name]
    assert isinstance(article, Article)
    assert article.body.startswith(case["body_starts"])
    assert article.body.endswith(case["body_ends"])
    assert [text for text in case["body_excludes"] if text in article.body] == []
    assert article.access in (case["access"], None)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_example_gives_its_instant(name: str) -> None:
    article, instant = reading(name), ARTICLES[name]["published_at"]
    assert isinstance(article, Article)
    found = article.published.at if article.published else None
    assert found == (datetime.fromisoformat(instant) if instant else None)


@pytest.mark.parametrize("name", [name for name, case in EXPECTED.items() if case["outcome"] == "rejected"])
def test_what_is_no_article_says_why(name: str) -> None:
    rejected = reading(name)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == EXPECTED[name]["reason"]
