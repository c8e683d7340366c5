"""Names in sentences of any language, by the model that ships with this program."""

from collections.abc import Sequence
from functools import cache

from schemas.mention import EntityLabel
from tasks.text.annotate.engine.engine import RawName, Words
from tasks.text.annotate.engine.tagger import Tagger, weights
from tasks.text.annotate.engine.tokens import tokens

NAME = "cuttings-names 2"
"""Name and version of the weights; the version changes with the weights."""
_LABELS: dict[str, EntityLabel] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


class OwnNames:
    """Finds names with our own model, one for all languages."""

    name = NAME

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def words(self, text: str) -> Words:
        """The tokens of a sentence with their starts."""
        words, starts, _ = zip(*found, strict=True) if (found := tokens(text)) else ((), (), ())
        return Words(words, starts)

    def names(self, sentences: Sequence[Sequence[str]]) -> list[tuple[RawName, ...]]:
        """The names in tokenised sentences."""
        return [
            tuple(RawName(first, last, _LABELS[kind]) for first, last, kind in spans)
            for spans in self._tagger.spans(sentences)
        ]


@cache
def load() -> OwnNames:
    """The finder, loaded once per process."""
    return OwnNames(Tagger(weights()))
