"""The article's own paragraphs and subheads among the lines after its head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.article import BlockKind
from tasks.text.conventions.line_kind import LineKind
from tasks.text.conventions.running_text import ends_sentence, has_sentence_break, is_like, is_question, is_title_case
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.plain.author_note import introduces_author
from tasks.text.plain.caption import count_names, follows_credit, is_caption, is_captioned
from tasks.text.plain.plain_piece import Dropped, Piece

_MOST_SUBHEAD_WORDS = 14
_MOST_PLAIN_WORDS = 9
"""Most words of a subhead in sentence case."""
_SPEECH = re.compile(r"^[^\"“”]*+[\"“”].*\b(?:said|says|told|asked)\b|^[\"“].{25,}[\"”]$")
_LONG_PARAGRAPH = 22
_DATED_SUBHEADS = 3
"""If at least this many dates stand alone between paragraphs, they are the headings of a chronology."""
_BIO_LAST = 3
"""Paragraphs at the end that are searched for a note about the author."""
_LONGEST_PULL_QUOTE = 40
_MOST_PIECES_COMPARED = 600
_QUOTES = str.maketrans("", "", "\"“”„«»'‘’`")


@dataclass(frozen=True, slots=True)
class Kept:
    """One block of the article."""

    kind: BlockKind
    piece: Piece


def story_body(
    pieces: Sequence[Piece], *, headline: str | None, authors: Sequence[str]
) -> tuple[list[Kept], list[Dropped]]:
    """The blocks in order, and what was left out."""
    dropped: list[Dropped] = []
    pieces = _before_comments(list(pieces), dropped)
    pieces = _without_furniture(pieces, dropped)
    pieces = _without_repeats(pieces, headline, authors, dropped)
    pieces = _until_last_sentence(pieces, dropped)
    pieces = _without_bios(pieces, authors, dropped)
    kept = [Kept(_block_kind(pieces, at), piece) for at, piece in enumerate(pieces)]
    dropped.sort(key=lambda item: item.piece.line.number)
    return kept, dropped


def _before_comments(pieces: list[Piece], dropped: list[Dropped]) -> list[Piece]:
    """The pieces before the readers' comments. If most of the text stands after the heading of the comments, the
    heading is only a link, and nothing is cut."""
    for at, piece in enumerate(pieces):
        if piece.kind is LineKind.COMMENTS:
            before = sum(one.words for one in pieces[:at] if one.is_paragraph)
            after = sum(one.words for one in pieces[at:] if one.is_paragraph)
            if before and after <= before:
                dropped.extend(Dropped(one, "comments") for one in pieces[at:])
                return pieces[:at]
    return pieces


def _without_furniture(pieces: list[Piece], dropped: list[Dropped]) -> list[Piece]:
    text = "\n".join(piece.text for piece in pieces if piece.is_paragraph)
    names = count_names(pieces, text)
    dates = sum(_is_bare_date(piece) for piece in pieces)
    kept: list[Piece] = []
    in_links = False
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        why = _furniture(piece, following, chronicle=dates >= _DATED_SUBHEADS)
        if why is None and not piece.running and piece.line.mark != "heading" and piece.text[-1:] != ":":
            if in_links:
                why = "related"
            elif is_caption(piece, text=text, names=names) or (at and follows_credit(piece, pieces[at - 1])):
                why = "caption"
        in_links = piece.kind is LineKind.RELATED or (in_links and (why is not None or not piece.running))
        if why is None:
            kept.append(piece)
        else:
            dropped.append(Dropped(piece, why))
    return kept


def _furniture(piece: Piece, following: Piece | None, *, chronicle: bool) -> str | None:
    if piece.kind is not None:
        return piece.kind.value
    if piece.meta is not None:
        return None if chronicle and _is_bare_date(piece) else "date or byline"
    if is_captioned(piece, following, in_head=False):
        return "caption"
    if not piece.running and piece.words <= 8 and wire_credit(piece.text):
        return "wire credit"
    return None


def _is_bare_date(piece: Piece) -> bool:
    meta = piece.meta
    return meta is not None and meta.published is not None and not (meta.labelled or meta.byline or meta.modified)


def _without_repeats(
    pieces: list[Piece], headline: str | None, authors: Sequence[str], dropped: list[Dropped]
) -> list[Piece]:
    """The pieces without the repeated headline and author, paragraphs printed twice, and pull quotes."""
    names = {name.casefold() for name in authors}
    compared = pieces if len(pieces) <= _MOST_PIECES_COMPARED else []
    longer = "\n".join(piece.text.translate(_QUOTES) for piece in compared if piece.running)[:400_000]
    seen: set[str] = set()
    kept: list[Piece] = []
    for piece in pieces:
        why = None
        if piece.text.casefold().strip(" :") in names:
            why = "byline"
        elif headline and not piece.running and is_like(piece.text, headline):
            why = "headline again"
        elif piece.running and piece.words >= 8 and piece.text in seen:
            why = "printed before"
        elif piece.line.mark is None and _is_pulled(piece, longer):
            why = "pull quote"
        seen.add(piece.text)
        if why:
            dropped.append(Dropped(piece, why))
        else:
            kept.append(piece)
    return kept


def _is_pulled(piece: Piece, longer: str) -> bool:
    if not 5 <= piece.words <= _LONGEST_PULL_QUOTE or not longer:
        return False
    bare = piece.text.translate(_QUOTES).strip(" .–—-")
    at = longer.find(bare)
    while at >= 0:
        line_end = longer.find("\n", at)
        line = longer[longer.rfind("\n", 0, at) + 1 : line_end if line_end >= 0 else len(longer)]
        if len(line) > len(bare) + 20:
            return True
        at = longer.find(bare, at + len(bare))
    return False


def _without_bios(pieces: list[Piece], authors: Sequence[str], dropped: list[Dropped]) -> list[Piece]:
    """The pieces without lines at the end that introduce the author."""
    for at in range(len(pieces) - 1, max(0, len(pieces) - 1 - _BIO_LAST), -1):
        if introduces_author(pieces[at].text, authors):
            dropped.append(Dropped(pieces[at], "about the author"))
            del pieces[at]
    return pieces


def _until_last_sentence(pieces: list[Piece], dropped: list[Dropped]) -> list[Piece]:
    """The pieces up to the last sentence: fragments after it belong to the page (tags, titles of other articles). They
    stay in a text of fragments, such as a table of results, and in a list."""
    end = len(pieces)
    while end and not pieces[end - 1].running and pieces[end - 1].line.mark is None:
        end -= 1
    running = [piece for piece in pieces if piece.running]
    sentences = sum(ends_sentence(piece.text) for piece in running)
    if not running or sentences < 0.6 * len(running) or len(running) * 2 < end:
        return pieces
    if len(pieces) - end == 1 and pieces[end].words >= 5 and pieces[end].text[-1] in "?!":
        # A closing question; the titles of other articles would be several.
        return pieces
    if end and pieces[end - 1].text.endswith(":"):
        return pieces
    dropped.extend(Dropped(piece, "after the end") for piece in pieces[end:])
    return pieces[:end]


def _block_kind(pieces: Sequence[Piece], at: int) -> BlockKind:
    piece = pieces[at]
    mark = piece.line.mark
    if mark == "heading":
        return "subhead"
    if mark == "quote":
        return "quote_block"
    if mark == "item":
        return "subhead" if _is_numbered_subhead(pieces, at) else "list_item"
    return "subhead" if _is_subhead(pieces, at) else "paragraph"


def _is_numbered_subhead(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a numbered item is a subhead: "2. The generator" between two paragraphs, not among other items."""
    if not 0 < at < len(pieces) - 1 or pieces[at].words > _MOST_PLAIN_WORDS or not pieces[at].text[:1].isdigit():
        return False
    plain = all(near.running and near.line.mark is None for near in (pieces[at - 1], pieces[at + 1]))
    return plain and not ends_sentence(pieces[at].text)


