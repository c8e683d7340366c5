"""The part of a page around its headline: where outlets print dek, byline and date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from tasks.text.outlet_affix import folded
from tasks.text.page import Page
from tasks.text.printed_text import element_text
from tasks.text.selection import select

MAX_ELEMENTS = 60_000
"""Elements of a page that are looked at; a long article with all its furniture has some 5,000."""
_BEFORE, _AFTER = 40, 160
_LONG_PARAGRAPH = 250
"""Characters of a paragraph that is body: the header ends with it."""

MAX_HEADINGS = 120
_WORD = re.compile(r"\w+")
_HEADING = etree.XPath("//h1")
_TITLED = etree.XPath(
    "//h2 | //h3 | //*[contains(@itemprop, 'headline') or contains(@class, 'headline') or contains(@class, 'title')]"
)
_FURNITURE_TAGS = frozenset({"aside", "nav", "select"})
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|comments?|disqus|sidebar|side-bar|most-?(?:read|popular|viewed)|popular|trending|"
    r"latest(?:-\w+)?|ticker|breaking|carousel|slider|widget-area|widget_recent\w*|newsletter|promo\w*|teaser\w*|more-(?:news|stories|from)|"
    r"read-?(?:more|next|also)|also-?read|next-(?:post|article)|prev(?:ious)?-(?:post|article)|navigation|(?:site|page|main|global)-?footer|menu|"
    r"cookie\w*|consent|sponsored|advert\w*|outbrain|taboola|similar|archive-?list|rail|upnext|up-next)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMES_CHARS = 300


@dataclass(frozen=True, slots=True)
class StoryHeader:
    """What stands around the headline."""

    headline: HtmlElement | None
    """The h1 that carries the headline. None: no h1 does."""
    before: tuple[HtmlElement, ...]
    """Elements shortly before it, in reading order."""
    after: tuple[HtmlElement, ...]
    """Elements after it, up to the first long paragraph."""
    above: frozenset[HtmlElement]
    """The headline's ancestors: what holds it is no furniture, whatever its class says."""

    @property
    def elements(self) -> tuple[HtmlElement, ...]:
        """What stands after the headline, then what stands before it, nearest first."""
        return self.after + self.before[::-1]

    def is_furniture(self, element: HtmlElement) -> bool:
        """Inside a sidebar, a list of other stories, comments or the like."""
        node: HtmlElement | None = element
        for _ in range(60):
            if node is None or node in self.above or node.tag in ("body", "html"):
                return False
            # An article has a footer of its own, with date and author in it.
            if node.tag in _FURNITURE_TAGS or (node.tag == "footer" and not _in_article(node)):
                return True
            if _FURNITURE.search(names_of(node)):
                return node.tag != "footer"
            node = node.getparent()
        return False


def story_header(page: Page, headline: str | None) -> StoryHeader:
    """The header of the story named `headline`; an empty one where no h1 carries that."""
    title = _headline_element(page, headline) if headline else None
    if title is None:
        return StoryHeader(None, (), (), frozenset())
    above = frozenset(ancestor for ancestor in title.iterancestors() if isinstance(ancestor, HtmlElement))
    header = StoryHeader(title, (), (), above)
    order = [e for e in islice(page.root.iter(etree.Element), MAX_ELEMENTS) if isinstance(e, HtmlElement)]
    at = next((i for i, e in enumerate(order) if e is title), len(order))
    before = [e for e in order[max(at - _BEFORE, 0) : at] if e not in above and not header.is_furniture(e)]
    after = [e for e in _until_body(order[at + 1 : at + 1 + _AFTER]) if not header.is_furniture(e)]
    return StoryHeader(title, tuple(before), tuple(after), above)


def _headline_element(page: Page, headline: str) -> HtmlElement | None:
    """The element that prints the headline: in its words, else the h1 that shares the most words with it."""
    wanted, words = folded(headline), set(_WORD.findall(headline.casefold()))
    best: tuple[float, HtmlElement | None] = (0.3, None)
    for path in (_HEADING, _TITLED):
        for element in select(path, page.root, limit=MAX_HEADINGS):
            text = element_text(element, limit=1_000)
            if text and folded(text) == wanted:
                return element
            own = set(_WORD.findall(text.casefold()))
            share = len(own & words) / max(len(own | words), 1)
            if share > max(best[0], 0.0 if path is _HEADING else 0.6):
                best = (share, element)
        if best[1] is not None:
            break
    return best[1]


def _until_body(elements: list[HtmlElement]) -> Iterator[HtmlElement]:
    for element in elements:
        if element.tag == "p" and len(element_text(element, limit=_LONG_PARAGRAPH + 50)) > _LONG_PARAGRAPH:
            return
        yield element


def _in_article(element: HtmlElement) -> bool:
    return any(ancestor.tag == "article" for ancestor in element.iterancestors())


def names_of(element: HtmlElement) -> str:
    """Class, id and the like: what the page's makers call the element."""
    return " ".join(
        value[:_NAMES_CHARS] for key in ("class", "id", "itemprop", "rel", "data-testid") if (value := element.get(key))
    )


def called(element: HtmlElement) -> str:
    """A short name of an element for evidence: "span.date"."""
    names = element.get("class", "").split()
    return f"{element.tag}.{names[0][:60]}" if names else str(element.tag)
