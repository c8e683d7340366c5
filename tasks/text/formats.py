"""The one table of forms in which news is held: how each is recognised, how it is split, and what reads it.

A form is one entry here and one file or folder of its own. Forms are recognised by content, never by a file's name, in
the order of the table: the first that fits is it. `containers/` and the folders of the forms say how.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import BinaryIO, Literal, Protocol

from schemas.rejection import RejectionReason
from tasks.text.containers import json_lists
from tasks.text.containers.item import Item
from tasks.text.containers.utf8 import utf16_of
from tasks.text.decode import media_type
from tasks.text.press import recognising as press
from tasks.text.wire import wire_form

HEAD_BYTES = 262_144
"""How much of a document recognising looks at."""


class Head:
    """The beginning of a document (all of it where it is shorter than `HEAD_BYTES`), as recognisers see it."""

    def __init__(self, data: bytes) -> None:
        self.data = data[:HEAD_BYTES]

    @cached_property
    def text(self) -> str:
        """The bytes as text, well enough to recognise a form by: UTF-16 by mark or NULs, else UTF-8, else Latin-1."""
        if encoding := utf16_of(self.data):
            return self.data.decode(encoding, errors="replace").removeprefix("\ufeff")
        try:
            return re.sub("^\ufeff", "", self.data.decode("utf-8"))
        except UnicodeDecodeError as error:
            # The head may be cut inside a character.
            whole = error.start >= len(self.data) - 4
            return self.data.decode("utf-8", "ignore") if whole else self.data.decode("latin-1")


class Splitter(Protocol):
    """Takes a container apart, as a stream. What is damaged ends the stream with a refused item."""

    def __call__(self, source: BinaryIO) -> Iterator[Item]: ...


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which news is held."""

    name: str
    media_type: str
    recognised: Callable[[Head], bool]
    split: Splitter | None = None
    """Takes it apart. None: it is one document."""
    streams: bool = False
    """Whether `split` reads forward only and in constant memory; else it is given a stream that can seek."""
    unpack: Callable[[BinaryIO], BinaryIO] | None = None
    """Takes off the packing of a single file: what is inside stands for it. None: it is not packed."""
    reader: str | None = None
    """`module:function` that makes an article of it, called with the text (or bytes), `url` and `received_at`.

    A name, because readers import much and most processes read nothing. None: a container, or a form that is refused.
    """
    takes: Literal["text", "bytes"] = "text"
    """What the reader is given: decoded text, or the bytes of forms that say themselves how they are encoded."""
    refusal: RejectionReason | None = None
    """Why a form that is recognised and not read is refused."""
    what: str | None = None
    """What it is in words, for the refusal: "a style sheet". None: its media type says it."""


def _json_kind(kind: json_lists.ContainerKind) -> Callable[[Head], bool]:
    return lambda head: json_lists.container_kind(head.data) == kind


def _text_kind(kind: str) -> Callable[[Head], bool]:
    return lambda head: media_type.text_type(head.text) == kind


def _begins_so(kind: str) -> Callable[[Head], bool]:
    return lambda head: media_type.binary_type(head.data) == kind


def _splitter(name: str) -> Splitter:
    """The splitter `module:function`, imported when it is used: those of office files import much."""

    def split(source: BinaryIO) -> Iterator[Item]:
        module, _, function = name.partition(":")
        yield from getattr(import_module(module), function)(source)

    return split


def _never(_: Head) -> bool:
    """Of a form that only its container knows."""
    return False


_NEXIS = "tasks.text.press.nexis.nexis"
_FACTIVA = "tasks.text.press.factiva.factiva"
_EUROPRESSE = "tasks.text.press.europresse.europresse"
_PROQUEST = "tasks.text.press.proquest.proquest"
_RTF = "application/rtf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _of_text(name: str, media: str, recognised: Callable[[str], bool], split: str) -> Form:
    return Form(name, media, lambda head: recognised(head.text), split=_splitter(split))


def _of_bytes(name: str, media: str, recognised: Callable[[bytes], bool], split: str) -> Form:
    return Form(name, media, lambda head: recognised(head.data), split=_splitter(split))


