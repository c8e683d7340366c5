"""What a form is: how it is recognised, how it is split, and what reads it. `formats` has the table of them."""

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

    @cached_property
    def utf8(self) -> bytes:
        """The bytes; those of UTF-16 as UTF-8."""
        return self.text.encode("utf-8", "replace") if utf16_of(self.data) else self.data

    @cached_property
    def start(self) -> str:
        """The first 2,000 characters without leading white space."""
        return self.text[:8_000].lstrip()[:2_000]

    @cached_property
    def xml_root(self) -> str:
        """The root element's name without prefix, "" for what is no XML (HTML included)."""
        return xml_root_name(self.text)

    @cached_property
    def zip_names(self) -> frozenset[str]:
        """Names of the members that stand at the beginning of a ZIP archive; none for what is none."""
        return zip_names(self.data)


class Splitter(Protocol):
    """Takes a container apart, as a stream. What is damaged ends the stream with a refused item or DamagedContainer."""

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
    lift: str | None = None
    """`module:function` that takes the text out of bytes that are none (a PDF), for the reader. None: bytes of text."""
    refusal: RejectionReason | None = None
    """Why a form that is recognised and not read is refused."""
    learns: bool = False
    """Whether its reader is also given what was learned of outlets."""
    what: str | None = None
    """What it is in words, for the refusal: "a style sheet". None: its media type says it."""


def splitter_named(name: str) -> Splitter:
    """The splitter `module:function`, imported when it is used: its libraries weigh much."""

    def split(source: BinaryIO) -> Iterator[Item]:
        module, _, function = name.partition(":")
        found: Splitter = getattr(import_module(module), function)
        return found(source)

    return split


def never(_: Head) -> bool:
    """Of a form that only its container knows."""
    return False
