"""What an export could not carry, counted while it is written, so that nobody mistakes a part for the whole."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from warehouse.queries.exported import COLUMNS, Row

_COMPUTED = frozenset({"word_count", "version_id", "canonical_url", "first_seen_at"})
"""Columns that follow from others, or that only concern this library."""
NEVER = "earlier versions, evidence, statements, mentions, figures, citations, copies and stories"
"""What no form of export can carry."""


@dataclass(slots=True)
class Loss:
    """Counts of what was lost."""

    held: frozenset[str]
    """Columns that the form carries, and "authors" and "blocks" where it carries their kinds."""
    fields: Counter[str] = field(default_factory=Counter)
    """For each column without a place in the form: how many articles have a value in it."""
    changed: Counter[str] = field(default_factory=Counter)
    """Values that were changed, by the change."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Articles that were not written, by reason."""
    written: int = 0

    def count(self, row: Row) -> None:
        """Count an article that was written, and what was lost of it."""
        self.written += 1
        for column in _lost(row, self.held):
            self.fields[column] += 1

    def lines(self) -> Iterable[str]:
        """The report, one line per kind of loss."""
        yield f"{self.written} {'article' if self.written == 1 else 'articles'} written"
        yield from (f"{count} articles left out: {why}" for why, count in sorted(self.left_out.items()))
        yield from (f"{column}: not carried, {count} articles have it" for column, count in self.fields.most_common())
        yield from (f"{what}: {count} times" for what, count in self.changed.most_common())
        yield f"never carried: {NEVER}"


def _lost(row: Row, held: frozenset[str]) -> Iterable[str]:
    for column in COLUMNS:
        if column not in held and column not in _COMPUTED and row[column] not in (None, [], ()):
            # The kind "article" is not lost in a form that only knows articles.
            if column == "kind" and row[column] == "article":
                continue
            yield column
    if "blocks" not in held and any(block["kind"] != "paragraph" for block in row["blocks"] or ()):
        yield "kinds of blocks"
    if "authors" not in held and any(author["kind"] != "person" for author in row["authors"]):
        yield "kinds of authors"
