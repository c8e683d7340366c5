"""The running text of an item, separated from the lines above and below it."""

from dataclasses import dataclass, field

from schemas.article import Byline, Dateline
from tasks.text.conventions.byline import byline_of, marked_byline
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.running_text import is_running
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.wire.item.located import dateline_there, wire_dateline
from tasks.text.wire.item.statement import Pieces
from tasks.text.wire.item.typography import typeset
from tasks.text.wire.item.wire_lines import (
    is_credit_line,
    is_furniture,
    is_note,
    is_signature,
    opens_notepad,
)

_HEAD = 8
"""Blocks that are searched for notes and bylines above the text."""
_MOST_BYLINE_WORDS = 16
_MOST_TITLE_WORDS = 8
"""Most words of a job title below a byline."""


@dataclass(slots=True)
class WireBody:
    """The text, and what was found around it."""

    pieces: Pieces
    byline: Byline | None = None
    """A byline that stands as a paragraph above the text."""
    dateline: Dateline | None = None
    credit: str | None = None
    notes: list[str] = field(default_factory=list)
    """Lines to editors, in order; notepads completely."""
    dropped: list[tuple[str, str]] = field(default_factory=list)
    """What is neither text nor note: its kind, and the line."""


def wire_body(pieces: Pieces, *, headlines: tuple[str, ...], dek: str | None, located: str | None) -> WireBody:
    """The body of an item. `headlines`: all that were stated. `located`: the stated place of origin, None if not
    stated."""
    body = WireBody([(kind, typeset(text)) for kind, text in _once(pieces)])
    _cut_notepad(body)
    _drop_furniture(body)
    _take_head(body, headlines, dek)
    _take_tail(body)
    if body.pieces:
        _open(body, located)
    return body


def _once(pieces: Pieces) -> Pieces:
    """The pieces without a lead that is sent twice, alone and at the beginning of the whole text."""
    for size in range(min(len(pieces) // 2, 5), 0, -1):
        if [text for _, text in pieces[:size]] == [text for _, text in pieces[size : 2 * size]]:
            return pieces[size:]
    return pieces


def _cut_notepad(body: WireBody) -> None:
    for at, (_, text) in enumerate(body.pieces):
        # If no text stands above it, the line refers to the text below it and does not begin a notepad.
        if opens_notepad(text) and any(is_running(before) for _, before in body.pieces[:at]):
            body.notes.extend(line for _, line in body.pieces[at:] if not is_furniture(line) and not is_signature(line))
            body.pieces = body.pieces[:at]
            return


def _drop_furniture(body: WireBody) -> None:
    kept: Pieces = []
    for kind, text in body.pieces:
        why = is_furniture(text)
        if why:
            body.dropped.append((why, text))
        else:
            kept.append((kind, text))
    while kept and kept[-1][0] == "subhead":
        body.dropped.append(("subhead without text", kept.pop()[1]))
    body.pieces = kept


def _take_head(body: WireBody, headlines: tuple[str, ...], dek: str | None) -> None:
    """Remove notes, bylines and the repeated headline from the top; at least one block remains."""
    printed = {key(line) for line in headlines}
    kept: Pieces = []
    after_byline = False
    for at, (kind, text) in enumerate(body.pieces[:_HEAD]):
        rest = body.pieces[at:]
        short = len(text.split()) <= _MOST_BYLINE_WORDS
        byline = marked_byline(text) if short and not kept else None
        if len(rest) > 1 and key(text) in printed:
            body.dropped.append(("headline again", text))
        elif is_note(text) and len(rest) > 1:
            body.notes.append(text)
        elif byline and not text.rstrip().endswith((".", "?", "!")):
            body.byline = body.byline or byline
            after_byline = True
            kept += [(kind, text)] if len(rest) == 1 else []
            continue
        elif not kept and len(rest) > 1 and after_byline and _is_title(text) and body.byline:
            body.byline = Byline(text=f"{body.byline.text.rstrip(',')}, {text}", authors=body.byline.authors)
        elif not kept and len(rest) > 1 and is_credit_line(text):
            body.credit = body.credit or agency_of(text.replace("/", " ").split()[-1].strip(" .()"))
            body.dropped.append(("credit line", text))
        elif not kept and len(rest) > 1 and dek and key(text) == key(dek) and not is_running(text):
            body.dropped.append(("dek again", text))
        else:
            kept.append((kind, text))
        after_byline = False
    body.pieces = kept + body.pieces[_HEAD:]
    while len(body.pieces) > 1 and body.pieces[0][0] == "subhead" and key(body.pieces[0][1]) in printed:
        body.dropped.append(("headline again", body.pieces.pop(0)[1]))


def _is_title(text: str) -> bool:
    words = text.split()
    return (
        len(words) <= _MOST_TITLE_WORDS and not is_running(text) and any(agency_of(word.strip(",")) for word in words)
    )


def _take_tail(body: WireBody) -> None:
    while len(body.pieces) > 1:
        text = body.pieces[-1][1]
        if is_signature(text):
            body.dropped.append(("signature", text))
        elif is_note(text):
            body.notes.append(text)
        else:
            return
        body.pieces.pop()


def _open(body: WireBody, located: str | None) -> None:
    """Remove credit and dateline from the first block."""
    # A subhead may stand above the first paragraph.
    at = next((at for at, (kind, _) in enumerate(body.pieces[:3]) if kind != "subhead"), 0)
    kind, text = body.pieces[at]
    body.credit = wire_credit(text) or body.credit
    dateline, rest, agency = wire_dateline(text)
    body.credit = body.credit or agency
    if dateline is None:
        found = dateline_there(rest, located)
        dateline, rest = found or (None, rest)
    body.dateline = dateline
    if rest:
        body.pieces[at] = (kind, rest)


def byline_stated(printed: str) -> Byline | None:
    """The byline in a field for bylines: "By Ann Oak", "Ann Oak and Bo Elm", "Von Ann Oak, dpa"."""
    found = byline_of(printed) or byline_of(f"By {printed}")
    return Byline(text=printed[:250], authors=found.authors if found else ())


def key(text: str) -> str:
    """The words of a line in lower case, for comparison."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())
