"""Elements that a page shows beside its words, and the slides of a carousel."""

import re
from itertools import islice

from lxml.html import HtmlElement

_SHOWN_TAGS = """img amp-img video amp-video audio amp-audio iframe amp-iframe amp-youtube lite-youtube amp-vimeo
    lite-vimeo amp-dailymotion amp-jwplayer amp-soundcloud amp-twitter amp-instagram amp-facebook amp-tiktok amp-reddit
    object embed blockquote noscript script"""
SHOWN = frozenset(_SHOWN_TAGS.split())
SHOWN_WITH = {"blockquote": "class", "script": "data-telegram-post"}
"""Elements that are shown only if they have this attribute."""
FILLED_BY_SCRIPTS = frozenset(("data-href", "data-youtube-id", "data-ytid", "data-yt-id", "data-id", "data-video-id"))
"""Attributes of elements in which a script shows a post or a film."""
_LEAFED = re.compile(r"carousel|slider|swiper|slideshow|gallery|glide|splide|slick")
_UP = 12
_MOST_LINKS = 60
_LONGEST_LABEL = 20
"""Most letters of a link such as "Next" or "Enlarge"; a headline has more."""


def is_slide(element: HtmlElement) -> bool:
    """Whether a picture is in a carousel in which no link is as long as a headline."""
    around = None
    for node in islice(element.iterancestors(), _UP):
        if node.tag in ("body", "article", "main"):
            break
        if _LEAFED.search(f"{node.get('class', '')} {node.get('id', '')}"[:300].lower()):
            around = node
    if around is None:
        return False
    links = islice(around.iter("a"), _MOST_LINKS)
    return not any(len(str(link.text_content()).strip()) > _LONGEST_LABEL for link in links)
