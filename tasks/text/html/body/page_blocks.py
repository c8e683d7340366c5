"""A page cut into blocks: the runs of text between the edges of block-level elements, each with its place."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from tasks.text.conventions.printed_text import plain_characters
from tasks.text.html.body.furniture import ROLE_HINTS, TAG_HINTS, Hint, hints_of_name
from tasks.text.html.body.revealed import shown_as
from tasks.text.html.body.shown_elements import FILLED_BY_SCRIPTS, SHOWN, SHOWN_WITH

MAX_NODES = 400_000
"""Most starts and ends of elements read. Real articles stay below 60,000; a page of 300,000 table cells does not."""
MAX_BLOCKS = 12_000
"""Most blocks kept. The longest of 446 measured pages has fewer than 5,000."""

# Elements without visible text, and controls whose text is a label.
_SKIPPED_TAGS = """script style noscript template svg math head iframe object embed applet audio video canvas map select
    option button textarea input datalist meter progress amp-ad amp-iframe amp-analytics link meta title base"""
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
# libxml2 does not parse these as HTML5 does: an unclosed one contains the rest of the page.
_LEAKY = frozenset(("svg", "math", "object", "map", "canvas", "video", "audio", "button"))
_INLINE_TAGS = """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr picture q rp
    rt ruby s samp small source span strike strong sub sup time tt u var wbr amp-img"""
_INLINE = frozenset(_INLINE_TAGS.split())
MAX_SHOWN = 2_000
_MOST_IN_BOX = 10
_ARTICLE_ITEM = re.compile(r"schema\.org/(?:\w{0,20}News)?Article/?$")
_BOLD = frozenset(("b", "strong"))
_NAMED_INLINE = frozenset(("span", "small", "em", "i", "cite", "time", "a", "strong", "font", "label", "b"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_LAID_OUT = ("p", "h1", "h2", "h3", "table")
"""Elements that data cells do not contain: a table with one of them in a cell is used for layout."""
_LONGEST_CELL = 150
"""Letters up to which a table cell is a piece of its row; a longer one is text laid out in a table."""
_LONGEST_NAME = 300
_MOST_OPEN_LINKS = 20

_ARTICLE_BODY = int(Hint.CONTENT | Hint.ARTICLE)
_HIDDEN = int(Hint.HIDDEN)
_FURNITURE = int(Hint.FURNITURE)
_MEDIA = int(Hint.MEDIA)
_FILLED = 1 << 30
"""Not a hint from a name: a script shows something here."""
_FORM = int(Hint.FORM)
_CHOICES = 2
"""Check boxes or radio buttons that a part named quiz, poll or form must have to count as one."""
_BY_OTHERS = int(Hint.CONSENT | Hint.COMMENT)
_MOST_PARAGRAPHS = 12
"""A part with this many paragraphs is not furniture, whatever its name."""
_MOST_PARAGRAPHS_OF_OTHERS = 300
"""The same for readers' comments and cookie notices, which may be longer than the article."""
MAX_LOOKS = 200
"""After this many parts that were named like furniture and contained the article, names are ignored. Each check reads
the whole part: a thousand of them nested would take quadratic time."""


@dataclass(slots=True)
class Container:
    """A block-level element that contains text, directly or further down."""

    tag: str
    parent: int
    """Index of the container around it; -1 for the outermost."""
    hints: int
    """From its tag, class, id, role and itemprop."""
    signature: str
    """Its tag and class, which the siblings of one template share."""
    is_article: bool = False
    """Whether the page marks it as an article, by its tag or as microdata."""


