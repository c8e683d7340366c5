"""The headline of an HTML page."""

import re

from lxml.html import HtmlElement

from schemas.evidence import Evidence, Finding, Method
from tasks.text.article_node import article_nodes, strings
from tasks.text.page import Page
from tasks.text.printed_text import element_text, printed_text

_LONGEST = 500
_WORD = re.compile(r"\w+")


def headline(page: Page) -> Finding[str]:
    """The h1 that agrees with one of the page's titles; else what JSON-LD, OpenGraph or the title say."""
    found = _candidates(page)
    titles = [value for method, _, value in found if method != "element"]
    best = next((c for c in found if c[0] == "element" and any(_agree(c[2], title) for title in titles)), None)
    best = best or next((c for c in found if c[0] != "element"), None) or (found[0] if len(found) == 1 else None)
    evidence = tuple(
        Evidence(field="headline", value=c[2][:_LONGEST], method=c[0], locator=c[1], chosen=c is best) for c in found
    )
    return Finding(best[2] if best else None, evidence)


def _candidates(page: Page) -> list[tuple[Method, str, str]]:
    found: list[tuple[Method, str, str]] = []
    for number, element in enumerate(page.root.iter("h1"), 1):
        if isinstance(element, HtmlElement) and (text := element_text(element, limit=2_000)):
            found.append(("element", f"h1[{number}]", text))
        if number >= 30:
            break
    for locator, node in article_nodes(page)[:5]:
        found += [("json-ld", f"{locator}.headline", text) for text in strings(node.get("headline"))]
    for name in ("og:title", "twitter:title"):
        found += [("opengraph", name, text) for value in page.meta.get(name, ())[:3] if (text := printed_text(value))]
    title = page.root.find(".//title")
    if title is not None and (text := printed_text(title.text or "")):
        found.append(("meta", "title", text))
    return found


def _agree(one: str, other: str) -> bool:
    a, b = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.6
