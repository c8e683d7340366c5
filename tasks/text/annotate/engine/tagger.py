"""The model of names: hashed word features and three small convolutions, in numpy.

Trained by `benchmarks/training/train_names.py`; data, licences and figures: docs/model-card-names.md.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.text.annotate.engine.tokens import is_cjk
from tasks.text.annotate.engine.word_features import Rows, word_rows
from tasks.text.annotate.engine.word_layers import Array, Dense, Lexicon, Neighbours, Vectors, groups, grow

KINDS = ("PER", "ORG", "LOC")
_TAGS = 1 + 4 * len(KINDS)
_KEPT = 60_000
"""Most words whose vectors are cached."""

_Key = str | tuple[str, str]
"""A word; or a single character with the text from which its features are taken."""


class Span(NamedTuple):
    """Words [first, last) that are a name."""

    first: int
    last: int
    kind: str


class Weights(NamedTuple):
    """The weights of the layers, with the names of the training script."""

    words: Vectors
    second: Dense
    third: Dense
    out: Dense


def weights(name: str = "names.npz") -> Weights:
    """The weights that ship with the package."""
    with as_file(files("tasks.text.annotate.engine") / name) as path, np.load(path) as stored:
        layer = {key: stored[key].astype(np.float32) for key in stored.files if key != "table"}
        table = stored["table"]
    width = layer["mix_weight"].shape[0]
    first = layer["first_weight"].T
    parts = np.concatenate([first[at : at + width] for at in range(0, len(first), width)], 1)

    def dense(key: str) -> Dense:
        return np.ascontiguousarray(layer[f"{key}_weight"].T), layer[f"{key}_bias"]

    words = Vectors(table, layer["scale"], dense("mix"), np.ascontiguousarray(parts), layer["first_bias"])
    return Weights(words, dense("second"), dense("third"), dense("out"))


class Tagger:
    """Tags the words of sentences."""

    def __init__(self, given: Weights) -> None:
        self._weights = given
        self._lexicon: Lexicon[_Key] = Lexicon(given.words, _rows, _KEPT)

    def spans(self, sentences: Sequence[Sequence[str]]) -> list[list[Span]]:
        """The names in each sentence."""
        keyed = [_keys(one) for one in sentences]
        self._lexicon.learn(keyed)
        return [spans for group in groups(keyed) for spans in self._tagged(group)]

    def _tagged(self, sentences: Sequence[Sequence[_Key]]) -> list[list[Span]]:
        if not any(sentences):
            return [[] for _ in sentences]
        scores = self._scores(sentences)
        best = scores.argmax(1)
        found: list[list[Span]] = []
        at = 0
        for one in sentences:
            end = at + len(one)
            found.append(_spans(scores[at:end], best[at:end]))
            at = end
        return found

    def _scores(self, sentences: Sequence[Sequence[_Key]]) -> Array:
        given = self._weights
        around = Neighbours([len(one) for one in sentences])
        hidden = self._lexicon.first_layer(sentences, around)
        for layer, shifts in ((given.second, (-2, -1, 0, 1, 2)), (given.third, (-1, 0, 1))):
            grow(hidden, around.windows(hidden, shifts), layer)
        scores: Array = hidden[:-1] @ given.out[0]
        scores += given.out[1]
        return scores


def _rows(keys: list[_Key]) -> tuple[Rows, Rows]:
    alone = [key if isinstance(key, str) else key[0] for key in keys]
    return word_rows(alone, [key if isinstance(key, str) else key[1] for key in keys])


def _keys(words: Sequence[str]) -> Sequence[_Key]:
    """Each word as key. A character of a script without spaces is joined with its neighbours, because its features are
    taken from these too."""
    joined = "".join(words)
    if joined.isascii() or not any(is_cjk(word) for word in words):
        return words
    padded = ["", *words, ""]
    return [(word, padded[at] + word + padded[at + 2]) if is_cjk(word) else word for at, word in enumerate(words)]


@cache
def _follows() -> Array:
    """The transition costs from tag to tag: 0 if the transition is valid, else prohibitive."""
    cost = np.full((_TAGS, _TAGS), -1e9, np.float32)
    for before in range(_TAGS):
        for after in range(_TAGS):
            opened = before > 0 and (before - 1) % 4 in (0, 1)
            inside = after > 0 and (after - 1) % 4 in (1, 2)
            if (opened and inside and (before - 1) // 4 == (after - 1) // 4) or (not opened and not inside):
                cost[before, after] = 0
    return cost


def _spans(scores: Array, best: NDArray[np.int64]) -> list[Span]:
    """The names by the best sequence of tags. It is only computed around words with a tag."""
    found: list[Span] = []
    named = np.flatnonzero(best)
    at = 0
    while at < len(named):
        last = at
        while last + 1 < len(named) and named[last + 1] <= named[last] + 2:
            last += 1
        first, end = max(0, int(named[at]) - 1), min(len(best), int(named[last]) + 2)
        path = best[first:end].tolist()
        found.extend(
            Span(first + a, first + b, kind)
            for a, b, kind in _read(path if _is_legal(path) else _viterbi(scores[first:end]))
        )
        at = last + 1
    return found


def _is_legal(path: list[int]) -> bool:
    """Whether the best tag of each word already gives a valid sequence, as is mostly the case."""
    places = [(tag - 1) % 4 if tag else -1 for tag in path]
    if places[0] in (1, 2) or places[-1] in (0, 1):
        return False
    for before, after, one, other in zip(places, places[1:], path, path[1:], strict=False):
        opened, inside = before in (0, 1), after in (1, 2)
        if opened != inside or (opened and (one - 1) // 4 != (other - 1) // 4):
            return False
    return True


def _viterbi(scores: Array) -> list[int]:
    follows = _follows()
    starts = np.array([-1e9 if tag > 0 and (tag - 1) % 4 in (1, 2) else 0 for tag in range(_TAGS)], np.float32)
    ends = np.array([-1e9 if tag > 0 and (tag - 1) % 4 in (0, 1) else 0 for tag in range(_TAGS)], np.float32)
    value = scores[0] + starts
    back: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        ways = value[:, None] + follows
        back.append(ways.argmax(0))
        value = ways.max(0) + row
    tag = int((value + ends).argmax())
    path = [tag]
    for step in reversed(back):
        tag = int(step[tag])
        path.append(tag)
    return path[::-1]


def _read(path: list[int]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    start = 0
    for at, tag in enumerate(path):
        place = (tag - 1) % 4 if tag else -1
        if place in (0, 3):
            start = at
        if place in (2, 3):
            found.append((start, at + 1, KINDS[(tag - 1) // 4]))
    return found
