"""The canonical URL of an article."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urljoin, urlsplit

from schemas.evidence import Evidence, Finding, Method
from tasks.text.conventions.address import LONGEST_ADDRESS, canonicalise, is_root, same_site
from tasks.text.html.page.article_node import MAX_LINKS, article_nodes, is_canonical
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_titles import page_titles

_FRONT = re.compile(r"/(?:[a-z]{2}(?:[-_][a-z]{2})?|home|index|start|news|latest)", re.IGNORECASE)
"""The path of a front page other than the root: that of a language, or a page named as one."""
_LABEL = re.compile(r"[a-z]{2,20}(?:[-_][a-z]{2,20})?", re.IGNORECASE)
"""A part of a path that may name a section: one or two words without a number. A headline's slug has more."""
_LIST = re.compile(
    r"tags?|categor(?:y|ies|ia|ie)|kategorie|sections?|rubri(?:k|que|ca|c)|authors?",
    re.IGNORECASE,
)
"""A part of a path under which sites list articles."""
_ESCAPED = re.compile(r"https?%3A%2F%2F", re.IGNORECASE)
_MOST_LABELS = 3
_TELLING = 4
"""Fewest letters of a word that shows that a slug is a headline's."""


def canonical_url(page: Page) -> Finding[str]:
    """The canonical URL that the page states, normalised; else the address from which it was fetched.

    Addresses that would merge two articles are refused: a site's front page (a template's mistake), the page of a
    section or list, and an address on another site. A reprint that states its original's address thus stays an article
    of its own, and is linked as a copy. Without a fetch address, OpenGraph's address determines the page's site.
    """
    own = canonicalise(page.url) if page.url else None
    stated = list(_stated(page))
    site = own or next(
        (address for e in stated if (address := _joined(page, e.value)) and e.method == "opengraph"), None
    )
    candidates: list[Evidence] = []
    chosen: str | None = None
    for evidence in stated:
        address = _joined(page, evidence.value)
        good = chosen is None and address is not None and _identifies(address, own, site, page)
        chosen = address if good else chosen
        candidates.append(evidence.model_copy(update={"chosen": good}))
    return Finding(chosen, tuple(candidates))


def _joined(page: Page, stated: str) -> str | None:
    stated = stated.strip()
    if _ESCAPED.match(stated):  # the whole address, escaped like a parameter
        stated = unquote(stated)
    try:
        return canonicalise(urljoin(page.base or "", stated)) if stated else None
    except ValueError:
        return None


def _identifies(address: str, own: str | None, site: str | None, page: Page) -> bool:
    if is_root(address) or (site is not None and not same_site(address, site)):
        return False
    return address == own or not _is_list(address, page)


def _is_list(address: str, page: Page) -> bool:
    """Whether it is the address of a front page, a section or another list of articles, judged by its path."""
    parts = urlsplit(address)
    if parts.query:
        return False
    if _FRONT.fullmatch(parts.path):
        return True
    labels = parts.path.strip("/").split("/")
    if len(labels) > _MOST_LABELS or not all(_LABEL.fullmatch(label) for label in labels):
        return len(labels) == 2 and _LIST.fullmatch(labels[0]) is not None
    in_titles = set(re.findall(r"\w+", " ".join(page_titles(page)).casefold()))
    slug = [word for word in re.split(r"[-_]", unquote(labels[-1]).casefold()) if len(word) >= _TELLING]
    return not any(word in in_titles for word in slug)


def _stated(page: Page) -> Iterator[Evidence]:
    for link in islice(page.root.iterfind(".//link[@href]"), MAX_LINKS):
        if is_canonical(link):
            yield _evidence(link.get("href", ""), "element", "link[rel=canonical]")
    for value in page.meta.get("og:url", ())[:1]:
        yield _evidence(value, "opengraph", "og:url")
    for locator, node in article_nodes(page)[:2]:
        for key in ("mainEntityOfPage", "url"):
            stated = node.get(key)
            stated = stated.get("@id") if isinstance(stated, dict) else stated
            if isinstance(stated, str) and stated.startswith(("http", "/")):
                yield _evidence(stated, "json-ld", f"{locator}.{key}")
    if page.url:
        yield _evidence(page.url, "url", "url")


def _evidence(value: str, method: Method, locator: str) -> Evidence:
    return Evidence(field="canonical_url", value=value[:LONGEST_ADDRESS], method=method, locator=locator)
