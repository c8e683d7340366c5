"""The part of a page around its headline, where outlets print dek, byline and date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from tasks.text.html.fields.outlet_affix import folded
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page_parts import PageParts, names_of

_BEFORE, _AFTER = 40, 160
_PARAGRAPHS = 3
"""Fewest paragraphs before a second h1 for it to be the next article's headline."""
_DEK_AT, _AFTER_DEK = 2, 12
_LONG_PARAGRAPH = 250
"""Characters from which a paragraph is body text: the header ends there."""

_WORD = re.compile(r"\w+")
MAX_TEXT = 700
"""Characters read of an element: the longest dek."""
_SILENT = frozenset({"script", "style", "svg", "path", "img", "source", "noscript", "br", "picture"})
_COLUMN = re.compile(r"aside|sidebar|side-bar|rail", re.IGNORECASE)
_TEASER = re.compile(r"teaser\w*", re.IGNORECASE)
"""Some outlets also name the head of the article so; beside the headline the name is ignored."""
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(related\w*|recommend\w*|comments?|comment-?list\w*|disqus|kommentar\w*|leserbrief\w*|comentario\w*|"
    r"commentaire\w*|reacties|sidebar|side-bar|most-?(?:read|popular|viewed)|popular|"
    r"trending|latest(?:-\w+)?|ticker|breaking|carousel|slider|widget-area|widget_recent\w*|newsletter|promo(?!ted)\w*|"
    r"teaser\w*|more-(?:news|stories|from)|read-?(?:more|next|also)|also-?read|next-(?:post|article)|"
    r"prev(?:ious)?-(?:post|article)|navigation|(?:site|page|main|global)-?footer|menu|"
    r"cookie\w*|consent|sponsored|advert\w*|outbrain|taboola|similar|archive-?list|rail|upnext|up-next)(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StoryHeader:
    """The elements around the headline."""

    headline: HtmlElement | None
    """The h1 with the headline. None: no h1 has it."""
    before: tuple[HtmlElement, ...]
    """Elements shortly before it, in reading order."""
    after: tuple[HtmlElement, ...]
    """Elements after it, up to the first long paragraph."""
    texts: Mapping[HtmlElement, str]
    """The first 700 characters of the text of each of these elements."""
    above: frozenset[HtmlElement]
    """The headline's ancestors: they are not furniture, whatever their classes."""
    known: dict[HtmlElement, str | None] = field(default_factory=dict, compare=False, repr=False)
    """A cache of the results of `furniture`, because elements that are asked for stand close together."""

    @property
    def elements(self) -> tuple[HtmlElement, ...]:
        """The elements after the headline, then those before it, nearest first."""
        return self.after + self.before[::-1]

    def is_furniture(self, element: HtmlElement) -> bool:
        """Whether an element is inside a sidebar, a list of other stories, comments or the like."""
        return self.furniture(element) is not None

    def is_only_aside(self, element: HtmlElement) -> bool:
        """Whether it is furniture only because it stands in a separate column: outlets also place boxes of facts
        there."""
        around = self.furniture(element)
        return around is not None and _COLUMN.fullmatch(around) is not None

    def furniture(self, element: HtmlElement) -> str | None:
        """The tag, or the word in a class, that makes it furniture. None: it is not furniture."""
        way: list[HtmlElement] = []
        node: HtmlElement | None = element
        found: str | None = None
        while node is not None and node not in self.above and node.tag not in ("body", "html"):
            if node in self.known:
                found = self.known[node]
                break
            way.append(node)
            node = node.getparent()
        # From the outside in: a column is weaker evidence than what stands in it, and the outermost column is the
        # page's.
        for node in reversed(way):
            own = self._own_furniture(node)
            if own is not None and (found is None or not _COLUMN.fullmatch(own)):
                found = own
            self.known[node] = found
        return found

    def _own_furniture(self, node: HtmlElement) -> str | None:
        # An article may have its own footer, with date and author in it.
        if node.tag in ("nav", "select") or (node.tag == "footer" and not _in_article(node)):
            return str(node.tag)
        word = _furniture_word(names_of(node)) or ("aside" if node.tag == "aside" else None)
        return None if word and _TEASER.fullmatch(word) and node.getparent() in self.above else word


def story_header(parts: PageParts, headline: str | None) -> StoryHeader:
    """The header of the story with this headline; an empty one if no element has it."""
    title = _headline_element(parts, headline) if headline else None
    if title is None:
        return StoryHeader(None, (), (), {}, frozenset())
    above = frozenset(ancestor for ancestor in title.iterancestors() if isinstance(ancestor, HtmlElement))
    header = StoryHeader(title, (), (), {}, above)
    at = next((i for i, e in enumerate(parts.order) if e is title), len(parts.order))
    nearby = parts.order[max(at - _BEFORE, 0) : at]
    before = [e for e in nearby if e.tag not in _SILENT and e not in above and not header.is_furniture(e)]
    after = [
        e
        for e in _until_body(parts.order[at + 1 : at + 1 + _AFTER])
        if e.tag not in _SILENT and not header.is_furniture(e)
    ]
    texts = {element: element_text(element, limit=MAX_TEXT) for element in (*before, *after)}
    return StoryHeader(title, tuple(before), tuple(after), texts, above)


def _headline_element(parts: PageParts, headline: str) -> HtmlElement | None:
    """The element that prints the headline: the one with the same words, else the one that shares the most words with
    it. None: there is none."""
    wanted, words = folded(headline), set(_WORD.findall(headline.casefold()))
    best: tuple[float, HtmlElement | None] = (0.3, None)
    for elements, least in ((parts.headings, 0.3), (parts.titled, 0.6)):
        for element in elements:
            text = element_text(element, limit=MAX_TEXT)
            if text and folded(text) == wanted:
                return element
            own = set(_WORD.findall(text.casefold()))
            share = len(own & words) / max(len(own | words), 1)
            if share > max(best[0], least):
                best = (share, element)
        if best[1] is not None:
            break
    return best[1]


def _until_body(elements: list[HtmlElement]) -> list[HtmlElement]:
    """The elements up to the first long paragraph. If this stands directly under the headline and another one follows,
    it is a dek, and a little more belongs to the header."""
    long = (
        at
        for at, element in enumerate(elements)
        if element.tag == "p" and len(element_text(element, limit=_LONG_PARAGRAPH + 50)) > _LONG_PARAGRAPH
    )
    first = min(next(long, len(elements)), _next_story(elements))
    second = next(long, None) if first < _DEK_AT else None
    return elements[:first] if second is None else elements[: min(second, first + _AFTER_DEK)]


def _next_story(elements: list[HtmlElement]) -> int:
    """The index of another h1 after paragraphs: the next article on the page. The number of elements if there is
    none."""
    paragraphs = 0
    for at, element in enumerate(elements):
        paragraphs += element.tag == "p"
        if element.tag == "h1" and paragraphs >= _PARAGRAPHS:
            return at
    return len(elements)


@lru_cache(maxsize=4096)
def _furniture_word(names: str) -> str | None:
    found = _FURNITURE.search(names)
    return found[1].lower() if found else None


def _in_article(element: HtmlElement) -> bool:
    return any(ancestor.tag == "article" for ancestor in element.iterancestors())
