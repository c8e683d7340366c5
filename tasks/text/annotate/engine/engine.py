"""What annotating needs of a language engine: words, names, and where there is one, the grammar of sentences."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from schemas.mention import EntityLabel
from tasks.text.annotate.engine.tree import Tree


class Words(NamedTuple):
    """A sentence's tokens and where each starts."""

    words: tuple[str, ...]
    starts: tuple[int, ...]


class RawName(NamedTuple):
    """A name as the engine sees it: tokens [first, last) and what the engine takes it for."""

    first: int
    last: int
    label: EntityLabel


class NameFinder(Protocol):
    """Names in sentences, in tokens of its own."""

    @property
    def name(self) -> str:
        """Name and version."""

    def words(self, text: str) -> Words:
        """Tokens of a sentence with their start in it."""

    def names(self, sentences: Sequence[Sequence[str]]) -> list[tuple[RawName, ...]]:
        """The names in tokenised sentences."""


class Grammar(Protocol):
    """The grammar of English sentences, in tokens of its own."""

    @property
    def name(self) -> str:
        """Name and version."""

    def words(self, text: str) -> Words:
        """Tokens of a sentence with their start in it."""

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """The grammar of tokenised sentences."""


class Engine(NamedTuple):
    """What finds names, and what reads grammar."""

    finder: NameFinder
    grammar: Grammar | None
    """None: statements are found by the words of the language pack alone."""
    languages: frozenset[str] | None = None
    """The languages it reads, by their two letters. None: any."""