def _heads_answer(question: Piece, before: Piece | None, after: Piece) -> bool:
    """Whether a question is a subhead: it is short, and stands between longer paragraphs. In a text where each line is
    a sentence, a question is a sentence too."""
    long_before = before is None or before.words >= _LONG_PARAGRAPH or has_sentence_break(before.text)
    return (
        question.words <= _MOST_PLAIN_WORDS
        and long_before
        and (after.words >= _LONG_PARAGRAPH or has_sentence_break(after.text))
    )


def _is_subhead(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a fragment stands alone between running text."""
    piece = pieces[at]
    if piece.running or piece.words > _MOST_SUBHEAD_WORDS or at + 1 >= len(pieces):
        return False
    text = piece.text
    first = text.lstrip("\"“”'‘’«„¿¡(")[:1]
    if not first or first.islower() or text[-1] in ",;:-–—." or _SPEECH.search(text):
        return False
    before, after = pieces[at - 1] if at else None, pieces[at + 1]
    if is_question(text):
        if not _heads_answer(piece, before, after):
            return False
    elif piece.words > _MOST_PLAIN_WORDS and not is_title_case(text):
        return False
    alone = before is None or before.running or before.line.mark in ("item", "quote")
    return alone and (after.running or after.line.mark in ("item", "quote"))
