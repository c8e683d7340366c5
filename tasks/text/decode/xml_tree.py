"""Untrusted XML as a tree: no entity is expanded, nothing is loaded, broken XML is read as far as possible."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

MAX_TEXT = 20_000
"""Most characters read of one element's text."""

_BARE = re.compile(r"&(?!#?\w{1,31};)")
_DOCTYPE_END = re.compile(r"\]\s{0,50}>")
_DOCTYPE = re.compile(
    r"(?:<\?xml[^>]{0,300}>)?\s{0,1000}(?:<!--(?:(?!-->).){0,5000}-->\s{0,1000}){0,5}(<!DOCTYPE)", re.DOTALL
)
"""The document type in its only valid place, before the root element. Elsewhere it is text."""
_ENTITY = re.compile(r"<!ENTITY\s{1,20}([\w.-]{1,50})\s{1,20}(?:\"([^\"&%<]{0,200})\"|'([^'&%<]{0,200})')\s{0,20}>")
"""An entity whose text contains neither markup nor another entity."""
MAX_GROWTH = 1_000_000
"""Most characters that the document's own entities may add."""
_NAMESPACE_NOISE = re.compile(r"^https?://(?:www\.)?|/site(?:map|index)\.xsd$|[/#]{1,5}$")
_NAMESPACES = {
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "channel.netscape.com/rdf/simple/0.9": "",
    "w3.org/2005/atom": "",
    "purl.org/atom/ns": "",
    "sitemaps.org/schemas/sitemap/0.9": "",
    "google.com/schemas/sitemap/0.84": "",
    "google.com/schemas/sitemap/0.9": "",
    "google.com/schemas/sitemap-news/0.9": "news:",
    "purl.org/dc/elements/1.1": "dc:",
    "purl.org/dc/elements/1.0": "dc:",
    "purl.org/dc/terms": "dcterms:",
    "purl.org/rss/1.0/modules/syndication": "sy:",
    "purl.org/rss/1.0/modules/content": "content:",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "w3.org/1999/02/22-rdf-syntax-ns": "rdf:",
}
"""The prefix that `tag` gives to each namespace (see `_namespace`). Userland's many RSS 2.0 namespaces have no
prefix."""
_ATOM = "w3.org/2005/atom"


def xml_root(text: str) -> etree._Element | None:
    """The root element. None: there is too little XML to read.

    The document type is removed before parsing, because libxml2 expands entities in attributes even if this is switched
    off. HTML's entities (`&nbsp;`) stay in the text, and `printed_text` decodes them.
    """
    text = _without_doctype(text.lstrip("\ufeff \t\r\n\x00")).replace("\x00", "")
    try:
        return etree.fromstring(text.encode("utf-8", "ignore"), _parser(recover=False))
    except etree.XMLSyntaxError:
        pass
    try:
        return etree.fromstring(_escaped(text).encode("utf-8", "ignore"), _parser(recover=True))
    except etree.XMLSyntaxError:
        return None


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _escaped(text: str) -> str:
    """Bare ampersands as `&amp;`: libxml2's recovery drops them, and with them the rest of an address."""
    first, *rest = text.split("<![CDATA[")
    made = [_BARE.sub("&amp;", first)]
    for part in rest:
        inside, end, outside = part.partition("]]>")
        made.append(inside + end + _BARE.sub("&amp;", outside))
    return "<![CDATA[".join(made)


def tag(element: etree._Element) -> str:
    """An element's name in lower case, with one prefix for each known namespace: "title", "dc:creator".

    In an unknown namespace the prefix is "?:", so that a `media:title` is not taken for a title.
    """
    if not isinstance(element.tag, str):
        return ""
    namespace, _, name = element.tag.rpartition("}")
    namespace = namespace[1:]
    if not namespace:  # no namespace, or an undeclared prefix
        return name.lower()
    prefix = "" if "userland" in namespace or "rss2" in namespace.lower() else "?:"
    return f"{_NAMESPACES.get(_namespace(namespace), prefix)}{name}".lower()


@lru_cache(maxsize=1_000)
def _namespace(uri: str) -> str:
    """A namespace without the parts that servers often get wrong: scheme, www, a slash at the end, a schema's
    location."""
    first = uri.strip().partition(" ")[0][:200]
    for _ in range(2):
        first = _NAMESPACE_NOISE.sub("", first)
    return first.lower()


def is_atom(element: etree._Element) -> bool:
    """Whether the element is in the namespace of Atom 1.0: in RSS, `atom:link` has another meaning than `link`."""
    return isinstance(element.tag, str) and _namespace(element.tag[1:].partition("}")[0]) == _ATOM


def children(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The child elements with their names."""
    for child in element:
        if isinstance(child.tag, str):
            yield tag(child), child


def text_of(element: etree._Element | None) -> str:
    """All text of an element, as written; references to entities are not resolved."""
    if element is None:
        return ""
    parts: list[str] = [element.text or ""]
    size = len(parts[0])
    for inner in element.iterdescendants():
        own = inner.text or "" if isinstance(inner.tag, str) or inner.tag is etree.Entity else ""
        parts += [own, inner.tail or ""]
        size += len(own) + len(inner.tail or "")
        if size > MAX_TEXT:
            break
    return "".join(parts)[:MAX_TEXT].strip()


def _without_doctype(text: str) -> str:
    """The text without its document type. Entities that the document type declares are replaced if this is harmless."""
    prolog = _DOCTYPE.match(text)
    if prolog is None:
        return text
    start = prolog.start(1)
    bracket, end = text.find("[", start), text.find(">", start)
    if 0 <= bracket < end:
        found = _DOCTYPE_END.search(text, bracket)
        if found is None:
            return ""
        declared = {m[1]: m[2] or m[3] or "" for m in islice(_ENTITY.finditer(text, bracket, found.start()), 100)}
        return _written_out(text[:start] + text[found.end() :], declared)
    return text[:start] + text[end + 1 :] if end >= 0 else ""


def _written_out(text: str, entities: dict[str, str]) -> str:
    names = [name for name in entities if f"&{name};" in text]
    growth = sum(text.count(f"&{name};") * len(entities[name]) for name in names)
    if not names or growth > MAX_GROWTH:
        return text
    return re.sub(f"&({'|'.join(map(re.escape, names))});", lambda match: entities[match[1]], text)


def without_cut_off_end(text: str) -> str:
    """The text without an element that is cut off at the end of the document: half an address is useless."""
    at = text.rfind("<")
    last = text[at:]
    complete = last.startswith("</") or (">" in last and not last.partition(">")[2].strip())
    return text if at < 0 or complete else text[:at]
