"""`cuttings read`: documents to JSON lines, without a warehouse."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from schemas.article import Article
from schemas.capture import Sidecar
from schemas.rejection import Rejected
from schemas.settings import Settings
from tasks.errors import NothingThere
from tasks.inbox.receiving import read_sidecar
from tasks.text.documents import Document, documents
from tasks.text.reading import read


def run_read(given: argparse.Namespace, settings: Settings) -> int:
    """One line a document: `location` with `article`, or with `outcome`, `reason` and `detail`."""
    faults = 0
    for path in given.files:
        if not path.exists():
            raise NothingThere(path)
        for line in _lines(path, settings):
            faults += line.get("outcome") == "quarantined"
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 1 if faults else 0


def _lines(path: Path, settings: Settings) -> Iterator[dict[str, object]]:
    sidecar, fault = read_sidecar(str(path))
    if fault:
        yield _refused(str(path), "quarantined", "bad_sidecar", fault)
        return
    if path.is_dir():
        yield _refused(str(path), "quarantined", "unreadable", "a folder; name the files in it, or use ingest")
        return
    try:
        with path.open("rb") as file:
            for document in documents(file):
                yield _line(path, document, sidecar, settings)
    except OSError as error:
        yield _refused(str(path), "quarantined", "unreadable", error.strerror or str(error))


def _line(path: Path, document: Document, sidecar: Sidecar, settings: Settings) -> dict[str, object]:
    name = "#".join([str(path), *map(str, document.numbers)])
    data = document.held(settings.max_bytes)
    if isinstance(data, Rejected):
        return _refused(name, "rejected", data.reason.value, data.detail)
    if len(data) > settings.max_bytes:
        return _refused(name, "quarantined", "too_large", f"over {settings.max_bytes} bytes (CUTTINGS_MAX_BYTES)")
    article, media_type = read(data, received_at=datetime.now(UTC), sidecar=document.sidecar(sidecar))
    if isinstance(article, Article):
        return {"location": name, "media_type": media_type, "article": article.model_dump(mode="json")}
    return _refused(name, "rejected", article.reason.value, article.detail)


def _refused(location: str, outcome: str, reason: str, detail: str) -> dict[str, object]:
    return {"location": location, "outcome": outcome, "reason": reason, "detail": detail}
