"""HAR (HTTP Archive 1.2): a visit as saved by a browser's developer tools. Each response with a page is a document."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from tasks.text.containers.item import Item
from tasks.text.containers.streams import DamagedContainer
from tasks.text.containers.web_archives.warc import moment
from tasks.text.containers.web_archives.web_responses import is_document, kept_headers

_START = re.compile(rb"\s*\{\s*\"log\"\s*:\s*\{")


def is_har(head: bytes) -> bool:
    """Whether these are the first bytes of a HAR file."""
    return bool(_START.match(head.removeprefix(b"\xef\xbb\xbf"))) and b'"entries"' in head


def split(source: BinaryIO) -> Iterator[Item]:
    """The documents; an item's number is its entry's. Raises DamagedContainer."""
    try:
        entries = json.loads(source.read())["log"]["entries"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise DamagedContainer(f"a HAR file that is no JSON with entries: {error}") from error
    for number, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
        item = _item(number, entry) if isinstance(entry, dict) else None
        if item is not None:
            yield item


def _item(number: int, entry: dict[str, Any]) -> Item | None:
    response, request = entry.get("response"), entry.get("request")
    content = response.get("content") if isinstance(response, dict) else None
    if not isinstance(content, dict) or not isinstance(request, dict) or not isinstance(content.get("text"), str):
        return None
    data = content["text"].encode("utf-8", "replace")
    if content.get("encoding") == "base64":
        try:
            data = base64.b64decode(data)
        except binascii.Error:
            return None
    declared = str(content.get("mimeType") or "")
    if not is_document(declared, data[:64]):
        return None
    status = str(response.get("status") or "")  # type: ignore[union-attr]
    headers = {} if content.get("encoding") == "base64" else {"content-type": "text/html; charset=utf-8"}
    return Item(
        number=number,
        data=data,
        url=str(request.get("url") or "") or None,
        captured_at=moment(str(entry.get("startedDateTime") or "")),
        headers=kept_headers(headers or {"content-type": declared}, status or None),
    )
