"""Paragraphs from the lines of a PDF: running heads and page numbers are removed, hyphenated words are rejoined."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from tasks.text.conventions.running_text import ends_sentence
from tasks.text.decode.lifted import ParagraphKind
from tasks.text.pdf.pdf_lines import PdfLine

_HYPHEN = "\ufffe"
"""PDFium's character for a hyphen at a line end that does not belong to the word."""
_NUMBER = re.compile(
    r"(?:[-–—]\s?)?(?:page|seite|p\.|s\.)?\s?\d{1,4}(?:\s?(?:of|von|sur|de|/)\s?\d{1,4})?(?:\s?[-–—])?", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_HEADING = 1.12
"""How many times larger than the text a heading is at least."""
_TITLE = 1.25
_MOST_TITLE_WORDS = 35
_OWN_TEXT = 80
"""Fewest words below a headline that are an article of its own."""


def running_heads(lines: Sequence[PdfLine]) -> set[int]:
    """The positions of page numbers, and of lines in the margins of several pages that differ only in numbers."""
    margin = [(at, re.sub(r"\d+", "#", line.text)) for at, line in enumerate(lines) if line.in_margin]
    pages = len({line.page for line in lines})
    seen = Counter(key for key, _ in {(key, lines[at].page) for at, key in margin})
    enough = max(2, min(3, pages // 2))
    return {at for at, key in margin if seen[key] >= enough or _NUMBER.fullmatch(lines[at].text)}


def paragraphs(lines: Sequence[PdfLine]) -> list[tuple[ParagraphKind, str]]:
    """The paragraphs, with the headline and headings recognised by their type size."""
    if not lines:
        return []
    usual = body_size(lines)
    title = title_lines(lines, usual)
    found: list[tuple[ParagraphKind, str]] = []
    for at, line in enumerate(lines):
        kind: ParagraphKind = "title" if at in title else _kind(line, usual)
        if found and at and found[-1][0] == kind and _goes_on(lines, at, kind):
            found[-1] = (kind, _joined(found[-1][1], line.text))
        else:
            found.append((kind, line.text))
    return [(kind, text.replace(_HYPHEN, "")) for kind, text in found]


def body_size(lines: Sequence[PdfLine]) -> float:
    """The type size of most of the text."""
    sizes = [line.size for line in lines for _ in range(0, len(line.text), 20) if line.size > 0]
    return median(sizes) if sizes else 0.0


def title_lines(lines: Sequence[PdfLine], usual: float) -> set[int]:
    """The lines of the headline: the largest on the first page, if larger than the text. Empty: there is none."""
    first = [at for at, line in enumerate(lines) if line.page == lines[0].page and len(line.text) > 3]
    inner = [at for at in first if lines[at].bottom < 0.9 * lines[at].height]
    largest = max((lines[at].size for at in inner if lines[at].size >= _TITLE * usual), default=0.0)
    if not usual or not largest:
        return _set_apart(lines, inner)
    start = next(at for at in inner if lines[at].size == largest)
    end = start
    while (
        end + 1 < len(lines)
        and abs(lines[end + 1].size - largest) <= 0.05 * largest
        and lines[end + 1].page == lines[start].page
    ):
        end += 1
    words = sum(len(lines[at].text.split()) for at in range(start, end + 1))
    return set(range(start, end + 1)) if words <= _MOST_TITLE_WORDS else set()


def _set_apart(lines: Sequence[PdfLine], first: Sequence[int]) -> set[int]:
    """The headline of a page with one type size: the first line that is centred or bold, has more than one word and is
    not a date."""
    top = [at for at in first[:12] if lines[at].right]
    left = min((lines[at].left for at in first if lines[at].right), default=0.0)
    right = max((lines[at].right for at in first), default=0.0)
    for at in top:
        line = lines[at]
        sides = (line.left - left, right - line.right)
        centred = min(sides) > 1.5 * line.size and abs(sides[0] - sides[1]) < 2 * line.size
        if not centred and not line.bold:
            # Here the text begins.
            break
        if len(line.text.split()) >= 2 and not _YEAR.search(line.text):
            return {at}
    return set()


def articles_in(found: Sequence[tuple[ParagraphKind, str]]) -> int:
    """How many headlines have a text of their own below them."""
    count = words = 0
    for kind, text in reversed(found):
        if kind in ("title", "heading") and len(text.split()) >= 3:
            count += words >= _OWN_TEXT
            words = 0
        else:
            words += len(text.split())
    return count


def _kind(line: PdfLine, usual: float) -> ParagraphKind:
    return "heading" if usual and line.size >= _HEADING * usual and len(line.text.split()) <= 20 else "paragraph"


def _goes_on(lines: Sequence[PdfLine], at: int, kind: ParagraphKind) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    last, line = lines[at - 1], lines[at]
    if last.text.endswith(_HYPHEN):
        return True
    if kind in ("title", "heading"):
        return last.page == line.page and abs(last.size - line.size) <= 0.05 * line.size
    size = line.size or 10.0
    if line.page != last.page or line.bottom > last.bottom + size:
        # In the next column or on the next page, a paragraph that has not ended continues.
        return not ends_sentence(last.text)
    if abs(line.size - last.size) > 0.12 * size or last.bottom - line.bottom > 1.75 * size + 2:
        return False
    edges = sorted(one.right for one in lines[max(0, at - 12) : at + 12] if abs(one.left - last.left) < 3 * size)
    width = edges[3 * len(edges) // 4] - last.left if edges else 1.0
    free = (width - (last.right - last.left)) / max(width, 1.0)
    indented = line.left - last.left > 0.6 * size and (
        at + 1 == len(lines) or lines[at + 1].left < line.left - 0.5 * size
    )
    ended = ends_sentence(last.text) or last.text.endswith(":")
    return not ((ended and (free > 0.15 or indented)) or free > 0.45)


def _joined(text: str, more: str) -> str:
    if text.endswith(_HYPHEN):
        return text[:-1] + more
    # A hyphen in the PDF's text: before a lower-case letter it divided a word.
    if re.search(r"[^\W\d_]-$", text) and more[:1].islower():
        return text[:-1] + more
    return f"{text} {more}"
