"""The grammar of English sentences, by the model that ships with this program."""

from collections.abc import Sequence
from functools import cache

from tasks.text.annotate.engine.engine import Words
from tasks.text.annotate.engine.grammar_words import grammar_words
from tasks.text.annotate.engine.parser import Parser, weights
from tasks.text.annotate.engine.tree import Tree

NAME = "cuttings-grammar 1"
"""Name and version of the weights; the version changes with the weights."""


class OwnGrammar:
    """Parses English with our own model, which is loaded for the first English article."""

    name = NAME

    def words(self, text: str) -> Words:
        """The tokens of a sentence with their starts."""
        return grammar_words(text)

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """The dependency trees of tokenised sentences."""
        parsed = _parser().parsed(sentences)
        return [Tree(words, one.heads, one.deps, one.tags) for words, one in zip(sentences, parsed, strict=True)]


@cache
def _parser() -> Parser:
    return Parser(weights())
