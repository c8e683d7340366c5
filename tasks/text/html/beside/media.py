"""Pictures, films, sounds and posts that belong to the article: those between its headline and its end.

If a page shows none, those that its structured data state for the article.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from schemas.evidence import Evidence
from schemas.medium import Medium, MediumKind
from tasks.text.conventions.printed_text import printed_text
from tasks.text.conventions.wordlist import wordlist
from tasks.text.html.beside.caption import caption_of
from tasks.text.html.beside.picture import image_url, is_drawn, is_no_picture, leads_elsewhere, same_picture
from tasks.text.html.beside.player import player
from tasks.text.html.beside.seen_from import absolute
from tasks.text.html.body.main_text import Shown
from tasks.text.html.page.article_node import article_nodes
from tasks.text.html.page.page import Page

MAX_MEDIA = 200
_PICTURES = ("img", "amp-img")
_IN_NOSCRIPT = ("img", "amp-img", "iframe", "video", "audio")
_SERVICES = wordlist("""
    youtube vimeo dailymotion twitter x facebook instagram tiktok spotify embedded embed external third party 3rd the
    iframe video audio media post player content tweet frame widget
""")
"""Titles of frames that name only the service."""


def media(page: Page, shown: Sequence[Shown]) -> tuple[Medium, ...]:
    """The article's media in the order of the page. `shown`: elements between headline and end of the text."""
    found: list[Medium] = []
    seen: set[str] = set()
    for item in shown:
        if len(found) >= MAX_MEDIA:
            break
        medium = _medium(page, item)
        if medium is None:
            continue
        key = same_picture(medium.url) if medium.url else ""
        if key and key in seen:  # one for large and one for small screens
            continue
        seen.add(key)
        found.append(medium)
    return tuple(found or _stated(page))


def media_evidence(found: Sequence[Medium]) -> Iterator[Evidence]:
    """One chosen candidate for each medium."""
    for medium in found:
        place = "above the text" if medium.block is None else f"after block {medium.block}"
        yield Evidence(field="media", value=medium.url or medium.kind, method="element", locator=place, chosen=True)


def _medium(page: Page, item: Shown) -> Medium | None:
    element = item.element
    if element.tag == "noscript":
        inner = _without_script(page, element)
        if inner is None:
            return None
        element = inner
    if element.tag in _PICTURES:
        return _picture(page, element, item.block)
    kind, url = player(page, element)
    if kind is None:
        return None
    caption, credit = caption_of(element)
    title = printed_text(element.get("title") or element.get("aria-label") or "", limit=2_000)
    alt = title if title and not set(title.lower().replace("-", " ").split()) <= _SERVICES else None
    return Medium(kind=kind, url=url, caption=caption, credit=credit, alt_text=alt, block=item.block)


def _picture(page: Page, element: HtmlElement, block: int | None) -> Medium | None:
    url = image_url(page, element)
    if is_no_picture(element, url):
        return None
    caption, credit = caption_of(element)
    if url is None and not caption:
        return None
    if caption is None and credit is None and (is_drawn(element, url) or leads_elsewhere(page, element)):
        return None
    alt = printed_text(element.get("alt") or element.get("title") or "", limit=2_000) or None
    return Medium(kind="image", url=url, caption=caption, credit=credit, alt_text=alt, block=block)


def _without_script(page: Page, element: HtmlElement) -> HtmlElement | None:
    """The content for browsers without scripts, if no neighbour gives an address. None: one does, or there is no such
    content."""
    inner = next(element.iter(*_IN_NOSCRIPT), None)
    if inner is None or element.getparent() is None or element.getparent().tag == "amp-img":
        return None
    beside = (next(element.itersiblings(etree.Element, preceding=back), None) for back in (True, False))
    for neighbour in beside:
        picture = next(neighbour.iter(*_PICTURES), None) if neighbour is not None else None
        if picture is not None and inner.tag in _PICTURES and image_url(page, picture):
            return None
    return inner


def _stated(page: Page) -> Iterator[Medium]:
    for _, node in article_nodes(page)[:1]:
        for kind, value in (("image", node.get("image")), ("video", node.get("video"))):
            for item in value[:10] if isinstance(value, list) else [value]:
                if medium := _from_data(page, "image" if kind == "image" else "video", item):
                    yield medium
                    break


def _from_data(page: Page, kind: MediumKind, item: object) -> Medium | None:
    if isinstance(item, str):
        url = absolute(page, item)
        return Medium(kind=kind, url=url) if url else None
    if not isinstance(item, Mapping):
        return None
    url = absolute(
        page, next((v for k in ("contentUrl", "embedUrl", "url") if isinstance(v := item.get(k), str)), None)
    )
    caption = _string(item, "caption") or (_string(item, "name") if kind == "video" else None)
    credit = _string(item, "creditText") or _string(item, "copyrightNotice")
    return Medium(kind=kind, url=url, caption=caption, credit=credit) if url else None


def _string(item: Mapping[str, Any], key: str) -> str | None:
    value = item.get(key)
    return printed_text(value) or None if isinstance(value, str) else None
