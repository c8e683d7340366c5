"""The text of a Word document."""

from lxml import etree

from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.docx_text import docx_paragraphs, member, xml_root
from tasks.text.decode.lifted import Lifted
from tasks.text.office.styles import OfficeParagraph, of_styles

_CORE = ("title", "creator", "created", "modified", "lastModifiedBy", "subject", "language")


def docx_document(data: bytes) -> Lifted | Rejected:
    """The text of the main part, without headers, footers and notes."""
    found = docx_paragraphs(data)
    if not found:
        return Rejected(reason=RejectionReason.MALFORMED, detail="a DOCX file whose text cannot be unpacked")
    paragraphs = [OfficeParagraph(line, one.style) for one in found for line in one.lines]
    if not paragraphs:
        return Rejected(reason=RejectionReason.NO_TEXT, detail="a DOCX file without text")
    return of_styles(paragraphs, core_properties(member(data, "docProps/core.xml")))


def core_properties(xml: bytes | None) -> dict[str, str]:
    """The metadata that the program wrote into the file (Dublin Core), by local names."""
    root = xml_root(xml)
    if root is None:
        return {}
    named = ((etree.QName(node).localname, node.text or "") for node in root.iter() if isinstance(node.tag, str))
    return {name: text for name, text in named if name in _CORE and text.strip()}
