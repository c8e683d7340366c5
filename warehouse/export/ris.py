"""RIS, the form of reference managers: one entry of type NEWS per article."""

import re
from collections.abc import Iterator

from warehouse.queries.exported import Row

_HELD = (
    "article_id headline dek published_on publication section edition language url canonical_url"
    " publisher_id keywords body"
)
HELD = frozenset(_HELD.split())
"""Columns that the form carries."""
_BREAKS = re.compile(r"\s{0,50}[\r\n]+\s{0,50}")


def ris_entry(row: Row) -> str:
    """The article as one entry, lines ended as the format asks."""
    return "".join(f"{tag}  - {_BREAKS.sub(' ', value)}\r\n" for tag, value in _tags(row)) + "\r\n"


def _tags(row: Row) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", row["article_id"]
    for tag, column in (
        ("TI", "headline"),
        ("T2", "publication"),
        ("SE", "section"),
        ("ET", "edition"),
        ("LA", "language"),
    ):
        if row[column]:
            yield tag, row[column]
    for author in row["authors"]:
        yield "AU", _author(author["name"], author["kind"])
    day = row["published_on"]
    if day:
        yield "PY", f"{day.year:04d}"
        yield "DA", f"{day.year:04d}/{day.month:02d}/{day.day:02d}"
    if row["canonical_url"] or row["url"]:
        yield "UR", row["url"] or row["canonical_url"]
    if row["publisher_id"]:
        yield "AN", row["publisher_id"]
    for word in row["keywords"] or ():
        yield "KW", word
    if row["dek"]:
        yield "AB", row["dek"]
    # A note has no paragraphs: a pilcrow separates them, as reference managers show it.
    yield "N1", " ¶ ".join(block["text"] for block in row["blocks"] or ())
    yield "ER", ""


def _author(name: str, kind: str) -> str:
    """Family name first, for persons with two names; RIS accepts other names unchanged."""
    words = name.split()
    return f"{words[-1]}, {words[0]}" if kind == "person" and len(words) == 2 else name
