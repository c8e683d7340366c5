"""Access to the XML of wires by local names in any case and namespace, because dialects differ in both."""

from collections.abc import Iterator

from lxml import etree

from tasks.text.decode.xml_tree import xml_root
from tasks.text.wire.markup import local, shown

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def wire_root(text: str) -> etree._Element | None:
    """The root of a wire's XML. None: it is not XML."""
    return xml_root(text)


def children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """The child elements of this name."""
    return (child for child in node if local(child) == name)


def child(node: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of names. None: there is none."""
    for name in path:
        if node is None:
            return None
        node = next(children(node, name), None)
    return node


def descendants(node: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """All elements of this name under a node, itself included."""
    if node is not None:
        yield from (inner for inner in node.iter() if local(inner) == name)


def attribute(node: etree._Element | None, name: str) -> str | None:
    """An attribute's value by its local name in any case. None: missing or empty."""
    if node is None:
        return None
    folded = name.lower()
    values = (str(value).strip() for key, value in node.attrib.items() if str(key).rpartition("}")[2].lower() == folded)
    return next(values, None) or None


def coded(node: etree._Element | None) -> str | None:
    """The code of a NewsML-G2 property: `qcode`, else `literal`, else `uri`. None: it has no code."""
    return attribute(node, "qcode") or attribute(node, "literal") or attribute(node, "uri")


def named(node: etree._Element | None) -> str | None:
    """The name of a NewsML-G2 property: its `name` child, else its text or literal. A qcode is not a name. None: it has
    no name."""
    if node is None:
        return None
    name = child(node, "name")
    own = shown(name) if name is not None else (node.text or "").strip()
    return own or attribute(node, "literal")


def language_of_element(node: etree._Element | None) -> str | None:
    """`xml:lang` of an element or of the nearest one above it. None: not stated."""
    while node is not None:
        value = node.get(_LANG) or node.get("lang") or node.get("baselang")
        if value:
            return value
        node = node.getparent()
    return None