PRESS: tuple[Form, ...] = (
    _of_bytes("nexis_docx", _DOCX, press.nexis_docx, f"{_NEXIS}_split:split_docx"),
    _of_bytes("factiva_docx", _DOCX, press.factiva_docx, f"{_FACTIVA}_split:split_docx"),
    _of_bytes("proquest_docx", _DOCX, press.proquest_docx, f"{_PROQUEST}_split:split_docx"),
    _of_bytes("nexis_rtf", _RTF, press.nexis_rtf, f"{_NEXIS}_split:split_rtf"),
    _of_bytes("factiva_rtf", _RTF, press.factiva_rtf, f"{_FACTIVA}_split:split_rtf"),
    _of_bytes("proquest_rtf", _RTF, press.proquest_rtf, f"{_PROQUEST}_split:split_rtf"),
    _of_text("proquest_mail", "message/rfc822", press.proquest_mail, f"{_PROQUEST}_split:split_mail"),
    _of_text("nexis_html", "text/html", press.nexis_html, f"{_NEXIS}_split:split_html"),
    _of_text("factiva_xml", "application/xml", press.factiva_xml, f"{_FACTIVA}_split:split_xml"),
    _of_text("factiva_html", "text/html", press.factiva_html, f"{_FACTIVA}_split:split_html"),
    _of_text("europresse", "text/html", press.europresse, f"{_EUROPRESSE}_split:split"),
    _of_text("proquest_html", "text/html", press.proquest_html, f"{_PROQUEST}_split:split_html"),
    _of_text("nexis_text", "text/plain", press.nexis_text, f"{_NEXIS}_split:split_text"),
    _of_text("factiva_text", "text/plain", press.factiva_text, f"{_FACTIVA}_split:split_text"),
    _of_text("proquest_text", "text/plain", press.proquest_text, f"{_PROQUEST}_split:split_text"),
    Form("nexis_document", "text/plain", _never, reader=f"{_NEXIS}_document:nexis_document"),
    Form("factiva_document", "application/json", _never, reader=f"{_FACTIVA}_document:factiva_document"),
    Form("proquest_document", "text/plain", _never, reader=f"{_PROQUEST}_document:proquest_document"),
    Form("europresse_document", "text/html", _never, reader=f"{_EUROPRESSE}_document:europresse_document"),
)
"""Exports of press databases, and the documents in them."""


def _root_is(*names: str) -> Callable[[Head], bool]:
    return lambda head: wire_form.xml_root_name(head.text) in names


_WIRE = "tasks.text.wire"
_TELEGRAM = "text/vnd.iptc."
_MESSAGES = f"{_WIRE}.messages"

WIRES: tuple[Form, ...] = (
    Form(
        "anpa_1312", f"{_TELEGRAM}anpa", lambda head: wire_form.is_anpa_1312(head.data), takes="bytes",
        reader=f"{_WIRE}.anpa_1312:anpa_1312",
    ),
    Form(
        "iptc_7901", f"{_TELEGRAM}7901", lambda head: wire_form.is_iptc_7901(head.data), takes="bytes",
        reader=f"{_WIRE}.iptc_7901:iptc_7901",
    ),
    Form(
        "newsml_g2_message", "application/vnd.iptc.g2.newsmessage+xml", _root_is("newsMessage"),
        split=_splitter(f"{_MESSAGES}:split_newsml_g2"),
    ),
    Form(
        "newsml_g2", "application/vnd.iptc.g2.newsitem+xml", _root_is(*wire_form.G2_ITEMS),
        reader=f"{_WIRE}.newsml_g2:newsml_g2",
    ),
    Form("newsml_1_file", f"{_TELEGRAM}newsml", _root_is("NewsML"), split=_splitter(f"{_MESSAGES}:split_newsml_1")),
    Form("newsml_1", f"{_TELEGRAM}newsml", _root_is("NewsItem"), reader=f"{_WIRE}.newsml_1:newsml_1"),
    Form("nitf", f"{_TELEGRAM}nitf", _root_is("nitf", "NITF"), reader=f"{_WIRE}.nitf:nitf"),
    Form(
        "ninjs_items", "application/json", lambda head: wire_form.is_ninjs_list(head.text),
        split=_splitter(f"{_MESSAGES}:split_ninjs"),
    ),
    Form("ninjs", "application/json", lambda head: wire_form.is_ninjs(head.text), reader=f"{_WIRE}.ninjs:ninjs"),
)  # fmt: skip
"""What agencies send: messages, the items in them, telegrams."""

_JSON = "tasks.text.records.json_article:json_article"

FORMS: tuple[Form, ...] = (
    *PRESS,
    *(
        Form(kind, kind, _begins_so(kind), refusal=RejectionReason.UNSUPPORTED_TYPE)
        for kind in media_type.BINARY_TYPES
    ),
    Form("json_lines", "application/x-ndjson", _json_kind("json_lines"), split=json_lists.split_lines, streams=True),
    Form("json_list", "application/json", _json_kind("json_list"), split=json_lists.split_list, streams=True),
    *WIRES,
    Form("xml", "application/xml", _text_kind("application/xml"), reader=f"{_WIRE}.xml_article:xml_article"),
    Form("html", "text/html", _text_kind("text/html"), reader="tasks.text.html.html_article:html_article"),
    Form("json", "application/json", _text_kind("application/json"), reader=_JSON),
    Form("plain", "text/plain", lambda _: True, reader="tasks.text.plain.plain_article:plain_article"),
)  # fmt: skip
"""In the order in which they are tried."""

BY_NAME = {form.name: form for form in FORMS}


def form_of(data: bytes) -> Form:
    """The form of a document that begins with `data`."""
    head = Head(data)
    return next(form for form in FORMS if form.recognised(head))
