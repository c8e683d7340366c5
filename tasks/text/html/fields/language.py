"""The language that a page states."""

import re

from schemas.evidence import Evidence, Finding, Method
from tasks.text.html.page.article_node import article_nodes, strings
from tasks.text.html.page.page import Page

_TAG = re.compile(
    r"([a-z]{2}|fil|ceb|ckb|haw|hmn|yue|nds|gsw|ast|bho|mai|kok|sat)(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.@].{0,20})?",
    re.IGNORECASE,
)
_NUMBERED_MONTHS = frozenset({"ja", "ko", "zh", "yue"})
_REGION = re.compile(r"[a-z]{2,3}[-_](?:[a-z]{4}[-_])?([a-z]{2})(?![a-z])", re.IGNORECASE)


def language(page: Page) -> Finding[str]:
    """The bare BCP 47 language ("en") that most places state; on a tie, that of the html element."""
    found = [(method, where, text, code) for method, where, text in _stated(page) if (code := bare_language(text))]
    votes = [code for *_, code in found]
    best = max(votes, key=votes.count) if votes else None  # max returns the first of a tie
    first = next((item for item in found if item[3] == best), None)
    return Finding(
        best,
        tuple(
            Evidence(field="language", value=item[2][:40], method=item[0], locator=item[1], chosen=item is first)
            for item in found
        ),
    )


def locale(page: Page) -> str | None:
    """The language with its region, if stated, for reading dates: "en-US". None: not stated, or East Asian, where
    months are numbers."""
    stated = [text for _, _, text in _stated(page) if bare_language(text)]
    best = next((text.replace("_", "-") for text in stated if _REGION.match(text)), stated[0] if stated else None)
    return None if best and bare_language(best) in _NUMBERED_MONTHS else best


def bare_language(tag: str) -> str | None:
    """The language of a tag: "pt_BR" -> "pt". None: not a language tag."""
    found = _TAG.fullmatch(tag.strip()[:40])
    return found.group(1).lower() if found else None


def _stated(page: Page) -> list[tuple[Method, str, str]]:
    found: list[tuple[Method, str, str]] = []
    for key in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
        if text := page.root.get(key, "").strip():
            found.append(("element", f"html[{key.rpartition('}')[2]}]", text))
            break
    for locator, node in article_nodes(page)[:1]:
        found += [("json-ld", f"{locator}.inLanguage", text) for text in strings(node.get("inLanguage"))][:1]
    for name in ("og:locale", "content-language", "dc.language", "dcterms.language", "language", "inlanguage"):
        for value in page.meta.get(name, ())[:1]:
            found.append(("opengraph" if name.startswith("og:") else "meta", name, value.strip()))
    return found
