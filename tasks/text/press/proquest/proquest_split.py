"""Exports of ProQuest: HTML from a mail or saved, and text with rules of underscores. Each record becomes its lines."""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import BinaryIO

from lxml import etree

from tasks.text.containers.item import Item
from tasks.text.decode.decoding import Decoded, decode
from tasks.text.decode.docx_text import docx_paragraphs
from tasks.text.decode.html_lines import html_paragraphs, html_tree
from tasks.text.press.press_text import tidy, to_bytes, to_paragraphs
from tasks.text.press.proquest.labels import label_of

FORM = "proquest_document"
_START = "\ue001"
"""A private-use character that marks the start of a record in the lines of a page."""
_INNER_PAGE = re.compile(r"</?(?:html|head|body)\b[^<>]{0,2000}>", re.IGNORECASE)
_RULE = re.compile(r"[_=]{20,}")
_COUNTED = re.compile(
    r"(?:Document|Dokument|Documento|文档|文献)\s\d{1,5}\s(?:of|von|de|di|van|sur|/)\s\d{1,5}|\d{1,5}\s?/\s?\d{1,5}",
    re.IGNORECASE,
)


def split_mail(source: BinaryIO) -> Iterator[Item]:
    """The records in a mail that ProQuest sent, or that somebody forwarded."""
    message = message_from_bytes(source.read(), policy=policy.default)
    pages = [_payload(part) for part in message.walk() if part.get_content_type() == "text/html"]
    texts = [_payload(part) for part in message.walk() if part.get_content_type() == "text/plain"]
    for page in pages:
        if records := _page_records(page):
            yield from _items(records)
            return
    for text in texts:
        yield from _items(_text_records(to_paragraphs(_decoded(text))))


def split_html(source: BinaryIO) -> Iterator[Item]:
    """The records of a saved page."""
    yield from _items(_page_records(source.read()))


def split_text(source: BinaryIO) -> Iterator[Item]:
    """The records of an export as text."""
    yield from _items(_text_records(to_paragraphs(_ruled(_decoded(source.read())))))


def split_rtf(source: BinaryIO) -> Iterator[Item]:
    """The records of an export as RTF."""
    from tasks.text.decode.rtf_text import rtf_lines

    yield from _items(_text_records([[line] for line in map(tidy, rtf_lines(source.read())) if line]))


def split_docx(source: BinaryIO) -> Iterator[Item]:
    """The records of an export as DOCX."""
    lines = [line for paragraph in docx_paragraphs(source.read()) for line in paragraph.lines]
    yield from _items(_text_records([[line] for line in map(tidy, lines) if line]))


def _items(records: Sequence[Sequence[Sequence[str]]]) -> Iterator[Item]:
    for number, record in enumerate(records, start=1):
        yield Item(number=number, data=to_bytes(record), form=FORM)


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(data: bytes) -> str:
    decoded = decode(data)
    return decoded.text if isinstance(decoded, Decoded) else ""


def _ruled(text: str) -> str:
    """The text with rules of underscores and counts of records as separate paragraphs."""
    return re.sub(r"(?m)^[ \t]*[_=]{20,}[ \t\r]*$", lambda match: f"\n\n{match[0].strip()}\n\n", text)


def _page_records(page: bytes) -> list[list[list[str]]]:
    # Records quote whole pages with their own head and body, at which a parser would end the page.
    root = html_tree(_INNER_PAGE.sub(" ", _decoded(page)))
    if root is None:
        return []
    anchored = _mark(root)
    paragraphs = html_paragraphs(root)
    if not anchored:
        return _text_records(paragraphs)
    records: list[list[list[str]]] = []
    for lines in paragraphs:
        if any(_START in line for line in lines):
            records.append([])
        if records:
            records[-1].append([line.replace(_START, "").strip() for line in lines])
    return [_ended(record) for record in records]


def _mark(root: "etree._Element") -> bool:
    """Mark the anchors at the start of records, and add the page's word counts to the text. Returns whether there are
    such anchors."""
    anchored = False
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            continue
        if node.tag == "a" and (node.get("name") or node.get("id") or "").startswith("DocID_"):
            node.text = _START + (node.text or "")
            anchored = True
        if node.tag == "text" and (count := node.get("wordcount")):
            counted = etree.Element("p")
            counted.text, counted.tail, node.text = f"Word count: {count}", node.text, None
            node.insert(0, counted)
            node.tag = "div"
    return anchored


def _text_records(paragraphs: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    """Records separated by rules or counts; without these, each ends with the labels below its text."""
    clean = [list(lines) for lines in paragraphs]
    if any(len(lines) == 1 and (_RULE.fullmatch(lines[0]) or _COUNTED.fullmatch(lines[0])) for lines in clean):
        parts: list[list[list[str]]] = [[]]
        for lines in clean:
            if len(lines) == 1 and (_RULE.fullmatch(lines[0]) or _COUNTED.fullmatch(lines[0])):
                parts.append([])
            else:
                parts[-1].append(lines)
        return [_ended(part) for part in parts if _is_record(part)]
    records: list[list[list[str]]] = []
    part = []
    for at, lines in enumerate(clean):
        part.append(lines)
        found = label_of(lines[-1])
        following = label_of(clean[at + 1][0]) if at + 1 < len(clean) else None
        if found and following is None and any(_label(line) == "id" for each in part for line in each):
            records.append(part)
            part = []
    return [_ended(record) for record in records]


def _label(line: str) -> str:
    found = label_of(line)
    return found[0] if found else ""


def _is_record(part: Sequence[Sequence[str]]) -> bool:
    labels = {_label(line) for lines in part for line in lines}
    return bool(labels & {"id", "text", "publication", "info"}) and bool(labels & {"text", "date", "abstract", "id"})


def _ended(record: list[list[str]]) -> list[list[str]]:
    """The record without the lines after its last label: the mail's footer, the database's terms."""
    last = max((at for at, lines in enumerate(record) if any(map(label_of, lines))), default=len(record) - 1)
    return record[: last + 1]
