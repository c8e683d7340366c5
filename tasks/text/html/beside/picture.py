"""The file of a picture, and whether an image is a picture of the article.

Pages load pictures late, count readers with images of one pixel, and use images as buttons.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml.html import HtmlElement

from tasks.text.conventions.address import same_site
from tasks.text.html.beside.seen_from import absolute
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import names_of

_SMALLEST = 100
"""Width or height, in pixels, below which an image is an icon, a portrait beside a byline or a counter."""
_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-srcset", "data-lazy-srcset", "data-lazy", "data-img-src",
    "data-full-src", "srcset", "data-url", "src",
)  # fmt: skip
_STANDS_IN = re.compile(
    r"place-?_?holder|lazy[-_]?load|/lazy\.|blank\.|spacer|transparent|1x1|/(?:loading|loader|spinner|gr[ae]y|empty|pixel|dot"
    r"|clear|trans)\.(?:gif|png|svg)$"
)
"""Placeholder files, shown until the picture is loaded."""
_NEVER = re.compile(r"tracking|beacon|avatar|gravatar|emoji|smil(?:ey|ies)|sprite|wp-smiley")
_DRAWN = re.compile(
    r"/icons?/|logo|\.svg$|(?:^|/)(?:[\w-]{0,20}[-_])?(?:icon|ico|btn|button|bullet|arrow|divider|separator|badge|valid)"
    r"(?:[-_]\w{1,20}){0,3}\.(?:gif|png)$"
)
"""Icons and buttons, unless a caption stands under them."""
_COUNTS = re.compile(
    r"(?:^|[./])(?:stats?|analytics|metrics|counter|pixel|track(?:er|ing)?|beacon|scorecardresearch|quantserve|vgwort|ioam"
    r"|doubleclick|imrworldwide|chartbeat|mc\.yandex|top-fwz1|liveinternet|hotlog|google-analytics)[./]|/(?:tr|p|b)\?"
)
"""Parts of a host or of a path by which readers are counted. Words joined by hyphens are a headline's."""
_PHOTOGRAPH = re.compile(r"\.(?:jpe?g|webp|avif)$")
"""Endings of photographs: "/sport/track/relay.jpg" counts nobody."""
_BANNER = re.compile(r"(?:728x90|970x(?:90|250)|300x(?:250|600)|160x600|468x60|320x50|336x280|120x600)")
"""Banner sizes of the Interactive Advertising Bureau, in a file's name."""
_MOST_SOURCES = 12
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?)$|/(?:photos?|images?|attachment)/", re.IGNORECASE)
_HAS_PICTURE_END = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|svg|bmp)$")
_UNSEEN_STYLE = re.compile(
    r"display\s{0,3}:\s{0,3}none|(?<![\w-])(?:width|height)\s{0,3}:\s{0,3}[01](?:px|;|$)", re.IGNORECASE
)
_SIZE_ASKED = re.compile(r"(?:^|[&;])(?:w|h|width|height)=(\d{1,5})(?=&|;|$)")
_OF_SIZE = frozenset(
    ("w", "h", "q", "width", "height", "quality", "dpr", "fit", "crop", "resize", "format", "auto", "s")
)


def image_url(page: Page, element: HtmlElement) -> str | None:
    """The address of a picture's file, the widest that is offered. None: there is none, or only a placeholder's."""
    for offer in (element, *_sources(element)):
        for name in _LAZY:
            value = (offer.get(name) or "").strip()
            if not value or value.startswith("data:"):
                continue
            address = _largest(value) if "srcset" in name or (offer is not element and " " in value) else value
            if not _STANDS_IN.search(address.partition("?")[0].lower()) and (found := absolute(page, address)):
                return found
    return _large_one(page, element)


def _large_one(page: Page, element: HtmlElement) -> str | None:
    """The file to which a picture links. None: it does not link to a file."""
    node = next(element.iterancestors("a"), None)
    goal = absolute(page, node.get("href")) if node is not None else None
    return goal if goal and _HAS_PICTURE_END.search(urlsplit(goal).path.lower()) else None


