"""Office documents and books, recognised by the first bytes of their files."""

import re

_MIMETYPE = re.compile(rb"PK\x03\x04.{26}mimetype(application/[a-z.+-]{5,60})", re.DOTALL)
"""OpenDocument and EPUB files begin with their uncompressed media type (OASIS ODF 1.3 part 2, 3.3; EPUB OCF 3.3,
4.3)."""
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream of an OLE file in which Office stores a document with a password ([MS-OFFCRYPTO], 2.3.4)."""


def packed_type(data: bytes) -> str:
    """The media type in the first bytes of an OpenDocument or EPUB file. Empty: it is neither."""
    match = _MIMETYPE.match(data[:200])
    return match[1].decode("ascii") if match else ""


def is_odt(data: bytes) -> bool:
    """Whether a file is an OpenDocument text, or a template of one."""
    return packed_type(data).startswith("application/vnd.oasis.opendocument.text")


def is_epub(data: bytes) -> bool:
    return packed_type(data).startswith("application/epub+zip")


def is_other_office(data: bytes, names: frozenset[str]) -> bool:
    """Whether a file is a presentation, a drawing or a spreadsheet, which contain no articles."""
    other = packed_type(data).startswith("application/vnd.oasis.opendocument.")
    return other or any(name.startswith(("ppt/", "visio/")) for name in names)


def is_docx(names: frozenset[str]) -> bool:
    """Whether a file is a Word document (since 2007): a package whose main part is a text."""
    return any(name.startswith("word/") for name in names)


def is_encrypted_package(data: bytes) -> bool:
    """Whether a file is an Office document with a password."""
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and _ENCRYPTED_PACKAGE in data


def is_rtf(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf"
