"""The caption of a picture or player, and its credit: who made or supplied it."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from tasks.text.conventions.printed_text import plain_characters, printed_text
from tasks.text.html.beside.credit import bare_credit, is_credit_label, split_credit, unbracketed
from tasks.text.html.page.page_parts import names_of

_LONGEST = 2_000
_MOST_READ = 8_000
"""Characters that are read of a part; white space counts."""
_LONGEST_CREDIT = 120
_NEAR = 3
_UP_TO_FIGURE = 6
"""How many ancestors of a picture are searched for the <figure>, and at how many a caption may stand."""
_MOST_PARTS = 200
_CAPTION_NAME = re.compile(
    r"caption|legend|bild-?(?:unterschrift|text)|pie-?(?:de-)?foto|didascali|onderschrift|podpis|popisek"
    r"|(?:photo|image|img|media|picture|foto|bild)-?(?:text|desc)"
)
_CREDIT_NAME = re.compile(
    r"credit|copyright|photographer|photo-?by|fotograf|byline|image-?source|bildnachweis|quelle|fotonachweis|crédit|autor"
    r"|author|rights"
)
_UNSEEN_NAME = re.compile(
    r"(?:^|[\s_-])(?:sr-only|screen-?reader(?:-text)?|visually-?hidden|off-?screen|hide-caption|toggle-caption|enlarge)"
    r"(?:$|[\s_-])"
)
_UNSEEN_TAGS = frozenset(("button", "script", "style", "noscript", "svg", "template", "iframe"))
_WITHIN_WORDS = frozenset(("a", "abbr", "b", "em", "font", "i", "mark", "q", "s", "strong", "sub", "sup", "u", "wbr"))
_FULL = ("body", "article", "main", "html", "section")
_STATED_CAPTION = ("data-caption", "data-image-caption")
_STATED_CREDIT = ("data-credit", "data-copyright", "data-photographer")


def caption_of(element: HtmlElement) -> tuple[str | None, str | None]:
    """Caption and credit of a picture or player. Each is None if it is missing."""
    caption, credit = None, None
    for frame in _frames(element):
        caption, credit = _read(frame)
        if caption or credit:
            break
    caption = caption or _stated(element, _STATED_CAPTION)
    credit = credit or _stated(element, _STATED_CREDIT)
    if caption and credit and caption != credit:
        caption = _without_credit(caption, credit)
    if caption and credit is None:
        caption, credit = split_credit(caption)
    credit = bare_credit(credit) if credit else None
    caption = unbracketed(" ".join(caption.split()).strip(" |/–—©")) if caption and caption != credit else caption
    says_nothing = not caption or bare_credit(caption) in ("", credit) or is_credit_label(caption)
    return (None if says_nothing else caption), credit or None


def _without_credit(caption: str, credit: str) -> str:
    """A caption without the credit that another element states: at its end, often repeated for small and large screens,
    or at its beginning."""
    bare = caption
    while bare.endswith(credit) and bare != credit:
        bare = bare.removesuffix(credit).rstrip()
    return bare if bare != caption else caption.removeprefix(credit)


def _read(frame: HtmlElement) -> tuple[str | None, str | None]:
    """Caption and credit, by the names of a frame's elements."""
    caption, credit = None, None
    for part in islice(frame.iter(etree.Element), _MOST_PARTS):
        if part.tag in _UNSEEN_TAGS:
            continue
        name = names_of(part).lower()
        is_caption = part.tag == "figcaption" or (caption is None and _CAPTION_NAME.search(name) is not None)
        if credit is None and part.tag != "figcaption" and _CREDIT_NAME.search(name):
            text = _text(part)
            if text and len(text) <= _LONGEST_CREDIT and part is not frame:
                credit = text
                continue
        if is_caption and caption is None:
            caption = _text(part) or None
    return caption, credit


def _frames(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that may contain a caption: the <figure> or a caption's box around the picture; else elements named
    as a caption that follow the picture or one of its boxes, or such a box itself."""
    node = element.getparent()
    for _ in range(_UP_TO_FIGURE):
        if node is None or node.tag in ("body", "article", "main", "html"):
            break
        if node.tag in ("figure", "amp-story-grid-layer") or _CAPTION_NAME.search(names_of(node).lower()):
            yield node
            yield from _behind(node)
            return
        node = node.getparent()
    node = element
    for _ in range(_NEAR):
        yield from _behind(node)
        parent = node.getparent()
        if parent is None or parent.tag in _FULL:
            return
        if any(_CAPTION_NAME.search(names_of(child).lower()) for child in parent.iterchildren(etree.Element)):
            yield parent
        node = parent


def _behind(node: HtmlElement) -> Iterator[HtmlElement]:
    """The element after a picture's box, if it is named as a caption."""
    behind = next(node.itersiblings(etree.Element), None)
    if behind is not None and (behind.tag == "figcaption" or _CAPTION_NAME.search(names_of(behind).lower())):
        yield behind


def _stated(element: HtmlElement, keys: tuple[str, ...]) -> str | None:
    value = next((element.get(key) for key in keys if element.get(key)), None)
    return printed_text(re.sub(r"</?p>", " ", value), limit=_LONGEST) or None if value else None


def _text(element: HtmlElement) -> str:
    """The visible text of an element. Elements are separated by a space, except those within words; buttons and texts
    for screen readers are left out."""
    found: list[str] = []
    unread: HtmlElement | None = None
    size = read = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        apart = "" if node.tag in _WITHIN_WORDS else " "
        if event == "start" and unread is None:
            if node.tag in _UNSEEN_TAGS or _UNSEEN_NAME.search(names_of(node).lower()):
                unread = node
                label = node.text or "" if node.tag not in _UNSEEN_TAGS else ""
                found += (" ", label if is_credit_label(label) else "")
            else:
                found += (apart, (node.text or "")[:_MOST_READ])
        elif event == "end":
            unread = None if unread is node else unread
            if unread is None and node is not element:
                found += (apart, (node.tail or "")[:_MOST_READ])
        size += sum(map(len, found[read:]))
        read = len(found)
        if size > _MOST_READ:
            break
    text = " ".join("".join(found).split())
    return plain_characters(re.sub(r" (?=[.,;:!?)\]])|(?<=[(\[]) ", "", text))[:_LONGEST]
