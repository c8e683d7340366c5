"""Small staged batches for tests of the warehouse: invented documents, decided by the test."""

import hashlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from duckdb import DuckDBPyConnection

from schemas.arrival import Decision, Outcome
from schemas.article import BlockKind, lay_blocks
from schemas.home import Home
from warehouse.backend.live import open_live
from warehouse.backend.place import VARIABLE
from warehouse.store.ledger import finish_runs, start_run
from warehouse.store.loader import BatchHeader
from warehouse.store.staged import stage

Rows = dict[str, list[dict[str, Any]]]
"""One document's rows by relation."""

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)
RUN = "run-1"
BODY = ("The harbour bridge at Vellmouth was closed on Monday.", "\u201cIt is safe 🚧\u201d, said Ines Okafor.")


def a_document(name: str, *, data: str | None = None, reading: str = "article", **columns: Any) -> Rows:  # noqa: ANN401
    """A document of which only its place is known. `data` makes its capture; by default its name does."""
    capture = hashlib.sha256((data or name).encode()).hexdigest()
    row = {
        "arrival_id": f"arrival-{name}",
        "drop_key": f"drop-{name}",
        "capture_id": capture,
        "origin": "inbox",
        "location": f"/inbox/{name}",
        "received_at": NOON,
        "seen_at": NOON,
        "media_type": "text/plain",
        "encoding": None,
        "byte_size": 100,
        "archive_path": f"archive/{capture[:2]}/{capture}",
        "reading": reading,
        "reader_version": "1",
    }
    return {"documents": [row | columns]}


def an_article(name: str, *paragraphs: str, data: str | None = None, **columns: Any) -> Rows:  # noqa: ANN401
    """A document read as an article: a block a paragraph, an author, two candidates for its headline."""
    pieces: list[tuple[BlockKind, str]] = [("paragraph", text) for text in paragraphs or BODY]
    blocks, body = lay_blocks(pieces)
    said: dict[str, Any] = {
        "headline": f"Headline of {name}",
        "body": body,
        "word_count": len(body.split()),
        "kind": "article",
        "identity": f"url:https://vellmouth-echo.example/{name}",
        "text_hash": hashlib.sha256(body.encode()).hexdigest(),
        "encoding": "utf-8",
    }
    rows = a_document(name, data=data or name + body, **(said | columns))
    rows["blocks"] = [{"position": at, **block.model_dump()} for at, block in enumerate(blocks)]
    rows["authors"] = [{"position": 0, "name": "Ada Brandt", "kind": "person"}]
    offer = {"field": "headline", "method": "element", "locator": "h1", "value": f"Headline of {name}", "chosen": True}
    rows["evidence"] = [offer, offer | {"method": "meta", "locator": "og:title", "value": "Echo", "chosen": False}]
    return rows


def annotated(rows: Rows) -> Rows:
    """The same article, of the default text, with one row in each annotation."""
    body = rows["documents"][0]["body"]

    def at(surface: str) -> dict[str, int]:
        start = body.index(surface)
        return {"start_char": start, "end_char": start + len(surface)}

    content, name = "\u201cIt is safe 🚧\u201d", "Ines Okafor"
    speaker = {"speaker": name, "speaker_text": name, "speaker_entity": 0, "cue": "said"}
    return rows | {
        "documents": [rows["documents"][0] | {"annotated": "test 1"}],
        "entities": [
            {"position": 0, "label": "person", "name": name, "aliases": ["Okafor"]},
            {"position": 1, "label": "place", "name": "Vellmouth", "aliases": []},
        ],
        "mentions": [
            {"position": 0, "field": "body", "surface": name, "label": "person", "entity": 0, **at(name)},
            {"position": 1, "field": "body", "surface": "Vellmouth", "label": "place", "entity": 1, **at("Vellmouth")},
        ],
        "statements": [{"position": 0, "kind": "direct", "content": content, **speaker, **at(content)}],
        "figures": [{"position": 0, "surface": "Monday", "value": 1.0, **at("Monday")}],
        "citations": [{"position": 0, "kind": "person", "source": name, **at(name)}],
        "text_dates": [
            {"position": 0, "surface": "Monday", "from_day": NOON.date(), "to_day": NOON.date(), **at("Monday")}
        ],
    }


def stage_documents(folder: Path, documents: Sequence[Rows]) -> Path:
    """Writes the documents as one staged batch, numbered in their order."""
    rows: Rows = {}
    for number, document in enumerate(documents):
        for relation, some in document.items():
            rows.setdefault(relation, []).extend(row | {"document": number} for row in some)
    return stage(folder, rows)


def article_id(name: str) -> str:
    """A stand-in for the article's identifier."""
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def to_article(document: int, outcome: Outcome, name: str, number: int = 1, **more: Any) -> Decision:  # noqa: ANN401
    """The decision that a document gives, or repeats, a version of the article `name`."""
    return Decision(document=document, outcome=outcome, article_id=article_id(name), version_number=number, **more)


def header(batch_id: str, run_id: str = RUN) -> BatchHeader:
    return BatchHeader(batch_id, run_id, NOON, NOON + timedelta(seconds=1))


@cache
def _empty_warehouse() -> bytes:
    """The file of a new home's live database. All migrations take more time than most tests that need a database."""
    with TemporaryDirectory() as name:
        open_live(Path(name)).close()
        return Home(Path(name)).live.read_bytes()


def open_with_run(home: Path, run_id: str = RUN) -> DuckDBPyConnection:
    """The live database of a new home, with a run that ended."""
    live = Home(home).live
    if not live.exists() and VARIABLE not in os.environ:
        live.parent.mkdir(parents=True, exist_ok=True)
        live.write_bytes(_empty_warehouse())
    con = open_live(home)
    start_run(con, run_id, None, NOON, "ingest")
    finish_runs(con, [run_id], NOON)
    return con
