"""The text of a PDF as Markdown, for the reader of plain text."""

import re
from collections import Counter

from pypdfium2 import PdfDocument, PdfiumError

from schemas.evidence import Evidence
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.running_text import is_like
from tasks.text.decode.lifted import Lifted, core_metadata, lifted
from tasks.text.pdf.pdf_lines import MOST_PAGES, pdf_lines
from tasks.text.pdf.pdf_paragraphs import articles_in, paragraphs, running_heads

_PASSWORD = 4
"""PDFium's FPDF_ERR_PASSWORD."""
_FEWEST = 20
"""Fewest characters of a PDF with a text layer; fewer are page numbers or a stamp."""


def pdf_text(data: bytes) -> Lifted | Rejected:
    """The text layer, or why there is none."""
    try:
        document = PdfDocument(data)
        try:
            return _lifted(document)
        finally:
            document.close()
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            return Rejected(reason=RejectionReason.ENCRYPTED, detail="a PDF that asks for a password")
        return Rejected(reason=RejectionReason.MALFORMED, detail=f"a damaged PDF: {error}"[:200])


def _lifted(document: PdfDocument) -> Lifted | Rejected:
    pages = len(document)
    lines = pdf_lines(document)
    if sum(len(line.text) for line in lines) < _FEWEST:
        detail = f"a PDF of {pages} pages without a text layer: pictures of pages, to be recognised first"
        return Rejected(reason=RejectionReason.NO_TEXT, detail=detail)
    heads = running_heads(lines)
    found = paragraphs([line for at, line in enumerate(lines) if at not in heads])
    metadata = {
        key: value
        for key, value in document.get_metadata_dict().items()
        if value and key not in ("Creator", "Producer")
    }
    evidence = core_metadata(metadata)
    repeated = Counter(re.sub(r"\s+", " ", lines[at].text) for at in sorted(heads))
    evidence += [_said("furniture", f"running head or foot: {text}") for text in list(repeated)[:20]]
    if (count := articles_in(found)) > 1:
        evidence.append(_said("container", f"{count} headings with a text of their own: it may hold several articles"))
    if pages > MOST_PAGES:
        evidence.append(_said("body", f"{pages - MOST_PAGES} pages left out"))
    stated = {"date": _head_date(list(repeated))}
    titles = [text for kind, text in found if kind == "title"]
    if titles and found[0][0] != "title":
        # A headline below other lines is still the headline.
        stated["title"] = titles[0]
        found = [one for one in found if one[0] != "title"]
    elif not titles:
        stated["title"] = _confirmed_title(metadata.get("Title", ""), [text for _, text in found[:8]])
    return lifted(found, stated=stated, evidence=evidence)


def _said(field: str, value: str) -> Evidence:
    return Evidence(field=field, value=value[:200], method="text", locator="pages")


def _head_date(heads: list[str]) -> str:
    """The date of issue in a running head, as newspapers and gazettes print it. Empty: there is none."""
    dated = (match for head in heads if (match := _DAY.search(head)))
    return next((match[0] for match in dated), "")


_DAY = re.compile(
    r"[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}|\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.?(?: de)? \d{4}"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}\.\d{1,2}\.\d{4}"
)


def _confirmed_title(title: str, opening: list[str]) -> str:
    """The title that the file states, if its text also begins with it; else empty. Programs often write file names
    there."""
    clean = " ".join(title.split())
    return next((text for text in opening if len(clean.split()) >= 2 and is_like(text, clean)), "")
