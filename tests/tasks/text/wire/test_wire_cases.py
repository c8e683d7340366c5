"""Each kind of wire, from bytes to articles: invented files of the agencies' forms, and what a careful reader gets."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article
from schemas.capture import Sidecar
from schemas.rejection import Rejected
from tasks.text.formats import BY_NAME, form_of
from tasks.text.reading import read

CASES = Path(__file__).parents[3] / "cases" / "wire"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((CASES / "expected.json").read_text())
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def documents(data: bytes, form: str | None = None) -> Iterator[Article | Rejected]:
    """What is read of a file and of the items in it, as a load would."""
    found = BY_NAME[form] if form else form_of(data)
    if found.split is None:
        yield read(data, received_at=NOW, sidecar=Sidecar(form=form))[0]
        return
    for item in found.split(io.BytesIO(data)):
        yield from [item.refused] if item.refused else documents(item.data, item.form)


def fields(article: Article) -> dict[str, Any]:
    published, modified = article.published, article.modified
    own = article.model_dump()
    return own | {
        "byline": article.byline.text if article.byline else None,
        "authors": [author.name for author in article.byline.authors] if article.byline else [],
        "dateline": article.dateline.text if article.dateline else None,
        "place": article.dateline.place if article.dateline else None,
        "published_on": published.day.isoformat() if published else None,
        "published_at": published.at.isoformat() if published and published.at else None,
        "modified_at": modified.at.isoformat() if modified and modified.at else None,
        "embargoed_until": article.embargoed_until.isoformat() if article.embargoed_until else None,
        "subjects": list(article.subjects),
        "keywords": list(article.keywords),
        "blocks": [[block.kind, block.text] for block in article.blocks],
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_each_item_is_read_or_refused_as_a_careful_reader_would(name: str) -> None:
    found = list(documents((CASES / name).read_bytes()))
    assert len(found) == len(EXPECTED[name])
    for got, wanted in zip(found, EXPECTED[name], strict=True):
        if isinstance(got, Rejected):
            assert got.reason == wanted.get("rejected"), got
            assert wanted["says"] in got.detail
        else:
            assert "rejected" not in wanted
            held = fields(got)
            assert wanted.pop("note_has", "") in (held["editor_note"] or "")
            assert {key: held[key] for key in wanted} == wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_an_item_can_be_read_by_itself(name: str) -> None:
    """An item's bytes, taken out of the archive without what the container knew of them, are the same article."""
    data = (CASES / name).read_bytes()
    form = form_of(data)
    for item in form.split(io.BytesIO(data)) if form.split else ():
        alone = form_of(item.data)
        assert alone.split is None
        assert alone.name == item.form
        assert read(item.data, received_at=NOW)[0] == next(documents(item.data, item.form))


def test_every_case_file_is_expected() -> None:
    assert {path.name for path in CASES.iterdir()} - {"expected.json"} == set(EXPECTED)
