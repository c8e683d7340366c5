"""Text that a page holds only for its scripts: in JSON-LD, or in the data of the framework that renders the page.

It is read only if the page itself shows no text: the outlet published what the page shows.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree, html

from schemas.article import BlockKind
from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.body.page_blocks import HEADINGS
from tasks.text.html.page.article_node import article_nodes
from tasks.text.html.page.page import Page
from tasks.text.html.page.selection import select

Piece = tuple[BlockKind, str]

LEAST = 150
"""Fewest letters of a text that is used."""
_MOST_CHARS = 3_000_000
_MOST_VALUES = 200_000
_DEEPEST = 40
_SCRIPTS = etree.XPath("//script[not(@src)]")
_MOST_SCRIPTS = 200
# Variables in which frameworks and publishing systems keep the data of a page: Next.js, Fusion (Arc), Apollo, Redux.
_STATE = re.compile(
    r"(?:__NEXT_DATA__|__APOLLO_STATE__|__PRELOADED_STATE__|__INITIAL_STATE__|__INITIAL_DATA__|__STATE__|__data"
    r"|Fusion\.globalContent|Fusion\.contentCache|__NUXT_DATA__|__remixContext|__NUXT__)\s?=\s?(?:JSON\.parse\(\s?(?=\")|(?=[{\[]))"
)
_DECODER = json.JSONDecoder(strict=False)
_TEXT_KEYS = frozenset(("text", "content", "value", "html", "body", "paragraph", "data"))
_WHOLE_KEYS = frozenset(
    [
        "articlebody",
        "body",
        "bodytext",
        "bodyhtml",
        "content",
        "contenthtml",
        "html",
        "fulltext",
        "storybody",
        "storyhtml",
        "text",
    ]
)
_SENTENCE = re.compile(r"[.!?。！？।…][\"”’»」)]?(?:\s|$)")
_PARTS = re.compile(r"\n\s{0,40}\n|\r?\n")


def stated_text(page: Page) -> tuple[list[Piece], str] | None:
    """The pieces, and where they were found. None: the page's data contain no text either."""
    for locator, node in article_nodes(page):
        body = node.get("articleBody")
        if isinstance(body, str) and len(pieces := _pieces(body)) and _size(pieces) >= LEAST:
            return pieces, f"json-ld{locator}.articleBody"
    best: list[Piece] = []
    for data in _states(page):
        for pieces in _texts(data):
            if _size(pieces) > _size(best):
                best = pieces
    return (best, "script") if _size(best) >= LEAST else None


def _size(pieces: list[Piece]) -> int:
    return sum(len(text) for _, text in pieces)


def _states(page: Page) -> Iterator[object]:
    """The JSON data of scripts: a whole script, a value assigned to a framework's variable, or a string that is
    parsed."""
    for script in select(_SCRIPTS, page.root, limit=_MOST_SCRIPTS):
        text = script.text or ""
        if len(text) < LEAST or len(text) > _MOST_CHARS or "ld+json" in script.get("type", ""):
            continue
        is_data = "json" in script.get("type", "")
        found = None if is_data else _STATE.search(text)
        at = 0 if is_data else found.end() if found else -1
        if at >= 0:
            try:
                data = _DECODER.raw_decode(text, at + len(text[at:]) - len(text[at:].lstrip()))[0]
                yield _DECODER.raw_decode(data)[0] if isinstance(data, str) else data
            except (ValueError, RecursionError):
                continue


def _texts(data: object) -> Iterator[list[Piece]]:
    """Values that may be an article's text: lists of paragraphs, and long strings under a key for text."""
    stack: list[tuple[object, int]] = [(data, 0)]
    parts = data if isinstance(data, dict) else {}
    seen = 0
    while stack and seen < _MOST_VALUES:
        value, depth = stack.pop()
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(value, list):
            if len(pieces := list(_paragraphs(_referred(value, parts)))) > 1:
                yield pieces
            stack += [(item, depth + 1) for item in value]
        elif isinstance(value, dict):
            for key, inner in value.items():
                if isinstance(inner, str) and len(inner) >= LEAST and key.lower().replace("_", "") in _WHOLE_KEYS:
                    pieces = _pieces(inner)
                    if sum(len(_SENTENCE.findall(text)) for _, text in pieces) > 1:
                        yield pieces
                elif isinstance(inner, list | dict):
                    stack.append((inner, depth + 1))


def _referred(values: list[Any], parts: Mapping[str, Any]) -> list[Any]:
    """The list with its references resolved: Apollo's cache keeps each object once, by its key."""
    keys = [value.get("__ref") if isinstance(value, dict) else None for value in values[:5_000]]
    return [parts.get(key, value) if isinstance(key, str) else value for key, value in zip(keys, values, strict=False)]


def _paragraphs(values: list[Any]) -> Iterator[Piece]:
    """The paragraphs of a list of typed parts ("paragraph", "header", "image"), each with its text under one of several
    keys."""
    for value in values[:5_000]:
        if isinstance(value, str):
            text, kind = value, "paragraph"
        elif isinstance(value, dict):
            kind = str(value.get("type") or value.get("_type") or value.get("__typename") or "").lower()
            text = _own_text(value)
        else:
            continue
        plain = printed_text(text)
        if not plain or any(word in kind for word in ("image", "video", "advert", "promo", "related", "link", "embed")):
            continue
        is_heading = "head" in kind or kind in HEADINGS
        if is_heading or _SENTENCE.search(plain):
            yield ("subhead" if is_heading else "list_item" if "list" in kind else "paragraph"), plain


def _own_text(value: Mapping[str, Any]) -> str:
    for key in _TEXT_KEYS & value.keys():
        inner = value[key]
        if isinstance(inner, str):
            return inner
        if isinstance(inner, dict):
            return next((inner[name] for name in ("text", "value", "html") if isinstance(inner.get(name), str)), "")
    return ""


def _pieces(text: str) -> list[Piece]:
    """The pieces of a text in HTML or in lines."""
    if "<p" in text or "<br" in text or "</" in text:
        return list(_from_html(text))
    return [("paragraph", line) for part in _PARTS.split(text) if (line := printed_text(part, limit=100_000))]


def _from_html(text: str) -> Iterator[Piece]:
    try:
        root = html.fragment_fromstring(re.sub(r"<br\s?/?>\s{0,20}<br\s?/?>", "</p><p>", text), create_parent="div")
    except (etree.ParserError, ValueError):
        return
    if root.text and root.text.strip():
        yield "paragraph", printed_text(root.text)
    for element in root.iter("p", "h2", "h3", "h4", "li", "blockquote"):
        if element.tag == "blockquote" and element.find("p") is not None:
            continue
        line = " ".join(str(element.text_content()).split())
        if line:
            kind: BlockKind = (
                "subhead" if element.tag in HEADINGS else "list_item" if element.tag == "li" else "paragraph"
            )
            yield kind, printed_text(line)
