"""The text of a file in Rich Text Format."""

import codecs

from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.lifted import Lifted, ParagraphKind, lifted
from tasks.text.decode.rtf_text import rtf_lines


def rtf_document(data: bytes) -> Lifted | Rejected:
    """Its paragraphs. Styles are lost, so they are interpreted like plain text."""
    lines = [line.strip(" |") for line in rtf_lines(data.removeprefix(codecs.BOM_UTF8))]
    if not any(lines):
        return Rejected(reason=RejectionReason.NO_TEXT, detail="an RTF file without text")
    return lifted([_paragraph(line) for line in lines if line], stated={})


def _paragraph(line: str) -> tuple[ParagraphKind, str]:
    """A line with its kind. A line that begins with a character of a symbol font, which Word stores in Unicode's
    private area, is a list item."""
    return ("item", line[1:].strip()) if "\uf000" <= line[0] <= "\uf0ff" else ("paragraph", line)
