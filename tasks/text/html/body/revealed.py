"""Elements that usually hold no text, and hold visible text in a few patterns of the web."""

from lxml.html import HtmlElement

_HEADING_TAGS = ("h2", "h3", "h4", "h5", "h6")


def shown_as(tag: str, element: HtmlElement) -> str | None:
    """The tag as which the element's text is read. None: it holds no text.

    A template with a shadow root is the content of a custom element (HTML Standard: declarative shadow DOM). A button
    that unfolds a box, with a heading in or around it, is the heading of that box (ARIA Authoring Practices:
    accordion).
    """
    if tag == "template":
        is_root = (element.get("shadowrootmode") or element.get("shadowroot")) in ("open", "closed")
        return tag if is_root else None
    if tag != "button" or element.get("aria-expanded") is None:
        return None
    parent = element.getparent()
    if parent is not None and parent.tag in _HEADING_TAGS:
        return str(parent.tag)
    return tag if next(element.iter(*_HEADING_TAGS), None) is not None else None
