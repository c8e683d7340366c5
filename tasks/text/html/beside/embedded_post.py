"""Posts of social networks that a page embeds: a script replaces the quotation with the post."""

import re

from lxml.html import HtmlElement

_POST = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|fb-(?:post|video)|fb-xfbml-parse-ignore|tiktok-embed|bluesky-embed"
    r"|reddit-(?:embed|card)|text-post-media|mastodon-embed|imgur-embed-pub"
)


def is_embedded_post(element: HtmlElement) -> bool:
    """Whether a <blockquote> is such a post, by the class that the network's own embedding code gives it."""
    name = element.get("class")
    return bool(name) and _POST.search(name[:300]) is not None
