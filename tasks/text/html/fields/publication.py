"""The outlet's name as it calls itself."""

import re
from itertools import islice

from lxml.html import HtmlElement

from schemas.evidence import Evidence, Finding, Method
from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.fields.outlet_affix import folded, host_label, names_outlet
from tasks.text.html.page.article_node import article_nodes, node_types, strings
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page

_ADDRESS = re.compile(r"https?:|^//|^@|^www\.")
_SLOGAN = re.compile(r"\s[-–—|•:]\s|:\s|\s?\|\s?")
_COMPANY = re.compile(r"\b(?:GmbH|Ltd|Inc|LLC|AG|S\.?A\.?|SpA|AS|B\.?V\.?)\b")
_HOME = re.compile(r"/?(?:index\.\w{3,4})?|https?://[^/]+/?", re.IGNORECASE)
_SHORTEST = 3
MAX_LINKS = 200
_LONGEST = 80
"""Most characters; longer texts are slogans."""


def publication(page: Page) -> Finding[str]:
    """The name on which most places of the page agree: `og:site_name`, the publisher in JSON-LD, the site's own node,
    other `<meta>`, an ending of the title that the host's name confirms. A host with the same spelling counts as a
    place."""
    stated = [(m, where, text) for m, where, text in _stated(page) if text and not _ADDRESS.search(text)]
    named = [(method, where, text, name) for method, where, text in stated if (name := _name(text, page))]
    keys = [folded(name) for *_, name in named]
    host = folded(host_label(page.url))
    votes = [keys.count(key) + names_outlet(name, set(), host) for key, (*_, name) in zip(keys, named, strict=True)]
    top = keys[votes.index(max(votes))] if votes else None  # the first of a tie
    same = [number for number, key in enumerate(keys) if key == top]
    # "fjordpost" and "Fjord Post" are one name; the spelling for readers is chosen.
    best = max(same, key=lambda number: _spelt(named[number][3]), default=-1)
    return Finding(
        named[best][3] if named else None,
        tuple(
            Evidence(field="publication", value=text[:200], method=method, locator=where, chosen=number == best)
            for number, (method, where, text, _) in enumerate(named)
        ),
    )


def _spelt(name: str) -> tuple[bool, bool]:
    return not name.islower() and not name.isupper(), " " in name


def _name(text: str, page: Page) -> str | None:
    """A name without the slogan or the company's name after a dash. None: too long for a name."""
    parts = _SLOGAN.split(text, maxsplit=1)
    if len(parts) == 2 and len(parts[0]) >= 2:
        host = folded(host_label(page.url))
        if names_outlet(parts[0], set(), host) or len(text) > _LONGEST or _COMPANY.search(parts[1]):
            text = parts[0]
    return text.strip() if 0 < len(text.strip()) <= _LONGEST else None


def _stated(page: Page) -> list[tuple[Method, str, str]]:
    found: list[tuple[Method, str, str]] = []
    found += [("opengraph", "og:site_name", printed_text(value)) for value in page.meta.get("og:site_name", ())[:2]]
    organisations = {str(node["@id"]): node for node in page.json_ld if node.get("@id") and node.get("name")}
    for locator, node in article_nodes(page)[:3]:
        publisher = node.get("publisher")
        reference = publisher.get("@id") if isinstance(publisher, dict) and not publisher.get("name") else publisher
        if isinstance(reference, str) and reference in organisations:
            publisher = organisations[reference]
        found += [("json-ld", f"{locator}.publisher", text) for text in strings(publisher)][:1]
    for node in page.json_ld:
        if {"website", "newsmediaorganization"} & set(node_types(node)):
            found += [("json-ld", "WebSite.name", text) for text in strings(node.get("name"))][:1]
    for name in (
        "application-name",
        "dc.publisher",
        "article_publication_name",
        "publisher",
        "apple-mobile-web-app-title",
    ):
        found += [("meta", name, printed_text(value)) for value in page.meta.get(name, ())[:1]]
    title = page.root.find(".//head/title")
    ending = _SLOGAN.split(printed_text(title.text or ""))[-1] if title is not None else ""
    if host_label(page.url) and folded(ending) and names_outlet(ending, set(), folded(host_label(page.url))):
        found.append(("element", "title", ending))
    found += [("element", "title, as on the link home", name) for name in _home_names(page) if _at_an_end(name, title)]
    return found


def _at_an_end(name: str, title: HtmlElement | None) -> bool:
    text = printed_text(title.text or "") if title is not None else ""
    return len(text) > len(name) and (text.startswith(name) or text.endswith(name))


def _home_names(page: Page) -> list[str]:
    """The text of the first links to the front page, or the description of their picture."""
    names: list[str] = []
    for element in islice(page.root.iter("a"), MAX_LINKS):
        if _HOME.fullmatch(element.get("href", "")[:200]):
            names += [
                element_text(element, limit=_LONGEST),
                *(i.get("alt", "")[:_LONGEST] for i in element.iter("img")),
            ]
    return [name for name in dict.fromkeys(printed_text(name) for name in names) if len(name) >= _SHORTEST]
