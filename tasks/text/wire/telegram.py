"""The text of a telegram: the lines above it (notes, headline, byline) are separated from its paragraphs, and hard
wraps are undone.

IPTC 7901 and ANPA 1312 have no fields for headline and byline. They are lines that end with "=" or "<" or without a
mark. The text begins with an indented line, a dateline, or after an empty line.
"""

import re
from dataclasses import dataclass, field

from tasks.text.conventions.byline import byline_of, marked_byline
from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.running_text import ends_sentence, is_running
from tasks.text.decode.decoding import decode
from tasks.text.wire.item.editorial import is_kill
from tasks.text.wire.item.statement import Pieces
from tasks.text.wire.item.wire_lines import is_note, is_revision, is_signature, opens_notepad
from tasks.text.wire.markup import folded

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_END_MARK = re.compile(r"[\s=<+^|*]{1,10}$")
_BULLET = re.compile(r"\s{0,8}(?:[-–•]|\* |\d{1,2}[.)]) {1,3}\S")
_BYLINE_MARK = re.compile(
    r"(?:by|von|par|por|di|da|door|av|af|von unser\w{1,3}|de notre|texte?) [^\W\d_]", re.IGNORECASE
)
_HEADING = re.compile(r"#{1,3} ")
_WRAPPED = 90
"""Characters up to which lines are hard-wrapped: telegrams print 69 per line."""
_MOST_HEAD = 12
_LONGEST_SLUG = 80
_ROLE_WORDS = 6


@dataclass(slots=True)
class Telegram:
    """The lines of a telegram, understood."""

    headline: str | None = None
    slug: str | None = None
    """Words by which the agency files the item, if they stand above the headline."""
    dek: str | None = None
    """The second headline, which Austrian agencies mark with "Utl.:" (Untertitel)."""
    bylines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pieces: Pieces = field(default_factory=list)


def telegram_decoded(data: bytes) -> str:
    """The text of bytes with control characters between the fields, which are kept. Telegrams do not declare an
    encoding."""
    decoded = decode(CONTROL.sub("", data.decode("latin-1")).encode("latin-1"))
    encoding = getattr(decoded, "encoding", None)
    return data.decode(encoding or "latin-1", "replace").replace("\r\n", "\n").replace("\r", "\n")


def telegram(text: str, *, above: str = "", kill: bool = False) -> Telegram:
    """Head and paragraphs of a telegram's text, without its header and trailer.

    `above`: lines that surely stand above the text. `kill`: its slug says that it is a kill notice, which is a letter
    to editors without a headline.
    """
    found = Telegram()
    lines = text.split("\n")
    start = _head(found, lines, _above(found, above.split("\n")))
    found.pieces = _paragraphs(lines[start:])
    if kill and found.headline and ends_sentence(found.headline):
        found.pieces.insert(0, ("paragraph", found.headline))
        found.headline = None
    return found


def _above(found: Telegram, lines: list[str]) -> list[str]:
    """Read the lines of a head; return those of the headline."""
    headline: list[str] = []
    for raw in lines:
        line = folded(CONTROL.sub("", raw)).lstrip("^ ")
        bare = _END_MARK.sub("", line)
        if bare and (is_note(bare) or (line.startswith("(") and bare.endswith(")"))):
            found.notes.append(bare)
        elif bare and _byline(line, bare, headline):
            found.bylines.append(bare)
        elif bare:
            headline.append(bare)
    return headline


