"""The text of a record: a string with or without markup, or the parts that Fundus writes."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag

from schemas.article import BlockKind

MAX_TAGS = 5_000
"""Most tags of a body that is parsed as a tree, which takes time proportional to tags times depth; with more, the tags
are removed. Live blogs have some hundreds."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_ESCAPED = re.compile(r"&(?:amp;)?lt;/?(?:p|div|br|h[1-6]|a|strong|em|ul|li|blockquote|span)\b", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|ul|ol|li|h[1-6]|blockquote|table|section|article|figure)\b", re.IGNORECASE)
_EDGE = re.compile(r"</?(?:h[1-6]|ul|ol|blockquote|figure|table|div)\b[^<>]{0,500}>", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]*+\n")
_PARAGRAPH = re.compile(r"<p\b", re.IGNORECASE)
_CUT = re.compile(
    r"\s?(?:…|\.\.\.)?\s?"
    r"\[(?:\+\d{1,7} chars|…|\.\.\.|&(?:amp;)?(?:hellip|#8230|#x2026);)\]\s{0,20}(?=(?:</p>\s{0,20})?$)"
)
"""NewsAPI's mark for the omitted rest, and WordPress's at the end of an excerpt."""

_SUBHEAD: BlockKind = "subhead"
_KINDS: dict[str, BlockKind] = {
    "li": "list_item",
    "blockquote": "quote_block",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _SUBHEAD),
}

Piece = tuple[BlockKind, str]


def pieces_of(body: Any) -> list[Piece]:  # noqa: ANN401 - JSON is anything
    """The blocks of a body. Empty: it contains no text."""
    if isinstance(body, Mapping) and isinstance(body.get("sections"), list):
        return list(_sections(body))
    if isinstance(body, list) and body and all(isinstance(part, str) for part in body):
        return [piece for part in body for piece in pieces_of(part)]
    text = string(body)
    return _pieces(text) if text else []


def is_cut(body: Any) -> bool:  # noqa: ANN401
    """Whether a service marks the text as cut off."""
    return isinstance(body, str) and bool(_CUT.search(body[-60:]))


def string(value: Any) -> str | None:  # noqa: ANN401
    """A value as text: a string, a number, the first of a list, or an object's name. None: none of these."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        names = ("name", "value", "@value", "main", "rendered", "#text", "text", "$t", "title", "@id")
        value = next((value[name] for name in names if value.get(name)), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def plain(text: str | None) -> str | None:
    """One line without tags and entities. None: it is empty."""
    if text is None:
        return None
    text = _unescaped(text)
    if "<" in text and ">" in text:
        text = BeautifulSoup(text, "lxml").get_text(" ")
    return " ".join(html.unescape(text).split()) or None


def _sections(body: Mapping[str, Any]) -> Iterator[Piece]:
    """Fundus: a summary, and sections with headlines and paragraphs."""
    for section in body["sections"]:
        if not isinstance(section, Mapping):
            continue
        for kind, name in ((_SUBHEAD, "headline"), ("paragraph", "paragraphs")):
            for line in section.get(name) or ():
                if isinstance(line, str) and line.strip():
                    yield kind, " ".join(html.unescape(line).split())


def _unescaped(text: str) -> str:
    """Markup that was escaped once too often (`&lt;p&gt;`), unescaped."""
    for _ in range(2):
        if not _ESCAPED.search(text) or _TAG.search(text):
            break
        text = html.unescape(text)
    return text


def _pieces(body: str) -> list[Piece]:
    body = _unescaped(_CUT.sub("", body))
    if body.count("<") > MAX_TAGS:
        body = _TAG.sub("\n", body)
    elif "</" in body or "<br" in body.lower():
        return list(_markup_pieces(BeautifulSoup(_with_paragraphs(body), "lxml")))
    lines = body.split("\n\n") if "\n\n" in body else body.split("\n")
    return [("paragraph", line) for part in lines if (line := " ".join(html.unescape(part).split()))]


def _with_paragraphs(body: str) -> str:
    """Markup with `<p>` added, if empty lines separate its paragraphs, as WordPress and Drupal store it."""
    parts = [part for part in _EMPTY_LINE.split(_EDGE.sub(_set_apart, body)) if part.strip()]
    if len(parts) < 2 or len(_PARAGRAPH.findall(body)) * 2 > len(parts):
        return body
    return "\n".join(part if _BLOCK.match(part.lstrip()) else f"<p>{part}</p>" for part in parts)


def _set_apart(tag: re.Match[str]) -> str:
    return f"{tag[0]}\n\n" if tag[0].startswith("</") else f"\n\n{tag[0]}"


def _markup_pieces(soup: BeautifulSoup) -> Iterator[Piece]:
    """The blocks of a body in HTML: paragraphs, subheads, list items, quotations; text outside them is a paragraph."""
    for unread in soup(["script", "style", "figure", "aside"]):
        unread.decompose()
    for line_break in soup("br"):
        line_break.replace_with("\n")
    read: set[int] = set()
    for tag in soup.find_all([*_KINDS, "p", "div", "body"]):
        if not isinstance(tag, Tag) or (tag.name != "blockquote" and tag.find([*_KINDS, "p", "div"])):
            continue
        if any(id(parent) in read for parent in tag.parents):
            continue
        read.add(id(tag))
        kind = _KINDS.get(tag.name, "paragraph")
        for line in tag.get_text().split("\n") if kind == "paragraph" else [tag.get_text(" ")]:
            if line.strip():
                yield kind, " ".join(line.split())
