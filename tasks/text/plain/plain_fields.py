"""The fields of a plain-text article, each with the line from which it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.article import Byline, Dateline, Moment
from schemas.evidence import Evidence
from tasks.text.conventions.byline import author_names
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.line_kind import LineKind
from tasks.text.conventions.outlet_name import is_outlet
from tasks.text.conventions.printed_date import printed_moment
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.plain.opening import Opening
from tasks.text.plain.plain_head import Head
from tasks.text.plain.plain_lines import Line
from tasks.text.plain.plain_piece import Dropped, Piece
from tasks.text.plain.rights import rights_owner

_SHOWN = 200
"""Characters of a value that evidence keeps."""
_MOST_TOLD = 200
"""Dropped lines that evidence lists."""


@dataclass(frozen=True, slots=True)
class PlainFields:
    """The fields of `Article` that were read, and the evidence for all."""

    headline: str | None
    dek: str | None
    byline: Byline | None
    dateline: Dateline | None
    section: str | None
    publication: str | None
    published: Moment | None
    modified: Moment | None
    wire_credit: str | None
    keywords: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def plain_fields(
    head: Head,
    first: tuple[Opening, Piece],
    pieces: Sequence[Piece],
    front: Mapping[str, str],
    *,
    received_at: datetime,
) -> PlainFields:
    """Fields from the head, the opening of the text, the lines after it, and a Markdown file's front matter."""
    opening, opening_piece = first
    evidence: list[Evidence] = []
    byline = head.byline or ((opening.byline, opening_piece) if opening.byline else None) or _late_byline(pieces)
    published = head.published or _late_date(pieces, head) or _dateline_date(first, received_at)
    publication = head.publication or _rights_owner(pieces)
    wire = _wire(pieces, opening_piece, head)
    keywords, keywords_piece = _keywords(pieces)
    for field, printed, piece in (
        ("headline", head.headline and head.headline[0], head.headline and head.headline[1]),
        ("dek", head.dek and head.dek.text, head.dek),
        ("byline", byline and byline[0].text, byline and byline[1]),
        ("published", published and published[0].printed, published and published[1]),
        ("modified", head.modified and head.modified[0].printed, head.modified and head.modified[1]),
        ("section", head.section and head.section[0], head.section and head.section[1]),
        ("publication", publication and publication[0], publication and publication[1]),
        ("dateline", opening.dateline and opening.dateline.text, opening_piece),
        ("wire_credit", wire and wire[0], wire and wire[1]),
        ("keywords", ", ".join(keywords), keywords_piece),
    ):
        if printed and piece:
            evidence.append(line_evidence(field, printed, piece.line, chosen=True))
    evidence += [line_evidence(field, value, piece.line) for field, value, piece in head.others]
    found = PlainFields(
        headline=head.headline[0] if head.headline else None,
        dek=head.dek.text if head.dek else None,
        byline=byline[0] if byline else None,
        dateline=opening.dateline,
        section=head.section[0] if head.section else None,
        publication=publication[0] if publication else None,
        published=published[0] if published else None,
        modified=head.modified[0] if head.modified else None,
        wire_credit=wire[0] if wire else None,
        keywords=keywords,
        evidence=tuple(evidence),
    )
    return _with_front_matter(found, front, received_at) if front else found


def line_evidence(field: str, value: str, line: Line, *, chosen: bool = False) -> Evidence:
    """Evidence from one line."""
    shown = value[:_SHOWN].encode("utf-8", "replace").decode()
    return Evidence(field=field, value=shown, method="text", locator=f"line {line.number}", chosen=chosen)


def furniture(dropped: Sequence[Dropped], listed: Sequence[Line]) -> tuple[Evidence, ...]:
    """Lines that were read but are not part of the article: evidence for the field "furniture", with the reason before
    each line."""
    lines = [(f"{item.why}: {item.piece.text}", item.piece.line) for item in dropped]
    lines += [(f"reference: {line.text}", line) for line in listed]
    return tuple(line_evidence("furniture", text, line) for text, line in lines[:_MOST_TOLD])


