"""Who wrote the article of an HTML page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from schemas.article import Author, Byline
from schemas.evidence import Evidence, Finding, Method
from tasks.text.article_node import article_nodes, node_types
from tasks.text.byline import author_names, byline_of, marked_byline
from tasks.text.page import Page
from tasks.text.printed_text import element_text, printed_text
from tasks.text.story_header import StoryHeader, called

_META = (
    "byl", "parsely-author", "sailthru.author", "cxenseparse:author", "article:author_name", "article_author",
    "articleauthor", "author", "article:author", "og:author", "og:article:author", "lp.article:author", "dc.creator",
    "dcterms.creator", "dc.contributor", "citation_author", "creator", "authors", "rbauthors", "bt:author",
    "mediator_author",
)  # fmt: skip
"""Names of `<meta>` that hold an author; what newsrooms' own systems write comes before the blog engine's `author`."""
_NAMED = etree.XPath(
    "//*[contains(@rel, 'author') or contains(@itemprop, 'author') or contains(@itemprop, 'creator')"
    " or contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'author')"
    " or contains(@class, 'Author') or contains(@id, 'author') or contains(@id, 'byline')"
    " or contains(@data-testid, 'author') or contains(@data-testid, 'byline') or contains(@href, '/author/')"
    " or contains(@href, '/authors/') or contains(@href, '/autor')]"
)
_LINE = 200
MAX_NAMED = 150
MAX_AUTHORS = 40
_NOT_NAME = re.compile(r"https?:|www\.|^@|@\w+\.|[{}<>]|/{2}")
_BIO = re.compile(r"about|bio(?:$|[\s_-])|box|comment|avatar|image|photo|social|follow|related|count", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Offer:
    method: Method
    locator: str
    text: str
    authors: tuple[Author, ...]

    @property
    def has_person(self) -> bool:
        return any(author.kind == "person" for author in self.authors)


def html_byline(page: Page, *, header: StoryHeader, outlets: tuple[str, ...]) -> Finding[Byline]:
    """The article's authors: those its JSON-LD names, those of `<meta>`, those printed beside the headline.

    `outlets`: what the page calls its publisher. Data that names only the outlet leaves room for a person in print.
    """
    own = {_folded(name) for name in outlets}
    offers = [*_data(page), *_meta(page), *_printed(page, header)]
    people = [offer for offer in offers if offer.has_person and not all(_folded(a.name) in own for a in offer.authors)]
    others = [offer for offer in offers if offer.authors and offer.method == "json-ld"]
    chosen = next(iter(people or others), None)
    evidence = tuple(
        Evidence(field="byline", value=o.text[:_LINE], method=o.method, locator=o.locator, chosen=o is chosen)
        for o in offers
    )
    if chosen is None:
        return Finding(None, evidence)
    return Finding(Byline(text=_as_printed(chosen, offers), authors=chosen.authors), evidence)


def _as_printed(chosen: _Offer, offers: list[_Offer]) -> str:
    """The shortest printed line that holds all the names; else the names."""
    lines = [offer.text for offer in offers if offer.method == "element"]
    names = [_folded(author.name) for author in chosen.authors]
    fitting = [line for line in lines if all(name in _folded(line) for name in names)]
    return fitting[0] if fitting else ", ".join(author.name for author in chosen.authors)


def _data(page: Page) -> Iterator[_Offer]:
    people = {node.get("@id"): node for node in page.json_ld if isinstance(node.get("@id"), str)}
    for locator, node in article_nodes(page)[:4]:
        for key in ("author", "creator"):
            names = [name for name in _names(node.get(key), people, 4) if not _NOT_NAME.search(name)][:MAX_AUTHORS]
            if names:
                yield _Offer("json-ld", f"{locator}.{key}", ", ".join(names), author_names(names))


def _names(value: object, people: Mapping[Any, Mapping[str, Any]], depth: int) -> Iterator[str]:
    """Names in an author member: text, object, reference to an object of the page, or a list of those."""
    if isinstance(value, str) and value:
        yield from (
            _names(people[value], people, depth - 1) if value in people and depth else [printed_text(value, limit=300)]
        )
    elif isinstance(value, list) and depth:
        for item in value[:MAX_AUTHORS]:
            yield from _names(item, people, depth - 1)
    elif isinstance(value, dict) and depth:
        if "webpage" in node_types(value):
            return
        name = (
            value.get("name") or (people.get(value.get("@id")) or {}).get("name")
            if _hashable(value.get("@id"))
            else value.get("name")
        )
        if not name and (value.get("givenName") or value.get("familyName")):
            name = f"{value.get('givenName') or ''} {value.get('familyName') or ''}".strip()
        if isinstance(name, str | list):
            yield from _names(name, {}, depth - 1)


def _hashable(value: object) -> bool:
    return isinstance(value, str)


def _meta(page: Page) -> Iterator[_Offer]:
    for name in _META:
        names = [text for value in page.meta.get(name, ()) if (text := printed_text(value, limit=300))]
        names = [text for text in names[:MAX_AUTHORS] if not _NOT_NAME.search(text)]
        if names:
            yield _Offer(
                "opengraph" if name.startswith(("og:", "article:")) else "meta",
                name,
                ", ".join(names),
                author_names(names),
            )
    for number in ("1", "2"):
        label = " ".join(page.meta.get(f"twitter:label{number}", ())).lower()
        if (
            "by" in label.split()
            or "author" in label
            or "verfasst von" in label
            or "écrit par" in label
            or "escrito por" in label
        ):
            for text in page.meta.get(f"twitter:data{number}", ())[:1]:
                yield _Offer("meta", f"twitter:data{number}", text, author_names([printed_text(text, limit=300)]))


def _printed(page: Page, header: StoryHeader) -> Iterator[_Offer]:
    seen = set[str]()
    near = set(header.elements)
    found = _NAMED(page.root)
    named = [e for e in found if isinstance(e, HtmlElement)] if isinstance(found, list) else []
    for element in sorted(named[:MAX_NAMED], key=lambda e: e not in near):
        if header.is_furniture(element) or element.tag in ("img", "meta", "link", "script", "svg"):
            continue
        text = element_text(element, limit=_LINE + 50)
        if (
            not text
            or len(text) > _LINE
            or text in seen
            or (element not in near and _BIO.search(element.get("class", "")))
        ):
            continue
        seen.add(text)
        byline = byline_of(text)
        if byline is not None and byline.authors:
            yield _Offer("element", called(element), text, byline.authors)
    for element in header.elements:
        text = element_text(element, limit=_LINE + 50)
        if text and len(text) <= _LINE and text not in seen and (byline := marked_byline(text)) and byline.authors:
            seen.add(text)
            yield _Offer("element", f"{called(element)}, beside the headline", text, byline.authors)


def _folded(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
