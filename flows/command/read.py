"""`cuttings read`: documents to JSON lines, without a warehouse."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from schemas.article import Article
from schemas.settings import Settings
from tasks.errors import NothingThere
from tasks.inbox.receiving import read_sidecar
from tasks.text.containers.json_lists import documents
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


def _lines(path: Path, settings: Settings) -> list[dict[str, object]]:
    sidecar, fault = read_sidecar(str(path))
    if fault:
        return [_refused(str(path), "quarantined", "bad_sidecar", fault)]
    if path.is_dir():
        return [_refused(str(path), "quarantined", "unreadable", "a folder; name the files in it, or use ingest")]
    try:
        if path.stat().st_size > settings.max_bytes:
            return [
                _refused(str(path), "quarantined", "too_large", f"over {settings.max_bytes} bytes (CUTTINGS_MAX_BYTES)")
            ]
        data = path.read_bytes()
    except OSError as error:
        return [_refused(str(path), "quarantined", "unreadable", error.strerror or str(error))]
    now = datetime.now(UTC)
    lines: list[dict[str, object]] = []
    for number, document in documents(data):
        name = f"{path}#{number}" if number else str(path)
        article, media_type = read(document, received_at=now, sidecar=sidecar)
        if isinstance(article, Article):
            lines.append({"location": name, "media_type": media_type, "article": article.model_dump(mode="json")})
        else:
            lines.append(_refused(name, "rejected", article.reason.value, article.detail))
    return lines


def _refused(location: str, outcome: str, reason: str, detail: str) -> dict[str, object]:
    return {"location": location, "outcome": outcome, "reason": reason, "detail": detail}
