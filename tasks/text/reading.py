"""The reader as a library: bytes in, one article or one rejection out."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import cast

from schemas.article import Article
from schemas.capture import NOTHING_KNOWN, Sidecar
from schemas.evidence import Evidence
from schemas.outlet_furniture import Learned, nothing_learned
from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.decoding import Decoded, decode
from tasks.text.decode.lifted import Lifted
from tasks.text.feed_evidence import with_feed
from tasks.text.form import Form
from tasks.text.formats import BY_NAME, form_of
from tasks.text.mail_evidence import came_by_mail, with_mail


def read(
    data: bytes, *, received_at: datetime, sidecar: Sidecar = NOTHING_KNOWN, learned: Learned = nothing_learned
) -> tuple[Article | Rejected, str]:
    """The article in `data`, or why there is none; and the recognised media type.

    `received_at` is the upper bound for dates: nothing is published after it. `learned`: what is known of outlets'
    furniture.
    """
    form = BY_NAME[sidecar.form] if sidecar.form in BY_NAME else form_of(data)
    if failure := _error_response(sidecar):
        return failure, form.media_type
    if form.refusal or form.reader is None:
        detail = f"{form.what} ({form.media_type})" if form.what else f"{form.media_type} is not read"
        return Rejected(reason=form.refusal or RejectionReason.UNSUPPORTED_TYPE, detail=detail), form.media_type
    if form.takes == "bytes":
        article = _reader(form.reader)(data, url=sidecar.url, received_at=received_at)
        return _with_provenance(article, None, sidecar, received_at), form.media_type
    if form.lift:
        return _lifted(data, form, sidecar, received_at), form.media_type
    decoded = decode(data, content_type=sidecar.headers.get("content-type"))
    if isinstance(decoded, Rejected):
        return decoded, "application/octet-stream"
    known = {"learned": learned} if form.learns else {}
    article = _reader(form.reader)(decoded.text, url=sidecar.url, received_at=received_at, **known)
    return _with_provenance(article, decoded, sidecar, received_at), form.media_type


def _lifted(data: bytes, form: Form, sidecar: Sidecar, received_at: datetime) -> Article | Rejected:
    """The article in a text that must first be extracted from the file."""
    lifted = cast("Callable[[bytes], Lifted | Rejected]", _function(str(form.lift)))(data)
    if isinstance(lifted, Rejected):
        return lifted
    article = _reader(str(form.reader))(lifted.text, url=sidecar.url, received_at=received_at)
    if isinstance(article, Article):
        article = article.model_copy(update={"evidence": article.evidence + lifted.evidence})
    return _with_provenance(article, None, sidecar, received_at)


def _error_response(sidecar: Sidecar) -> Rejected | None:
    """The rejection of a response with an error status: web archives keep every response. None: the response is not an
    error."""
    status = sidecar.headers.get(":status", "200")
    if status == "200":
        return None
    return Rejected(reason=RejectionReason.ERROR_PAGE, detail=f"the server answered with status {status[:20]}")


def _reader(name: str) -> Callable[..., Article | Rejected]:
    return cast("Callable[..., Article | Rejected]", _function(name))


@cache
def _function(name: str) -> object:
    """The function that `module:function` names."""
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


def _with_provenance(
    article: Article | Rejected, decoded: Decoded | None, sidecar: Sidecar, received_at: datetime
) -> Article | Rejected:
    if isinstance(article, Rejected):
        return article
    known = article.evidence + (decoded.evidence if decoded else ())
    if sidecar.url:
        # Out of an archive, the article's address is the outlet's and not the one it was fetched from.
        chosen = article.url in (None, sidecar.url)
        known += (Evidence(field="url", value=sidecar.url, method="sidecar", locator="url", chosen=chosen),)
    encoding = decoded.encoding if decoded else article.encoding
    article = article.model_copy(update={"encoding": encoding, "evidence": known})
    if came_by_mail(sidecar.headers):
        article = with_mail(article, sidecar.headers, received_at=received_at)
    return with_feed(article, sidecar.feed, received_at=received_at) if sidecar.feed else article
