"""Exports of Nexis: one file of many documents, as text, HTML, DOCX or RTF, from the classic service or Nexis Uni.

Covers, lists of hits and download receipts are not documents: everything before the first document's mark is left out.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from tasks.text.containers.item import Item
from tasks.text.conventions.month_name import fold
from tasks.text.press.nexis.labels import BEGINS, BODIES, ENDS, PAGE, UNMARKED_LENGTH, UNMARKED_TAIL, label_of
from tasks.text.press.press_date import date_line
from tasks.text.press.press_text import tidy, to_bytes, to_paragraphs

FORM = "nexis_document"
_ANY_DAY = datetime(9000, 1, 1, tzinfo=UTC)
"""A date after all others, to recognise a date line of any day."""
_CLASSIC_LABEL = re.compile(
    r"^[ \t\xa0]*(?:LENGTH|LÄNGE|LONGUEUR|LONGITUD|LUNGHEZZA|LENGTE|LOAD-DATE|UPDATE|DATE-CHARGEMENT"
    r"|LANGUAGE|SPRACHE|LANGUE)"
    r"[ \xa0]?:",
    re.MULTILINE,
)
_UNI_LABEL = re.compile(
    r"^\W{0,3}(?:Length|Länge|Longueur|Longitud|Lunghezza|Lengte|Load-Date|Section|Body)\b", re.MULTILINE
)


def is_classic(text: str) -> bool:
    """Whether a text has the marks of the classic service: "1 of 10 DOCUMENTS", and a label."""
    return BEGINS.search(text) is not None and _CLASSIC_LABEL.search(text) is not None


def is_unmarked(text: str) -> bool:
    """Whether a text is one document of the classic service without its mark: it has a label above the text, with the
    number of words, and one below it."""
    return UNMARKED_LENGTH.search(text) is not None and UNMARKED_TAIL.search(text) is not None


def is_uni(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs have the marks of Nexis Uni: a document's last line, and a label or the heading of a body."""
    text = "\n".join(paragraphs)
    ended = any(fold(tidy(line)) in ENDS for line in text.split("\n"))
    return ended and _UNI_LABEL.search(text) is not None


def split_text(source: BinaryIO) -> Iterator[Item]:
    """The documents of an export as plain text."""
    from tasks.text.decode.decoding import Decoded, decode

    decoded = decode(source.read())
    if isinstance(decoded, Decoded):
        text = _marks_apart(decoded.text)
        # Nexis Uni does not wrap lines: each line is a field or a paragraph.
        lines = [[line] for line in map(tidy, text.split("\n")) if line]
        yield from documents(to_paragraphs(text) if is_classic(text) or is_unmarked(text) else lines)


def split_html(source: BinaryIO) -> Iterator[Item]:
    """The documents of an export as HTML."""
    from tasks.text.decode.html_lines import html_paragraphs

    yield from documents(html_paragraphs(source.read()))


def split_docx(source: BinaryIO) -> Iterator[Item]:
    """The documents of an export as DOCX."""
    from tasks.text.decode.docx_text import docx_paragraphs

    yield from documents([paragraph.lines for paragraph in docx_paragraphs(source.read())])


def split_rtf(source: BinaryIO) -> Iterator[Item]:
    """The documents of an export as RTF."""
    from tasks.text.decode.rtf_text import rtf_lines

    yield from documents([[line] for line in map(tidy, rtf_lines(source.read())) if line])


def documents(paragraphs: Sequence[Sequence[str]]) -> Iterator[Item]:
    """The documents among the paragraphs of a file."""
    clean = [lines for given in paragraphs if (lines := [text for line in given if (text := tidy(line))])]
    clean = _without_page_heads(clean)
    found = _classic(clean) or _uni(clean) or ([clean] if is_unmarked("\n".join(map("\n".join, clean))) else [])
    for number, part in enumerate(found, start=1):
        yield Item(number=number, data=to_bytes(part), form=FORM)


def _without_page_heads(paragraphs: Sequence[list[str]]) -> list[list[str]]:
    """The paragraphs without "Page 2 of 12" and the headline that is printed again below it, as printed pages and PDF
    have them."""
    if not any(PAGE.fullmatch(line) for lines in paragraphs for line in lines):
        return list(paragraphs)
    lines = [(at, line) for at, given in enumerate(paragraphs) for line in given]
    heads = {here for here, (_, line) in enumerate(lines) if PAGE.fullmatch(line)}
    others = {line for here, (_, line) in enumerate(lines) if here not in heads and here - 1 not in heads}
    kept: list[list[str]] = [[] for _ in paragraphs]
    for here, (at, line) in enumerate(lines):
        if here not in heads and not (here - 1 in heads and line in others):
            kept[at].append(line)
    return [given for given in kept if given]


def _marks_apart(text: str) -> str:
    """The text with a blank line around each document's mark, which page breaks join to other lines."""
    return BEGINS.sub(lambda match: f"\n\n{match[0].strip()}\n\n", text)


def _classic(paragraphs: Sequence[list[str]]) -> list[list[list[str]]]:
    found: list[list[list[str]]] = []
    for lines in paragraphs:
        if len(lines) == 1 and BEGINS.fullmatch(lines[0]):
            found.append([lines])
        elif found:
            found[-1].append(lines)
    return found


def _uni(paragraphs: Sequence[list[str]]) -> list[list[list[str]]]:
    found: list[list[list[str]]] = []
    part: list[list[str]] = []
    for lines in paragraphs:
        part.append(lines)
        if any(fold(line) in ENDS for line in lines):
            found.append(part[_head_start(part) :])
            part = []
    # A last document that was cut off is also a document.
    if any(len(lines) == 1 and fold(lines[0]) in BODIES for lines in part):
        found.append(part[_head_start(part) :])
    return found


def _head_start(part: Sequence[list[str]]) -> int:
    """The index of the headline: it stands before the outlet and the last date above the labels; a cover is left
    out."""
    end = next((at for at, lines in enumerate(part) if _is_head_label(lines)), len(part))
    dates = [at for at in range(min(end, len(part))) if is_date(part[at])]
    if not dates or not _has_cover(part[:end]):
        return 0
    return max(0, dates[-1] - 2)


def _is_head_label(lines: Sequence[str]) -> bool:
    label = label_of(lines[0])
    known = label is not None and label[0] in ("length", "byline", "section", "dateline", "highlight")
    return known or (len(lines) == 1 and fold(lines[0]) in BODIES)


def _has_cover(head: Sequence[list[str]]) -> bool:
    """Whether a cover stands above the document: it lists each hit with its number, whereas a document's own head has
    few lines."""
    return len(head) > 12 or any(re.match(r"\d{1,4}\.\s", line) for lines in head for line in lines)


def is_date(lines: Sequence[str]) -> bool:
    """Whether a paragraph is a date line: a full date, with nothing before it and little after it."""
    text = " ".join(lines)
    found = date_line(text, received_at=_ANY_DAY) if len(text) < 140 else None
    return found is not None and not found.before and len(found.after) < 80
