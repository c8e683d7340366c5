"""Digests: mails and pages that list links to articles, each with a title and a line or two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from tasks.text.containers.item import Item
from tasks.text.decode.html_lines import html_tree

FORM = "digest_link"
_TITLE_WORDS = 4
"""Fewest words of a link's text that is a headline."""
_FEWEST = 5
"""Fewest links with headlines in a digest."""
_MOST_BETWEEN = 70
"""Most words per link of a digest, on average: a teaser."""
_LONGEST_TEXT = 130
"""Words of a block from which it is an article's text, not a teaser."""
_REDIRECT = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}$")
_SERVICE = re.compile(
    r"unsubscribe|abmelden|désabonner|desabonner|darse de baja|preferences|einstellungen|view (?:this"
    r"|in|online)|im browser"
    r"|privacy|terms|datenschutz|impressum|facebook\.com/|twitter\.com/|instagram\.com/|linkedin\.com/"
    r"|google\.[a-z.]+/alerts"
    r"|support/websearch|mailto:|see all stories|see more results|flag as irrelevant|create another alert",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DigestLink:
    """One link of a digest."""

    url: str
    title: str
    teaser: str
    """The words up to the next link. Empty: there are none."""


def split_alert(source: BinaryIO) -> Iterator[Item]:
    """The links on the page of an alert."""
    root = html_tree(source.read())
    yield from items(links(root) if root is not None else [], first=1)


def items(found: list[DigestLink], *, first: int) -> Iterator[Item]:
    """Each link as an item, numbered from `first`: an address and a title without an article's text."""
    for number, link in enumerate(found, start=first):
        data = f"{link.title}\n\n{link.teaser}\n\n{link.url}\n".encode("utf-8", "replace")
        yield Item(number=number, data=data, url=link.url, form=FORM, name=link.title[:200])


def is_digest(root: "etree._Element") -> bool:
    """Whether a page is a list of links with teasers, without a text of its own."""
    found = links(root)
    if len(found) < _FEWEST:
        return False
    words = [len(str(text).split()) for text in root.itertext()]
    return sum(words) <= _MOST_BETWEEN * len(found) and _longest_block(root) < _LONGEST_TEXT


def links(root: "etree._Element") -> list[DigestLink]:
    """The links to articles in order, each address once, with the first link text that is a headline."""
    found: dict[str, DigestLink] = {}
    for anchor in root.iter("a"):
        title = " ".join("".join(map(str, anchor.itertext())).split())
        url = target(anchor.get("href") or "")
        if url is None or url in found or _SERVICE.search(f"{title} {url}"):
            continue
        if len(title.split()) >= _TITLE_WORDS or _is_long_unspaced(title):
            found[url] = DigestLink(url, title, _teaser(anchor))
    return list(found.values())


def target(href: str) -> str | None:
    """The target of a link, without the search service's redirect. None: it does not lead to a web page."""
    parts = urlsplit(href.strip()) if len(href) < 4000 else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    if _REDIRECT.search(parts.hostname) and parts.path == "/url":
        query = parse_qs(parts.query)
        inner = next((values[0] for name in ("q", "url") if (values := query.get(name))), "")
        # The inner address may be unquoted; then its own parameters are cut off at the first "&".
        return inner if inner.startswith(("http://", "https://")) else None
    return href.strip()


def _is_long_unspaced(title: str) -> bool:
    return len(title) >= 8 and not title.isascii() and " " not in title


def _teaser(anchor: "etree._Element") -> str:
    """The text after a link in the same cell or paragraph."""
    around = next(anchor.iterancestors("td", "li", "p", "div"), None)
    if around is None:
        return ""
    text = " ".join(" ".join(map(str, around.itertext())).split())
    title = " ".join(" ".join(map(str, anchor.itertext())).split())
    return text.partition(title)[2].strip()[:600]


def _longest_block(root: "etree._Element") -> int:
    blocks = (node for node in root.iter("p", "td", "div") if node.find(".//p") is None and node.find(".//td") is None)
    return max(
        (len("".join(map(str, node.itertext())).split()) for node in blocks if node.find(".//div") is None), default=0
    )