@dataclass(slots=True)
class PageBlock:
    """One run of text."""

    container: int
    """Index of the innermost block-level element."""
    pieces: list[str]
    text: str
    """White space is folded to single spaces."""
    link_chars: int
    bold_chars: int
    hints: int
    """Hints of the inline elements in it, such as `<span class="date">`."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """For each link: its first piece, the piece after its last, and its address."""


@dataclass(slots=True)
class PageBlocks:
    """All blocks of a page, in order."""

    blocks: list[PageBlock]
    containers: list[Container]
    left_out: int
    """The hints of the parts that were left out unread."""
    truncated: str | None
    """What was left out because the page is too large. None: nothing."""
    shown: list[tuple[HtmlElement, int, int]] = field(default_factory=list)
    """Pictures, players and frames: the element, its container, and the number of blocks before it."""


# Icon fonts use Unicode's private area for their pictures.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FOR_SCREEN_READERS = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|hidden-?visually|sr-?only|screen-?reader(?:-text|-only)?"
    r"|a11y-hidden|assistive-text|element-invisible|off-?screen)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNSEEN_STYLE = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|clip\s{0,3}:\s{0,3}rect\(\s{0,3}[01]", re.IGNORECASE
)
_PROSE_LETTERS = 60
_PROSE_SUM = 240
"""Letters of a run of text that is not a label; letters of all such runs from which a form contains prose."""
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "۔", "؟", ".”", ".»", '."', "?”", "!”", "」")


class _Walk:
    """The state of one walk over the elements: open containers, and the block to which text is added."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self.containers: list[Container] = [Container("body", -1, 0, "body")]
        self.here = 0
        self.pieces: list[str] = []
        self.link_chars = 0
        self.bold_chars = 0
        self.hints = 0
        self.links: list[tuple[int, int, str]] = []
        self.anchors: list[tuple[int, str]] = []
        self.bold = 0
        self.breaks = 0
        self.length = 0
        self.left_out = 0
        self.looks = 0
        self.shown: list[tuple[HtmlElement, int, int]] = []

    def show(self, element: HtmlElement) -> None:
        """Note a picture, player or frame at this place."""
        if len(self.shown) < MAX_SHOWN:
            self.shown.append((element, self.here, len(self.blocks) + (self.length > 0)))

    def add(self, text: str) -> None:
        """Add text to the open block."""
        if not text.isascii():
            text = plain_characters(_PRIVATE.sub("", text))
        self.pieces.append(text)
        if not text.isspace():
            self.length += len(text)
            self.breaks = 0
            if self.anchors:
                self.link_chars += len(text)
            if self.bold:
                self.bold_chars += len(text)

    def flush(self) -> None:
        """End the open block."""
        self.breaks = 0
        if not self.pieces:
            return
        text = " ".join("".join(self.pieces).split())
        if text:
            for start, href in self.anchors:
                self.links.append((start, len(self.pieces), href))
            self.blocks.append(
                PageBlock(self.here, self.pieces, text, self.link_chars, self.bold_chars, self.hints, self.links)
            )
        self.pieces, self.links = [], []
        self.link_chars = self.bold_chars = self.hints = self.length = 0
        if self.anchors:
            self.anchors = [(0, href) for _, href in self.anchors]

    def line_break(self) -> None:
        """One <br> is a space; two in a row end a paragraph."""
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        else:
            self.pieces.append("\n")

    def open(self, tag: str, hints: int, name: str) -> None:
        """A block-level element begins."""
        self.flush()
        self.containers.append(Container(tag, self.here, hints, f"{tag}.{name[:_LONGEST_NAME]}"))
        self.here = len(self.containers) - 1

    def open_cell(self, tag: str, hints: int, name: str) -> None:
        """A table cell begins: the short cells of a row make one block."""
        self.pieces.append(" ")
        self.containers.append(Container(tag, self.here, hints, f"{tag}.{name[:_LONGEST_NAME]}"))
        self.here = len(self.containers) - 1
        if self.length > _LONGEST_CELL:
            self.flush()

    def close_cell(self) -> None:
        """A table cell ends; a long one is a block of its own."""
        if self.length > _LONGEST_CELL:
            self.flush()
        else:
            self.pieces.append(" ")
        self.here = max(self.containers[self.here].parent, 0)

    def close(self) -> None:
        """The innermost block-level element ends."""
        self.flush()
        self.here = max(self.containers[self.here].parent, 0)


def _hints_of(tag: str, element: HtmlElement) -> tuple[int, str]:
    hints = int(TAG_HINTS.get(tag, 0))
    name = ""
    for key, value in element.items():
        if key == "class":
            name = value
            hints |= hints_of_name(value)
        elif key == "id":
            hints |= hints_of_name(value)
        elif key == "role":
            hints |= ROLE_HINTS.get(value, 0)
        elif key == "itemprop":
            if value == "articleBody":
                hints |= _ARTICLE_BODY
        elif key in FILLED_BY_SCRIPTS:
            hints |= _FILLED
        elif (
            key == "hidden"
            or (key == "aria-hidden" and value == "true")
            or (key == "style" and "display" in value and "none" in value[:200])
        ):
            hints |= _HIDDEN
    return hints, name


def cut(root: HtmlElement) -> PageBlocks:
    """The blocks of a page. Takes linear time, and stops at `MAX_NODES` and `MAX_BLOCKS`."""
    walk = _Walk()
    body = root.find("body")
    events = etree.iterwalk(body if body is not None else root, events=("start", "end", "comment", "pi"))
    seen = 0
    unread = None
    truncated = None
    for event, element in events:
        seen += 1
        if seen > MAX_NODES or len(walk.blocks) >= MAX_BLOCKS:
            truncated = f"truncated: {seen} nodes, {len(walk.blocks)} blocks read"
            break
        if event == "start":
            if _start(walk, element.tag, element):
                continue
            events.skip_subtree()
            unread = element
        else:
            if event == "end" and element is not unread:
                _end(walk, element.tag)
            if element.tail:
                walk.add(element.tail)
    walk.flush()
    return PageBlocks(walk.blocks, walk.containers, walk.left_out, truncated, walk.shown)


