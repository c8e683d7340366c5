"""A document of a press database as paragraphs, the same for text, HTML, DOCX and RTF files."""

import re
from collections.abc import Iterable, Sequence

_WIDTH = 80
"""Columns at which databases wrap the lines of plain text; they wrap at 78 or 80."""
_SHORTEST = 50
"""A line that ends far before the last column was not wrapped."""
_BLANKS = re.compile(r"[ \t\xa0\u2002-\u200b\u202f\u3000]+")


def tidy(line: str) -> str:
    """One line, with white space of all kinds folded to single spaces."""
    return _BLANKS.sub(" ", line).strip()


def to_bytes(paragraphs: Iterable[Sequence[str]]) -> bytes:
    """Paragraphs of one or more lines as a text, separated by blank lines."""
    filled = ([line for line in lines if line] for lines in paragraphs)
    return "\n\n".join("\n".join(lines) for lines in filled if lines).encode("utf-8", "replace")


def to_paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of such a text. A form feed separates pages, and so also paragraphs."""
    found: list[list[str]] = [[]]
    for line in re.split(r"\r\n|[\r\n\f\x0b\x85\u2028\u2029]", text):
        if clean := tidy(line):
            found[-1].append(clean)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines of one paragraph with hard wraps undone.

    A line continues in the next one if the next line's first word would not have fitted; otherwise its end is intended.
    """
    found: list[str] = []
    goes_on = False
    for at, line in enumerate(lines):
        if goes_on:
            found[-1] += " " + line
        else:
            found.append(line)
        first = lines[at + 1].split(" ", 1)[0] if at + 1 < len(lines) else ""
        goes_on = len(line) >= _SHORTEST and len(line) + 1 + len(first) >= _WIDTH - 2
    return found