def _sources(element: HtmlElement) -> Iterator[HtmlElement]:
    """The other files of its <picture>. The parser does not close a <source>, so each contains the next one."""
    node = element.getparent()
    for _ in range(_MOST_SOURCES):
        if node is None or node.tag not in ("source", "picture"):
            return
        if node.tag == "picture":
            yield from node.iter("source")
            return
        node = node.getparent()


def is_no_picture(element: HtmlElement, url: str | None) -> bool:
    """Whether it counts readers, is hidden, or is a portrait or logo of the page's makers."""
    sizes = [value for name in ("width", "height") if (value := pixels(element, name)) is not None]
    asked = [int(size) for size in _SIZE_ASKED.findall((url or "").partition("?")[2][:500])]
    # Pages whose pictures fill their boxes state 0 and a style.
    is_nothing = bool(sizes) and not any(sizes) and not (element.get("style") or element.get("sizes"))
    if is_nothing or any(0 < size < _SMALLEST for size in sizes + asked):
        return True
    if element.get("role") == "presentation" and not element.get("alt"):
        return True
    return is_unseen(element) or _NEVER.search(names_of(element).lower()) is not None or _counts_readers(url or "")


def _counts_readers(url: str) -> bool:
    address = url.lower().partition("://")[2]
    parts = urlsplit(url.lower())
    return _COUNTS.search(f"{parts.netloc}/" if _PHOTOGRAPH.search(parts.path) else address) is not None


def is_drawn(element: HtmlElement, url: str | None) -> bool:
    """Whether it is an icon, a button or a banner, by its file's name. Not asked about an image with a caption."""
    path = urlsplit(url or "").path.lower()
    return bool(
        _NEVER.search(path) or _DRAWN.search(path) or _BANNER.search(path) or "logo" in names_of(element).lower()
    )


def is_unseen(element: HtmlElement) -> bool:
    """Whether its style hides it."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _UNSEEN_STYLE.search(style[:300]))


def pixels(element: HtmlElement, name: str) -> int | None:
    """A width or height in pixels. None: it is not stated, or in another unit."""
    value = (element.get(name) or "").strip().lower().removesuffix("px")
    return int(value) if value.isdecimal() and len(value) < 6 else None


def leads_elsewhere(page: Page, element: HtmlElement) -> bool:
    """Whether a picture links to another page of the site, or to an advertiser: it belongs to that page, not to this
    one."""
    node = element.getparent()
    for _ in range(4):
        if node is None:
            return False
        if node.tag == "a":
            goal = absolute(page, node.get("href"))
            if goal is None or _PICTURE_FILE.search(urlsplit(goal).path):
                return False
            if "sponsored" in (node.get("rel") or ""):
                return True
            return bool(page.url and same_site(goal, page.url) and goal != page.url) and not _in_gallery(node)
        node = node.getparent()
    return False


def _in_gallery(link: HtmlElement) -> bool:
    """Whether it is a picture of a gallery, in which each picture links to its own page."""
    around = (node for node in islice(link.iterancestors(), 4))
    return any("gallery" in names_of(node).lower() for node in around)


def same_picture(url: str) -> str:
    """What the sizes of one picture share: the address without sizes and scaling parameters."""
    address, _, query = url.partition("?")
    path = re.sub(r"[-_]?\d{2,4}x\d{2,4}|/w_?\d{2,4}|@\dx|-scaled(?=\.\w+$)", "", address.rpartition("://")[2].lower())
    if not query or _HAS_PICTURE_END.search(path):
        return path
    # The query identifies the picture: "/image?id=7&w=640".
    kept = [pair for pair in parse_qsl(query[:2_000]) if pair[0].lower() not in _OF_SIZE]
    return f"{path}?{urlencode(sorted(kept))}"


def _largest(srcset: str) -> str:
    """The address of the widest picture of a `srcset`."""
    best, widest = "", -1.0
    for part in re.split(r",\s+|,(?=https?:|/)", srcset[:20_000]):
        address, _, size = part.strip().partition(" ")
        number = re.match(r"[0-9]{1,8}(?:\.[0-9]{1,4})?", size.strip())
        width = float(number.group()) if number else 0.0
        if address and width > widest:
            best, widest = address, width
    return best
