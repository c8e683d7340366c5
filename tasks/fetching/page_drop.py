"""A fetched page into the inbox: its sidecar first, then itself, each by `.part` and rename."""

import hashlib
import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from schemas.capture import SIDECAR_ENDING
from schemas.feed_item import FeedItem
from tasks.fetching.network.http_client import Answer
from tasks.inbox.archive import UNFINISHED
from tasks.inbox.drops import sidecar_of

_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "application/json": ".json", "text/plain": ".txt"}
_KEPT = ("content-type", "content-language", "date", "etag", "last-modified", "cache-control", "link")
"""Headers that describe the document."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9.-]+")
_OURS = re.compile(r"-[0-9a-f]{16}-\d{8}T\d{12}\.(?:html|json|txt)(?P<sidecar>\.meta\.json)?(?P<part>\.part)?")


def drop_page(inbox: Path, answer: Answer, *, item: FeedItem | None, fetched_at: datetime) -> Path:
    """Writes the page and what is known about it; returns the path. Raises OSError.

    The name is the host's, a hash of the address and the time, so that an earlier version that still waits is not
    written over.
    """
    host = _NOT_IN_NAMES.sub("-", (urlsplit(answer.url).hostname or "").lower())[:80]
    key = hashlib.sha256(answer.url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    moment = fetched_at.astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = inbox / f"{host}-{key}-{moment}{_ENDINGS.get(kind, '.html')}"
    said = {
        "url": answer.url,
        "fetched_at": fetched_at.isoformat(),
        "headers": {name: answer.headers[name] for name in _KEPT if name in answer.headers},
        **({"feed": item.model_dump(exclude_none=True)} if item else {}),
    }
    inbox.mkdir(parents=True, exist_ok=True)
    _write(sidecar_of(str(target)), json.dumps(said, ensure_ascii=True, indent=1).encode())
    _write(target, answer.body)
    return target


def clear_unfinished_pages(inbox: Path) -> int:
    """Removes what a killed fetch left unfinished: `.part` files and sidecars without their page. Returns how many.

    Call it only while no other fetch of this home runs.
    """
    left = []
    for file in inbox.glob("*") if inbox.exists() else ():
        found = _OURS.search(file.name)
        alone = found and found["sidecar"] and not Path(str(file).removesuffix(SIDECAR_ENDING)).exists()
        if found and found.end() == len(file.name) and (found["part"] or alone):
            left.append(file)
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)


def settle(paths: Iterable[Path]) -> None:
    """Makes sure that new files are on the disk before they are recorded as fetched. Files already gone are skipped."""
    for path in paths:
        for file in (path, sidecar_of(str(path))):
            with suppress(FileNotFoundError):
                handle = os.open(file, os.O_RDONLY)
                try:
                    os.fdatasync(handle)
                finally:
                    os.close(handle)


def _write(target: Path, data: bytes) -> None:
    part = target.with_name(target.name + UNFINISHED)
    part.write_bytes(data)
    part.replace(target)
