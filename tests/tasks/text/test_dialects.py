"""Files in the layouts of databases, mail programs, collectors and services, each as a careful reader understands it.

The cases' texts are invented; `expected.json` has the outcome of each document of a file.
"""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article
from schemas.capture import Sidecar
from schemas.rejection import Rejected
from tasks.text.documents import documents
from tasks.text.reading import read

CASES = Path(__file__).parents[2] / "cases" / "dialects"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((CASES / "expected.json").read_text("utf-8"))
NOW = datetime(2026, 11, 1, tzinfo=UTC)
_PLAIN = (
    "headline", "dek", "section", "publication", "language", "url", "publisher_id", "edition", "revision", "slugline",
    "editor_note", "editorial_status", "urgency", "wire_credit", "stated_word_count",
)  # fmt: skip


def outcome(found: Article | Rejected) -> dict[str, Any]:
    if isinstance(found, Rejected):
        return {"rejected": found.reason.value}
    values: dict[str, Any] = {name: getattr(found, name) for name in _PLAIN}
    values |= {
        "authors": [author.name for author in found.byline.authors] if found.byline else [],
        "published": found.published and (found.published.at or found.published.day).isoformat(),
        "dateline_place": found.dateline and found.dateline.place,
        "embargoed_until": found.embargoed_until and found.embargoed_until.isoformat(),
        "keywords": list(found.keywords),
        "blocks": [f"{block.kind}: {block.text[:40]}" for block in found.blocks],
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


def outcomes(data: bytes) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = []
    for document in documents(io.BytesIO(data)):
        held = document.held(1 << 20)
        sidecar = document.sidecar(Sidecar())
        found = held if isinstance(held, Rejected) else read(held, received_at=NOW, sidecar=sidecar)[0]
        given.append(outcome(found))
    return given


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_document_is_as_expected(name: str) -> None:
    assert outcomes((CASES / name).read_bytes()) == EXPECTED[name]


def test_every_file_has_an_expectation() -> None:
    assert {path.name for path in CASES.iterdir()} == {*EXPECTED, "expected.json"}
