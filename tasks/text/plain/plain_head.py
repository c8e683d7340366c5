"""The lines before the text of a plain-text article: masthead, headline, dek, byline, date, section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.article import Byline, Moment
from tasks.text.conventions.byline import byline_of
from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.line_kind import LineKind
from tasks.text.conventions.outlet_name import is_menu, is_outlet, is_section
from tasks.text.conventions.person_name import looks_like_name
from tasks.text.conventions.running_text import is_like, is_title_case
from tasks.text.plain.author_note import introduces_author, is_trade
from tasks.text.plain.caption import is_captioned, is_named_in
from tasks.text.plain.plain_piece import Dropped, Piece

_MOST_HEADLINE_WORDS = 30
_MOST_NAME_WORDS = 8
_MOST_HEAD_PIECES = 200
"""Lines of a head that are compared with each other."""
_SHORTEST_MENU = 4
_MOST_CLOSED_WORDS = 16
"""Most words of a headline that ends with a full stop."""
_DEK_REACH = 3
"""A byline or date within this many lines after a first paragraph makes that paragraph a dek."""
_LONGEST_DEK = 60
_SLOGAN = re.compile(
    r"\bsince (?:1[5-9]|20)\d\d\b|\b(?:voice|truth|trusted|independent|journalism|newspaper|your (?:daily|local|source"
    r"|home)|news (?:for|from|you|that)|established|est\.)\b"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF]|^nearly |\bnews\b.{0,12}$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s(?:[|–—·•]|-|::)\s(?P<outlet>[^|–—·•]{2,50})$")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields, each with the line it stands on. None: not printed."""

    headline: tuple[str, Piece] | None = None
    dek: Piece | None = None
    byline: tuple[Byline, Piece] | None = None
    published: tuple[Moment, Piece] | None = None
    modified: tuple[Moment, Piece] | None = None
    section: tuple[str, Piece] | None = None
    publication: tuple[str, Piece] | None = None
    others: tuple[tuple[str, str, Piece], ...] = ()
    """Candidates not chosen: field, value, line."""
    returned: tuple[Piece, ...] = ()
    """Sentences of the article among these lines."""
    dropped: tuple[Dropped, ...] = ()


def head_length(pieces: Sequence[Piece]) -> int:
    """The number of pieces before the article's first paragraph."""
    first = _first_paragraph(pieces, 0)
    if first >= len(pieces):
        return first
    # A paragraph with a byline or date directly below it is the dek, unless hardly any text follows.
    for at in range(min(first + _DEK_REACH, len(pieces) - 2), first, -1):
        meta = pieces[at].meta
        between = [piece for piece in pieces[first:at] if piece.is_paragraph]
        if meta and (meta.published or meta.byline) and all(piece.words <= _LONGEST_DEK for piece in between):
            rest = _first_paragraph(pieces, at + 1)
            if rest < len(pieces) and rest <= at + 4 and first > 0:
                return rest
    return 1 if first == 0 and _is_closed_headline(pieces) else first


def _first_paragraph(pieces: Sequence[Piece], start: int) -> int:
    for at in range(start, len(pieces)):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if pieces[at].is_paragraph and not is_captioned(pieces[at], following, in_head=True):
            if (
                at + 1 < len(pieces)
                and _is_closed_headline(pieces[at:])
                and not any(piece.is_open and piece.words >= 3 for piece in pieces[:at])
            ):
                continue
            return at
    return len(pieces)


def _is_closed_headline(pieces: Sequence[Piece]) -> bool:
    """Whether the first piece is a headline although it ends like a sentence: it is in capitals or title case, stands
    directly above a dateline or byline, or is a short line above a much longer paragraph."""
    first = pieces[0]
    if (
        not first.is_paragraph
        or first.words > _MOST_CLOSED_WORDS
        or len(pieces) < 2
        or re.match(r"[\"“„«`]", first.text)
    ):
        return False
    following = pieces[1]
    if following.meta is not None or first.text.isupper():
        return True
    if not following.is_paragraph or not following.line.gap:
        return False
    if is_title_case(first.text) and first.words >= 4:
        return True
    if split_dateline(following.text)[0]:
        return True
    longer = max(piece.words for piece in pieces[1:3])
    return first.words <= 12 and longer >= 2.5 * first.words


