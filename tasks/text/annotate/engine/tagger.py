"""The model of names at work: hashed pieces of words, three small convolutions, in numpy.

Trained by `benchmarks/training/train_names.py`; data, licences and figures: docs/model-card-names.md. A word's vector
is computed once a process and kept, already multiplied by the first layer's weights.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.text.annotate.engine.tokens import is_cjk
from tasks.text.annotate.engine.word_features import word_rows

KINDS = ("PER", "ORG", "LOC")
_TAGS = 1 + 4 * len(KINDS)
_KEPT = 60_000
"""Words whose vectors are kept; 2.5 kB each. Then all are forgotten."""
_GROUP = 4_000
"""Words that are looked at together."""

Array = NDArray[np.float32]


class Span(NamedTuple):
    """Words [first, last) that name somebody or something."""

    first: int
    last: int
    kind: str


class Weights(NamedTuple):
    """The layers. Names as in the training script."""

    table: NDArray[np.int8]
    scale: Array
    mix: tuple[Array, Array]
    first: Array
    first_bias: Array
    second: tuple[Array, Array]
    third: tuple[Array, Array]
    out: tuple[Array, Array]


def weights(name: str = "names.npz") -> Weights:
    """The weights that ship with the package."""
    with as_file(files("tasks.text.annotate.engine") / name) as path, np.load(path) as stored:
        layer = {key: stored[key].astype(np.float32) for key in stored.files if key != "table"}
        table = stored["table"]
    width = layer["mix_weight"].shape[0]
    first = layer["first_weight"].T
    parts = np.concatenate([first[at : at + width] for at in range(0, len(first), width)], 1)

    def dense(key: str) -> tuple[Array, Array]:
        return np.ascontiguousarray(layer[f"{key}_weight"].T), layer[f"{key}_bias"]

    return Weights(
        table, layer["scale"], dense("mix"), np.ascontiguousarray(parts), layer["first_bias"], dense("second"),
        dense("third"), dense("out"),
    )  # fmt: skip


class Tagger:
    """Scores of tags for the words of sentences."""

    def __init__(self, given: Weights) -> None:
        self._weights = given
        self._hidden = len(given.first_bias)
        self._ids: dict[tuple[str, str], int] = {}
        self._words = np.zeros((0, given.first.shape[1]), np.float32)
        self._forget()

    def _forget(self) -> None:
        self._ids = {}
        self._words = np.zeros((1 << 12, self._weights.first.shape[1]), np.float32)

    def spans(self, sentences: Sequence[Sequence[str]]) -> list[list[Span]]:
        """The names in each sentence."""
        found: list[list[Span]] = []
        group: list[Sequence[str]] = []
        size = 0
        for one in sentences:
            group.append(one)
            size += len(one) + 2
            if size >= _GROUP:
                found.extend(self._tagged(group))
                group, size = [], 0
        return [*found, *self._tagged(group)]

    def _tagged(self, sentences: Sequence[Sequence[str]]) -> list[list[Span]]:
        if not any(sentences):
            return [[] for _ in sentences]
        scores = self._scores(sentences)
        best = scores.argmax(1)
        found: list[list[Span]] = []
        at = 2
        for one in sentences:
            end = at + len(one)
            found.append(_spans(scores[at:end], best[at:end]))
            at = end + 2
        return found

    def _scores(self, sentences: Sequence[Sequence[str]]) -> Array:
        """Sentences stand one after another, two empty words around each."""
        places = self._places(sentences)
        mask = (places > 0)[:, None].astype(np.float32)
        words = self._words[places]
        size = self._hidden
        hidden = words[:, 2 * size : 3 * size] + self._weights.first_bias
        for at, shift in enumerate((2, 1, 0, -1, -2)):
            part = words[:, at * size : (at + 1) * size]
            if shift > 0:
                hidden[shift:] += part[:-shift]
            elif shift < 0:
                hidden[:shift] += part[-shift:]
        np.maximum(hidden, 0, out=hidden)
        hidden *= mask
        for (weight, bias), reach in ((self._weights.second, 2), (self._weights.third, 1)):
            added: Array = _windows(hidden, reach) @ weight
            added += bias
            np.maximum(added, 0, out=added)
            added *= mask
            hidden += added
        weight, bias = self._weights.out
        scores: Array = np.matmul(hidden, weight, dtype=np.float32)
        scores += bias
        return scores

    def _places(self, sentences: Sequence[Sequence[str]]) -> NDArray[np.int64]:
        """Where each word's vector stands; 0 is the empty word. Words not seen before are computed together."""
        keys = [_keys(one) for one in sentences]
        new = list(dict.fromkeys(key for one in keys for key in one if key not in self._ids))
        if len(self._ids) + len(new) > _KEPT:
            self._forget()
            new = list(dict.fromkeys(key for one in keys for key in one))
        if new:
            self._learn(new)
        ids = self._ids
        places = [0, 0]
        for one in keys:
            places.extend([ids[key] for key in one])
            places += (0, 0)
        return np.array(places, np.int64)

    def _learn(self, keys: list[tuple[str, str]]) -> None:
        rows, counts = word_rows([word for word, _ in keys], [wide for _, wide in keys])
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        pieces = self._weights.table[rows] * self._weights.scale[rows]
        vectors = np.add.reduceat(pieces, starts, 0) / counts[:, None] * 2
        mixed = vectors @ self._weights.mix[0] + self._weights.mix[1]
        vectors = vectors + 0.5 * mixed * (1 + np.tanh(0.7978845608 * (mixed + 0.044715 * mixed**3)))
        first = len(self._ids) + 1
        need = first + len(keys)
        if need > len(self._words):
            larger = np.zeros((max(need, 2 * len(self._words)), self._words.shape[1]), np.float32)
            larger[:first] = self._words[:first]
            self._words = larger
        self._words[first:need] = vectors.astype(np.float32) @ self._weights.first
        self._ids.update((key, first + at) for at, key in enumerate(keys))


