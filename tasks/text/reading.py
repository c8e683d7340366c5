"""Bytes in, one article or one verdict out: everything that is read of a document, as a library."""

from datetime import datetime

from schemas.article import Article
from schemas.capture import NOTHING_KNOWN, MediaType, Sidecar
from schemas.evidence import Evidence
from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.decoding import Decoded, decode
from tasks.text.decode.media_type import binary_type, text_type
from tasks.text.feed_evidence import with_feed
from tasks.text.html.html_article import html_article
from tasks.text.plain.plain_article import plain_article
from tasks.text.records.json_article import json_article


def read(data: bytes, *, received_at: datetime, sidecar: Sidecar = NOTHING_KNOWN) -> tuple[Article | Rejected, str]:
    """The article in `data`, or why there is none; and the media type that was seen.

    `received_at` bounds the dates: nothing is published after it.
    """
    binary = binary_type(data)
    if binary:
        return _unsupported(binary), binary
    decoded = decode(data, content_type=sidecar.headers.get("content-type"))
    if isinstance(decoded, Rejected):
        return decoded, "application/octet-stream"
    kind = text_type(decoded.text)
    if not isinstance(kind, MediaType):
        return _unsupported(kind), kind
    reader = {MediaType.HTML: html_article, MediaType.JSON: json_article}.get(kind, plain_article)
    article = reader(decoded.text, url=sidecar.url, received_at=received_at)
    return _with_provenance(article, decoded, sidecar, received_at), kind.value


def _unsupported(media_type: str) -> Rejected:
    return Rejected(reason=RejectionReason.UNSUPPORTED_TYPE, detail=f"{media_type} is not read")


def _with_provenance(
    article: Article | Rejected, decoded: Decoded, sidecar: Sidecar, received_at: datetime
) -> Article | Rejected:
    if isinstance(article, Rejected):
        return article
    known = article.evidence + decoded.evidence
    if sidecar.url:
        known += (Evidence(field="url", value=sidecar.url, method="sidecar", locator="url", chosen=True),)
    article = article.model_copy(update={"encoding": decoded.encoding, "evidence": known})
    return with_feed(article, sidecar.feed, received_at=received_at) if sidecar.feed else article
