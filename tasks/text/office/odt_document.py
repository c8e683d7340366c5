"""The text of an OpenDocument text."""

from collections.abc import Iterator

from lxml import etree

from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.docx_text import member, xml_root
from tasks.text.decode.lifted import Lifted
from tasks.text.office.docx_document import core_properties
from tasks.text.office.styles import OfficeParagraph, of_styles

_SKIPPED = frozenset(("note", "annotation", "tracked-changes", "table-of-content", "title", "desc", "sequence-decls"))
"""Elements inside the text that are not part of it."""


def odt_document(data: bytes) -> Lifted | Rejected:
    """The text; rejected if it is encrypted."""
    manifest = member(data, "META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        return Rejected(reason=RejectionReason.ENCRYPTED, detail="an OpenDocument text with a password")
    root = xml_root(member(data, "content.xml"))
    if root is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="an OpenDocument text that cannot be unpacked")
    styles = dict(_styles(root))
    body = root.find(".//{*}body")
    paragraphs = list(_paragraphs(body, styles)) if body is not None else []
    if not any(one.text.strip() for one in paragraphs):
        return Rejected(reason=RejectionReason.NO_TEXT, detail="an OpenDocument text without text")
    return of_styles(paragraphs, core_properties(member(data, "meta.xml")))


def _paragraphs(body: "etree._Element", styles: dict[str, str]) -> Iterator[OfficeParagraph]:
    for node in body.iter("{*}p", "{*}h"):
        if any(isinstance(above.tag, str) and _local(above) in _SKIPPED for above in node.iterancestors()):
            continue
        name = _attribute(node, "style-name")
        style = styles.get(name, name).lower().replace("_20_", "")
        if _local(node) == "h":
            style = f"heading{_attribute(node, 'outline-level') or '1'}"
        elif any(isinstance(above.tag, str) and _local(above) == "list-item" for above in node.iterancestors()):
            style = "listparagraph"
        yield from (OfficeParagraph(line, style) for line in "".join(_text(node)).split("\n"))


def _text(node: "etree._Element") -> Iterator[str]:
    """The text of a paragraph. Significant white space is written as elements (ODF 1.3 part 3, 6.1)."""
    yield " ".join((node.text or "").split("\n"))
    for child in node:
        name = _local(child) if isinstance(child.tag, str) else "note"
        if name == "line-break":
            yield "\n"
        elif name in ("s", "tab"):
            yield " "
        elif name not in _SKIPPED:
            yield from _text(child)
        yield " ".join((child.tail or "").split("\n"))


def _styles(root: "etree._Element") -> Iterator[tuple[str, str]]:
    """Automatic styles ("P1"), each with the name of the style that it is based on."""
    for style in root.iterfind(".//{*}automatic-styles/{*}style"):
        if parent := _attribute(style, "parent-style-name"):
            yield _attribute(style, "name"), parent


def _local(node: "etree._Element") -> str:
    return str(etree.QName(node).localname)


def _attribute(node: "etree._Element", name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if str(key).endswith("}" + name)), "")
