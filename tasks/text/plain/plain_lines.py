"""The lines of a plain text: cleaned, unwrapped, with their Markdown marks."""

import re
from dataclasses import dataclass
from itertools import pairwise

from tasks.text.plain.markdown import LineMark, Link, line_mark, plain

_INVISIBLE = dict.fromkeys([*range(9), 0xB, *range(0xE, 0x20), 0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF])
_BREAKS = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_NARROWEST, _WIDEST = 45, 120
"""Columns at which mail programs, wire terminals and editors wrap lines."""
_WRAPPED_SHARE = 0.8
_END = re.compile(r"[.!?:。！？।؟…][\"'”’»)\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading or fragment of a document."""

    text: str
    number: int
    """The number of its first line in the source, from 1."""
    gap: bool
    """Whether an empty line stands before it."""
    mark: LineMark | None = None
    level: int = 0
    """The level of a Markdown heading, 1 to 6."""
    links: tuple[Link, ...] = ()


def plain_lines(text: str, *, skip: int = 0) -> list[Line]:
    """The non-empty lines, with hard-wrapped ones joined. `skip`: how many source lines to skip at the start."""
    raw = [(number, source.strip()) for number, source in enumerate(source_lines(text), start=1) if number > skip]
    width = _wrap_width([source for _, source in raw])
    lines: list[Line] = []
    gap = True
    last = ""
    for number, source in raw:
        if not source:
            gap = True
            continue
        mark, rest = line_mark(source)
        if lines and not gap and mark is None and width and _was_wrapped(last, rest, width):
            lines[-1] = _joined(lines[-1], rest)
        elif mark == "rule":
            gap = True
            continue
        else:
            content, links = plain(rest)
            if content:
                level = len(source) - len(source.lstrip("#")) if mark == "heading" else 0
                lines.append(Line(content, number, gap, mark, level, links))
        gap = False
        last = source
    return lines


def source_lines(text: str) -> list[str]:
    """The document's own lines, without invisible characters."""
    if not text.isascii():
        # Lone surrogates cannot be stored.
        text = text.encode("utf-8", "replace").decode()
    return _BREAKS.split(text.translate(_INVISIBLE).replace("\xa0", " "))


def _joined(line: Line, rest: str) -> Line:
    content, links = plain(rest)
    start = len(line.text) + 1
    moved = tuple(Link(link.start + start, link.end + start, link.url) for link in links)
    return Line(f"{line.text} {content}", line.number, line.gap, line.mark, line.level, line.links + moved)


def _wrap_width(lines: list[str]) -> int:
    """The column at which the text is hard-wrapped, 0 if it is not.

    A wrapped line ends where the next line's first word would not have fitted. That must hold for most neighbouring
    lines; otherwise each line is a paragraph.
    """
    printed = [len(line) for line in lines if line]
    narrow = [length for length in printed if length <= _WIDEST]
    width = max(narrow, default=0)
    if width < _NARROWEST or len(narrow) < 0.8 * len(printed):
        return 0
    pairs = [(line, following) for line, following in pairwise(lines) if line and following]
    inner = [pair for pair in pairs if not _END.search(pair[0]) and 0.6 * width <= len(pair[0]) <= width]
    full = sum(_was_wrapped(line, following, width) for line, following in inner)
    return width if len(inner) >= 4 and full >= _WRAPPED_SHARE * len(inner) else 0


def _was_wrapped(line: str, following: str, width: int) -> bool:
    first_word = following.split(maxsplit=1)[0]
    # Three columns of tolerance, because some programs wrap a little before the longest line.
    return len(line) <= width < len(line) + 1 + len(first_word) + 3
