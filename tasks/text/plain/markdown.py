"""Markdown's marks: the kind of line that they state, and the text without them."""

import re
from dataclasses import dataclass
from typing import Literal

LineMark = Literal["heading", "quote", "item", "rule"]

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?){1,4}(?=\S)")
_ITEM = re.compile(r"(?:[-*+•▪●◦‣∙]|–)\s+(?=\S)")
_RULE = re.compile(r"(?:[-*_=~•·—–]\s?){3,80}")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s+(?=\S)")

_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{0,1000}(?:\s\"[^\"]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\((https?://[^()\s]{1,1000})(?:\s\"[^\"]{0,200}\")?\)")
_EMPHASIS = (
    re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=\S)\1(?![\w*])"),
    re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_\n]{1,2000}?)(?<=\S)\1(?!\w)"),
    re.compile(r"(`{1,2})([^`\n]{1,500})\1"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink, and the position of its anchor in the text without marks."""

    start: int
    end: int
    url: str


def line_mark(line: str) -> tuple[LineMark | None, str]:
    """The kind of line by its first characters, and the rest of the line. Numbers of numbered items stay in the
    text."""
    if _RULE.fullmatch(line):
        return "rule", ""
    for mark, pattern in (("heading", _HEADING), ("quote", _QUOTE), ("item", _ITEM)):
        found = pattern.match(line)
        if found:
            return mark, line[found.end() :].rstrip("# ") if mark == "heading" else line[found.end() :]  # type: ignore[return-value]
    return ("item", line) if _NUMBER.match(line) else (None, line)


def plain(text: str) -> tuple[str, tuple[Link, ...]]:
    """The text without links, pictures and emphasis, and its links."""
    if "![" in text:
        text = _IMAGE.sub("", text)
    if "*" in text or "_" in text or "`" in text:
        for pattern in _EMPHASIS:
            text = pattern.sub(lambda match: match[2], text)
    if "](" not in text:
        return text.strip(), ()
    text = text.strip()
    links: list[Link] = []
    pieces: list[str] = []
    length = at = 0
    for match in _LINK.finditer(text):
        pieces += [text[at : match.start()], match[1]]
        length += match.start() - at
        links.append(Link(length, length + len(match[1]), match[2]))
        length += len(match[1])
        at = match.end()
    return "".join([*pieces, text[at:]]), tuple(links)
