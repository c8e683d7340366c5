"""A news item, as a careful reader gets it out of one document.

Terms are those of schema.org's NewsArticle and IPTC's ninjs. Every field that the document does not give is None:
never a default, never a guess. Where a reader understands more than is printed (authors from a byline, a day from a
date line), the printed form is kept beside it.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from schemas.citation import Citation
from schemas.evidence import Evidence
from schemas.link import Link
from schemas.medium import Medium
from schemas.outlet_furniture import PageLine
from schemas.record import Record, Span
from schemas.word_count import word_count

BlockKind = Literal["paragraph", "subhead", "list_item", "quote_block"]
AuthorKind = Literal["person", "desk", "agency"]
ArticleKind = Literal["article", "live_blog", "gallery", "video"]
EditorialStatus = Literal["usable", "withheld", "canceled"]
Access = Literal["free", "paywalled"]

BLOCK_SEPARATOR = "\n\n"
"""What joins the blocks' texts into the body."""


class Block(Span):
    """One piece of the body, in reading order. Its span is into `Article.body`."""

    kind: BlockKind
    text: str


class Author(Record):
    """One name of a byline."""

    name: str
    """Without "By", titles, places or social handles."""
    kind: AuthorKind
    """person; desk: a part of the outlet ("News Desk"); agency: a wire service ("Reuters")."""


class Byline(Record):
    """Who wrote it: as printed, and who that is."""

    text: str
    """As printed: "By JANE DOE in Oslo". Where only data names the author, the names joined by ", "."""
    authors: tuple[Author, ...]


class Dateline(Record):
    """The place, and often the day, that open the text: "OSLO, March 3 (Reuters) -"."""

    text: str
    """As printed, without the dash that ends it."""
    place: str | None
    """The place alone, as printed. None: the dateline gives a day only."""


class Moment(Record):
    """A point in time as an outlet states it."""

    printed: str
    day: date
    """The day as printed, in the outlet's own zone: never moved to UTC."""
    at: datetime | None
    """The instant, with zone, only where a time of day and a zone (or UTC) is given. None: the day is all there is."""


class Article(Record):
    """One reading of one document. `body` is the blocks' texts joined by a blank line."""

    headline: str | None = None
    """The title above the article. None: the document gives none."""
    dek: str | None = None
    """The line or two under the headline. None: there is none."""
    byline: Byline | None = None
    """None: the document names no author."""
    dateline: Dateline | None = None
    """None: the text does not open with one."""
    section: str | None = None
    """The part of the outlet. None: the document does not say."""
    publication: str | None = None
    """The outlet's name as it calls itself. None: the document does not say."""
    language: str | None = None
    """BCP 47, usually only two letters. None: not known."""
    published: Moment | None = None
    """None: the document gives no day, or gives contradictory days."""
    modified: Moment | None = None
    """When the outlet says it last changed the text. None: it does not say."""
    url: str | None = None
    """The address that the document came from or states for itself, as given. None: not known."""
    canonical_url: str | None = None
    """That address without scheme differences, tracking parameters, AMP and mobile twins. None: not known."""
    publisher_id: str | None = None
    """The publisher's own identifier: a feed's guid, a ninjs uri. None: not given."""
    known_as: str | None = Field(default=None, pattern="^[0-9a-f]{32}$")
    """The article_id in the library that exported it. None: it was not exported by cuttings."""
    wire_credit: str | None = None
    """The agency credited with the text: "Reuters", "AP". None: none is."""
    revision: str | None = None
    """The publisher's number for this revision of the item, as given. None: not given."""
    editorial_status: EditorialStatus | None = None
    """usable; withheld: not to be used until further notice; canceled: killed or withdrawn. None: it does not say."""
    urgency: int | None = Field(default=None, ge=1, le=9)
    """IPTC's editorial urgency: 1 most urgent, 8 least (9: user-defined). None: not given."""
    slugline: str | None = None
    """The desk's short name for the item. None: not given."""
    subjects: tuple[str, ...] = ()
    """Subject codes as given: "medtop:20000344", "04015001". Empty: none given."""
    genre: str | None = None
    """Kind of text as the publisher names it: "Analysis", "Interview". None: not given."""
    edition: str | None = None
    """The edition it was printed in: "Final Edition". None: not given."""
    editor_note: str | None = None
    """A note to editors, not part of the text. None: there is none."""
    copyright_notice: str | None = None
    """As printed. None: there is none."""
    usage_terms: str | None = None
    """What the publisher allows. None: it does not say."""
    embargoed_until: datetime | None = None
    """Not to be published before this instant. None: no embargo is stated."""
    stated_word_count: int | None = Field(default=None, ge=0)
    """Words that the document says it has. None: it does not say."""
    keywords: tuple[str, ...] = ()
    kind: ArticleKind = "article"
    access: Access | None = None
    """paywalled: the document lacks text that subscribers see. None: it does not say."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    body: str
    citations: tuple[Citation, ...] = ()
    """Sources that only the document's form shows: hyperlinks of the body, entries of a reference list at the end."""
    media: tuple[Medium, ...] = ()
    """Pictures, films, sounds and embedded posts, in the order of the document."""
    links: tuple[Link, ...] = ()
    """Links of the text and those that the outlet sets beside it, in the order of the document."""
    site: str | None = Field(default=None, exclude=True)
    """The site whose page it was read from, as what is learned of outlets is filed. None: no page, or no address."""
    learned: str | None = Field(default=None, exclude=True)
    """Version of what was known of the site's furniture. None: nothing was."""
    lines: tuple[PageLine, ...] = Field(default=(), exclude=True)
    """What of the page is counted to learn the outlet's furniture."""
    encoding: str | None = None
    """The encoding of the bytes (WHATWG name). None: the document was text already."""
    evidence: tuple[Evidence, ...] = ()

    @property
    def word_count(self) -> int:
        """Words of the body, as `schemas.word_count` counts them in every script."""
        return word_count(self.body)


def lay_blocks(pieces: list[tuple[BlockKind, str]]) -> tuple[tuple[Block, ...], str]:
    """Blocks with their spans, and the body they make."""
    blocks: list[Block] = []
    at = 0
    for kind, text in pieces:
        blocks.append(Block(kind=kind, text=text, start_char=at, end_char=at + len(text)))
        at += len(text) + len(BLOCK_SEPARATOR)
    return tuple(blocks), BLOCK_SEPARATOR.join(text for _, text in pieces)
