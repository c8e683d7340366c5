"""Lines that introduce an author: "Jane Doe is a reporter in Oslo", "Transport Correspondent"."""

import re
from collections.abc import Sequence

_OPENING = re.compile(
    r"(?:[^\W\d_][\w.'’-]{0,30} ){1,4}(?:is|was|are|writes|covers|reports|works|has (?:been|written|worked|covered)"
    r"|can be reached|contributed|joined|studied|teaches)\b"
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|writer|correspondent|columnist|journalist|author of|contributor|producer|bureau chief|intern"
    r"|freelance\w*|contributed to this (?:report|story|article)|blogger)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:[\w&.'’,/-]{1,20} ){0,6}(?:editor|reporter|writer|correspondent|columnist|contributor|producer|analyst"
    r"|journalist"
    r"|staff|bureau chief|redakteur(?:in)?|korrespondent(?:in)?|journaliste|corresponsal|periodista|redactora?)"
    r"(?:,? (?:at|for|in|of|to) .{2,40}|, .{2,40})?",
    re.IGNORECASE,
)
_LONGEST = 600


def introduces_author(text: str, authors: Sequence[str]) -> bool:
    """Whether a paragraph introduces its author: it begins with one of the `authors`' names, or with a name and a
    journalist's job title."""
    if len(text) > _LONGEST:
        return False
    if text[:20].lower().startswith(("about the author", "about the writer")):
        return True
    if not _OPENING.match(text):
        return False
    by_name = any(text.casefold().startswith(name.casefold()) for name in authors)
    return by_name or _ROLE.search(text[:120]) is not None


def is_trade(text: str) -> bool:
    """Whether a line is only a journalist's job title, as printed below a name: "Harbour Post Staff Writer"."""
    return len(text) <= 80 and text[:1].isupper() and _TITLE.fullmatch(text.rstrip(".")) is not None
