"""The documents in a file of any form: one document, or those of a container, also of nested containers."""

import io
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import BinaryIO

from schemas.capture import Sidecar
from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import Item
from tasks.text.containers.streams import DamagedContainer, RefusedContainer, Rejoined, buffered, pieces
from tasks.text.form import HEAD_BYTES, Form, Splitter
from tasks.text.formats import BY_NAME, form_of

MAX_DEPTH = 3
"""Levels of nested containers that are split: a ZIP of mails with attached ZIPs has three."""
MAX_PACKINGS = 3
"""Levels of compression (`.tar.gz.gz`) that are removed."""
WHOLE_BYTES = 512 * 1024 * 1024
"""Bytes of the largest container held in memory, if its form cannot be read as a stream."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Document:
    """One document, and where it was found."""

    numbers: tuple[int, ...]
    """Its number in the container, after the numbers of the outer containers. Empty: the document is the file
    itself."""
    item: Item

    def held(self, limit: int) -> bytes | Rejected:
        """Its bytes, or why it cannot be read. If there are more than `limit` bytes, the document is longer, and `rest`
        gives the others."""
        if self.item.refused:
            return self.item.refused
        if self.item.source is None:
            return self.item.data
        try:
            return self.item.source.read(limit + 1)
        except DamagedContainer as error:
            return Rejected(reason=RejectionReason.MALFORMED, detail=str(error))

    def rest(self) -> Iterator[bytes]:
        """The bytes after those of `held`, in pieces; of a damaged document as far as possible."""
        with suppress(DamagedContainer):
            yield from pieces(self.item.source) if self.item.source else ()

    def sidecar(self, around: Sidecar) -> Sidecar:
        """What is known of the document. `around` is the sidecar of the file; the file's address is not its articles'
        address."""
        item = self.item
        known: dict[str, object] = {"fetched_at": item.captured_at or around.fetched_at, "form": item.form}
        if self.numbers:
            known |= {"url": item.url, "headers": dict(item.headers) or around.headers}
        return around.model_copy(update=known)


def holds_documents(head: bytes) -> bool:
    """Whether a file with these first bytes is a container, or compressed."""
    form = form_of(head)
    return form.split is not None or form.unpack is not None


def documents(source: BinaryIO) -> Iterator[Document]:
    """Every document in `source`, as a stream. What is wrong with a container becomes a refused item, never an error.

    A file that is one document yields this one, as a stream. Raises OSError if `source` cannot be read.
    """
    return _taken_apart(source, (), Item(number=0, data=b"", source=source), packings=0)


def _taken_apart(source: BinaryIO, numbers: tuple[int, ...], given: Item, *, packings: int) -> Iterator[Document]:
    head = source.read(HEAD_BYTES)
    form = BY_NAME.get(given.form or "") or form_of(head)
    if form.unpack is not None:
        yield from _unpacked(form.unpack, _from_start(head, source), numbers, given, packings)
    elif form.split is None:
        yield Document(numbers, _whole(given, head, source))
    elif len(numbers) >= MAX_DEPTH:
        yield _refusal(numbers, given, RejectionReason.UNSUPPORTED_TYPE, f"nested more than {MAX_DEPTH} deep")
    else:
        yield from _split(form, form.split, head, source, numbers, given)


def _whole(given: Item, head: bytes, source: BinaryIO) -> Item:
    """A document that is not in a container."""
    if given.source is None:
        return given
    return replace(given, source=_from_start(head, source))


def _unpacked(
    unpack: Callable[[BinaryIO], BinaryIO], source: BinaryIO, numbers: tuple[int, ...], given: Item, packings: int
) -> Iterator[Document]:
    if packings >= MAX_PACKINGS:
        yield _refusal(numbers, given, RejectionReason.UNSUPPORTED_TYPE, f"packed more than {MAX_PACKINGS} times")
        return
    inner = unpack(source)
    try:
        yield from _taken_apart(inner, numbers, replace(given, data=b"", source=inner), packings=packings + 1)
    except RefusedContainer as error:
        yield _refusal(numbers, given, error.reason, str(error))


def _split(
    form: Form, split: Splitter, head: bytes, source: BinaryIO, numbers: tuple[int, ...], given: Item
) -> Iterator[Document]:
    last = 0
    try:
        whole = _from_start(head, source)
        for item in split(whole if form.streams or whole.seekable() else _held(whole)):
            last = item.number
            yield from _member(item, (*numbers, item.number), given)
    except RefusedContainer as error:
        # If nothing was yielded, the rejection is that of the file itself.
        where = (*numbers, last + 1) if last else numbers
        yield _refusal(where, Item(number=last + 1, data=b""), error.reason, str(error))
    except OSError:
        raise
    except Exception:  # noqa: BLE001 - whatever a container's bytes do to a splitter is that container's outcome
        _log.warning("a splitter failed", exc_info=True)
        where = (*numbers, last + 1) if last else numbers
        detail = f"{form.media_type} cannot be taken apart here: {traceback.format_exc(limit=-1)[-500:]}"
        yield _refusal(where, Item(number=last + 1, data=b""), RejectionReason.MALFORMED, detail)
    else:
        if not last:
            detail = f"{form.media_type} that holds no document"
            yield _refusal(numbers, given, RejectionReason.NOT_AN_ARTICLE, detail)


def _member(item: Item, numbers: tuple[int, ...], container: Item) -> Iterator[Document]:
    item = replace(item, captured_at=item.captured_at or container.captured_at)
    known = BY_NAME.get(item.form or "")
    if item.refused or (known and known.split is None and known.unpack is None):
        yield Document(numbers, item)
        return
    source = item.source or io.BytesIO(item.data)
    yield from _taken_apart(source, numbers, item, packings=0)


def _from_start(head: bytes, source: BinaryIO) -> BinaryIO:
    if source.seekable():
        source.seek(0)
        return source
    return buffered(Rejoined(head, source))


def _held(source: BinaryIO) -> BinaryIO:
    data = source.read(WHOLE_BYTES + 1)
    if len(data) > WHOLE_BYTES:
        raise DamagedContainer(f"a container of over {WHOLE_BYTES} bytes inside another")
    return io.BytesIO(data)


def _refusal(numbers: tuple[int, ...], given: Item, reason: RejectionReason, detail: str) -> Document:
    return Document(numbers, replace(given, data=b"", source=None, refused=Rejected(reason=reason, detail=detail)))
