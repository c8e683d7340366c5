"""The section of the outlet in which the article stands."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from schemas.evidence import Evidence, Finding, Method
from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.fields.outlet_affix import folded, host_label
from tasks.text.html.fields.story_header import StoryHeader
from tasks.text.html.page.article_node import article_nodes, node_types, strings
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import PageParts, called

_META = (
    "article:section", "og:article:section", "og:section", "parsely-section", "cxenseparse:section", "article.section",
    "articlesection", "section", "article:category", "category", "dc.subject", "cxenseparse:taxonomy", "mrf:sections",
)  # fmt: skip
_LONGEST = 60
_LABEL_TAGS = frozenset({"a", "span", "p", "div", "h2", "h3", "h4", "h5", "h6"})
_TRAIL = 150
_ARROW = re.compile(r"[>»›→]")
_HOME = re.compile(
    r"home\w*|all|start\w*|index|accueil|inicio|início|front ?page|главная|головна|首页|首頁|ホーム|홈|anasayfa",
    re.IGNORECASE,
)
_FILED = re.compile(r"(?:[Pp]osted in|[Ff]iled (?:in|under)|[Pp]ublished in|in):?\s")
"""What blogs print before the section: "Posted in Fishing", "Filed under: Fishing", "in Fishing". "In Focus" is a
section."""
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:section|category|categories|rubri\w*|kicker|cat-?links?|ressort|topic|channel)(?:$|[\s_-])",
    re.IGNORECASE,
)


def section(
    page: Page, parts: PageParts, *, header: StoryHeader, outlets: tuple[str, ...], headline: str | None
) -> Finding[str]:
    """The section in the article's data, else the last breadcrumb, else a label printed at the headline.

    `outlets`: names of the outlet, which are not sections.
    """
    refused = {folded(name) for name in (*outlets, headline or "")} | {folded(host_label(page.url)), ""}
    found = [
        (method, where, text)
        for method, where, text in _stated(page, parts, header)
        if len(text) <= _LONGEST
        and folded(text) not in refused
        and not _HOME.fullmatch(text)
        and "/" not in text[:1]
        and "://" not in text
    ]
    return Finding(
        found[0][2] if found else None,
        tuple(
            Evidence(field="section", value=text, method=method, locator=where, chosen=number == 0)
            for number, (method, where, text) in enumerate(found[:12])
        ),
    )


def _stated(page: Page, parts: PageParts, header: StoryHeader) -> Iterator[tuple[Method, str, str]]:
    for locator, node in article_nodes(page)[:2]:
        for text in list(strings(node.get("articleSection")))[:1]:
            yield "json-ld", f"{locator}.articleSection", text
    for name in _META:
        for value in page.meta.get(name, ())[:1]:
            yield ("opengraph" if name.startswith(("og:", "article:")) else "meta"), name, printed_text(value)
    lists = [node for node in page.json_ld if "breadcrumblist" in node_types(node)]
    for text in _crumbs(lists[0].get("itemListElement")) if lists else ():
        yield "json-ld", "BreadcrumbList", text
    yield from _visible(parts, header)


def _visible(parts: PageParts, header: StoryHeader) -> Iterator[tuple[Method, str, str]]:
    links = [link for crumb in parts.crumbs for link in crumb.iter("a") if link.get("href")][:8]
    for element in links[1:] if len(links) > 1 else links:
        yield "element", "breadcrumb", element_text(element, limit=_LONGEST + 5)
    for element in header.before:
        yield from _trail(element, header.texts[element])
    for element in header.elements:
        names = element.get("class", "")[:300]
        if element.tag in _LABEL_TAGS and len(element) <= 2 and _CALLED.search(names):
            yield "element", called(element), _without_filed(header.texts[element])


def _without_filed(label: str) -> str:
    found = _FILED.match(label)
    return label[found.end() :] if found else label


def _trail(element: HtmlElement, text: str) -> Iterator[tuple[Method, str, str]]:
    """Breadcrumbs that are only recognised by their look: "You are here: Home > News"."""
    if len(text) <= _TRAIL and _ARROW.search(text):
        links = [printed for link in element.iter("a") if (printed := element_text(link, limit=_LONGEST + 5))]
        if len(links) > 1 and _HOME.fullmatch(links[0]):
            yield "element", f"{called(element)}, a trail", links[1]


def _crumbs(value: object) -> Iterator[str]:
    """Names of the breadcrumbs after the first, which is the front page."""
    for crumb in value[1:6] if isinstance(value, list) else ():
        if isinstance(crumb, dict):
            yield from list(strings(crumb.get("name") or crumb.get("item")))[:1]
