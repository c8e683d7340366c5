"""Exports of Factiva: HTML, XML, RTF or text, with two-letter codes or without. Each document becomes its fields."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from tasks.text.containers.item import Item
from tasks.text.decode.decoding import Decoded, decode
from tasks.text.decode.docx_text import docx_paragraphs, xml_root
from tasks.text.decode.html_lines import html_paragraphs, html_tree
from tasks.text.press.factiva.codes import CODES, LAST_LINE, WORDS, Fields, coded
from tasks.text.press.press_text import tidy

FORM = "factiva_document"
_CODE_LINE = re.compile(r"\|?\s{0,3}([A-Z]{2,3})\s{0,3}(?:[|\t ]\s{0,8}(.*))?$")
_XML = {
    "accessionNo": "AN", "baseLanguage": "LA", "copyright": "CY", "headline": "HD", "byline": "BY",
    "leadParagraph": "LP",
    "tailParagraphs": "TD", "sourceName": "SN", "sourceCode": "SC", "wordCount": "WC", "pages": "PG",
    "sectionName": "SE",
    "edition": "ED", "columnName": "CLM", "credit": "CR", "contact": "CT", "notes": "RF", "artWork": "ART",
    "publisherName": "PUB", "publicationTime": "ET", "publicationDate": "PD", "modificationDate": "MD",
}  # fmt: skip
_INDENTED = re.compile(r"\n[ \t]{2,}(?=\S)|\n\s*\n")
_XML_CODES = {"newsSubject": "NS", "industry": "IN", "region": "RE", "company": "CO"}


def split_html(source: BinaryIO) -> Iterator[Item]:
    """The documents of an export as HTML: each innermost `div.article`."""
    root = html_tree(source.read())
    if root is None:
        return
    found = [node for node in root.iter("div") if _is_article(node) and not any(map(_is_article, _below(node)))]
    yield from _items(_html_fields(node, number) for number, node in enumerate(found, start=1))


def split_xml(source: BinaryIO) -> Iterator[Item]:
    """The articles in a response of Factiva's service."""
    root = xml_root(source.read())
    if root is None:
        return
    articles = [node for node in root.iter("{*}article") if node.find("{*}accessionNo") is not None]
    stated = next((node.get("count") for node in root.iter("{*}ppsarticleResultSet")), None)
    lie = [] if stated is None or stated == str(len(articles)) else [f"{stated} stated, {len(articles)} there"]
    yield from _items([*_xml_fields(node), *((("COUNT", lie),) if lie else ())] for node in articles)


def split_rtf(source: BinaryIO) -> Iterator[Item]:
    """The documents of an export as RTF."""
    from tasks.text.decode.rtf_text import rtf_lines

    yield from _items(_text_documents(rtf_lines(source.read())))


def split_text(source: BinaryIO) -> Iterator[Item]:
    """The documents of an export as plain text."""
    decoded = decode(source.read())
    if isinstance(decoded, Decoded):
        yield from _items(_text_documents(decoded.text.splitlines()))


def split_docx(source: BinaryIO) -> Iterator[Item]:
    """The documents of an export as DOCX."""
    lines = [line for paragraph in docx_paragraphs(source.read()) for line in (*paragraph.lines, "")]
    yield from _items(_text_documents(lines))


def _items(documents: Iterable[Fields]) -> Iterator[Item]:
    for number, fields in enumerate(documents, start=1):
        data = json.dumps(fields, ensure_ascii=False, indent=0).encode("utf-8", "replace")
        yield Item(number=number, data=data, form=FORM)


def _is_article(node: "etree._Element") -> bool:
    return node.tag == "div" and "article" in (node.get("class") or "").split()


def _below(node: "etree._Element") -> Iterator["etree._Element"]:
    below = node.iter("div")
    next(below, None)
    return below


