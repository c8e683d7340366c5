"""What text tools and services write, as articles."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article
from schemas.capture import NOTHING_KNOWN
from schemas.rejection import Rejected
from tasks.text.containers.json_envelope import list_place
from tasks.text.documents import documents
from tasks.text.formats import form_of
from tasks.text.reading import read

CASES = Path(__file__).parents[3] / "cases" / "records"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ONE = "The barrage at Skarra was closed on Tuesday after engineers found cracks in two of its eleven gates."
TWO = "The repair will cost about four million dollars and take nine weeks."
TEXT = f"{ONE}\n\n{TWO}"
URL = "https://post.example/barrage"


def readings(data: bytes | str | dict[str, Any]) -> list[Article | Rejected]:
    data = json.dumps(data) if isinstance(data, dict) else data
    found = []
    for document in documents(io.BytesIO(data.encode() if isinstance(data, str) else data)):
        held = document.held(1 << 20)
        assert isinstance(held, bytes)
        found.append(read(held, received_at=NOW, sidecar=document.sidecar(NOTHING_KNOWN))[0])
    return found


TOOLS: dict[str, dict[str, Any]] = json.loads((CASES / "tools.json").read_text())


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tools_record_is_an_article(tool: str) -> None:
    (article,) = readings(TOOLS[tool])
    assert isinstance(article, Article)
    assert article.body == TEXT
    assert (article.headline, article.url) == ("Barrage closed", URL)
    assert article.published
    assert article.published.day == date(2026, 3, 3)
    assert article.byline
    names = [author.name for author in article.byline.authors]
    assert names == ["Ida Holm", "Per Lund"][: 1 if tool in ("wordpress", "escaped") else 2]
    assert article.publication == ("Oldmere Post" if tool in ("trafilatura", "media cloud") else None)


@pytest.mark.parametrize("name", ["trafilatura.xml", "tei.xml"])
def test_xml_of_tools(name: str) -> None:
    (article,) = readings((CASES / name).read_text())
    assert isinstance(article, Article)
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("paragraph", ONE), ("subhead", "Costs"), ("list_item", TWO),
    ]  # fmt: skip
    said = (article.headline, article.publication, article.url, article.published and article.published.day.isoformat())
    assert said == ("Barrage closed", "Oldmere Post", URL, "2026-03-03")
    assert article.byline
    assert [author.name for author in article.byline.authors] == ["Ida Holm", "Per Lund"]


def test_a_table_of_trafilatura_has_no_names_of_columns() -> None:
    text = "\n".join([ONE, TWO, ONE, TWO])
    (article,) = readings(f'{URL}\tnull\td46\tpost.example\tBarrage closed\tnull\t2026-03-03\t"{text}"\tnull\n')
    assert isinstance(article, Article)
    assert (article.headline, article.url, article.published and article.published.day) == (
        "Barrage closed", URL, date(2026, 3, 3),
    )  # fmt: skip


def test_references() -> None:
    address, article = readings("\ufeff" + (CASES / "references.ris").read_text())
    assert isinstance(address, Rejected)
    assert address.reason == "address_only"
    assert isinstance(article, Article)
    assert (article.body, article.publication) == (ONE, "Oldmere Post")
    assert article.byline
    assert article.byline.text == "Ida Holm"


ROW = {"title": "Barrage closed", "url": URL, "content": TEXT}


@pytest.mark.parametrize(
    ("answer", "held"),
    [
        ({"status": "ok", "totalResults": 2, "articles": [ROW, ROW]}, 2),
        ({"response": {"status": "ok", "results": [ROW]}}, 1),
        ({"took": 3, "hits": {"total": 1, "hits": [{"_index": "news", "_source": ROW}]}}, 1),
        ({"data": {"articles": [ROW, ROW, ROW]}}, 3),
        ({"version": "https://jsonfeed.org/version/1.1", "items": [{"url": URL, "content_html": TEXT}]}, 1),
    ],
)  # fmt: skip
def test_an_answer_of_a_service_gives_its_articles(answer: dict[str, Any], held: int) -> None:
    assert form_of(json.dumps(answer, indent=1).encode()).name == "json_envelope"
    found = readings(answer)
    assert len(found) == held
    assert all(isinstance(one, Article) for one in found)


@pytest.mark.parametrize(
    "record",
    [
        {"data": ROW},
        {"title": "Barrage closed", "content": TEXT * 3, "items": [{"title": "Another", "url": URL, "date": "x"}]},
        {"items": [{"title": "Another", "url": URL, "date": "x"}], "title": "Barrage closed", "content": TEXT * 3},
        {"data": [{"lat": 1, "lon": 2}]},
        {"@graph": [{"@type": "NewsArticle", "articleBody": TEXT}]},
    ],
)
def test_an_article_with_lists_is_no_answer(record: dict[str, Any]) -> None:
    assert list_place(json.dumps(record).encode()) == -1


def test_what_a_service_left_out_is_no_text() -> None:
    (article,) = readings({"title": "Barrage closed", "url": URL, "content": f"{ONE} {TWO[:30]}… [+2219 chars]"})
    assert isinstance(article, Article)
    assert "chars]" not in article.body
    assert any(one.field == "body" and "left out" in one.value for one in article.evidence)


@pytest.mark.parametrize("mark", ["[…]", "[...]", "[&hellip;]", "[&#8230;]"])
def test_the_mark_of_what_was_cut_off_is_no_text(mark: str) -> None:
    (article,) = readings({"title": "Barrage closed", "url": URL, "content": f"<p>{ONE} {TWO[:30]} {mark}</p>"})
    assert isinstance(article, Article)
    assert article.body.endswith(TWO[:30].strip())


def test_evidence_is_what_happened() -> None:
    record = {
        "title": "A",
        "headline": "B",
        "date": "soon",
        "pub_date": "2026-03-03",
        "source": URL,
        "publisher": "Post",
        "text": TEXT,
    }
    (article,) = readings(record)
    assert isinstance(article, Article)
    told = {(one.field, one.value): one.chosen for one in article.evidence}
    assert told[("headline", "B")]
    assert not told[("headline", "A")]
    assert told[("published", "2026-03-03")]
    assert not told.get(("published", "soon"), False)
    assert (article.publication, article.url) == ("Post", URL)
    assert not told[("publication", URL)]
    assert sum(told.values()) == len({field for (field, _), chosen in told.items() if chosen})