def _start(walk: _Walk, tag: str, element: HtmlElement) -> bool:
    """Process the start of an element. False: the element is left out unread, with all its content."""
    if tag in SHOWN and (tag not in SHOWN_WITH or element.get(SHOWN_WITH[tag])):
        walk.show(element)
    if tag in _INLINE:
        if _is_unseen(tag, element):
            return False
        _start_inline(walk, tag, element)
    elif tag == "br":
        walk.line_break()
    elif not _start_block(walk, tag, element):
        return False
    if element.text:
        walk.add(element.text)
    return True


def _start_block(walk: _Walk, tag: str, element: HtmlElement) -> bool:
    if tag in _SKIPPED:
        shown = shown_as(tag, element)
        if shown is None and not _is_leaking(walk, tag, element):
            return False
        tag = shown or tag
    hints, name = _hints_of(tag, element)
    if hints & _FILLED:
        hints ^= _FILLED
        walk.show(element)
    if (hints & _FURNITURE or (hints & _FORM and _asks(element))) and _is_furniture(walk, element, hints):
        walk.flush()
        walk.left_out |= hints
        for inner in islice(element.iter(*SHOWN), _MOST_IN_BOX) if hints & _MEDIA else ():
            walk.show(inner)
        return False
    if tag in _CELLS and next(element.iterchildren(*_LAID_OUT), None) is None:
        walk.open_cell(tag, hints, name)
        return True
    walk.open(tag, hints, name)
    item = element.get("itemtype")
    walk.containers[-1].is_article = tag == "article" or (item is not None and _ARTICLE_ITEM.search(item) is not None)
    return True


def _start_inline(walk: _Walk, tag: str, element: HtmlElement) -> None:
    if tag == "a":
        if len(walk.anchors) < _MOST_OPEN_LINKS:
            walk.anchors.append((len(walk.pieces), element.get("href") or ""))
    elif tag in _BOLD:
        walk.bold += 1
    if tag in _NAMED_INLINE and (name := element.get("class")):
        walk.hints |= hints_of_name(name)


def _is_unseen(tag: str, element: HtmlElement) -> bool:
    """Whether an inline element is hidden from sighted readers, such as "opens in a new window" after a link."""
    if tag not in _NAMED_INLINE:
        return False
    name = element.get("class")
    if name and _is_for_screen_readers(name[:_LONGEST_NAME]):
        return True
    style = element.get("style")
    return bool(style and _UNSEEN_STYLE.search(style[:_LONGEST_NAME])) or element.get("hidden") is not None


@lru_cache(maxsize=10_000)
def _is_for_screen_readers(name: str) -> bool:
    return _FOR_SCREEN_READERS.search(name) is not None


def _holds_prose(walk: _Walk, form: HtmlElement) -> bool:
    """Whether a form contains running text: it was pasted in with the text, or stands around the whole page. If it has
    as many fields as sentences, it is a questionnaire or asks for consent."""
    if walk.looks >= MAX_LOOKS:
        return False
    walk.looks += 1
    sentences = letters = controls = 0
    for element in form.iter(etree.Element):
        if element.tag in ("input", "option", "textarea"):
            controls += element.get("type") not in ("hidden", "submit", "button")
        if element.tag in _SKIPPED or element.tag in ("label", "a", "li"):
            continue
        for text in (element.text, *(child.tail for child in element)):
            run = text.strip() if text else ""
            if len(run) >= _PROSE_LETTERS and run.endswith(_SENTENCE_ENDS):
                sentences += 1
                letters += len(run)
    return letters >= _PROSE_SUM and controls < sentences


def _is_leaking(walk: _Walk, tag: str, element: HtmlElement) -> bool:
    """Whether an element that should not contain text contains paragraphs, because it was not closed."""
    if tag not in _LEAKY or walk.looks >= MAX_LOOKS or element.find(".//p") is None:
        return False
    walk.looks += 1
    return True


def _asks(element: HtmlElement) -> bool:
    """Whether a part named like a quiz or a poll has answers to choose from."""
    ticked = (field for field in islice(element.iter("input"), 20) if field.get("type") in ("radio", "checkbox"))
    return sum(1 for _ in ticked) >= _CHOICES


def _is_furniture(walk: _Walk, element: HtmlElement, hints: int) -> bool:
    """Whether a part named like furniture is small enough to be furniture. A part that was not closed, or stands around
    the whole page, is not."""
    if walk.looks >= MAX_LOOKS or element.tag in ("html", "body"):
        return False
    if element.tag == "form" and _holds_prose(walk, element):
        return False
    if element.find(".//h1") is None:
        most = _MOST_PARAGRAPHS_OF_OTHERS if hints & _BY_OTHERS else _MOST_PARAGRAPHS
        if sum(1 for _ in islice(element.iter("p"), most)) < most:
            return True
    walk.looks += 1
    return False


def _end(walk: _Walk, tag: str) -> None:
    if tag in _INLINE:
        if tag == "a" and walk.anchors:
            start, href = walk.anchors.pop()
            if len(walk.pieces) > start:
                walk.links.append((start, len(walk.pieces), href))
        elif tag in _BOLD:
            walk.bold -= 1
    elif tag in _CELLS:
        walk.close_cell()
    elif tag != "br":
        walk.close()
