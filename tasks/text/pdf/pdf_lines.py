"""The lines of a PDF's text layer, each with its position and size."""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfTextPage

MOST_PAGES = 400
"""Pages read: a book, and about a minute."""
_BOLD = 600
"""Weight from which type is bold; regular is 400, bold 700."""
_BREAK = re.compile(r"\r\n|[\r\n]")


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line as printed. Lengths are points, measured from the page's lower left corner."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    """The height of its characters' boxes, which is the type size."""
    bold: bool
    height: float
    """Height of its page."""

    @property
    def in_margin(self) -> bool:
        """Whether it is in the upper or lower tenth of its page."""
        return self.bottom > 0.9 * self.height or self.bottom < 0.1 * self.height


def pdf_lines(document: PdfDocument) -> list[PdfLine]:
    """The lines of all pages in the order of the PDF, which is the reading order, also in columns."""
    found: list[PdfLine] = []
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        text_page = page.get_textpage()
        try:
            found += _page_lines(text_page, number, page.get_height())
        finally:
            text_page.close()
            page.close()
    return found


def _page_lines(page: PdfTextPage, number: int, height: float) -> list[PdfLine]:
    text = page.get_text_range()
    # PDFium counts characters outside the Basic Multilingual Plane twice.
    even = len(text) == page.count_chars()
    lines: list[PdfLine] = []
    at = 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        raw = text[at:end]
        if clean := " ".join(raw.split()):
            first, last = at + len(raw) - len(raw.lstrip()), end - 1 - (len(raw) - len(raw.rstrip()))
            spots = (first, (first + last) // 2, last) if even else ()
            lines.append(_line(page, clean, number, height, spots))
        at = match.end() if match else end
    return lines


def _line(page: PdfTextPage, text: str, number: int, height: float, spots: tuple[int, ...]) -> PdfLine:
    """A line with its position. `spots`: the indexes of its first, a middle and its last character; empty: not
    known."""
    boxes = [box for spot in spots if (box := _box(page, spot))]
    if not boxes:
        return PdfLine(text, number, 0.0, 0.0, 0.5 * height, 0.0, False, height)
    size = max(top - bottom for _, bottom, _, top in boxes)
    bold = all(pdfium.FPDFText_GetFontWeight(page, spot) >= _BOLD for spot in spots)
    return PdfLine(text, number, boxes[0][0], boxes[-1][2], boxes[0][1], round(size, 1), bold, height)


def _box(page: PdfTextPage, index: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of one character's box, as high as its type. None: PDFium gives no box."""
    rectangle = pdfium.FS_RECTF()
    if index < 0 or not pdfium.FPDFText_GetLooseCharBox(page, index, ctypes.byref(rectangle)):
        return None
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