def read_head(pieces: Sequence[Piece], rest: Sequence[Piece]) -> Head:
    """The fields in the pieces before the text. `rest`: the pieces from the first paragraph on."""
    text = "\n".join(piece.text for piece in rest[:400] if piece.is_paragraph and not introduces_author(piece.text, ()))
    open_pieces = [
        piece
        for at, piece in enumerate(pieces)
        if piece.is_open and not is_captioned(piece, pieces[at + 1] if at + 1 < len(pieces) else None, in_head=True)
    ]
    open_pieces = open_pieces[:_MOST_HEAD_PIECES]
    open_pieces = _without_menu(_without_trades(open_pieces))
    repeated = _repeated(open_pieces, rest)
    publication, section, titles = _masthead(open_pieces, repeated)
    headline = _headline(titles, repeated)
    byline = _byline(pieces, headline, text)
    published, modified, others = _dates(pieces, headline)
    dek = _dek(titles, headline, byline)
    section = section or _crumb(pieces)
    for piece in pieces:
        if piece.meta and piece.meta.section and not section:
            section = (piece.meta.section, piece)
        if piece.meta and piece.meta.publication and not publication:
            publication = (piece.meta.publication, piece)
    chosen = headline
    if headline:
        title, outlet = _without_outlet(headline.text.rstrip("; "), publication[0] if publication else None)
        if outlet and not publication:
            publication = (outlet, headline)
    used = {id(found[1]) for found in (byline, published, modified, section, publication) if found}
    used |= {id(piece) for piece in (chosen, dek) if piece}
    returned = tuple(piece for piece in open_pieces if id(piece) not in used and _is_text(piece, headline, dek))
    used |= {id(piece) for piece in returned}
    dropped = tuple(Dropped(piece, _why(piece, headline)) for piece in pieces if id(piece) not in used)
    return Head(
        headline=(title, headline) if headline else None,
        dek=dek,
        byline=byline,
        published=published,
        modified=modified,
        section=section,
        publication=publication,
        others=others,
        returned=returned,
        dropped=dropped,
    )


def _crumb(pieces: Sequence[Piece]) -> tuple[str, Piece] | None:
    """The last section of a path such as "Home > News > Europe". None: there is none."""
    for piece in pieces:
        if piece.kind is LineKind.NAVIGATION:
            crumbs = [crumb.strip() for crumb in re.split(r"[>»›→/]", piece.text)]
            sections = [crumb for crumb in crumbs[1:] if is_section(crumb)]
            if sections and len(crumbs) >= 2:
                return sections[-1], piece
    return None


def _is_text(piece: Piece, headline: Piece | None, dek: Piece | None) -> bool:
    """Whether a line between headline and text is part of the text: a second paragraph beside the dek, or a short
    sentence before the first long one."""
    if headline is None or piece.line.number <= headline.line.number or is_like(piece.text, headline.text):
        return False
    return (piece.running and dek is not None) or (piece.text[-1] in ".?!" and piece.words >= 2)


def _why(piece: Piece, headline: Piece | None) -> str:
    if piece.kind is not None:
        return piece.kind.value
    if piece.meta is not None:
        return "date or byline"
    if headline and is_like(piece.text, headline.text):
        return "headline again"
    return "caption" if piece.running else "masthead"


def _without_trades(pieces: Sequence[Piece]) -> list[Piece]:
    return [
        piece
        for piece in pieces
        if piece.line.mark is not None or not (is_menu(piece.text) or (is_trade(piece.text) and piece.words <= 6))
    ]


def _without_menu(pieces: list[Piece]) -> list[Piece]:
    """The pieces without menus that were copied line by line: four or more labels in a row above something longer."""
    kept: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if piece.words <= 3 and piece.line.mark is None and not piece.running and not is_outlet(piece.text):
            run.append(piece)
            continue
        kept += [piece] if len(run) >= _SHORTEST_MENU else [*run, piece]
        run = []
    return kept + run


def _repeated(open_pieces: Sequence[Piece], rest: Sequence[Piece]) -> Piece | None:
    """The headline: the first line of the head that is printed again, in the head or later as a fragment. None: no line
    is."""
    later = [piece.text for piece in rest if piece.is_open and not piece.running]
    for at, piece in enumerate(open_pieces):
        again = [*(other.text for other in open_pieces[at + 1 :]), *(() if at else later)]
        if piece.words >= 3 and piece.text in again and not is_section(piece.text) and not is_outlet(piece.text):
            return piece
    return None


def _masthead(
    open_pieces: Sequence[Piece], repeated: Piece | None
) -> tuple[tuple[str, Piece] | None, tuple[str, Piece] | None, list[Piece]]:
    """Publication, section, and the lines that may be headline or dek. At least one line is left for the headline."""
    publication: tuple[str, Piece] | None = None
    section: tuple[str, Piece] | None = None
    titles: list[Piece] = []
    for at, piece in enumerate(open_pieces):
        more = repeated is not None or any(
            other.words >= 3 or other.line.mark == "heading" for other in open_pieces[at + 1 :]
        )
        if piece.line.mark == "heading" or not (more or titles):
            titles.append(piece)
        elif is_section(piece.text):
            section = section or (piece.text, piece)
        elif is_outlet(piece.text) and not (titles and titles[0] is repeated):
            publication = publication or (piece.text, piece)
        elif publication and not titles and more and _is_slogan(piece):
            continue
        else:
            titles.append(piece)
    return publication, section, titles


