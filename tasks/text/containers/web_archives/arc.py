"""ARC, the form of web archives before WARC (Internet Archive, 1996): a header line, then as many bytes as it states.

The documents are chosen as in WARC.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import Item
from tasks.text.containers.streams import DamagedContainer
from tasks.text.containers.web_archives.http_message import http_response
from tasks.text.containers.web_archives.web_coding import MAX_BODY
from tasks.text.containers.web_archives.web_responses import is_document, kept_headers

_RECORD = re.compile(
    rb"(?P<url>[a-zA-Z][a-zA-Z0-9+.-]{1,20}:\S(?:[^\r\n]{0,8000}\S)?) (?P<ip>[0-9a-fA-F.:]{2,45}) (?P<at>\d{14}) "
    rb"(?P<type>[^\r\n]{1,200}?) (?:\S{1,200} ){0,6}(?P<length>\d{1,15})\s*$"
)
_LINE = 16_384


def is_arc(head: bytes) -> bool:
    """Whether these are the first bytes of an ARC file, which begins with its own description."""
    return head.startswith(b"filedesc://") and _RECORD.match(head[:_LINE].split(b"\n", 1)[0]) is not None


def split(source: BinaryIO) -> Iterator[Item]:
    """The documents, numbered from 1 in order. Raises DamagedContainer if the file breaks off."""
    number = 0
    while line := source.readline(_LINE):
        found = _RECORD.match(line)
        if found is None:
            continue
        length = int(found["length"])
        if length > MAX_BODY:
            while length and (skipped := source.read(min(length, 1 << 20))):
                length -= len(skipped)
            continue
        data = source.read(length)
        if len(data) < length:
            raise DamagedContainer("the file breaks off in the middle of a record")
        item = _item(found, data, number + 1)
        if item is not None:
            number += 1
            yield item


def _item(found: re.Match[bytes], data: bytes, number: int) -> Item | None:
    url = found["url"].decode("utf-8", "replace")
    if not url.lower().startswith(("http://", "https://")):
        return None
    response = http_response(data)
    headers = response.headers if response else {"content-type": found["type"].decode("latin-1")}
    body = response.body if response else data
    if not is_document(headers.get("content-type"), body[:64]):
        return None
    refused = None if body else Rejected(reason=RejectionReason.EMPTY, detail="a response without a body")
    return Item(
        number=number,
        data=body,
        url=url,
        captured_at=_moment(found["at"].decode()),
        headers=kept_headers(headers, response.status if response else None),
        refused=refused,
    )


def _moment(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
