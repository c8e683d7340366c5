"""The fields of a plain-text article, each with the line from which it was read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from schemas.article import Byline, Dateline, Moment
from schemas.evidence import Evidence
from tasks.text.conventions.byline import author_names, byline_of
from tasks.text.conventions.data_moment import data_moment
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.line_kind import LineKind
from tasks.text.conventions.outlet_name import is_outlet
from tasks.text.conventions.person_name import looks_like_name
from tasks.text.conventions.printed_date import printed_date, printed_moment
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.plain.opening import Opening
from tasks.text.plain.plain_head import Head
from tasks.text.plain.plain_lines import Line
from tasks.text.plain.plain_piece import Dropped, Piece
from tasks.text.plain.rights import rights_owner
from tasks.text.plain.stated_head import StatedHead

_INVERTED = re.compile(r"([^,;]{2,40}), ([^,;]{2,40})")
_BEFORE_DATE = re.compile(r"[\s,]{0,5}\b(?:vom|du|del|of|van|fra|från|dated)\s{0,5}$", re.IGNORECASE)
_ISSUE = re.compile(r"\.\s{1,5}\d|,\s{0,5}\d|;")
"""What follows an outlet's name in a reference: "Gazette, The. 03/04/2023, p7"."""
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
    stated: StatedHead,
    *,
    received_at: datetime,
) -> PlainFields:
    """Fields from the head, the opening of the text, the lines after it, and what the text states above itself."""
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
    return _with_stated(found, stated, received_at) if stated.fields else found


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


def _with_stated(found: PlainFields, stated: StatedHead, received_at: datetime) -> PlainFields:
    """The fields with those that the text states above itself: they take precedence over what its lines look like."""
    published = stated.first("published") or ""
    publication, in_source = _source(stated.first("publication"), received_at)
    moment = data_moment(published, received_at=received_at, language=stated.first("language")) or in_source
    line = Line("", min(stated.lines, default=1), gap=False)
    return replace(
        found,
        headline=stated.first("headline") or found.headline,
        dek=stated.first("dek") or found.dek,
        byline=_stated_byline(stated) or found.byline,
        published=moment or found.published,
        section=stated.first("section") or found.section,
        publication=publication or found.publication,
        keywords=stated.fields.get("keywords", ())[:50] or found.keywords,
        evidence=(
            *found.evidence,
            *(line_evidence(name, "; ".join(values), line) for name, values in stated.fields.items()),
        ),
    )


def _stated_byline(stated: StatedHead) -> Byline | None:
    values = stated.fields.get("authors") or stated.fields.get("byline") or ()
    if len(values) == 1:
        found = byline_of(values[0]) or byline_of(f"By {_turned(values[0])}")
        if found and found.authors:
            return Byline(text=values[0], authors=found.authors)
    authors = author_names([_turned(value) for value in values])
    return Byline(text="; ".join(values), authors=authors) if authors else None


def _turned(name: str) -> str:
    """The name in its usual order: "LUND, IDA" -> "IDA LUND"."""
    match = _INVERTED.fullmatch(name)
    return f"{match[2]} {match[1]}" if match and looks_like_name(f"{match[2]} {match[1]}") else name


def _source(value: str | None, received_at: datetime) -> tuple[str | None, Moment | None]:
    """The outlet in a stated source, and the date behind it: "Hafenblatt vom 04.03.2023, S. 12"."""
    if not value:
        return None, None
    dated = printed_date(value, received_at=received_at)
    name = value[: dated.start] if dated else _ISSUE.split(value)[0]
    name = _BEFORE_DATE.sub("", name).strip(" ,.;:")
    return name or None, dated.moment if dated else None