def _after_text(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines between the last paragraph and the first line of other articles or of readers' comments."""
    last = next((at for at in range(len(pieces) - 1, -1, -1) if pieces[at].is_paragraph), len(pieces))
    found: list[Piece] = []
    for piece in pieces[last + 1 :]:
        if piece.kind in (LineKind.COMMENTS, LineKind.RELATED, LineKind.RELATED_LINK):
            break
        found.append(piece)
    return found


def _late_byline(pieces: Sequence[Piece]) -> tuple[Byline, Piece] | None:
    """A byline below the text, such as "By Ann Oak" as its last line. None: there is none."""
    for piece in _after_text(pieces):
        if piece.meta and piece.meta.byline and piece.meta.byline.authors:
            return piece.meta.byline, piece
    return None


def _late_date(pieces: Sequence[Piece], head: Head) -> tuple[Moment, Piece] | None:
    """A labelled date of publication among or below the paragraphs, for a text without one above. None: there is
    none."""
    in_links = False
    for piece in pieces if not head.modified else ():
        if piece.kind is LineKind.COMMENTS:
            return None
        in_links = piece.kind is LineKind.RELATED or (in_links and not piece.running)
        if piece.meta and piece.meta.published and piece.meta.labelled and not in_links:
            return piece.meta.published, piece
    return None


def _dateline_date(first: tuple[Opening, Piece], received_at: datetime) -> tuple[Moment, Piece] | None:
    """The full date of a dateline, the day on which the text was filed: used only if no other date is printed. None: no
    date."""
    opening, piece = first
    moment = printed_moment(opening.dateline.text, received_at=received_at, language="en") if opening.dateline else None
    return (moment, piece) if moment else None


def _wire(pieces: Sequence[Piece], opening: Piece, head: Head) -> tuple[str, Piece] | None:
    for piece in (opening, *(other for other in pieces if not other.running or other.kind is LineKind.RIGHTS)):
        if piece.kind not in (None, LineKind.RIGHTS, LineKind.NOTE) or (head.headline and piece is head.headline[1]):
            continue
        credited = wire_credit(piece.text)
        if credited:
            return credited, piece
    return None


def _rights_owner(pieces: Sequence[Piece]) -> tuple[str, Piece] | None:
    for piece in pieces:
        owner = rights_owner(piece.text) if piece.kind is LineKind.RIGHTS else None
        if owner and is_outlet(owner) and not agency_of(owner):
            return owner, piece
    return None


def _keywords(pieces: Sequence[Piece]) -> tuple[tuple[str, ...], Piece | None]:
    """The entries of a line "Tags: ...", separated by commas."""
    for piece in pieces:
        label, colon, rest = piece.text.partition(":")
        if (
            piece.kind is LineKind.TAGS
            and colon
            and label.lower().startswith(("tag", "keyword", "key word", "topic", "label"))
        ):
            found = tuple(
                entry for part in rest.replace(";", ",").replace("|", ",").split(",") if (entry := part.strip(" #."))
            )
            return found[:50], piece
    return (), None


def _with_front_matter(found: PlainFields, front: Mapping[str, str], received_at: datetime) -> PlainFields:
    """The fields with those of the front matter: what the file states takes precedence over what its lines look
    like."""
    from dataclasses import replace

    authors = author_names([front.get("author") or front.get("authors") or front.get("byline") or ""])
    moment = printed_moment(front.get("date") or front.get("published") or "", received_at=received_at, language="en")
    byline = Byline(text=", ".join(author.name for author in authors), authors=authors) if authors else found.byline
    stated = {
        field: front[field]
        for field in ("title", "author", "authors", "date", "published", "section", "publication")
        if field in front
    }
    line = Line("", 1, gap=False)
    return replace(
        found,
        headline=front.get("title") or found.headline,
        dek=front.get("subtitle") or front.get("description") or found.dek,
        byline=byline,
        published=moment or found.published,
        section=front.get("section") or front.get("category") or found.section,
        publication=front.get("publication") or front.get("source") or found.publication,
        evidence=(*found.evidence, *(line_evidence(field, value, line) for field, value in stated.items())),
    )
