"""One HTML page as an article: its fields, its main text, and the evidence for both."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from schemas.article import Article, Author, Block, BlockKind, Byline, Dateline, lay_blocks
from schemas.citation import Citation
from schemas.evidence import Evidence
from schemas.outlet_furniture import Learned, nothing_learned
from schemas.rejection import Rejected
from tasks.text.conventions.address import same_site, site_of
from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.text_language import language_against
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.html.beside.links import goal_of, links
from tasks.text.html.beside.media import media, media_evidence
from tasks.text.html.body.main_text import Link, main_text
from tasks.text.html.html_fields import html_fields
from tasks.text.html.page.html_page import parse_page
from tasks.text.html.page.page import Page
from tasks.text.html.saved.additions import without_additions
from tasks.text.html.saved.saved_copy import SavedCopy, saved_copy

_OPENING_BLOCKS = 3
_LAST_BLOCKS = 2
"""An agency's credit line may close the text: it is searched for in this many last blocks."""
MAX_LINKS = 500
_STATED = (
    "headline", "dek", "section", "publication", "published", "modified", "canonical_url", "publisher_id", "keywords"
)  # fmt: skip
"""Fields that are taken unchanged from the page's head and data."""
_CLOCKS_DIFFER = timedelta(days=1)


def html_article(
    text: str, *, url: str | None, received_at: datetime, learned: Learned = nothing_learned
) -> Article | Rejected:
    """`text` as an article. `url`: where it was fetched, None if unknown. `learned`: the known furniture of outlets."""
    saved = saved_copy(text, url)
    page = _page(text, saved, url=url, received_at=received_at)
    fields = html_fields(page)
    site = site_of(fields.canonical_url or page.url or "")
    known = learned(site) if site else None
    main = main_text(page, headline=fields.headline, dek=fields.dek, authors=_persons(fields.byline), known=known)
    if main.rejected is not None:
        return _with_losses(main.rejected, page)
    dateline, pieces, cut = _without_dateline(main.blocks)
    blocks, body = lay_blocks(pieces)
    tongue = language_against(fields.language, body)
    credit = _credit(fields.byline, main.blocks)
    byline = fields.byline or _agency_byline(credit, fields.beside_headline)
    found = _text_evidence(
        dateline=dateline.text if dateline else None,
        wire_credit=credit,
        byline=byline.text if byline and not fields.byline else None,
        language=None if fields.language == tongue else tongue,
    )
    placed = _placed(page, fields.canonical_url)
    shown = media(placed, main.shown)
    return Article(
        **{name: getattr(fields, name) for name in _STATED},
        byline=byline,
        dateline=dateline,
        language=tongue,
        url=page.url or fields.canonical_url,
        wire_credit=credit,
        kind=main.kind,
        access=main.access,
        blocks=blocks,
        body=body,
        media=shown,
        links=links(placed, main.links[:MAX_LINKS], own=page.url or fields.canonical_url),
        citations=_citations(placed, main.links, blocks, cut),
        site=site,
        learned=known.version if known else None,
        lines=main.lines,
        evidence=(
            *page.notes,
            *_outweighed(fields.evidence, fields.language, tongue),
            *main.evidence,
            *found,
            *media_evidence(shown),
        ),
    )


def _page(text: str, saved: SavedCopy | None, *, url: str | None, received_at: datetime) -> Page:
    """The outlet's page, without what a web archive or a saving tool added."""
    if saved is None:
        return parse_page(text, url=url, received_at=received_at)
    # Nothing is published after it was saved; clocks and zones may differ by a day.
    bound = min(received_at, saved.captured_at + _CLOCKS_DIFFER) if saved.captured_at else received_at
    page = parse_page(saved.text, url=saved.url or url, received_at=bound)
    page = without_additions(page, saved.keeper)
    return replace(page, notes=page.notes + saved.evidence(used=page.url))


def _placed(page: Page, canonical_url: str | None) -> Page:
    """The page with a base for relative addresses: its own address, else the canonical URL."""
    return page if page.url or page.base else replace(page, base=canonical_url)


def _with_losses(rejected: Rejected, page: Page) -> Rejected:
    """The rejection, with what was lost while the page was parsed."""
    lost = "; ".join(dict.fromkeys(note.value for note in page.notes if note.field == "body"))
    return rejected.model_copy(update={"detail": f"{rejected.detail}; {lost}"[:500]}) if lost else rejected


def _without_dateline(
    blocks: Sequence[tuple[BlockKind, str]],
) -> tuple[Dateline | None, list[tuple[BlockKind, str]], tuple[int, int]]:
    """The first paragraph's dateline, the blocks without it, the index of the shortened block, and how many characters
    it lost."""
    pieces = list(blocks)
    first = next((i for i, (kind, _) in enumerate(pieces[:_OPENING_BLOCKS]) if kind == "paragraph"), None)
    if first is None:
        return None, pieces, (0, 0)
    text = pieces[first][1]
    dateline, rest = split_dateline(text)
    if not rest.strip():
        return None, pieces, (0, 0)
    pieces[first] = ("paragraph", rest)
    return dateline, pieces, (first, len(text) - len(rest))


def _persons(byline: Byline | None) -> list[str]:
    return [author.name for author in byline.authors if author.kind == "person"] if byline else []


def _credit(byline: Byline | None, blocks: Sequence[tuple[BlockKind, str]]) -> str | None:
    """The agency credited with the text in the dateline, the byline or a closing line. None: no agency is credited."""
    texts = [text for _, text in blocks]
    agencies = [author.name for author in byline.authors if author.kind == "agency"] if byline else []
    offers = [*texts[:1], *agencies, *texts[-_LAST_BLOCKS:]]
    return next((credit for text in offers if (credit := wire_credit(text))), None)


def _agency_byline(credit: str | None, beside_headline: Sequence[str]) -> Byline | None:
    """The agency that the text credits, if its name also stands beside the headline; else None."""
    if credit is None or credit not in beside_headline:
        return None
    return Byline(text=credit, authors=(Author(name=credit, kind="agency"),))


def _citations(
    page: Page, links: Sequence[Link], blocks: Sequence[Block], cut: tuple[int, int]
) -> tuple[Citation, ...]:
    """The body's links to other sites. `cut`: the block that was shortened at its start, and by how many characters."""
    found: list[Citation] = []
    for link in links[:MAX_LINKS]:
        address = goal_of(page, link.url, own=page.url)
        shift = cut[1] if link.block == cut[0] else 0
        if address is None or link.start < shift or (page.url and same_site(address, page.url)):
            continue
        at = blocks[link.block].start_char - shift
        found.append(
            Citation(
                kind="link",
                source=(urlsplit(address).hostname or "").removeprefix("www."),
                title=link.anchor,
                url=address,
                start_char=at + link.start,
                end_char=at + link.end,
            )
        )
    return tuple(found)


def _outweighed(known: tuple[Evidence, ...], stated: str | None, tongue: str | None) -> tuple[Evidence, ...]:
    """The evidence. If the text's language differs from the stated one, the stated one is marked as not chosen."""
    if stated == tongue:
        return known
    return tuple(e.model_copy(update={"chosen": False}) if e.field == "language" else e for e in known)


def _text_evidence(**read: str | None) -> list[Evidence]:
    """Evidence for fields that were read from the running text."""
    return [
        Evidence(field=field, value=value, method="text", locator="body", chosen=True)
        for field, value in read.items()
        if value
    ]
