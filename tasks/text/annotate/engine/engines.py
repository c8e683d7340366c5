"""The engines that can be chosen, by the name that the settings give them."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec

from tasks.text.annotate.engine import own_names
from tasks.text.annotate.engine.engine import Engine, Words
from tasks.text.annotate.engine.own_grammar import OwnGrammar
from tasks.text.annotate.engine.tree import Tree


class SpacyGrammar:
    """spaCy's grammar of English, loaded when the first English article needs it: that takes a second."""

    name = "spaCy small grammar"

    def words(self, text: str) -> Words:
        """Tokens of a sentence with their start in it."""
        from tasks.text.annotate.engine.spacy_engine import load as load_spacy

        return load_spacy().words(text)

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """The grammar of tokenised sentences."""
        from tasks.text.annotate.engine.spacy_engine import load as load_spacy

        return load_spacy().trees(sentences)


@cache
def load(name: str = "cuttings") -> Engine:
    """The engine of this name, loaded once a process.

    cuttings: names of any language by our own model; the grammar of English by spaCy where it is installed, else by
    our own model, which is three times as fast and misses a statement in a hundred more.
    spacy: names and grammar of English by spaCy. Raises ImportError when its model is not installed.
    """
    if name == "spacy":
        from tasks.text.annotate.engine.spacy_engine import load as load_spacy

        loaded = load_spacy()
        return Engine(loaded, loaded, frozenset({"en"}))
    return Engine(own_names.load(), SpacyGrammar() if find_spec("spacy") is not None else OwnGrammar())
