"""The grammar of English sentences, by the model that ships with this program."""

from collections.abc import Sequence
from functools import cache

from tasks.text.annotate.engine.engine import Words
from tasks.text.annotate.engine.grammar_words import grammar_words
from tasks.text.annotate.engine.parser import Parser, weights
from tasks.text.annotate.engine.tree import Tree

NAME = "cuttings-grammar 1"
"""Name and version of the weights; the version changes when they do."""


class OwnGrammar:
    """Reads the grammar of English by our own model, loaded when the first English article needs it."""

    name = NAME

    def words(self, text: str) -> Words:
        """Tokens of a sentence with their start in it."""
        return grammar_words(text)

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """The grammar of tokenised sentences."""
        parsed = _parser().parsed(sentences)
        return [Tree(words, one.heads, one.deps, one.tags) for words, one in zip(sentences, parsed, strict=True)]


@cache
def _parser() -> Parser:
    return Parser(weights())
