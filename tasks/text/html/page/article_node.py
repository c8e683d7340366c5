"""Which object of a page's JSON-LD describes the page's own article."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_titles import MAX_HEADINGS, is_titled, likeness, stated_titles

MAX_LINKS = 2_000
_TITLE_WORDS = 3
"""Fewest words of a heading that may be a headline; shorter ones are mostly names of outlets and sections."""

Node = Mapping[str, Any]

_WEIGHTS = {
    "newsarticle": 9, "reportagenewsarticle": 9, "analysisnewsarticle": 9, "opinionnewsarticle": 9,
    "backgroundnewsarticle": 9, "reviewnewsarticle": 9, "askpublicnewsarticle": 9, "advertisercontentarticle": 8,
    "satiricalarticle": 8, "liveblogposting": 8, "article": 7, "blogposting": 7, "techarticle": 7,
    "scholarlyarticle": 7, "report": 6, "socialmediaposting": 4, "creativework": 3, "review": 3,
    "recipe": 3, "howto": 3,
}  # fmt: skip
"""schema.org's types of article with their weights; the more specific type wins, since a page that states several types
means one article by them."""


def article_nodes(page: Page) -> tuple[tuple[str, Node], ...]:
    """The JSON-LD objects that can describe the page's own article, best first, each with its locator.

    Objects without a headline, a date or an author are ignored. A page may describe related stories in the same form,
    before or after its own. Each object is therefore matched by its address and its headline; on a tie the earlier one
    wins. An object about another article is left out, even if it is the only one.
    """
    return _told_apart(page)[0]


def foreign_nodes(page: Page) -> tuple[tuple[str, Node], ...]:
    """The JSON-LD objects that describe other articles, each with its locator."""
    return _told_apart(page)[1]


@lru_cache(maxsize=2)
def _told_apart(page: Page) -> tuple[tuple[tuple[str, Node], ...], tuple[tuple[str, Node], ...]]:
    found: list[tuple[int, int, str, Node]] = []
    foreign: list[tuple[int, int, str, Node]] = []
    own, sure = _own_paths(page), _says_its_headline(page)
    for position, (locator, node) in enumerate(_candidates(page)):
        weight = max((_WEIGHTS.get(kind, 0) for kind in node_types(node)), default=0)
        if not weight or not any(node.get(key) for key in ("headline", "datePublished", "author", "name")):
            continue
        about, named = _about(node, own), _named(node, page)
        offer = (weight + 10 * about + 6 * named, -position, locator, node)
        (foreign if named < 0 and (about < 0 or (about == 0 and sure)) else found).append(offer)
    found.sort(key=lambda item: item[:2], reverse=True)
    own_ones, others = (tuple((locator, node) for _, _, locator, node in nodes) for nodes in (found, foreign))
    return own_ones, others


def node_types(node: Node) -> list[str]:
    """The node's types in lower case, without a schema.org prefix."""
    stated = node.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return [kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in kinds if isinstance(kind, str)]


def strings(value: object, *, depth: int = 3) -> Iterator[str]:
    """The texts of a JSON-LD member: a string, an object's name or value, or a list of these."""
    if isinstance(value, str):
        if text := printed_text(value):
            yield text
    elif isinstance(value, list) and depth:
        for item in value[:200]:
            yield from strings(item, depth=depth - 1)
    elif isinstance(value, dict) and depth:
        for key in ("name", "@value", "@id"):
            if value.get(key):
                yield from strings(value[key], depth=depth - 1)
                return


def _candidates(page: Page) -> Iterator[tuple[str, Node]]:
    for position, node in enumerate(page.json_ld):
        yield f"[{position}]", node
        for key in ("mainEntity", "mainEntityOfPage"):
            inner = node.get(key)
            if isinstance(inner, dict) and "headline" in inner:
                yield f"[{position}].{key}", inner


def _about(node: Node, own: frozenset[str]) -> int:
    """1: the node has the page's address; -1: it has the address of another page; 0: the page or the node has no
    address."""
    keys = ("url", "mainEntityOfPage", "@id")
    named = {_path(address) for key in keys for address in _addresses(node.get(key))} - {""}
    if not own or not named:
        return 0
    return 1 if own & named else -1


def _own_paths(page: Page) -> frozenset[str]:
    """The paths of the page's own address: as fetched, `og:url` and canonical link. A site's root identifies no article
    and is left out."""
    links = (link.get("href", "") for link in islice(page.root.iter("link"), MAX_LINKS) if is_canonical(link))
    return frozenset(_path(address) for address in (page.url, *page.meta.get("og:url", ()), *links) if address) - {""}


def is_canonical(link: HtmlElement) -> bool:
    """Whether a `link` element states the canonical URL."""
    return "canonical" in link.get("rel", "").lower().split()


def _named(node: Node, page: Page) -> int:
    """1: the node's headline is one of the page's titles; -1: it is unlike all of them; 0: undecided."""
    headline = next(strings(node.get("headline")), "")
    titled = is_titled(page, headline) if headline else None
    return 0 if titled is None else 1 if titled else -1


def _says_its_headline(page: Page) -> bool:
    """Whether a heading of the page also stands in its title: then the headline is certain."""
    headings = [element_text(heading, limit=500) for heading in islice(page.root.iter("h1"), MAX_HEADINGS)]
    long = [heading for heading in headings if len(heading.split()) >= _TITLE_WORDS or not heading.isascii()]
    return any(likeness(heading, title) >= 1 for heading in long for title in stated_titles(page))


def _addresses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if isinstance(value, str):
        yield value


def _path(address: str) -> str:
    """The part of an address that distinguishes the pages of an outlet: without scheme, host, query and fragment."""
    rest = address[:2_000].partition("#")[0].partition("?")[0]
    path = rest.partition("://")[2].partition("/")[2] if "://" in rest else rest
    return path.strip("/").removesuffix(".amp").removesuffix("/amp").lower()
