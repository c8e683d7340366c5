"""The text of a DOCX file: its paragraphs, each with its lines and the name of its style."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MOST_BYTES = 64 * 1024 * 1024
"""Most bytes of XML that are unpacked; a document of 10,000 pages has 30 MB."""


@dataclass(frozen=True, slots=True)
class StyledParagraph:
    """One paragraph of an office document."""

    lines: list[str]
    style: str
    """The name of its style as stated in the file, in lower case: "heading1", "title". Empty: it has no style."""


def member(data: bytes, name: str) -> bytes | None:
    """One member of a ZIP file. None: it is missing, damaged, encrypted, or too large when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(name)
            return archive.read(info) if info.file_size <= MOST_BYTES and not info.flag_bits & 1 else None
    except (KeyError, zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return None


def xml_root(data: bytes | None) -> "etree._Element | None":
    """The root of untrusted XML: no entities, no network. None: it is not XML."""
    if not data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def docx_paragraphs(data: bytes) -> list[StyledParagraph]:
    """The paragraphs of the document's main part, in order, without headers, footers and notes. Empty: there are
    none."""
    root = xml_root(member(data, "word/document.xml"))
    if root is None:
        return []
    names = _style_names(data)
    found: list[StyledParagraph] = []
    for paragraph in root.iter(_W + "p", _STRICT + "p"):
        if any(_is_repeated(node) for node in paragraph.iterancestors()):
            continue
        text = "".join(map(_sign, _own(paragraph)))
        lines = [line for part in text.split("\n") if (line := " ".join(part.split()))]
        found.append(StyledParagraph(lines, _style(paragraph, names)))
    return found


def _own(paragraph: "etree._Element") -> Iterator["etree._Element"]:
    """The nodes of a paragraph without those of the paragraphs of a text box in it, and without what is repeated."""
    for node in paragraph:
        if _name(node) != "p" and not _is_repeated(node):
            yield node
            yield from _own(node)


def _is_repeated(node: "etree._Element") -> bool:
    """Whether a node repeats a text: of a text box for old programs, or of a passage where it stood before it was
    moved."""
    return _name(node) in ("Fallback", "moveFrom")


def _name(node: "etree._Element") -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _sign(node: "etree._Element") -> str:
    name = _name(node)
    if name == "t":
        return node.text or ""
    return {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}.get(name, "")


def _style(paragraph: "etree._Element", names: dict[str, str]) -> str:
    for node in paragraph.iterfind("{*}pPr/{*}pStyle"):
        value = next((str(v) for k, v in node.attrib.items() if str(k).endswith("}val")), "")
        return names.get(value, value).lower().replace(" ", "")
    return ""


def _style_names(data: bytes) -> dict[str, str]:
    """The English names of styles by their ids: a German Word has the id "berschrift1" for the style "heading 1"."""
    root = xml_root(member(data, "word/styles.xml"))
    found: dict[str, str] = {}
    for style in root.iterfind("{*}style") if root is not None else ():
        identity = next((str(v) for k, v in style.attrib.items() if str(k).endswith("}styleId")), "")
        for node in style.iterfind("{*}name"):
            found[identity] = next((str(v) for k, v in node.attrib.items() if str(k).endswith("}val")), identity)
    return found
