"""The query language: words, "phrases", AND OR NOT, -word, prefix*, field:word, (groups), date:2026-03.

Words side by side must all occur. A malformed query is read as far as possible, because a search box has no error
messages.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_TOKEN = re.compile(
    r"\s{0,50}(?:(?P<open>\()|(?P<close>\))|(?P<minus>-(?=[^\s-]))?(?:(?P<field>[A-Za-z]{2,20}):(?=\S))?"
    r"(?:[\"“„](?P<phrase>[^\"“”„]{0,500})[\"”“]?|(?P<word>[^\s()\"“”„]{1,200})))"
)
MAX_LENGTH = 2_000
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or the beginning of a word, in one field or in headline and body."""

    text: str
    field: str | None = None
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days, both ends included. None: open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class All:
    """Every part must match."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """One part must match."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not match."""

    part: "Node"


Node = Term | Days | All | Any | Not


def parse(text: str) -> Node | None:
    """The query as a tree. None: it contains no condition."""
    tokens = [match for match in _TOKEN.finditer(text[:MAX_LENGTH]) if match.group().strip()]
    node, _ = _either(tokens, 0, 0)
    return node


def terms(node: Node | None) -> list[Term]:
    """The terms that can occur in a hit: those that are not excluded."""
    if isinstance(node, Term):
        return [node]
    if isinstance(node, All | Any):
        return [term for part in node.parts for term in terms(part)]
    return []


def _either(tokens: "list[re.Match[str]]", at: int, depth: int) -> tuple[Node | None, int]:
    parts: list[Node] = []
    while True:
        part, at = _every(tokens, at, depth)
        parts += [part] if part else []
        if at >= len(tokens) or tokens[at]["word"] != "OR":
            break
        at += 1
    return (parts[0] if len(parts) == 1 else Any(tuple(parts)) if parts else None), at


def _every(tokens: "list[re.Match[str]]", at: int, depth: int) -> tuple[Node | None, int]:
    parts: list[Node] = []
    negated = False
    while at < len(tokens) and tokens[at]["word"] != "OR" and not (tokens[at]["close"] and depth):
        token = tokens[at]
        at += 1
        if token["word"] in ("AND", "NOT") and not token["field"]:
            negated |= token["word"] == "NOT"
            continue
        node: Node | None
        if token["open"] and depth < MAX_DEPTH:
            node, at = _either(tokens, at, depth + 1)
            at += 1  # the closing parenthesis, or the end
        else:
            node = _leaf(token)
        if node:
            parts.append(Not(node) if negated or token["minus"] else node)
        negated = False
    return (parts[0] if len(parts) == 1 else All(tuple(parts)) if parts else None), at


def _leaf(token: "re.Match[str]") -> Node | None:
    field = (token["field"] or "").lower() or None
    if token["phrase"] is not None:
        return Term(token["phrase"], field, phrase=True) if token["phrase"].strip() else None
    word = token["word"] or ""
    if field == "date":
        return days(word)
    bare = word.rstrip("*")
    return Term(bare, field, prefix=word.endswith("*")) if re.search(r"\w", bare) else None


_DAY = r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"


def days(text: str) -> Days | None:
    """The range of `2026`, `2026-03`, `2026-03-04`, `2026-03..2026-04` or `2026-03-01..`. None: another form."""
    first, dots, last = text.partition("..")
    if dots:
        start, end = _stretch(first), _stretch(last)
        return Days(start and start[0], end and end[1]) if start or end else None
    stretch = _stretch(text)
    return Days(*stretch) if stretch else None


def _stretch(text: str) -> tuple[date, date] | None:
    found = re.fullmatch(_DAY, text)
    if found is None:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if day:
            return (date(year, int(month), int(day)),) * 2
        if month:
            after = date(year + int(month) // 12, int(month) % 12 + 1, 1)
            return date(year, int(month), 1), after - timedelta(days=1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
