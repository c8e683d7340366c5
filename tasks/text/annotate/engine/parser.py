"""The model of English grammar: hashed word features, convolutions, and a score for each pair of words, in numpy.

Trained by `benchmarks/training/train_grammar.py`; data, licences and figures: docs/model-card-grammar.md.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np

from tasks.text.annotate.engine.projective import is_tree, projective
from tasks.text.annotate.engine.word_features import Rows, word_rows
from tasks.text.annotate.engine.word_layers import Array, Dense, Ints, Lexicon, Neighbours, Vectors, groups, grow

REACHES = (1, 2, 4, 8)
"""The distance of the neighbours that each layer after the first reads."""
_SHIFT = 1
"""The table has half the rows of the table for names."""
_FAR = 24
"""Distances between a word and its head that are distinguished."""
_KEPT = 40_000
"""Most words whose vectors are cached."""
_TOGETHER, _LONGER = 16, 1.6
"""Sentences whose best tree is computed together, and how many times longer than the first the longest may be."""


class Parsed(NamedTuple):
    """The head (a root is its own head), the dependency label and the tag of each word."""

    heads: list[int]
    deps: list[str]
    tags: list[str]


class Weights(NamedTuple):
    """The weights of the layers, with the names of the training script."""

    words: Vectors
    layers: tuple[Dense, ...]
    state: Dense
    """Weights for tags, below, above, kid and parent, side by side."""
    sizes: tuple[int, ...]
    pair: Array
    worth: Array
    far: Dense
    root: Dense
    side: Array
    deps: Dense
    dep_names: tuple[str, ...]
    tag_names: tuple[str, ...]


def weights(name: str = "grammar.npz") -> Weights:
    """The weights that ship with the package."""
    with as_file(files("tasks.text.annotate.engine") / name) as path, np.load(path) as stored:
        layer = {
            key: stored[key].astype(np.float32) for key in stored.files if key != "table" and not key.endswith("names")
        }
        table = stored["table"]
        deps, tags = tuple(stored["dep_names"].tolist()), tuple(stored["tag_names"].tolist())
    width = layer["mix_weight"].shape[0]
    first = layer["first_weight"].T
    parts = np.concatenate([first[at : at + width] for at in range(0, len(first), width)], 1)

    def dense(key: str) -> Dense:
        return np.ascontiguousarray(layer[f"{key}_weight"].T), layer[f"{key}_bias"]

    together = ("tags", "below", "above", "kid", "parent")
    layer["parent_bias"] = np.zeros(len(layer["parent_weight"]), np.float32)
    state = np.concatenate([dense(key)[0] for key in together], 1), np.concatenate([dense(key)[1] for key in together])
    return Weights(
        Vectors(table, layer["scale"], dense("mix"), np.ascontiguousarray(parts), layer["first_bias"]),
        tuple(dense(f"layers_{at}") for at in range(len(REACHES))),
        state,
        tuple(np.cumsum([len(layer[f"{key}_bias"]) for key in together])[:-1].tolist()),
        np.ascontiguousarray(layer["pair_weight"].T),
        layer["worth_weight"][0],
        dense("far"),
        dense("root"),
        layer["side_weight"],
        dense("deps"),
        deps,
        tags,
    )


class Parser:
    """Computes heads, labels and tags for the words of sentences."""

    def __init__(self, given: Weights) -> None:
        self._weights = given
        self._lexicon: Lexicon[str] = Lexicon(given.words, _rows, _KEPT)

    def parsed(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        """The grammar of each sentence."""
        self._lexicon.learn(sentences)
        return [one for group in groups(sentences) for one in self._group(group)]

    def _group(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        if not any(sentences):
            return [Parsed([], [], []) for _ in sentences]
        given = self._weights
        state = self._states(sentences) @ given.state[0] + given.state[1]
        tags, below, above, kid, parent = np.split(state, given.sizes, 1)
        best_tags = tags.argmax(1)
        below, above = np.maximum(below, 0), np.maximum(above, 0)
        paired, far = below @ given.pair, below @ given.far[0] + given.far[1]
        worth = above @ given.worth
        root = (below @ given.root[0] + given.root[1])[:, 0]
        heads = _chosen(self._scored(sentences, paired, above, worth, far, root))
        lengths = [len(chosen) for chosen in heads]
        places = np.arange(len(kid))
        above_at = np.concatenate(heads) + np.repeat(np.cumsum([0, *lengths[:-1]]), lengths)
        rooted = above_at == places
        above_kid = parent[above_at]
        above_kid[rooted] = 0
        sides = np.where(rooted, 2 * _FAR + 1, np.clip(above_at - places, -_FAR, _FAR) + _FAR)
        labels = (np.maximum(kid + above_kid + given.side[sides], 0) @ given.deps[0] + given.deps[1]).argmax(1)
        return self._named(heads, labels, best_tags)

    def _scored(
        self, sentences: Sequence[Sequence[str]], paired: Array, above: Array, worth: Array, far: Array, root: Array
    ) -> list[Array]:
        """The scores [word, head] of each sentence; on the diagonal, the score of a root."""
        found: list[Array] = []
        at = 0
        for one in sentences:
            here = slice(at, at + len(one))
            scores = paired[here] @ above[here].T + worth[here]
            scores += np.take_along_axis(far[here], _distances(len(one)), 1)
            np.fill_diagonal(scores, root[here])
            found.append(scores)
            at += len(one)
        return found

    def _named(self, heads: list[Ints], labels: Ints, tags: Ints) -> list[Parsed]:
        found: list[Parsed] = []
        at = 0
        deps, names = self._weights.dep_names, self._weights.tag_names
        for chosen in heads:
            end = at + len(chosen)
            found.append(
                Parsed(
                    chosen.tolist(),
                    [deps[label] for label in labels[at:end].tolist()],
                    [names[tag] for tag in tags[at:end].tolist()],
                )
            )
            at = end
        return found

    def _states(self, sentences: Sequence[Sequence[str]]) -> Array:
        around = Neighbours([len(one) for one in sentences])
        hidden = self._lexicon.first_layer(sentences, around)
        for reach, layer in zip(REACHES, self._weights.layers, strict=True):
            grow(hidden, around.windows(hidden, (-reach, 0, reach)), layer)
        return hidden[:-1]


def _rows(words: list[str]) -> tuple[Rows, Rows]:
    rows, counts = word_rows(words)
    return rows >> _SHIFT, counts


def _chosen(scored: list[Array]) -> list[Ints]:
    """The heads of each sentence: the best head of each word if these form a tree, else those of the best tree."""
    heads: list[Ints] = [scores.argmax(1) if len(scores) else np.zeros(0, np.int64) for scores in scored]
    broken = [at for at, chosen in enumerate(heads) if not is_tree(chosen)]
    for group in _alike(broken, scored):
        for at, chosen in zip(group, projective([scored[at] for at in group]), strict=True):
            heads[at] = chosen
    return heads


def _alike(broken: list[int], scored: list[Array]) -> list[list[int]]:
    """Groups of sentences of about the same length."""
    groups: list[list[int]] = []
    for at in sorted(broken, key=lambda one: len(scored[one])):
        if groups and len(groups[-1]) < _TOGETHER and len(scored[at]) <= _LONGER * len(scored[groups[-1][0]]):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


@cache
def _distances(length: int) -> Ints:
    places = np.arange(length)
    found: Ints = np.clip(places[None, :] - places[:, None], -_FAR, _FAR) + _FAR
    return found