def _keys(words: Sequence[str]) -> list[tuple[str, str]]:
    """Each word and what its pieces are taken from: of a sign of a script without spaces, it and its neighbours."""
    joined = "".join(words)
    if joined.isascii() or not any(is_cjk(word) for word in words):
        return [(word, word) for word in words]
    padded = ["", *words, ""]
    return [(word, padded[at] + word + padded[at + 2] if is_cjk(word) else word) for at, word in enumerate(words)]


def _windows(hidden: Array, reach: int) -> Array:
    """Each row with its neighbours on both sides, in one row."""
    length, size = hidden.shape
    wide = np.zeros((length, (2 * reach + 1) * size), np.float32)
    for at, shift in enumerate(range(reach, -reach - 1, -1)):
        columns = slice(at * size, (at + 1) * size)
        if shift > 0:
            wide[shift:, columns] = hidden[:-shift]
        elif shift < 0:
            wide[:shift, columns] = hidden[-shift:]
        else:
            wide[:, columns] = hidden
    return wide


@cache
def _follows() -> Array:
    """What it costs that one tag follows another: nothing, or too much."""
    cost = np.full((_TAGS, _TAGS), -1e9, np.float32)
    for before in range(_TAGS):
        for after in range(_TAGS):
            opened = before > 0 and (before - 1) % 4 in (0, 1)
            inside = after > 0 and (after - 1) % 4 in (1, 2)
            if (opened and inside and (before - 1) // 4 == (after - 1) // 4) or (not opened and not inside):
                cost[before, after] = 0
    return cost


def _spans(scores: Array, best: NDArray[np.int64]) -> list[Span]:
    """The names by the best sequence of tags; only around words that are anything is it looked for."""
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
    """Whether the best tag of each word makes a sequence as it stands, as it mostly does."""
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
