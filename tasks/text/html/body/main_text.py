"""The running text of a page: what its author wrote, without the furniture around it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from schemas.article import Access, ArticleKind, BlockKind
from schemas.evidence import Evidence
from schemas.outlet_furniture import OutletFurniture, PageLine
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.meta_line import meta_line
from tasks.text.html.body.block_choice import choose
from tasks.text.html.body.block_facts import BlockFacts, fold
from tasks.text.html.body.block_features import Notes, feature_rows
from tasks.text.html.body.block_model import block_scores
from tasks.text.html.body.boxes import with_boxes
from tasks.text.html.body.furniture import Hint
from tasks.text.html.body.furniture_lines import is_marker
from tasks.text.html.body.known_furniture import KnownLines
from tasks.text.html.body.other_articles import without_others
from tasks.text.html.body.page_blocks import HEADINGS, Container, PageBlock, PageBlocks, cut
from tasks.text.html.body.page_verdict import access_of, kind_of, rejection
from tasks.text.html.body.shown_elements import is_slide
from tasks.text.html.body.stated_text import stated_text
from tasks.text.html.page.page import Page

_LONGEST_SUBHEAD = 120
_NOTE_LENGTH = 300_000
_SHOWN_PLACES = 3
_SHOWN_LETTERS = 60
"""Characters of a text that evidence shows for the body and for what was left out."""
_HEAD_BLOCKS = 12
"""A picture above the text belongs to it within this many blocks: below the headline, or just above it."""
_OTHER_BOXES = int(
    Hint.COMMENT | Hint.SHARE | Hint.RELATED | Hint.ADVERT | Hint.NAVIGATION | Hint.FOOTER | Hint.SIDEBAR
    | Hint.SUBSCRIBE | Hint.META | Hint.CONSENT
)  # fmt: skip
_WITHOUT_TEXT = frozenset((RejectionReason.NO_TEXT, RejectionReason.TOO_SHORT))
_APPEAL_WORDS = 8
_LAST_LINES = 3
_LIST_ITEMS = frozenset(("li", "dd", "dt"))


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the body."""

    anchor: str
    url: str
    """As given in the page; it may be relative."""
    block: int
    """Index of its block."""
    start: int
    end: int
    """Characters of that block's text, end exclusive."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, player or frame between the headline and the end of the text."""

    element: HtmlElement
    block: int | None
    """Index of the body's block that it follows. None: it stands above the text."""


@dataclass(frozen=True, slots=True)
class MainText:
    """The body in blocks, and the verdict on the page as a whole."""

    blocks: list[tuple[BlockKind, str]]
    kind: ArticleKind = "article"
    access: Access | None = None
    links: tuple[Link, ...] = ()
    shown: tuple[Shown, ...] = ()
    lines: tuple[PageLine, ...] = ()
    """Marks that are counted to learn the outlet's furniture."""
    evidence: tuple[Evidence, ...] = ()
    rejected: Rejected | None = None
    """Why the page is not an article. None: it is one, and `blocks` is not empty."""


@dataclass(slots=True)
class _Line:
    """A block of the body."""

    kind: BlockKind
    text: str
    source: PageBlock


def main_text(
    page: Page,
    *,
    headline: str | None,
    dek: str | None,
    authors: Sequence[str] = (),
    known: OutletFurniture | None = None,
) -> MainText:
    """The body of a page.

    `headline` and `dek` are left out if they stand as blocks of their own. Last paragraphs that begin with the name of
    one of `authors` are notes about them and are left out too. `known`: the outlet's furniture, None if nothing is
    known of it.
    """
    blocks = cut(page.root)
    table, facts = feature_rows(blocks, notes_of(page, headline))
    scores = block_scores(blocks, table)
    chosen = choose(blocks, facts, scores, headline=fold(headline or ""), dek=fold(dek or ""))
    marks = KnownLines(blocks, facts, scores)
    chosen, furniture = marks.without(chosen, known)
    chosen, others = without_others(blocks, facts, chosen, headline=fold(headline or ""), received_at=page.received_at)
    chosen = with_boxes(blocks, facts, chosen, headline=fold(headline or ""))
    lines = _trimmed(page, blocks, chosen, authors)
    evidence = (
        [Evidence(field="body", value=blocks.truncated, method="element", locator="html")] if blocks.truncated else []
    )
    evidence += _body_evidence(blocks, facts, chosen)
    evidence += [
        Evidence(
            field="body", value=f"another article, left out: {title[:_SHOWN_LETTERS]}", method="element", locator="h1"
        )
        for title in others[:_SHOWN_PLACES]
    ]
    evidence += _furniture_evidence(blocks, furniture)
    rejected = rejection(page, blocks, facts, chosen, is_signed=bool(authors))
    if rejected and rejected.reason in _WITHOUT_TEXT and (stated := stated_text(page)):
        return _from_data(page, *stated)
    return MainText(
        blocks=[(line.kind, line.text) for line in lines],
        kind=kind_of(page, sum(len(line.text) for line in lines)),
        access=access_of(page),
        links=tuple(_links(lines)),
        shown=tuple(_shown(blocks, facts, chosen, fold(headline or ""))),
        lines=tuple(marks.lines(chosen)),
        evidence=tuple(evidence),
        rejected=rejected,
    )


