"""XML of strangers as a tree: no entity is expanded, nothing is loaded, what is broken is read as far as it goes."""

import re
from collections.abc import Iterator

from lxml import etree

MAX_TEXT = 20_000
"""Characters of one element's text that are read."""

_BARE = re.compile(r"&(?!#?\w{1,31};)")
_DOCTYPE_END = re.compile(r"\]\s{0,50}>")
_NAMESPACES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.google.com/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/elements/1.0/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/syndication/": "sy:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
"""The prefix that `tag` gives to each; Userland's RSS 2.0 namespaces are many and go without."""
_ATOM = "http://www.w3.org/2005/Atom"


def xml_root(text: str) -> etree._Element | None:
    """The root element. None: no XML to speak of.

    The document type goes before parsing: libxml2 expands entities in attributes even when told not to. Names that
    HTML knows (`&nbsp;`) stay in the text as they are written, for `printed_text` to read.
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
    """Ampersands that begin nothing as `&amp;`: libxml2's repair drops them, and what follows in an address."""
    first, *rest = text.split("<![CDATA[")
    made = [_BARE.sub("&amp;", first)]
    for part in rest:
        inside, end, outside = part.partition("]]>")
        made.append(inside + end + _BARE.sub("&amp;", outside))
    return "<![CDATA[".join(made)


def tag(element: etree._Element) -> str:
    """An element's name in lower case, with one prefix for each known namespace: "title", "dc:creator".

    In a namespace that is not known the name begins with "?:", so that a `media:title` is no title.
    """
    if not isinstance(element.tag, str):
        return ""
    namespace, _, name = element.tag.rpartition("}")
    namespace = namespace[1:]
    if not namespace:  # none, or a prefix that nobody declared
        return name.lower()
    prefix = "" if "userland" in namespace or "rss2" in namespace.lower() else "?:"
    return f"{_NAMESPACES.get(namespace, prefix)}{name}".lower()


def is_atom(element: etree._Element) -> bool:
    """Whether the element is in the namespace of Atom 1.0: in RSS, `atom:link` is another thing than `link`."""
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{_ATOM}}}")


def children(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The child elements with their names."""
    for child in element:
        if isinstance(child.tag, str):
            yield tag(child), child


def text_of(element: etree._Element | None) -> str:
    """All text of an element, as written; references to entities stay references."""
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
    start = text.find("<!DOCTYPE", 0, 5_000)
    if start < 0:
        return text
    bracket, end = text.find("[", start), text.find(">", start)
    if 0 <= bracket < end:
        found = _DOCTYPE_END.search(text, bracket)
        return text[:start] + text[found.end() :] if found else ""
    return text[:start] + text[end + 1 :] if end >= 0 else ""