def _is_slogan(piece: Piece) -> bool:
    return piece.words <= 10 and _SLOGAN.search(piece.text) is not None


def _headline(titles: Sequence[Piece], repeated: Piece | None) -> Piece | None:
    if repeated is not None:
        return repeated
    marked = [piece for piece in titles if piece.line.mark == "heading"]
    if marked:
        return min(marked, key=lambda piece: (piece.line.level, piece.line.number))
    likely = [piece for piece in titles if 3 <= piece.words <= _MOST_HEADLINE_WORDS and piece.text[-1] not in ":,"]
    if likely:
        return likely[0]
    short = [
        piece for piece in titles if piece.words <= 2 and piece.text[-1] not in ":,;.-" and piece.text[0].isalnum()
    ]
    return short[0] if short else None


def _byline(pieces: Sequence[Piece], headline: Piece | None, text: str) -> tuple[Byline, Piece] | None:
    """The author: a line with "By ...", or a name in a place for authors: next to the date or directly below the
    headline. None: there is none.

    The name of somebody in the article's text is a caption.
    """
    for piece in pieces:
        if piece.meta and piece.meta.byline:
            return piece.meta.byline, piece
    words = set(re.findall(r"\w+", text))
    for at, piece in enumerate(pieces):
        if piece is headline or not piece.is_open or piece.running or piece.words > _MOST_NAME_WORDS:
            continue
        near = [pieces[index] for index in (at - 1, at + 1) if 0 <= index < len(pieces)]
        if not agency_of(piece.text):
            name = piece.text.partition(",")[0]
            dated = any(other.meta and other.meta.published for other in near)
            below = headline is not None and piece.line.number > headline.line.number and not words & _common(name)
            if not looks_like_name(name) or not (dated or below) or is_named_in(piece.text, text):
                continue
        credited = at + 1 < len(pieces) and pieces[at + 1].kind is LineKind.CREDIT
        byline = None if credited or is_section(piece.text) or is_outlet(piece.text) else byline_of(piece.text)
        if byline and byline.authors and (agency_of(piece.text) or byline.authors[0].kind == "person"):
            return byline, piece
    return None


def _common(name: str) -> set[str]:
    """A name's words in lower case: if the text uses one of them as a common word, the line is a title, not a name."""
    return {word.lower() for word in re.findall(r"\w+", name) if len(word) > 2}


def _dates(
    pieces: Sequence[Piece], headline: Piece | None
) -> tuple[tuple[Moment, Piece] | None, tuple[Moment, Piece] | None, tuple[tuple[str, str, Piece], ...]]:
    """Published, modified, and the other dates.

    Published is the labelled date, else one below the headline, else one above it. A date above it does not count if
    weather, or a weekday's date above the outlet's name, shows that it is the day on which the page was printed.
    """
    dated = [(piece.meta.published, piece) for piece in pieces if piece.meta and piece.meta.published]
    labelled = [found for found in dated if found[1].meta and found[1].meta.labelled]
    after = [found for found in dated if headline and found[1].line.number > headline.line.number]
    printed_page = any(piece.kind is LineKind.WEATHER for piece in pieces)
    best = next(iter(labelled or after or ([] if printed_page else dated)), None)
    others = tuple(
        ("published", moment.printed, piece) for moment, piece in dated if best is None or piece is not best[1]
    )
    modified = next(((piece.meta.modified, piece) for piece in pieces if piece.meta and piece.meta.modified), None)
    return best, modified, others


def _dek(titles: Sequence[Piece], headline: Piece | None, byline: tuple[Byline, Piece] | None) -> Piece | None:
    """The dek: a line under the headline that is longer than a label and does not repeat the headline. None: there is
    none."""
    if headline is None:
        return None
    for piece in titles:
        if piece.line.number <= headline.line.number or (byline and piece is byline[1]):
            continue
        if piece.words >= 5 and not is_like(piece.text, headline.text) and piece.line.mark != "heading":
            return piece
        if not is_like(piece.text, headline.text):
            return None
    return None


def _without_outlet(headline: str, publication: str | None) -> tuple[str, str | None]:
    """The headline without the outlet's name after a dash or bar ("Ferry sinks | The Harbour Post"), and that name,
    None if there is none."""
    suffix = _SUFFIX.search(headline)
    if suffix is None:
        return headline, None
    outlet = suffix["outlet"].strip()
    if outlet == publication or (is_outlet(outlet) and len(headline[: suffix.start()].split()) >= 3):
        return headline[: suffix.start()].strip(), outlet
    return headline, None
