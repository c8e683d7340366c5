"""WARC (ISO 28500), the form of crawlers and web archives.

The documents are: each HTML or text response of any status, and each revisit of one; a conversion (Common Crawl's plain
texts); a resource with a web address. Requests, metadata and warcinfo records describe documents and are left out.
WARC-Date is the time of capture, never the date of publication.

Read by our own code: of the two libraries, one needs a seekable stream and ends the process on some damaged records;
the other reads neither broken gzip members nor a record with a wrong length. After such a record this code finds the
next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import BinaryIO

from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import Item
from tasks.text.containers.streams import DamagedContainer
from tasks.text.containers.web_archives.http_message import http_response, response_head
from tasks.text.containers.web_archives.web_coding import MAX_BODY
from tasks.text.containers.web_archives.web_responses import is_document, kept_headers

PAGE_TEXT = "page_text"
_LINE = 65_536
_SEEN = 65_536
"""Bytes of a record that are enough to decide whether it is a document."""


@dataclass(slots=True)
class _Record:
    headers: dict[str, str]
    length: int
    source: BinaryIO
    read: int = 0

    def take(self, size: int) -> bytes:
        data = self.source.read(max(0, min(size, self.length - self.read)))
        self.read += len(data)
        return data

    def skip(self) -> None:
        while self.take(1 << 20):
            pass

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "").lower()

    @property
    def address(self) -> str | None:
        address = self.headers.get("warc-target-uri", "").strip("<> ")
        return address if address.lower().startswith(("http://", "https://")) else None

    @property
    def captured_at(self) -> datetime | None:
        return moment(self.headers.get("warc-date", ""))


def is_warc(head: bytes) -> bool:
    """Whether these are the first bytes of a WARC file."""
    return head.lstrip(b"\r\n").startswith((b"WARC/0.", b"WARC/1."))


def split(source: BinaryIO) -> Iterator[Item]:
    """The documents, numbered from 1 in order. Raises DamagedContainer if the file breaks off."""
    number = 0
    for record in _records(source):
        item = _item(record, number + 1)
        record.skip()
        if item is not None:
            number += 1
            yield item
        if record.read < record.length:
            if item is not None and item.refused:
                return
            raise DamagedContainer("the file breaks off in the middle of a record")


def moment(printed: str) -> datetime | None:
    """An instant of a web archive, which is always in UTC. None: not a date."""
    try:
        found = datetime.fromisoformat(printed.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _records(source: BinaryIO) -> Iterator[_Record]:
    while line := source.readline(_LINE):
        if not line.startswith(b"WARC/"):  # blank lines, or the rest of a record with a wrong length
            continue
        headers: dict[str, str] = {}
        while (line := source.readline(_LINE)).strip():
            name, _, value = line.decode("utf-8", "replace").partition(":")
            headers[name.strip().lower()] = value.strip()
        said = headers.get("content-length", "")
        length = int(said) if said.isdecimal() and said.isascii() and len(said) < 16 else 0
        yield _Record(headers, length, source)


def _item(record: _Record, number: int) -> Item | None:
    """The document in a record. None: the record is not a document."""
    seen = record.take(_SEEN)
    if record.kind == "revisit":
        return _revisit(record, number, seen)
    if record.kind == "response" and (head := response_head(seen)):
        _, headers, start = head
        coded = "content-encoding" in headers or "transfer-encoding" in headers
        if not is_document(headers.get("content-type"), b"" if coded else seen[start : start + 64]):
            return None
        return _response(record, number, seen)
    if record.kind not in ("resource", "conversion") or record.address is None:
        return None
    declared = record.headers.get("content-type", "")
    if not is_document(declared, seen[:64]):
        return None
    item = _of(record, number, _whole(record, seen), {"content-type": declared})
    return replace(item, form=PAGE_TEXT) if record.kind == "conversion" and declared.startswith("text/plain") else item


def _response(record: _Record, number: int, seen: bytes) -> Item:
    data = _whole(record, seen)
    response = http_response(data) if isinstance(data, bytes) else None
    if response is None:
        return _of(record, number, data, {})
    return _of(record, number, response.body, kept_headers(response.headers, response.status))


def _whole(record: _Record, seen: bytes) -> bytes | Rejected:
    if record.length > MAX_BODY:
        detail = f"a record of {record.length} bytes; over {MAX_BODY} none is read"
        return Rejected(reason=RejectionReason.UNSUPPORTED_TYPE, detail=detail)
    data = seen + record.take(record.length)
    if len(data) < record.length:
        return Rejected(reason=RejectionReason.MALFORMED, detail="the file breaks off in the middle of this record")
    return data


def _of(record: _Record, number: int, data: bytes | Rejected, headers: dict[str, str]) -> Item:
    return Item(
        number=number,
        data=data if isinstance(data, bytes) else b"",
        url=record.address,
        captured_at=record.captured_at,
        headers=headers,
        refused=data if isinstance(data, Rejected) else None,
    )


def _revisit(record: _Record, number: int, seen: bytes) -> Item | None:
    head = response_head(seen)
    if head and not is_document(head[1].get("content-type"), b""):
        return None
    first = record.headers.get("warc-refers-to-target-uri", "").strip("<> ") or record.address or "an address"
    when = record.headers.get("warc-refers-to-date", "")
    detail = f"the same bytes as were captured from {first[:300]}{f' at {when[:40]}' if when else ''}"
    return _of(record, number, Rejected(reason=RejectionReason.REVISIT, detail=detail), {})
