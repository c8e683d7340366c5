"""Articles in plain text or Markdown: copied from a browser, exported, sent by wire."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from urllib.parse import urlsplit

from schemas.article import Article, Block, lay_blocks
from schemas.citation import Citation
from schemas.evidence import Evidence
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.address import canonicalise
from tasks.text.conventions.language_name import language_tag
from tasks.text.conventions.text_language import language_of
from tasks.text.plain.opening import opening
from tasks.text.plain.plain_fields import furniture, plain_fields
from tasks.text.plain.plain_head import head_length, read_head
from tasks.text.plain.plain_lines import Line, plain_lines, source_lines
from tasks.text.plain.plain_piece import Piece, examine
from tasks.text.plain.reference_list import split_references
from tasks.text.plain.refusal import refusal
from tasks.text.plain.stated_head import stated_head
from tasks.text.plain.story_body import Kept, story_body

_MOST_LINES = 5_000
"""Most lines read: longer texts are books or attacks."""
_HEAD = 20_000
"""Characters in which a head of stated fields is looked for."""


def plain_article(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One plain text as an article. `url`: the address it was fetched from, None if unknown."""
    stated = stated_head(source_lines(text[:_HEAD]))
    lines = plain_lines("\n".join(stated.without(source_lines(text))) if stated.fields else text)
    if not lines:
        return Rejected(reason=RejectionReason.EMPTY, detail="nothing but white space and control characters")
    own, listed, references = split_references(lines[:_MOST_LINES])
    pieces = [examine(line, received_at=received_at) for line in own]
    start = head_length(pieces)
    head = read_head(pieces[:start], pieces[start:])
    headline = head.headline[0] if head.headline else stated.first("headline")
    authors = [author.name for author in head.byline[0].authors] if head.byline else []
    kept, dropped = story_body([*head.returned, *pieces[start:]], headline=headline, authors=authors)
    rejected = refusal(pieces, sum(one.piece.words for one in kept))
    first = opening(kept[0].piece.text) if kept else None
    if rejected or first is None or not first.text:
        return rejected or Rejected(reason=RejectionReason.NO_TEXT, detail=f"no running text in {len(lines)} lines")
    found = plain_fields(head, (first, kept[0].piece), pieces, stated, received_at=received_at)
    blocks, body = lay_blocks([(kept[0].kind, first.text), *((one.kind, one.piece.text) for one in kept[1:])])
    address = url or stated.first("url")
    language = stated.first("language")
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    evidence = (*found.evidence, *furniture([*head.dropped, *dropped], listed), *_cut_short(lines))
    return Article(
        **(values | {"evidence": evidence}),
        blocks=blocks,
        body=body,
        language=(language and language_tag(language)) or language_of(body),
        url=address,
        canonical_url=canonicalise(address) if address else None,
        citations=(*_links(kept, blocks), *references),
    )


def _cut_short(lines: Sequence[Line]) -> tuple[Evidence, ...]:
    if len(lines) <= _MOST_LINES:
        return ()
    left = f"{len(lines) - _MOST_LINES} lines left out"
    return (Evidence(field="body", value=left, method="text", locator=f"line {lines[_MOST_LINES].number}"),)


def _links(kept: Sequence[Kept], blocks: Sequence[Block]) -> list[Citation]:
    """The hyperlinks of the body, with their spans in the body."""
    found: list[Citation] = []
    for one, block in zip(kept, blocks, strict=True):
        # A dateline may have been removed from the start of the first block.
        lost = len(one.piece.text) - len(block.text)
        found.extend(
            _link(one.piece, block, at, lost) for at, link in enumerate(one.piece.line.links) if link.start >= lost
        )
    return found


def _link(piece: Piece, block: Block, at: int, lost: int) -> Citation:
    link = piece.line.links[at]
    return Citation(
        kind="link",
        source=urlsplit(link.url).hostname or link.url,
        title=piece.text[link.start : link.end],
        url=link.url,
        start_char=block.start_char + link.start - lost,
        end_char=block.start_char + link.end - lost,
    )
