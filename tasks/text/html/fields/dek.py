"""The dek: the line or two under the headline."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from schemas.evidence import Evidence, Finding, Method
from tasks.text.conventions.meta_line import meta_line
from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.fields.outlet_affix import folded
from tasks.text.html.fields.story_header import StoryHeader
from tasks.text.html.page.article_node import article_nodes, strings
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import names_of

_SHORTEST, _LONGEST = 25, 600
_PARAGRAPH = 80
"""Fewest characters of a paragraph of the text."""
_MOST_LINKS = 2
_NAME = re.compile(
    r"(?:^|[\s_-])(?:\w*dek|stand-?first|sub-?(?:title|head(?:line|ing)?|titre)|deck|strap-?line|lead-?(?:text|in|paragraph)?|"
    r"lede|summary|intro(?:duction|text)?|excerpt|abstract|teaser-?text|sapo|chapo|chapeau|entradilla|bajada|sommario|"
    r"occhiello|vorspann|anlauf|untertitel|ingress|manchet|description|kicker-?text|preamble|alternativeheadline)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of the element in newsrooms, in a dozen languages."""
_HEADINGS = frozenset({"h2", "h3", "h4"})
_BELOW = 5
"""The byline or date stands within this many elements below such a heading."""
_TAGS = frozenset({"p", "h2", "h3", "h4", "div", "span"})


def dek(page: Page, *, header: StoryHeader, headline: str | None) -> Finding[str]:
    """The dek printed under the headline: an element named as one, or an h2 or short paragraph that the page's
    description repeats. A description that is not printed is not a dek: it was written for search engines."""
    descriptions = list(_descriptions(page))
    found = list(_printed(page, header, headline, [text for _, _, text in descriptions]))
    evidence = [
        Evidence(field="dek", value=text[:_LONGEST], method="element", locator=where, chosen=number == 0)
        for number, (where, text) in enumerate(found)
    ]
    evidence += [
        Evidence(field="dek", value=text[:_LONGEST], method=method, locator=where)
        for method, where, text in descriptions
    ]
    return Finding(found[0][1] if found else None, tuple(evidence))


def _printed(
    page: Page, header: StoryHeader, headline: str | None, descriptions: list[str]
) -> Iterator[tuple[str, str]]:
    line = _line_under(page, header)
    described = [folded(text.rstrip(".…")) for text in descriptions]
    seen = {folded(headline or "")}
    for element in header.after:
        text = header.texts[element]
        if not _SHORTEST <= len(text) <= _LONGEST or _is_list(element):
            continue
        key = folded(text)
        called = element is line or (bool(_NAME.search(names_of(element))) and len(element) <= 6)
        if key in seen or not (called or (element.tag in _TAGS and any(_same(key, other) for other in described))):
            continue
        if called or not _opens_body(element):
            seen.add(key)
            yield f"{element.tag}, under the headline", text


def _line_under(page: Page, header: StoryHeader) -> HtmlElement | None:
    """A heading directly under the headline, with the byline or date below it; if text follows, it may be a subhead.
    None: there is none."""
    for at, element in enumerate(header.after):
        if element.tag in _HEADINGS:
            below = header.after[at + 1 : at + 1 + _BELOW]
            is_signed = any(
                other.tag == "time" or meta_line(header.texts[other], received_at=page.received_at) for other in below
            )
            return element if is_signed else None
        if header.texts[element] and element.find(".//h2") is None and element.find(".//h3") is None:
            return None
    return None


def _is_list(element: HtmlElement) -> bool:
    """Whether an element is tags, topics or teasers of other stories: it contains several links, or is one."""
    return element.getparent() is None or element.getparent().tag == "a" or len(list(element.iter("a"))) > _MOST_LINKS


def _opens_body(element: HtmlElement) -> bool:
    """Whether it is the first of several paragraphs: descriptions often repeat the beginning of the text, which is not
    a dek."""
    others = list(islice(element.itersiblings("p"), 4)) if element.tag in ("p", "div") else []
    return sum(len(element_text(other, limit=_PARAGRAPH + 1)) > _PARAGRAPH for other in others) >= 2


def _same(printed: str, description: str) -> bool:
    """Whether both are the same, folded: descriptions are often cut short, or lose their quotation marks."""
    if len(description) < 20:
        return False
    longer, shorter = max(printed, description, key=len), min(printed, description, key=len)
    return longer.startswith(shorter) and len(shorter) > 0.6 * len(longer)


def _descriptions(page: Page) -> Iterator[tuple[Method, str, str]]:
    for locator, node in article_nodes(page)[:1]:
        for key in ("alternativeHeadline", "description"):
            for text in list(strings(node.get(key)))[:1]:
                yield "json-ld", f"{locator}.{key}", text
    for name in ("og:description", "description", "twitter:description"):
        for value in page.meta.get(name, ())[:1]:
            if text := printed_text(value):
                yield ("opengraph" if name.startswith("og:") else "meta"), name, text
