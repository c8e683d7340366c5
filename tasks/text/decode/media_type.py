"""The media type of a document, by its content: file endings and headers are too often wrong."""

import json
import re

from schemas.capture import MediaType

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ\x90", "application/x-msdownload"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"RIFF", "application/x-riff"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
BINARY_TYPES = tuple(dict.fromkeys([*(name for _, name in _MAGIC), "video/mp4"]))
"""All results of `binary_type` except None."""
_HTML_START = re.compile(
    r"\s{0,50}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--.{0,2000}?-->\s{0,50})*+<(?:!doctype\s{1,50}html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(
    r"\s{0,50}(?:<\?xml\b|<(?:rss|feed|urlset|sitemapindex|nitf|newsMessage|newsItem)\b)", re.IGNORECASE
)
_HTML_TAG = re.compile(
    r"<(?:p|div|span|article|section|h[1-6]|meta|title|table|br|a\s+href|link|script|img)\b[^<]{0,500}>", re.IGNORECASE
)
_BLOCK_START = re.compile(
    r"\s{0,50}<(?:p|div|h[1-6]|article|section|figure|blockquote)(?:\s[^<>]{0,500})?>", re.IGNORECASE
)
_CLOSING = re.compile(r"</(?:p|div|span|article|section|h[1-6]|title|table|a|script|body|html)>", re.IGNORECASE)


def binary_type(data: bytes) -> str | None:
    """The media type of a well-known binary format. None: it may be text."""
    if data[4:8] == b"ftyp":
        return "video/mp4"
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


def text_type(text: str) -> MediaType | str:
    """The media type of decoded text; a plain string for a type that is not read (XML that is not XHTML)."""
    head = text[:20_000]
    if _HTML_START.match(head):
        return MediaType.HTML
    if _XML_START.match(head):
        return "application/xml"
    start = head.lstrip()[:1]
    if start in ("{", "[") and _is_json(text):
        return MediaType.JSON
    # A fragment of HTML begins with a block, or has several tags, and closes some; prose that mentions <p> does not.
    if _BLOCK_START.match(head) and _CLOSING.search(head):
        return MediaType.HTML
    if len(_HTML_TAG.findall(head)) >= 3 and _CLOSING.search(head):
        return MediaType.HTML
    return MediaType.PLAIN


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        # A broken JSON record is still JSON: the reason "malformed" is more useful than a body full of braces.
        return bool(re.match(r'\s{0,50}[\[{]\s{0,50}[{"]', text))
    return True
