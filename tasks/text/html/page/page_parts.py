"""The elements of a page from which fields are read, found in one pass.

One pass over all elements takes as long as a single XPath expression over all class names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from tasks.text.html.page.page import Page

MAX_ELEMENTS = 60_000
"""Most elements read of one page; a long article with all its furniture has about 5,000."""
_NAMES_CHARS = 300
_NAME_KEYS = ("class", "id", "itemprop", "rel", "data-testid")
_NAMED_BY = frozenset(_NAME_KEYS)
_KINDS = {
    "titled": ("headline", "title"),
    "dated": ("date", "ublish", "ublication", "posted", "time"),
    "authored": ("author", "byline", "creator"),
    "crumbs": ("breadcrumb",),
}
"""Substrings of an element's names, in lower case. A regular expression that ignores case takes ten times as long."""
_MOST = {"headings": 60, "titled": 200, "dated": 200, "authored": 150, "crumbs": 10, "scripts": 300, "microdata": 40}
_SILENT = frozenset({"meta", "link", "script", "style", "svg", "path", "img", "source", "noscript", "input"})
_TAGS = {"h1": "headings", "h2": "titled", "h3": "titled", "time": "dated", "script": "scripts"}
_PICTURE = re.compile(
    r"caption|media-?box|pic-?box|(?:photo|image|img|picture|bild|foto)-?(?:credit|byline|author|info|source)|"
    r"(?:^|[\s_-])copyright",
    re.IGNORECASE,
)
_AUTHOR_PATH = re.compile(r"/(?:authors?|autor\w{0,4}|auteurs?|columnist|profile)/")


@dataclass(frozen=True, slots=True)
class PageParts:
    """Elements in document order. Each list is cut at a length that real pages do not reach."""

    order: list[HtmlElement] = field(default_factory=list)
    """All elements."""
    headings: list[HtmlElement] = field(default_factory=list)
    """h1, and elements marked as headline in microdata."""
    titled: list[HtmlElement] = field(default_factory=list)
    """h2, h3 and elements named as a title."""
    dated: list[HtmlElement] = field(default_factory=list)
    """`time`, and elements named as a date."""
    authored: list[HtmlElement] = field(default_factory=list)
    """Elements named as byline or author, and links to an author's page."""
    crumbs: list[HtmlElement] = field(default_factory=list)
    scripts: list[HtmlElement] = field(default_factory=list)
    microdata: list[HtmlElement] = field(default_factory=list)
    """Elements with an `itemprop` that contains "date"."""


def page_parts(page: Page) -> PageParts:
    """The parts of one page. Elements after the first 60,000 are ignored."""
    # `parse_page` makes all elements of this class.
    parts = PageParts(list(islice(page.root.iter(etree.Element), MAX_ELEMENTS)))
    known = _Kinds()
    for element in parts.order:
        tag = cast("str", element.tag)
        if tag in _TAGS:
            _add(parts, _TAGS[tag], element)
        if stated := element.items():
            _sort(parts, element, tag, stated, known)
    return parts


def _sort(
    parts: PageParts,
    element: HtmlElement,
    tag: str,
    attributes: Sequence[tuple[str, str]],
    known: "_Kinds",
) -> None:
    """Add an element to the lists that its names call for. `known` caches the kinds by names, since a page repeats its
    classes."""
    names, stated, address = "", "", ""
    for key, value in attributes:
        if key in _NAMED_BY:
            names += f" {value[:_NAMES_CHARS]}"
            if key == "itemprop":
                stated = value[:_NAMES_CHARS]
        elif key == "href":
            address = value[:_NAMES_CHARS]
    if stated:
        _sort_microdata(parts, element, tag, stated)
    if tag in _SILENT:
        return
    for kind in known[names]:
        _add(parts, kind, element)
    if tag == "a" and _AUTHOR_PATH.search(address):
        _add(parts, "authored", element)


class _Kinds(dict[str, tuple[str, ...]]):
    """The kinds that names call for, computed once for all elements with the same names."""

    def __missing__(self, names: str) -> tuple[str, ...]:
        lowered = names.lower()
        self[names] = tuple(kind for kind, words in _KINDS.items() if any(map(lowered.__contains__, words)))
        return self[names]


def _sort_microdata(parts: PageParts, element: HtmlElement, tag: str, stated: str) -> None:
    if "date" in stated:
        _add(parts, "microdata", element)
    if "headline" in stated and tag != "meta":
        _add(parts, "headings", element)


def _add(parts: PageParts, kind: str, element: HtmlElement) -> None:
    chosen: list[HtmlElement] = getattr(parts, kind)
    if len(chosen) < _MOST[kind] and (not chosen or chosen[-1] is not element):
        chosen.append(element)


def names_of(element: HtmlElement) -> str:
    """Class, id and similar attributes: how the page's makers name the element."""
    stated = {key: value for key, value in element.items() if key in _NAMED_BY}
    return " ".join([stated[key][:_NAMES_CHARS] for key in _NAME_KEYS if key in stated]) if stated else ""


def called(element: HtmlElement) -> str:
    """A short name of an element for evidence: "span.date"."""
    names = element.get("class", "")[:_NAMES_CHARS].split()
    return f"{element.tag}.{names[0][:60]}" if names else str(element.tag)


def in_picture(element: HtmlElement) -> bool:
    """Whether the element stands in a picture's caption: a name there is the photographer's, a date the picture's."""
    node: HtmlElement | None = element
    for _ in range(4):
        if node is None:
            return False
        if node.tag in ("figure", "figcaption") or _names_picture(node.get("class", "")[:_NAMES_CHARS]):
            return True
        node = node.getparent()
    return False


@lru_cache(maxsize=4096)
def _names_picture(name: str) -> bool:
    return _PICTURE.search(name) is not None
