"""Keywords that the outlet gives the article."""

import re
from collections.abc import Iterator

from schemas.evidence import Evidence, Finding, Method
from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.page.article_node import article_nodes, strings
from tasks.text.html.page.page import Page

_SPLIT = re.compile(r"\s{0,50}[,;|，、؛،]\s{0,50}")
_LONGEST = 80
MAX_KEYWORDS = 60
_META = ("news_keywords", "article:tag", "parsely-tags", "sailthru.tags", "keywords", "cxenseparse:keywords")


def keywords(page: Page) -> Finding[tuple[str, ...]]:
    """The first list about the article: JSON-LD, news keywords, article tags, then plain `keywords`."""
    found = [(method, where, words) for method, where, texts in _stated(page) if (words := _words(texts))]
    return Finding(
        found[0][2] if found else None,
        tuple(
            Evidence(field="keywords", value=", ".join(words)[:500], method=method, locator=where, chosen=number == 0)
            for number, (method, where, words) in enumerate(found)
        ),
    )


def _stated(page: Page) -> Iterator[tuple[Method, str, list[str]]]:
    for locator, node in article_nodes(page)[:1]:
        yield "json-ld", f"{locator}.keywords", list(strings(node.get("keywords")))
    for name in _META:
        values = [printed_text(value, limit=4_000) for value in page.meta.get(name, ())[:MAX_KEYWORDS]]
        yield ("opengraph" if name.startswith("article:") else "meta"), name, values


def _words(texts: list[str]) -> tuple[str, ...]:
    """Each keyword once, in order. Prefixes of publishing systems such as "Subject:NAME" stay."""
    words = (word.strip() for text in texts[:MAX_KEYWORDS] for word in _SPLIT.split(text[:4_000]))
    kept = [word for word in words if 0 < len(word) <= _LONGEST]
    once: dict[str, str] = {}
    for word in kept:
        once.setdefault(word.casefold(), word)
    return tuple(once.values())[:MAX_KEYWORDS]
