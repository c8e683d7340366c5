"""Which object of a page's JSON-LD speaks of the page's own article."""

from collections.abc import Iterator, Mapping
from typing import Any

from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.page.page import Page

Node = Mapping[str, Any]

_WEIGHTS = {
    "newsarticle": 9, "reportagenewsarticle": 9, "analysisnewsarticle": 9, "opinionnewsarticle": 9,
    "backgroundnewsarticle": 9, "reviewnewsarticle": 9, "askpublicnewsarticle": 9, "advertisercontentarticle": 8,
    "satiricalarticle": 8, "liveblogposting": 8, "article": 7, "blogposting": 7, "techarticle": 7,
    "scholarlyarticle": 7, "report": 6, "socialmediaposting": 4, "creativework": 3, "review": 3,
    "recipe": 3, "howto": 3,
}  # fmt: skip
"""schema.org's types of article, the more exact first: a page that states several means the same thing by them."""


def article_nodes(page: Page) -> list[tuple[str, Node]]:
    """The JSON-LD objects that can speak of the page's article, best first, each with its locator.

    Objects without a headline, a date or an author say nothing; of lists of other articles each has its own address.
    """
    found: list[tuple[int, int, str, Node]] = []
    for position, (locator, node) in enumerate(_candidates(page)):
        weight = max((_WEIGHTS.get(kind, 0) for kind in node_types(node)), default=0)
        if weight and any(node.get(key) for key in ("headline", "datePublished", "author", "name")):
            found.append((weight + 10 * _about(node, page), -position, locator, node))
    found.sort(key=lambda item: item[:2], reverse=True)
    return [(locator, node) for _, _, locator, node in found]


def node_types(node: Node) -> list[str]:
    """The node's types in lower case, without a schema.org prefix."""
    stated = node.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return [kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in kinds if isinstance(kind, str)]


def strings(value: object, *, depth: int = 3) -> Iterator[str]:
    """The texts that a member states: a string, an object's name or value, or a list of those."""
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


def _about(node: Node, page: Page) -> int:
    """1: the node names the page's address; -1: it names another page; 0: it names none."""
    own = {_path(address) for address in (page.url, *page.meta.get("og:url", ())) if address} - {""}
    named = {_path(address) for key in ("url", "mainEntityOfPage", "@id") for address in _addresses(node.get(key))} - {
        ""
    }
    if not own or not named:
        return 0
    return 1 if own & named else -1


def _addresses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if isinstance(value, str):
        yield value


def _path(address: str) -> str:
    """What tells two pages of an outlet apart: no scheme, host, query or fragment."""
    rest = address[:2_000].partition("#")[0].partition("?")[0]
    path = rest.partition("://")[2].partition("/")[2] if "://" in rest else rest
    return path.strip("/").removesuffix(".amp").removesuffix("/amp").lower()
