"""The text of an EPUB: the documents of its spine, one after the other."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.docx_text import member, xml_root
from tasks.text.decode.html_lines import html_paragraphs, html_tree
from tasks.text.decode.lifted import Lifted
from tasks.text.office.docx_document import core_properties
from tasks.text.office.styles import OfficeParagraph, of_styles

MOST_CHAPTERS = 300
_TAGS = {**{f"h{level}": f"heading{level}" for level in range(1, 7)}, "li": "listparagraph", "blockquote": "quote"}
_SIDE = frozenset(("nav", "toc", "cover", "landmarks", "page-list", "titlepage"))


def epub_book(data: bytes) -> Lifted | Rejected:
    """The text of the spine without covers and tables of contents; rejected if the book is encrypted."""
    if b"EncryptedData" in (member(data, "META-INF/encryption.xml") or b"") and _locked(data):
        return Rejected(reason=RejectionReason.ENCRYPTED, detail="a book with copy protection")
    container = xml_root(member(data, "META-INF/container.xml"))
    path = (
        next((str(node.get("full-path")) for node in container.iter("{*}rootfile")), "")
        if container is not None
        else ""
    )
    package = xml_root(member(data, path)) if path else None
    if package is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="an EPUB whose package file cannot be unpacked")
    found = [one for name in _spine(package, path) for one in _chapter(member(data, name))]
    if not any(one.text.strip() for one in found):
        return Rejected(reason=RejectionReason.NO_TEXT, detail="an EPUB without text")
    return of_styles(found, core_properties(member(data, path)))


def _locked(data: bytes) -> bool:
    """Whether more than fonts is encrypted: many books encrypt only these."""
    root = xml_root(member(data, "META-INF/encryption.xml"))
    references = [str(node.get("URI")) for node in root.iter("{*}CipherReference")] if root is not None else []
    return any(name.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for name in references)


def _spine(package: "etree._Element", path: str) -> Iterator[str]:
    """The names of the documents in reading order."""
    items = {node.get("id"): node for node in package.iter("{*}item")}
    for reference in list(package.iter("{*}itemref"))[:MOST_CHAPTERS]:
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        if "html" in (item.get("media-type") or ""):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href") or "")))


def _chapter(data: bytes | None) -> Iterator[OfficeParagraph]:
    root = html_tree(data) if data else None
    body = root.find(".//body") if root is not None else None
    if body is None or _SIDE & set((body.get("epub:type") or body.get("class") or "").split()):
        return
    for node in body.iter(*_TAGS, "p"):
        # A block inside another one is read with the outer block or by itself, never twice.
        if node.tag in ("li", "blockquote") and node.find(".//p") is not None:
            continue
        style = _TAGS.get(str(node.tag), "")
        if node.tag == "p":
            style = next((_TAGS[str(above.tag)] for above in node.iterancestors("li", "blockquote")), "")
        for paragraph in html_paragraphs(node):
            yield OfficeParagraph(" ".join(paragraph), style)
