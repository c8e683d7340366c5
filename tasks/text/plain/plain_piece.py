"""One line of a plain text with what its own words say of it."""

from dataclasses import dataclass
from datetime import datetime

from tasks.text.conventions.line_kind import LineKind, line_kind
from tasks.text.conventions.meta_line import MetaLine, meta_line
from tasks.text.conventions.running_text import is_running, word_count
from tasks.text.plain.plain_lines import Line


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, and what it is when looked at alone."""

    line: Line
    words: int
    running: bool
    """Sentences, rather than a title, a name or a label."""
    kind: LineKind | None
    """What furniture it is. None: none that its words tell."""
    meta: MetaLine | None
    """What it says of date, author and section, when that is all it says."""

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def is_open(self) -> bool:
        """Whether it may be part of the article: no furniture, no date, no byline."""
        return self.kind is None and self.meta is None

    @property
    def is_paragraph(self) -> bool:
        return self.running and self.is_open


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is not taken into the article, and why."""

    piece: Piece
    why: str


def examine(line: Line, *, received_at: datetime) -> Piece:
    """The line looked at alone."""
    kind = line_kind(line.text)
    meta = meta_line(line.text, received_at=received_at) if kind is None else None
    running = is_running(line.text) and line.mark != "heading"
    return Piece(line, word_count(line.text), running, kind, meta)
