"""The definition of a form: how it is recognised, how it is split, and what reads it. `formats` has the table of all
forms."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import BinaryIO, Literal, Protocol

from schemas.rejection import RejectionReason
from tasks.text.containers.item import Item
from tasks.text.containers.utf8 import utf16_of
from tasks.text.decode.xml_start import xml_root_name
from tasks.text.decode.zip_names import zip_names

HEAD_BYTES = 262_144
"""Bytes of a document that are used to recognise its form."""


class Head:
    """The beginning of a document (all of it if it is shorter than `HEAD_BYTES`), as recognisers see it."""

    def __init__(self, data: bytes) -> None:
        self.data = data[:HEAD_BYTES]

    @cached_property
    def text(self) -> str:
        """The bytes as text, good enough to recognise a form: UTF-16 by mark or NULs, else UTF-8, else Latin-1."""
        if encoding := utf16_of(self.data):
            return self.data.decode(encoding, errors="replace").removeprefix("\ufeff")
        try:
            return re.sub("^\ufeff", "", self.data.decode("utf-8"))
        except UnicodeDecodeError as error:
            # The head may end inside a character.
            whole = error.start >= len(self.data) - 4
            return self.data.decode("utf-8", "ignore") if whole else self.data.decode("latin-1")

    @cached_property
    def utf8(self) -> bytes:
        """The bytes; those of UTF-16 converted to UTF-8."""
        return self.text.encode("utf-8", "replace") if utf16_of(self.data) else self.data

    @cached_property
    def start(self) -> str:
        """The first 2,000 characters without leading white space."""
        return self.text[:8_000].lstrip()[:2_000]

    @cached_property
    def xml_root(self) -> str:
        """The root element's name without prefix; "" if it is not XML, or is HTML."""
        return xml_root_name(self.text)

    @cached_property
    def zip_names(self) -> frozenset[str]:
        """Names of the members at the beginning of a ZIP archive; empty if it is not one."""
        return zip_names(self.data)


class Splitter(Protocol):
    """Splits a container, as a stream. Damage ends the stream with a refused item or DamagedContainer."""

    def __call__(self, source: BinaryIO) -> Iterator[Item]: ...


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which news is stored."""

    name: str
    media_type: str
    recognised: Callable[[Head], bool]
    split: Splitter | None = None
    """Splits it into documents. None: it is one document."""
    streams: bool = False
    """Whether `split` reads forward only and in constant memory; else it gets a seekable stream."""
    unpack: Callable[[BinaryIO], BinaryIO] | None = None
    """Decompresses a single file, whose content is read in its place. None: it is not compressed."""
    reader: str | None = None
    """`module:function` that makes an article of it, called with the text (or bytes), `url` and `received_at`.

    It is a name, because readers import much and most processes read nothing. None: a container, or a form that is
    refused.
    """
    takes: Literal["text", "bytes"] = "text"
    """What the reader gets: decoded text, or bytes if the form itself states its encoding."""
    lift: str | None = None
    """`module:function` that extracts the reader's text from bytes that are not text (a PDF). None: the bytes are
    text."""
    refusal: RejectionReason | None = None
    """Why a form that is recognised but not read is refused. None: it is read."""
    learns: bool = False
    """Whether its reader also gets what was learned of outlets."""
    what: str | None = None
    """Its description for the refusal: "a style sheet". None: the media type is enough."""


def splitter_named(name: str) -> Splitter:
    """The splitter `module:function`, imported when it is first used, because its libraries are slow to import."""

    def split(source: BinaryIO) -> Iterator[Item]:
        module, _, function = name.partition(":")
        found: Splitter = getattr(import_module(module), function)
        return found(source)

    return split


def never(_: Head) -> bool:
    """Recognises nothing: the form is known only from its container."""
    return False
