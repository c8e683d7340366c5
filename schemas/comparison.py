"""What comparing articles takes and gives: the articles with what is remembered of them, and what is to be written."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from schemas.copy import Copy

OriginalRule = Literal["wire_credit", "published_at", "published_on", "first_seen_at"]
"""What decided which print of a text is the original.

wire_credit: the others credit the agency that this one is printed by; published_at, published_on: it is the earliest
by the outlets' own dates; first_seen_at: no dates tell them apart, it arrived first.
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A text as it is compared, kept so that it need not be taken apart again. Numbers are little-endian."""

    codes: bytes
    """Its words in order, as 32-bit hashes: see tasks/text/compare/shingles.py."""
    terms: bytes
    """The words that say what it is about, as 32-bit hashes: see tasks/text/compare/story_terms.py."""
    weights: bytes
    """How much each of these is stressed, as 16-bit numbers."""
    length: int
    """Characters of the body."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """An article's newest version, as far as it is compared."""

    article_id: str
    version_id: str
    headline: str | None
    body: str | None
    """None: it is not at hand, and `remembered` stands for it."""
    publication: str | None
    language: str | None
    wire_credit: str | None
    published_on: date | None
    published_at: datetime | None
    first_seen_at: datetime
    copy_family: str | None = None
    """The family it is in so far. None: none, or it is new."""
    story_id: str | None = None
    """The story it is in so far. None: it is new."""
    remembered: Remembered | None = None
    """None: the body is to be taken apart."""

    @property
    def length(self) -> int:
        """Characters of the body."""
        return self.remembered.length if self.remembered else len(self.body or "")


@dataclass(frozen=True, slots=True)
class CopyFamily:
    """Prints of one text."""

    copy_family: str
    members: tuple[str, ...]
    """Article ids, the original first."""
    original_rule: OriginalRule
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class TermStatistics:
    """In how many articles of one language each term stands."""

    articles: int
    counts: dict[int, int]
    """By the hash of the term; a missing term occurs in none."""


@dataclass(frozen=True, slots=True)
class StoryMember:
    article_id: str
    score: float
    """How close it is to the middle of the story, 0 to 1."""


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """Reports of one event."""

    story_id: str
    members: tuple[StoryMember, ...]
    """The most central first."""
