"""One address for one article."""

from collections.abc import Iterator
from urllib.parse import urljoin

from schemas.evidence import Evidence, Finding
from tasks.text.conventions.address import LONGEST_ADDRESS, canonicalise, is_root, same_site
from tasks.text.html.page.article_node import article_nodes
from tasks.text.html.page.page import Page


def canonical_url(page: Page) -> Finding[str]:
    """What the page calls its own address, made canonical; else the address it was fetched from.

    Two kinds of stated address are refused, since each would make two articles one: the outlet's front page, while the
    page's own address is not (a template's mistake), and an address on another site (a reprint that names its
    original: it stays an article of its own, and is linked as a copy).
    """
    own = canonicalise(page.url) if page.url else None
    candidates: list[Evidence] = []
    chosen: str | None = None
    for evidence in _stated(page):
        address = _joined(page.url, evidence.value)
        good = chosen is None and address is not None and not _refused(address, own)
        chosen = address if good else chosen
        candidates.append(evidence.model_copy(update={"chosen": good}))
    return Finding(chosen, tuple(candidates))


def _joined(base: str | None, stated: str) -> str | None:
    try:
        return canonicalise(urljoin(base or "", stated.strip())) if stated.strip() else None
    except ValueError:
        return None


def _refused(address: str, own: str | None) -> bool:
    if own is None:
        return False
    return (is_root(address) and not is_root(own)) or not same_site(address, own)


def _stated(page: Page) -> Iterator[Evidence]:
    for number, element in enumerate(page.root.iterfind(".//link[@href]")):
        if number >= 2_000:
            break
        if "canonical" in element.get("rel", "").lower().split():
            yield Evidence(
                field="canonical_url",
                value=element.get("href", "")[:LONGEST_ADDRESS],
                method="element",
                locator="link[rel=canonical]",
            )
    for value in page.meta.get("og:url", ())[:1]:
        yield Evidence(field="canonical_url", value=value[:LONGEST_ADDRESS], method="opengraph", locator="og:url")
    for locator, node in article_nodes(page)[:2]:
        for key in ("mainEntityOfPage", "url"):
            stated = node.get(key)
            stated = stated.get("@id") if isinstance(stated, dict) else stated
            if isinstance(stated, str) and stated.startswith(("http", "/")):
                yield Evidence(
                    field="canonical_url", value=stated[:LONGEST_ADDRESS], method="json-ld", locator=f"{locator}.{key}"
                )
    if page.url:
        yield Evidence(field="canonical_url", value=page.url[:LONGEST_ADDRESS], method="url", locator="url")