def _trimmed(page: Page, blocks: PageBlocks, chosen: list[int], authors: Sequence[str]) -> list[_Line]:
    """The chosen blocks as lines, without bylines and dates at the start and author notes and bare headings at the end.
    The same blocks are removed from `chosen`."""
    lines = list(_lines(blocks, chosen))
    _drop_about_the_author(lines, chosen, authors)
    while lines and _heads_nothing(lines[-1], blocks):
        lines.pop()
        chosen.pop()
    if lines and lines[-1].kind == "subhead":  # nothing follows it: an appeal set in bold
        lines[-1].kind = "paragraph"
    while len(lines) > 1 and meta_line(lines[0].text, received_at=page.received_at):  # byline or date above the text
        lines.pop(0)
        chosen.pop(0)
    return lines


def _from_data(page: Page, pieces: list[tuple[BlockKind, str]], locator: str) -> MainText:
    """The text that the page holds in its JSON-LD or scripts."""
    shown = f"{len(pieces)} blocks, from: {pieces[0][1][:_SHOWN_LETTERS]}"
    return MainText(
        blocks=pieces,
        kind=kind_of(page, sum(len(text) for _, text in pieces)),
        access=access_of(page),
        evidence=(Evidence(field="body", value=shown, method="json-ld", locator=locator, chosen=True),),
    )


def _furniture_evidence(blocks: PageBlocks, furniture: Sequence[int]) -> Iterator[Evidence]:
    for index in furniture[:_SHOWN_PLACES]:
        value = f"left out, it comes again under other headlines: {blocks.blocks[index].text[:_SHOWN_LETTERS]}"
        path = _path(blocks.containers, blocks.blocks[index].container)
        yield Evidence(field="body", value=value, method="element", locator=path)


def _heads_nothing(line: _Line, blocks: PageBlocks) -> bool:
    """Whether the last line is a heading: what followed it was furniture. A last sentence or appeal set in bold is a
    paragraph."""
    if line.kind != "subhead":
        return False
    is_heading = blocks.containers[line.source.container].tag in HEADINGS
    return is_heading or line.text.count(" ") < _APPEAL_WORDS or is_marker(line.text, 0.0)


def _drop_about_the_author(lines: list[_Line], chosen: list[int], authors: Sequence[str]) -> None:
    """Remove notes about the authors at the end of a text."""
    for at in range(len(lines) - 1, max(len(lines) - 1 - _LAST_LINES, 0), -1):
        if any(lines[at].text.startswith(f"{name} ") for name in authors if " " in name):
            del lines[at], chosen[at]


def notes_of(page: Page, headline: str | None) -> Notes:
    """The page's statements about itself, folded to compare them with its blocks."""
    described = " ".join(text for key in ("description", "og:description") for text in page.meta.get(key, ())[:1])
    bodies = (found.get("articleBody") for found in page.json_ld)
    stated = " ".join(text[:_NOTE_LENGTH] for text in bodies if isinstance(text, str))
    return Notes(fold(headline or ""), fold(described[:5000]), fold(stated[:_NOTE_LENGTH]))


def _lines(blocks: PageBlocks, chosen: Sequence[int]) -> Iterator[_Line]:
    """The chosen blocks with their kinds."""
    for index in chosen:
        block = blocks.blocks[index]
        yield _Line(_kind(blocks.containers, block), block.text, block)


