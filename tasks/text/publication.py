"""The outlet's name as it calls itself."""

import re

from schemas.evidence import Evidence, Finding, Method
from tasks.text.article_node import article_nodes, node_types, strings
from tasks.text.page import Page
from tasks.text.printed_text import printed_text

_ADDRESS = re.compile(r"https?:|^//|^@|^www\.")
_LONGEST = 80
"""Characters; longer ones are slogans."""


def publication(page: Page) -> Finding[str]:
    """`og:site_name`, else the publisher of the article's JSON-LD, else what `<meta>` and the site's node say."""
    found = [
        (m, where, text) for m, where, text in _stated(page) if 0 < len(text) <= _LONGEST and not _ADDRESS.search(text)
    ]
    return Finding(
        found[0][2] if found else None,
        tuple(
            Evidence(field="publication", value=text, method=method, locator=where, chosen=number == 0)
            for number, (method, where, text) in enumerate(found)
        ),
    )


def _stated(page: Page) -> list[tuple[Method, str, str]]:
    found: list[tuple[Method, str, str]] = []
    found += [("opengraph", "og:site_name", printed_text(value)) for value in page.meta.get("og:site_name", ())[:2]]
    organisations = {str(node["@id"]): node for node in page.json_ld if node.get("@id") and node.get("name")}
    for locator, node in article_nodes(page)[:3]:
        publisher = node.get("publisher")
        reference = publisher.get("@id") if isinstance(publisher, dict) and not publisher.get("name") else publisher
        if isinstance(reference, str) and reference in organisations:
            publisher = organisations[reference]
        found += [("json-ld", f"{locator}.publisher", text) for text in strings(publisher)][:1]
    for node in page.json_ld:
        if {"website", "newsmediaorganization"} & set(node_types(node)):
            found += [("json-ld", "WebSite.name", text) for text in strings(node.get("name"))][:1]
    for name in (
        "application-name",
        "dc.publisher",
        "article_publication_name",
        "publisher",
        "copyright",
        "apple-mobile-web-app-title",
    ):
        found += [("meta", name, printed_text(value)) for value in page.meta.get(name, ())[:1]]
    return found
