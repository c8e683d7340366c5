"""Which responses in a web archive are documents, and which headers are kept.

A document is what a person reads: HTML, text, a feed, PDF, office files. Style sheets, scripts, data, pictures, sound,
films and fonts belong to pages; they are left out and not counted.
"""

import re
from collections.abc import Mapping

from tasks.text.containers.members import is_media

_READ = re.compile(
    r"text/(?!css|javascript|ecmascript|x-component|vtt|csv)|application/(?:xhtml|rss|atom|rdf|pdf|msword|rtf|epub|"
    r"feed\+json|vnd\.(?:openxmlformats|oasis|ms-word))|multipart/related|message/rfc822",
    re.IGNORECASE,
)
_ANY = re.compile(r"application/(?:xml|(?:x-)?unknown|octet-stream|force-download)|unk$|no-type$|\*/\*", re.IGNORECASE)
"""Unspecific types; the first bytes decide."""
_OF_THE_TRANSFER = ("transfer-encoding", "content-encoding", "connection", "set-cookie", "content-length")


def is_document(content_type: str | None, head: bytes) -> bool:
    """Whether a response with this declared type and these first bytes is a document."""
    declared = (content_type or "").strip()
    if _READ.match(declared):
        return not is_media(head)
    if declared and not _ANY.match(declared):
        return False
    return not is_media(head) and (head.lstrip()[:1] == b"<" or head.startswith(b"%PDF-") or not declared)


def kept_headers(headers: Mapping[str, str], status: str | None) -> dict[str, str]:
    """The headers without those of the transfer itself; `:status` is the status code."""
    kept = {name: value[:2_000] for name, value in headers.items() if name not in _OF_THE_TRANSFER}
    return kept | ({":status": status} if status else {})
