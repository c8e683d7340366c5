"""Articles as text tools write them in XML: trafilatura's own (`<doc>`), and TEI (tei-c.org, P5)."""

import re
from datetime import datetime
from typing import Any

from lxml import etree

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.xml_tree import xml_root
from tasks.text.records.record_article import record_article

_TAGS = {
    "head": "h2", "ab": "h2", "item": "li", "quote": "blockquote", "q": "blockquote", "lb": "br", "p": "p", "fw": "p",
    "list": "ul",
}  # fmt: skip
"""The HTML tag of each element, because the text of every record is read as HTML."""
_LEFT_OUT = frozenset({"graphic", "figure", "note", "comments", "teiheader"})
_AFTER_NAME = re.compile(r"\s{0,50}\([\w.-]+\.[a-z]{2,}\)$")
"""trafilatura writes the host after the outlet's name."""
_DOWNLOADED = "download"


def tool_xml(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """The document as an article. `url`: the address it was fetched from, None if unknown."""
    root = xml_root(text)
    if root is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="no XML")
    record = _tei(root) if _local(root) == "tei" else _doc(root)
    return record_article({name: value for name, value in record.items() if value}, url=url, received_at=received_at)


def _doc(root: etree._Element) -> dict[str, Any]:
    said = {name: root.get(name) for name in ("title", "author", "date", "sitename", "url", "description", "language")}
    main = next((child for child in root if _local(child) == "main"), None)
    kept = {
        "section": root.get("categories"),
        "tags": root.get("tags"),
        "id": root.get("id"),
        "source": root.get("source"),
    }
    return said | kept | {"body": _markup(main)}


def _tei(root: etree._Element) -> dict[str, Any]:
    header = next((child for child in root if _local(child) == "teiheader"), root)
    text = next((child for child in root if _local(child) == "text"), None)
    body = next((e for e in text.iter() if _local(e) == "body"), text) if text is not None else None
    days = [e for e in header.iter() if _local(e) == "date" and e.get("type") != _DOWNLOADED]
    targets = [e.get("target") or "" for e in header.iter() if _local(e) == "ptr" and _above(e) != "application"]
    titles = [e for e in header.iter() if _local(e) == "title"]
    return {
        "title": next((_text(e) for e in titles if e.get("level") in (None, "a")), ""),
        "author": [_text(e) for e in header.iter() if _local(e) == "author"][:1],
        "publication": next((_text(e) for e in titles if e.get("level") == "j"), "")
        or _AFTER_NAME.sub("", next((_text(e) for e in header.iter() if _local(e) == "publisher" and _text(e)), "")),
        "date": next((e.get("when") or _text(e) for e in days if e.get("when") or _text(e)), ""),
        "url": next((target for target in targets if target.startswith("http")), ""),
        "description": next((_text(e) for e in header.iter() if _local(e) == "abstract"), ""),
        "language": next((e.get("ident") for e in header.iter() if _local(e) == "language"), ""),
        "section": next((_text(e) for e in header.iter() if _local(e) == "term" and e.get("type") == "categories"), ""),
        "body": _markup(body),
    }


def _markup(element: etree._Element | None) -> str:
    """An element's text as HTML of paragraphs, headings, lists and quotations."""
    if element is None:
        return ""
    made = etree.Element("div")
    _copy(element, made)
    return etree.tostring(made, encoding="unicode")


def _copy(element: etree._Element, into: etree._Element) -> None:
    into.text = element.text
    for child in element:
        name = _local(child)
        if not name or name in _LEFT_OUT:
            copied = etree.SubElement(into, "span")
        else:
            copied = etree.SubElement(into, _TAGS.get(name, "div" if name in ("div", "body") else "span"))
            _copy(child, copied)
        copied.tail = child.tail


def _above(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else _local(parent)


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