def _html_fields(article: "etree._Element", number: int) -> Fields:
    rows = [cells for row in article.iter("tr") if len(cells := row.findall("td")) == 2 and _code(cells[0])]
    if rows:
        return [(_code(name), [" ".join(lines) for lines in html_paragraphs(value)]) for name, value in rows]
    meta: list[tuple[str, str]] = []
    body: list[str] = []
    below: list[str] = []
    for node in article.iter("div", "p", "span", "b"):
        kind = node.get("class") or ""
        if node.tag in ("span", "b"):
            if "Headline" in kind:
                meta.append((_text(node), "HD"))
        elif "articleParagraph" in kind:
            body.append(_text(node))
        elif body and node.tag == "p":
            below.append(_text(node))
        elif "author" in kind or (not body and node.find(".//*") is None):
            meta.append((_text(node), "BY" if "author" in kind else ""))
    filled = [line for line in body if line]
    meta = [entry for entry in meta if entry[0]]
    return coded(meta, [*filled, *(line for line in below if LAST_LINE.fullmatch(line))], number=number) + [
        ("PUB", [line]) for line in below if line and not LAST_LINE.fullmatch(line)
    ]


def _code(cell: "etree._Element") -> str:
    text = _text(cell)
    return text if text in CODES else ""


def _text(node: "etree._Element") -> str:
    return tidy(" ".join("".join(map(str, node.itertext())).split()))


def _xml_fields(article: "etree._Element") -> Fields:
    fields: Fields = []
    subjects: dict[str, list[str]] = {}
    for child in article:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if code := _XML.get(name):
            paragraphs = [_text(node) for node in child.iter("{*}paragraph")]
            raw = "".join(map(str, child.itertext()))
            # Text without paragraph elements indents the first line of each paragraph.
            lines = paragraphs or [" ".join(part.split()) for part in _INDENTED.split(raw.strip("\n"))]
            fields.append((code, [line for line in lines if line]))
        elif (code := _XML_CODES.get(name)) and child.get("code"):
            label = next((_text(node) for node in child.iterfind("{*}name")), "")
            subjects.setdefault(code, []).append(f"{child.get('code')} : {label}")
    return [*fields, *((code, [" | ".join(values)]) for code, values in subjects.items())]


def _text_documents(lines: Iterable[str]) -> Iterator[Fields]:
    """Documents from lines: with codes each begins with its first code, without codes each ends with its accession
    number."""
    clean = [tidy(line) for line in lines]
    if sum(bool(match and match[1] in ("HD", "SN", "PD", "AN")) for match in map(_CODE_LINE.match, clean)) >= 4:
        yield from _coded_documents(clean)
        return
    part: list[str] = []
    number = 0
    for line in clean:
        part.append(line)
        if LAST_LINE.fullmatch(line):
            number += 1
            yield _uncoded(part, number)
            part = []


def _uncoded(part: list[str], number: int) -> Fields:
    lines = [line for line in part if line]
    words = next((i for i, line in enumerate(lines) if WORDS.fullmatch(line)), 0)
    end = next((i for i in range(words, min(len(lines), words + 14)) if _is_rights(lines[i])), words + 6)
    # Only the few lines above the length belong to the document; a cover or the previous document's footer may precede
    # them.
    first = max(0, words - 4)
    return coded([(line, "") for line in lines[first : end + 1]], lines[end + 1 :], number=number)


def _is_rights(line: str) -> bool:
    return re.match(r"©|\(c\)|\(?copyright|版权|著作権|저작권", line, re.IGNORECASE) is not None


def _coded_documents(lines: Iterable[str]) -> Iterator[Fields]:
    fields: Fields = []
    for line in lines:
        match = _CODE_LINE.match(line)
        code = match[1] if match else ""
        if match and code in CODES and not (code in ("IN", "RE", "CO") and not _has(fields, "HD")):
            if code in ("SE", "HD") and _has(fields, "AN"):
                yield fields
                fields = []
            fields.append((code, [text] if (text := tidy((match[2] or "").strip(" |"))) else []))
        elif fields and (text := tidy(line.strip(" |"))):
            fields[-1][1].append(text)
    if _has(fields, "HD"):
        yield fields


def _has(fields: Fields, code: str) -> bool:
    return any(name == code for name, _ in fields)
