"""A page that a browser saved as one file: MHTML (RFC 2557) and Safari's webarchive.

The rest of the file is the page's pictures and style sheets. The time of saving is the time of capture, never the date
of publication.
"""

import email.policy
import plistlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO
from xml.parsers.expat import ExpatError

from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import Item
from tasks.text.containers.members import is_media
from tasks.text.containers.streams import DamagedContainer

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?([^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000}){0,20})\r?\n")
_SAVED_BY = re.compile(rb"<?saved by ", re.IGNORECASE)
_JS_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2} \d{4} \d{2}:\d{2}:\d{2}) GMT([+-]\d{4})")
_MAIL = (b"received", b"to", b"delivered-to", b"message-id", b"return-path")


def is_mhtml(head: bytes) -> bool:
    """Whether these are the first bytes of a saved page: a MIME message that was never sent, of related parts or of one
    page."""
    headers: dict[bytes, bytes] = {}
    at = 0
    while len(headers) < 40 and (found := _HEADER.match(head, at)):
        headers[found[1].lower()] = found[2]
        at = found.end()
    if b"content-type" not in headers or not ({b"mime-version", b"snapshot-content-location"} & headers.keys()):
        return False
    saved = b"snapshot-content-location" in headers or bool(_SAVED_BY.match(headers.get(b"from", b"")))
    related = headers[b"content-type"].lower().lstrip().startswith((b"multipart/related", b"text/html"))
    return related and (saved or (b"content-location" in headers and not any(name in headers for name in _MAIL)))


def split_mhtml(source: BinaryIO) -> Iterator[Item]:
    """The page."""
    message = BytesParser(EmailMessage, policy=email.policy.compat32).parse(source)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        return
    start = str(message.get_param("start") or "")
    page = next((part for part in pages if start and part.get("Content-ID") == start), pages[0])
    data = page.get_payload(decode=True)
    where = message.get("Snapshot-Content-Location") or page.get("Content-Location") or message.get("Content-Location")
    charset = page.get_content_charset()
    yield Item(
        number=1,
        data=data if isinstance(data, bytes) else b"",
        url=_web_address(where),
        captured_at=_moment(str(message.get("Date") or "")),
        headers={"content-type": f"text/html; charset={charset}"} if charset else {},
    )


def is_webarchive(head: bytes) -> bool:
    """Whether these are the first bytes of Safari's webarchive, as a binary or XML property list."""
    if head.startswith(b"bplist00"):
        return b"WebMainResource" in head or b"WebResource" in head
    return b"<plist" in head[:1_000] and b"WebMainResource" in head[:4_000]


def split_webarchive(source: BinaryIO) -> Iterator[Item]:
    """The page. Raises DamagedContainer."""
    try:
        said = plistlib.loads(source.read())
    except (plistlib.InvalidFileException, ExpatError, ValueError, RecursionError, OverflowError) as error:
        raise DamagedContainer(f"a property list that is damaged: {error}") from error
    page: Mapping[str, Any] = said.get("WebMainResource") if isinstance(said, dict) else None  # type: ignore[assignment]
    data = page.get("WebResourceData") if isinstance(page, dict) else None
    if not isinstance(data, bytes) or not isinstance(page, dict):
        return
    declared, charset = page.get("WebResourceMIMEType") or "", page.get("WebResourceTextEncodingName")
    refused = None
    if is_media(data[:16]) or str(declared).startswith("image/"):
        refused = Rejected(reason=RejectionReason.UNSUPPORTED_TYPE, detail=f"a saved {declared or 'picture'}, no page")
    yield Item(
        number=1,
        data=b"" if refused else data,
        url=_web_address(page.get("WebResourceURL")),
        headers={"content-type": f"{declared}; charset={charset}" if charset else str(declared)},
        refused=refused,
    )


def _web_address(said: object) -> str | None:
    address = str(said or "").strip()
    return address if address.lower().startswith(("http://", "https://")) else None


def _moment(printed: str) -> datetime | None:
    """The instant, in the form of RFC 5322 or of JavaScript: "Fri Mar 10 2006 13:40:00 GMT+0100". None: not a date."""
    found = _JS_DATE.match(printed.strip())
    try:
        if found:
            return datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z")
        moment = parsedate_to_datetime(printed)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
