"""Pictures, films, sounds and posts that belong to the article: those between its headline and its end.

Where a page shows none, those that its data state for the article are taken.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from schemas.evidence import Evidence
from schemas.medium import Medium, MediumKind
from tasks.text.conventions.address import same_site
from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.beside.caption import caption_of
from tasks.text.html.beside.medium_kind import medium_kind
from tasks.text.html.body.main_text import Shown
from tasks.text.html.page.article_node import article_nodes
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import names_of

MAX_MEDIA = 200
_SMALLEST = 100
"""Pixels of width or height below which a picture is an icon, a portrait beside a byline or a counter."""
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-srcset", "data-lazy-srcset", "srcset", "data-url", "src")
_COUNTER = re.compile(
    r"pixel|spacer|blank\.|transparent|1x1|tracking|beacon|/icons?/|logo|avatar|gravatar|emoji|sprite|\.svg$",
    re.IGNORECASE,
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?)$|/(?:photos?|images?|attachment)/", re.IGNORECASE)
_POST = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|fb-(?:post|video)|tiktok-embed|bluesky-embed|reddit-embed|threads"
)
_PERMALINKS = ("data-instgrm-permalink", "cite", "data-href", "data-bluesky-uri", "data-text-post-permalink")


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
        key = _same(medium.url) if medium.url else ""
        if key and key in seen:  # once for large, once for small screens
            continue
        seen.add(key)
        found.append(medium)
    return tuple(found or _stated(page))


def media_evidence(found: Sequence[Medium]) -> Iterator[Evidence]:
    """One candidate a medium, all chosen."""
    for medium in found:
        place = "above the text" if medium.block is None else f"after block {medium.block}"
        yield Evidence(field="media", value=medium.url or medium.kind, method="element", locator=place, chosen=True)


def _medium(page: Page, item: Shown) -> Medium | None:
    element = item.element
    kind, url = _kind_and_url(page, element)
    if kind is None:
        return None
    caption, credit = caption_of(element)
    alt = printed_text(element.get("alt") or element.get("title") or "", limit=2_000) or None
    if kind == "image" and caption is None and (url is None or _leads_elsewhere(page, element)):
        return None
    return Medium(kind=kind, url=url, caption=caption, credit=credit, alt_text=alt, block=item.block)


def _kind_and_url(page: Page, element: HtmlElement) -> tuple[MediumKind | None, str | None]:
    tag = str(element.tag)
    if tag in ("img", "amp-img"):
        url = _image_url(page, element)
        return (None, None) if _is_no_picture(element, url) else ("image", url)
    if tag in ("video", "amp-video", "audio", "amp-audio"):
        source = element.get("src") or next(
            (inner.get("src") for inner in element.iter("source") if inner.get("src")), None
        )
        return ("audio" if "audio" in tag else "video"), absolute(page, source)
    if tag == "amp-youtube" and element.get("data-videoid"):
        return "video", f"https://www.youtube.com/watch?v={element.get('data-videoid')}"
    if tag == "blockquote":
        if not _POST.search(element.get("class", "")[:300]):
            return None, None
        stated = next((element.get(name) for name in _PERMALINKS if element.get(name)), None)
        links = [link.get("href") for link in element.iter("a") if link.get("href")]
        return "social_post", absolute(page, stated or (links[-1] if links else None))
    frame = absolute(page, next((element.get(name) for name in ("data-src", "src", "data") if element.get(name)), None))
    return (medium_kind(frame), frame) if frame else (None, None)


def _image_url(page: Page, element: HtmlElement) -> str | None:
    for name in _LAZY:
        value = (element.get(name) or "").strip()
        if not value or value.startswith("data:"):
            continue
        return absolute(page, _largest(value) if "srcset" in name else value)
    return None


def _largest(srcset: str) -> str:
    """The address of the widest picture of a `srcset`."""
    best, widest = "", -1.0
    for part in re.split(r",\s+|,(?=https?:|/)", srcset[:20_000]):
        address, _, size = part.strip().partition(" ")
        number = re.match(r"[\d.]{1,8}", size.strip())
        width = float(number.group().rstrip(".") or 0) if number else 0.0
        if address and width > widest:
            best, widest = address, width
    return best


def _is_no_picture(element: HtmlElement, url: str | None) -> bool:
    for name in ("width", "height"):
        value = element.get(name, "").strip().removesuffix("px")
        if value.isdigit() and int(value) < _SMALLEST:
            return True
    if element.get("role") == "presentation" and not element.get("alt"):
        return True
    return bool(url and _COUNTER.search(urlsplit(url).path)) or bool(_COUNTER.search(names_of(element)))


def _leads_elsewhere(page: Page, element: HtmlElement) -> bool:
    """Whether a picture is the link to another page of the site: that page's picture, and not this one's."""
    node = element.getparent()
    for _ in range(3):
        if node is None or node.tag == "figure":
            return False
        if node.tag == "a":
            goal = absolute(page, node.get("href"))
            is_page = goal is not None and not _PICTURE_FILE.search(urlsplit(goal).path)
            return bool(is_page and goal and page.url and same_site(goal, page.url) and goal != page.url)
        node = node.getparent()
    return False


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


def absolute(page: Page, url: str | None) -> str | None:
    """`url` as an http address, seen from the page. None: it is none, or relative on a page of unknown address."""
    if not url:
        return None
    try:
        address = urljoin(page.base or page.url or "", url.strip())
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else None
    except ValueError:
        return None


def _same(url: str) -> str:
    """What two sizes of one picture share: the address without query, sizes and scaling parts."""
    path = url.partition("?")[0].rpartition("://")[2]
    return re.sub(r"[-_]?\d{2,4}x\d{2,4}|/w_?\d{2,4}|@\dx", "", path.lower())
