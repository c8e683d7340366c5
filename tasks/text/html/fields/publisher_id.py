"""The publisher's own identifier of an article."""

import re
from collections.abc import Iterator

from schemas.evidence import Evidence, Finding, Method
from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.page.article_node import article_nodes
from tasks.text.html.page.page import Page

_META = (
    "article:id", "articleid", "article_id", "article.id", "cxenseparse:articleid", "cxenseparse:recs:articleid",
    "brightspot.contentid", "contentid", "content_id", "parsely-post-id", "dc.identifier", "dcterms.identifier",
    "storyid", "story_id", "bt:id",
)  # fmt: skip
_ID = re.compile(r"[\w.:/@#-]{3,120}")


def publisher_id(page: Page) -> Finding[str]:
    """An identifier that the page states for its article. A web address is not one: it belongs to the canonical URL."""
    found = [item for item in _stated(page) if _ID.fullmatch(item[2]) and "://" not in item[2]]
    return Finding(
        found[0][2] if found else None,
        tuple(
            Evidence(field="publisher_id", value=text, method=method, locator=where, chosen=number == 0)
            for number, (method, where, text) in enumerate(found)
        ),
    )


def _stated(page: Page) -> Iterator[tuple[Method, str, str]]:
    for locator, node in article_nodes(page)[:1]:
        value = node.get("identifier")
        if isinstance(value, dict):
            value = value.get("value")
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield "json-ld", f"{locator}.identifier", str(value)[:200].strip()
    for name in _META:
        for text in page.meta.get(name, ())[:1]:
            yield ("opengraph" if name.startswith("article:") else "meta"), name, printed_text(text, limit=200)
