"""Players, frames and embedded posts: the kind and the address of each."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from lxml.html import HtmlElement

from schemas.medium import MediumKind
from tasks.text.html.beside.embedded_post import is_embedded_post
from tasks.text.html.beside.medium_kind import medium_kind
from tasks.text.html.beside.picture import is_unseen, pixels
from tasks.text.html.beside.seen_from import absolute
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import names_of

_SMALLEST_FRAME = 30
"""Width or height, in pixels, below which a frame counts readers."""
_BY_NUMBER: dict[str, tuple[MediumKind, str, str]] = {
    "amp-youtube": ("video", "data-videoid", "https://www.youtube.com/watch?v={}"),
    "lite-youtube": ("video", "videoid", "https://www.youtube.com/watch?v={}"),
    "amp-vimeo": ("video", "data-videoid", "https://vimeo.com/{}"),
    "lite-vimeo": ("video", "videoid", "https://vimeo.com/{}"),
    "amp-dailymotion": ("video", "data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-jwplayer": ("video", "data-media-id", "https://content.jwplatform.com/players/{}.html"),
    "amp-soundcloud": ("audio", "data-trackid", "https://api.soundcloud.com/tracks/{}"),
    "amp-twitter": ("social_post", "data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("social_post", "data-shortcode", "https://www.instagram.com/p/{}/"),
    "script": ("social_post", "data-telegram-post", "https://t.me/{}"),
}
"""Elements that identify a film, sound or post by its id at one service: AMP's components, and others in wide use."""
_NUMBER = re.compile(r"[\w.-]{1,80}(?:/\d{1,12})?")
_PERMALINKS = ("data-instgrm-permalink", "cite", "data-href", "data-bluesky-uri", "data-text-post-permalink")
_FRAME_ADDRESS = ("data-src", "data-lazy-src", "data-litespeed-src", "data-url", "src", "data", "data-href")
_SOURCES = ("src", "data-src", "data-video-src", "data-mp4")
_AROUND_THE_PAGE = re.compile(
    r"\b(?:navi?|navigation|navileiste|menu|header|footer|sidebar|banner|login|search|counter)"
    r"(?:s|bar|box|form|frame)?(?![a-z])"
)
_LABEL_WORDS = 2
_EMBEDS_FOR_OTHERS = re.compile(r"//(?:[\w-]{1,40}\.)?(?:embedly\.com/widgets|iframe\.ly/api/iframe)")
_LONGEST = 4_000
_FACADE_NUMBER = (
    "data-youtube-id",
    "data-ytid",
    "data-yt-id",
    "data-youtube",
    "data-id",
    "data-video-id",
    "data-embed",
)
_YOUTUBE_NUMBER = re.compile(r"[\w-]{11}")


def player(page: Page, element: HtmlElement) -> tuple[MediumKind | None, str | None]:
    """The kind and the address of what is played or framed. (None, None): an advertisement, or part of the page."""
    tag = str(element.tag)
    if tag in _BY_NUMBER:
        kind, key, form = _BY_NUMBER[tag]
        number = element.get(key) or ""
        return (kind, form.format(number)) if _NUMBER.fullmatch(number) else (None, None)
    if tag in ("video", "amp-video", "audio", "amp-audio"):
        stated = next((value for key in _SOURCES if (value := element.get(key))), None)
        inner = (source.get(key) for source in element.iter("source") for key in _SOURCES if source.get(key))
        return ("audio" if "audio" in tag else "video"), absolute(page, stated or next(inner, None))
    if tag == "blockquote":
        return ("social_post", _post_url(page, element)) if is_embedded_post(element) else (None, None)
    if tag in ("amp-facebook", "amp-tiktok", "amp-reddit"):
        return "social_post", absolute(page, element.get("data-href") or element.get("data-src"))
    if tag in ("iframe", "amp-iframe", "object", "embed"):
        return _frame(page, element)
    return _facade(page, element)


def _post_url(page: Page, element: HtmlElement) -> str | None:
    stated = [element.get(name) for name in _PERMALINKS]
    links = [link.get("href") for link in element.iter("a") if link.get("href")]
    # The date at the end links to the post; Reddit's code begins with that link and ends with the author.
    ordered = links if "reddit" in element.get("class", "") else links[::-1]
    return next((found for url in (*stated, *ordered) if (found := absolute(page, url))), None)


def _frame(page: Page, element: HtmlElement) -> tuple[MediumKind | None, str | None]:
    address = next((found for url in _frame_addresses(element) if (found := absolute(page, url))), None)
    sizes = [size for name in ("width", "height") if (size := pixels(element, name)) is not None]
    if address is None or is_unseen(element) or (sizes and min(sizes) < _SMALLEST_FRAME):
        return None, None
    stated = element.get("title") or ""
    # A longer title says what is shown: "Search and rescue: the map".
    stated = stated if len(stated.split()) <= _LABEL_WORDS else ""
    title = f"{stated} {element.get('name') or ''} {names_of(element)}".lower()
    address = _unpacked(address)
    kind = medium_kind(address)
    if kind == "embed" and _AROUND_THE_PAGE.search(title):
        return None, None
    return kind, address if kind else None


def _unpacked(address: str) -> str:
    """The address inside that of an embedding service: frames of Embedly and Iframely."""
    if not _EMBEDS_FOR_OTHERS.search(address[:200]):
        return address
    stated = dict(parse_qsl(address.partition("?")[2][:_LONGEST]))
    return next((value for key in ("src", "url") if (value := stated.get(key, "")).startswith("http")), address)


def _frame_addresses(element: HtmlElement) -> Iterator[str]:
    for name in _FRAME_ADDRESS:
        if value := element.get(name):
            yield value
    for inner in element.iter("param", "embed", "iframe"):
        if inner.tag != "param" or inner.get("name", "").lower() in ("movie", "src"):
            yield inner.get("value") or inner.get("src") or ""


def _facade(page: Page, element: HtmlElement) -> tuple[MediumKind | None, str | None]:
    """Elements that a script fills: Facebook's posts, and the still image of a film that waits for a click."""
    names = names_of(element).lower()
    if address := absolute(page, element.get("data-href")):
        kind = medium_kind(address)
        if "fb-video" in names:
            return "video", address
        return ("social_post", address) if kind == "social_post" and "fb-post" in names else (None, None)
    if "youtube" in names:
        number = next((value for key in _FACADE_NUMBER if (value := element.get(key))), "")
        if _YOUTUBE_NUMBER.fullmatch(number):
            return "video", f"https://www.youtube.com/watch?v={number}"
    return None, None
