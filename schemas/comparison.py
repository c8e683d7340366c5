"""Input and output of comparing articles: the articles with their stored comparable form, and the results to be
stored."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from schemas.copy import Copy

OriginalRule = Literal["wire_credit", "published_at", "published_on", "first_seen_at"]
"""What decided which print of a text is the original.

wire_credit: the others credit the agency that published this one; published_at, published_on: it is the earliest by the
outlets' own dates; first_seen_at: the dates do not differ, and it arrived first.
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The comparable form of a text, stored so that it need not be computed again. Numbers are little-endian."""

    codes: bytes
    """Its words in order, as 32-bit hashes: see tasks/text/compare/shingles.py."""
    terms: bytes
    """Its terms, which say what it is about, as 32-bit hashes: see tasks/text/compare/story_terms.py."""
    weights: bytes
    """The term frequencies, as 16-bit numbers."""
    length: int
    """Characters of the body."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """The newest version of an article, with what comparing needs."""

    article_id: str
    version_id: str
    headline: str | None
    body: str | None
    """None: it was not loaded, because `remembered` is enough."""
    publication: str | None
    language: str | None
    wire_credit: str | None
    published_on: date | None
    published_at: datetime | None
    first_seen_at: datetime
    copy_family: str | None = None
    """Its current family. None: it has none, or is new."""
    story_id: str | None = None
    """Its current story. None: it is new."""
    remembered: Remembered | None = None
    """None: it must be computed from the body."""

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
    """In how many articles of one language each term occurs."""

    articles: int
    counts: dict[int, int]
    """By the hash of the term; a missing term occurs in none."""


@dataclass(frozen=True, slots=True)
class StoryMember:
    article_id: str
    score: float
    """A member of a story, with its similarity to the centre of the story, 0 to 1."""


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """Reports of one event."""

    story_id: str
    members: tuple[StoryMember, ...]
    """The most central first."""
