"""What the models of names and of grammar share: a vector for each word, and layers that read its neighbours.

Sentences stand one after another, and the neighbours of each word are given by row, so nothing is computed for padding.
A word's vector is computed once and cached, already multiplied by the first layer's weights.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from tasks.text.annotate.engine.word_features import Rows

TOGETHER = 320
"""Words that are computed together: few enough for a core's own cache, and enough for numpy."""
_SHIFTS = (0, -2, -1, 1, 2)
"""The words that the first layer reads, the word itself first."""

Array = NDArray[np.float32]
Ints = NDArray[np.int64]
Dense = tuple[Array, Array]
K = TypeVar("K", bound=Hashable)


class Vectors(NamedTuple):
    """The weights that turn a word's features into its vector, and the first layer. Names as in the training
    scripts."""

    table: NDArray[np.int8]
    scale: Array
    mix: Dense
    first: Array
    """The weights for the five words that the first layer reads, side by side."""
    first_bias: Array


class Lexicon(Generic[K]):
    """A cache of the words seen so far with their vectors, 2.5 kB each."""

    def __init__(self, given: Vectors, rows_of: Callable[[list[K]], tuple[Rows, Rows]], kept: int) -> None:
        """`rows_of`: the rows of words in the table, as `word_rows` gives them.

        `kept`: the cache is emptied if it would hold more words than this.
        """
        self._given = given
        self._rows_of = rows_of
        self._kept = kept
        self._ids: dict[K, int] = {}
        self._words = np.zeros((1 << 12, given.first.shape[1]), np.float32)

    def learn(self, sentences: Sequence[Sequence[K]]) -> None:
        """Compute the vectors of all words not seen before, together."""
        self._places(sentences)

    def first_layer(self, sentences: Sequence[Sequence[K]], around: "Neighbours") -> Array:
        """The first layer's output for the words of the sentences. The last row stands for no word: zeros."""
        hidden = len(self._given.first_bias)
        places = np.array([*self._places(sentences), 0], np.int64)
        # Five parts per word: its contribution to the word two after it, one after it, and so on.
        parts = self._words.reshape(-1, hidden)
        found: Array = parts.take(places * len(_SHIFTS) + 2, 0)
        found += self._given.first_bias
        for shift in _SHIFTS[1:]:
            found += parts.take(places[around.rows(shift)] * len(_SHIFTS) + 2 + shift, 0)
        np.maximum(found, 0, out=found)
        found[-1] = 0
        return found

    def _places(self, sentences: Sequence[Sequence[K]]) -> list[int]:
        """The row of each word's vector; 0 is no word. New words are computed together."""
        ids = self._ids
        try:
            return [ids[word] for one in sentences for word in one]
        except KeyError:
            new = list(dict.fromkeys(word for one in sentences for word in one if word not in ids))
        if len(ids) + len(new) > self._kept:
            ids.clear()
            new = list(dict.fromkeys(word for one in sentences for word in one))
        self._learn(new)
        return [ids[word] for one in sentences for word in one]

    def _learn(self, words: list[K]) -> None:
        rows, counts = self._rows_of(words)
        given = self._given
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        pieces = given.table[rows] * given.scale[rows]
        vectors = np.add.reduceat(pieces, starts, 0) / counts[:, None].astype(np.float32) * 2
        mixed = vectors @ given.mix[0] + given.mix[1]
        vectors = vectors + 0.5 * mixed * (1 + np.tanh(0.7978845608 * (mixed + 0.044715 * mixed * mixed * mixed)))
        first = len(self._ids) + 1
        need = first + len(words)
        if need > len(self._words):
            larger = np.zeros((max(need, 2 * len(self._words)), self._words.shape[1]), np.float32)
            larger[:first] = self._words[:first]
            self._words = larger
        self._words[first:need] = vectors @ given.first
        self._ids.update((word, first + at) for at, word in enumerate(words))


class Neighbours:
    """The neighbours of each word within its sentence, by row; the sentences stand one after another."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self._none = sum(lengths)
        """The row that stands for no word, after all words."""
        self._sentence = np.repeat(np.arange(len(lengths)), lengths)

    def rows(self, shift: int) -> Ints:
        """For each word, the row of the word `shift` places after it (before it, if negative), within the sentence;
        else the row that stands for no word."""
        sentence = self._sentence
        found = np.full(self._none + 1, self._none, np.int64)
        far = abs(shift)
        if far < self._none:
            same = np.flatnonzero(sentence[far:] == sentence[:-far])
            if shift > 0:
                found[same] = same + far
            else:
                found[same + far] = same
        return found

    def windows(self, hidden: Array, shifts: Sequence[int]) -> Array:
        """Each word's row together with those of its neighbours; without the row that stands for no word."""
        own = np.arange(self._none, dtype=np.int64)
        columns = [self.rows(shift)[:-1] if shift else own for shift in shifts]
        wide: Array = hidden.take(np.stack(columns, 1).ravel(), 0).reshape(self._none, -1)
        return wide


def grow(hidden: Array, wide: Array, layer: Dense) -> None:
    """Add a layer's output for each word's window to its row, except to the last row."""
    added: Array = wide @ layer[0]
    added += layer[1]
    np.maximum(added, 0, out=added)
    hidden[:-1] += added


def groups(sentences: Sequence[Sequence[K]]) -> Iterator[list[Sequence[K]]]:
    """The sentences in order, in groups of about `TOGETHER` words."""
    group: list[Sequence[K]] = []
    size = 0
    for one in sentences:
        group.append(one)
        size += len(one)
        if size >= TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group
