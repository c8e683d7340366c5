"""The lines of a PDF's text layer, each with where it stands and how large it is printed."""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfTextPage

MOST_PAGES = 400
"""Pages read: a book, and a minute of reading."""
_BOLD = 600
"""Weight of type from which it is bold; regular is 400, bold 700."""
_BREAK = re.compile(r"\r\n|[\r\n]")


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line as printed. Lengths are points, from the page's lower left corner."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    """Height of its letters' boxes, which is the size of the type."""
    bold: bool
    height: float
    """Of its page."""

    @property
    def in_margin(self) -> bool:
        """Whether it is in the upper or lower tenth of its page."""
        return self.bottom > 0.9 * self.height or self.bottom < 0.1 * self.height


def pdf_lines(document: PdfDocument) -> list[PdfLine]:
    """The lines of all pages, in the order of the PDF, which is that of reading in columns too."""
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
    # Characters outside the Basic Multilingual Plane count twice for PDFium.
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
    """The line with where it stands. `spots`: its first, a middle and its last character; empty: not known."""
    boxes = [box for spot in spots if (box := _box(page, spot))]
    if not boxes:
        return PdfLine(text, number, 0.0, 0.0, 0.5 * height, 0.0, False, height)
    size = max(top - bottom for _, bottom, _, top in boxes)
    bold = all(pdfium.FPDFText_GetFontWeight(page, spot) >= _BOLD for spot in spots)
    return PdfLine(text, number, boxes[0][0], boxes[-1][2], boxes[0][1], round(size, 1), bold, height)


def _box(page: PdfTextPage, index: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of one character's box, as high as its type."""
    rectangle = pdfium.FS_RECTF()
    if index < 0 or not pdfium.FPDFText_GetLooseCharBox(page, index, ctypes.byref(rectangle)):
        return None
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
