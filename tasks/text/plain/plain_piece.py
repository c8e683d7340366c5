"""One line of a plain text, with the kind that its own words show."""

from dataclasses import dataclass
from datetime import datetime

from tasks.text.conventions.line_kind import LineKind, line_kind
from tasks.text.conventions.meta_line import MetaLine, meta_line
from tasks.text.conventions.running_text import is_running, word_count
from tasks.text.plain.plain_lines import Line


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, classified by itself."""

    line: Line
    words: int
    running: bool
    """Whether it is running text, not a title, a name or a label."""
    kind: LineKind | None
    """The kind of furniture. None: its words do not show any."""
    meta: MetaLine | None
    """Date, author and section, if the line states nothing else. None: it is not such a line."""

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def is_open(self) -> bool:
        """Whether it may be part of the article: it is neither furniture nor a date or byline."""
        return self.kind is None and self.meta is None

    @property
    def is_paragraph(self) -> bool:
        return self.running and self.is_open


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is not part of the article, and why."""

    piece: Piece
    why: str


def examine(line: Line, *, received_at: datetime) -> Piece:
    """Classify the line by itself."""
    kind = line_kind(line.text)
    meta = meta_line(line.text, received_at=received_at) if kind is None else None
    running = is_running(line.text) and line.mark != "heading"
    return Piece(line, word_count(line.text), running, kind, meta)
