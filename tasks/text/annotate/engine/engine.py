"""The interface of a language engine: tokens, names and, if available, the grammar of sentences."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from schemas.mention import EntityLabel
from tasks.text.annotate.engine.tree import Tree


class Words(NamedTuple):
    """The tokens of a sentence and the start of each."""

    words: tuple[str, ...]
    starts: tuple[int, ...]


class RawName(NamedTuple):
    """A name as the engine sees it: tokens [first, last) and the label."""

    first: int
    last: int
    label: EntityLabel


class NameFinder(Protocol):
    """Finds names in sentences, with its own tokens."""

    @property
    def name(self) -> str:
        """Name and version."""

    def words(self, text: str) -> Words:
        """The tokens of a sentence with their starts."""

    def names(self, sentences: Sequence[Sequence[str]]) -> list[tuple[RawName, ...]]:
        """The names in tokenised sentences."""


class Grammar(Protocol):
    """Parses English sentences, with its own tokens."""

    @property
    def name(self) -> str:
        """Name and version."""

    def words(self, text: str) -> Words:
        """The tokens of a sentence with their starts."""

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """The dependency trees of tokenised sentences."""


class Engine(NamedTuple):
    """A finder of names and a parser."""

    finder: NameFinder
    grammar: Grammar | None
    """None: statements are found only by the words of the language pack."""
    languages: frozenset[str] | None = None
    """The two-letter languages that it reads. None: any."""