def _kind(containers: Sequence[Container], block: PageBlock) -> BlockKind:
    at = block.container
    tag = containers[at].tag
    text = block.text
    if tag in HEADINGS or tag == "summary":  # the heading of a <details> box
        return "subhead"
    for _ in range(3):
        if tag in _LIST_ITEMS:
            return "list_item"
        if tag == "blockquote":
            return "quote_block"
        if at <= 0:
            break
        at = containers[at].parent
        tag = containers[at].tag
    is_bold = block.bold_chars >= 0.9 * len(text)
    if is_bold and len(text) <= _LONGEST_SUBHEAD and not text.endswith((".", ",", ";", "。", "।", '."', ".”")):
        return "subhead"
    return "paragraph"


def _links(lines: Sequence[_Line]) -> Iterator[Link]:
    """The body's hyperlinks."""
    for number, line in enumerate(lines):
        source = line.source
        for first, last, url in source.links:
            anchor = " ".join("".join(source.pieces[first:last]).split())
            if not anchor or not url or url.startswith(("#", "javascript:", "mailto:", "tel:")):
                continue
            # The anchor begins after the text before it, folded like the block's text.
            start = len(" ".join(("".join(source.pieces[:first]) + "\x00").split()).removesuffix("\x00"))
            start = line.text.find(anchor, max(0, start - 1))
            if start >= 0:
                yield Link(anchor, url, number, start, start + len(anchor))


def _shown(blocks: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int], headline: str) -> Iterator[Shown]:
    """Pictures, players and frames of the article: from the headline on, and not inside a box of other content."""
    if not chosen:
        return
    top = next((at for at in range(chosen[0], -1, -1) if headline and facts[at].folded == headline), -1)
    first = max(top if top >= 0 else chosen[0], chosen[0] - _HEAD_BLOCKS)
    around = {0}
    for index in chosen:
        at = blocks.blocks[index].container
        while at not in around:
            around.add(at)
            at = blocks.containers[at].parent
    for element, container, before in blocks.shown:
        if not first - 1 <= before <= chosen[-1] + 1:
            continue
        if not _in_other_box(blocks, container, around) or is_slide(element):
            above = bisect_left(chosen, before)
            yield Shown(element, above - 1 if above else None)


def _in_other_box(blocks: PageBlocks, container: int, around: set[int]) -> bool:
    """Whether an element stands in a part of the page that holds none of the text and is named as other content."""
    while container not in around:
        if blocks.containers[container].hints & _OTHER_BOXES:
            return True
        container = blocks.containers[container].parent
    return False


def _body_evidence(blocks: PageBlocks, facts: Sequence[BlockFacts], chosen: Sequence[int]) -> Iterator[Evidence]:
    """Where the body stands, the largest parts first, and where running text was left out."""
    taken = set(chosen)
    shown = f"{len(chosen)} of {len(blocks.blocks)} blocks"
    rest = [at for at, fact in enumerate(facts) if at not in taken and fact.good]
    for numbers, is_body in ((chosen, True), (rest, False)):
        places: dict[str, list[int]] = {}
        for at in numbers:
            parent = max(blocks.containers[blocks.blocks[at].container].parent, 0)
            places.setdefault(_path(blocks.containers, parent), []).append(at)
        sizes = {path: sum(len(blocks.blocks[at].text) for at in held) for path, held in places.items()}
        for path in sorted(sizes, key=lambda path: -sizes[path])[:_SHOWN_PLACES]:
            begins = blocks.blocks[places[path][0]].text[:_SHOWN_LETTERS]
            value = f"{shown if is_body else 'left out'}; here {len(places[path])}, from: {begins}"
            yield Evidence(field="body", value=value, method="element", locator=path, chosen=is_body)


def _path(containers: Sequence[Container], at: int) -> str:
    """The last three elements on the path to a container, with their first class: `main > div.story > div`."""
    names: list[str] = []
    while at > 0 and len(names) < 3:
        tag, _, name = containers[at].signature.partition(".")
        first = name.split()[0][:60] if name.split() else ""
        names.append(f"{tag}.{first}" if first else tag)
        at = containers[at].parent
    return " > ".join(reversed(names)) or "body"
