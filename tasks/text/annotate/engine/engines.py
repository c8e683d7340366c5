"""The engines that can be chosen, by their names in the settings."""

from functools import cache

from tasks.text.annotate.engine import own_names
from tasks.text.annotate.engine.engine import Engine
from tasks.text.annotate.engine.own_grammar import OwnGrammar


@cache
def load(name: str = "cuttings") -> Engine:
    """The engine of this name, loaded once per process.

    cuttings: names in any language and the grammar of English, by our own models. spacy: names and grammar of English
    by spaCy. Raises ImportError if its model is not installed.
    """
    if name == "spacy":
        from tasks.text.annotate.engine.spacy_engine import load as load_spacy

        loaded = load_spacy()
        return Engine(loaded, loaded, frozenset({"en"}))
    return Engine(own_names.load(), OwnGrammar())