def _head(found: Telegram, lines: list[str], headline: list[str]) -> int:
    """Read the lines above the text; return the number of the first line of the text. `headline`: its lines that are
    already known."""
    closed = bool(headline)
    last = 0
    for at, raw in enumerate(lines[:_MOST_HEAD]):
        line = folded(CONTROL.sub("", raw)).lstrip("^ ")
        bare = _END_MARK.sub("", line)
        if not bare:
            # An empty line ends a headline, and also the head if it has one.
            if headline or found.bylines:
                closed = True
            continue
        byline = _byline(line, bare, headline)
        if found.bylines and _is_role(raw, line, bare):
            # The author's role or employer: "Associated Press=", "^AP Writer<".
            found.bylines[-1] += f", {bare}"
        elif headline and bare.startswith("Utl.:"):
            found.dek = bare.removeprefix("Utl.:").strip()
        elif not headline and bare.endswith("/") and len(bare) <= _LONGEST_SLUG:
            found.slug = bare.strip("/ ")  # "Elections/Norway/", as German and Swiss agencies print it
        elif (
            is_note(bare)
            or is_kill(slugline=None, lines=(bare,))
            or (line.startswith("(") and bare.endswith(")") and not is_running(bare))
        ):
            found.notes.append(bare)
        elif byline:
            found.bylines.append(bare)
            closed = True
        elif closed or _opens_text(raw, bare, headline, lines[at + 1 :]):
            last = at
            break
        else:
            headline.append(bare)
            closed = line.endswith(("=", "<", "+"))
        last = at + 1
    found.headline = " ".join(headline) or None
    return last


def _is_role(raw: str, line: str, bare: str) -> bool:
    """Whether a line below a byline states the author's role: it is marked as a line of its own and is not a
    sentence."""
    centred = raw.lstrip("\x02 ").startswith("^") and line.endswith("<") and len(bare.split()) <= _ROLE_WORDS
    marked = line.endswith("=") or (centred and not ends_sentence(bare) and not _dateline(bare))
    return marked and not marked_byline(bare)


def _byline(line: str, bare: str, headline: list[str]) -> bool:
    if len(bare.split()) > 14:
        return False
    if marked_byline(bare) and not ends_sentence(bare):
        return True
    if line.endswith("=") and _BYLINE_MARK.match(bare):
        # "By dpa correspondents =" names nobody.
        return True
    return bool(headline) and line.endswith("=") and byline_of(bare) is not None


def _opens_text(raw: str, bare: str, headline: list[str], after: list[str]) -> bool:
    """Whether a line begins the text: it is indented, or has a dateline, or is the first of wrapped sentences."""
    if _dateline(bare):
        return True
    indented = raw.lstrip("\x02").startswith(("  ", "\t"))
    if indented and (headline or len(bare) > 40):
        return True
    following = folded(after[0]) if after else ""
    # A line as long as the column that continues in the next one is running text.
    return len(bare) > _WRAPPED or (bool(headline) and len(bare) >= 60 and bool(following) and following[:1].islower())


def _dateline(line: str) -> bool:
    dateline, rest = split_dateline(line.replace(") _ ", ") - "))
    # The words after a dateline may be in the next line; some are added so that the dateline is recognised.
    if dateline is None and rest == line:
        dateline, rest = split_dateline(line.replace(") _ ", ") - ") + " The end of it")
    return dateline is not None or (rest != line and "(" in line[:60])


def _paragraphs(lines: list[str]) -> Pieces:
    """Paragraphs from wrapped lines: an empty or an indented line begins another one."""
    shown = [CONTROL.sub("", line).rstrip() for line in lines]
    full = [line for line in shown if line.strip()]
    wrapped = sum(len(line) <= _WRAPPED for line in full) > 0.7 * len(full)
    indented = any(line.startswith(("  ", "\t")) for line in full)
    separated = indented or sum(not line.strip() for line in shown) > 1
    width = max((len(line) for line in full if len(line) <= _WRAPPED), default=0)
    pieces: Pieces = []
    current: list[str] = []
    notepad = False
    for line in shown:
        text = _END_MARK.sub("", line.strip().lstrip("^")).strip()
        notepad = notepad or opens_notepad(text)
        new = not wrapped or line.startswith(("  ", "\t")) or bool(_HEADING.match(line)) or bool(_BULLET.match(line))
        new = new or is_revision(text) or is_signature(text) or (notepad and not line.startswith(" "))
        if current and (
            not text or new or (not separated and len(current[-1]) < 0.75 * width and ends_sentence(current[-1]))
        ):
            pieces.append(("paragraph", folded(" ".join(current))))
            current = []
        if text:
            current.append(text)
    if current:
        pieces.append(("paragraph", folded(" ".join(current))))
    return [(kind, text) for kind, text in pieces if text]
