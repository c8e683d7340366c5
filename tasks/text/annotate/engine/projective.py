"""Whether heads form a tree, and the best projective tree over a sentence (branches do not cross)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def is_tree(heads: NDArray[np.int64]) -> bool:
    """Whether these heads form trees: every path upwards ends at a root, which is its own head."""
    above = heads
    # Each step doubles the distance.
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return bool((heads[above] == above).all())


def projective(sentences: Sequence[NDArray[np.float32]]) -> list[NDArray[np.int64]]:
    """The heads of the trees with the highest sum of scores[word, head], for each sentence, by Eisner's algorithm.

    scores[word, word] is the score of a root. All spans of one length, of all sentences, are computed together.
    """
    length = max(len(scores) for scores in sentences) + 1
    shape = (len(sentences), length, length)
    # Word 0 is above all roots. The places after a shorter sentence's last word are never part of a tree.
    whole = np.full(shape, -1e9, np.float32)
    for at, scores in enumerate(sentences):
        whole[at, 1 : len(scores) + 1, 1 : len(scores) + 1] = scores.T
        whole[at, 0, 1 : len(scores) + 1] = scores.diagonal()
    # Spans by their first word and length, or by their last word and length, so that each step only reads slices.
    # Right: the head is the first word; left: the last one. Open: the two ends are linked.
    right, right_by_end, left, left_by_end, open_right, open_left_by_end = (
        np.zeros(shape, np.float32) for _ in "123456"
    )
    cut_right, cut_left, cut_open = (np.zeros(shape, np.int16) for _ in range(3))
    for far in range(1, length):
        first, last = slice(0, length - far), slice(far, length)
        both = right[:, first, :far] + left_by_end[:, last, far - 1 :: -1]
        best = both.max(2)
        cut_open[:, first, far] = both.argmax(2)
        open_right[:, first, far] = best + whole.diagonal(far, 1, 2)
        open_left_by_end[:, last, far] = best + whole.diagonal(-far, 1, 2)
        both = open_right[:, first, 1 : far + 1] + right_by_end[:, last, far - 1 :: -1]
        right[:, first, far] = right_by_end[:, last, far] = both.max(2)
        cut_right[:, first, far] = both.argmax(2) + 1
        both = left[:, first, :far] + open_left_by_end[:, last, far:0:-1]
        left[:, first, far] = left_by_end[:, last, far] = both.max(2)
        cut_left[:, first, far] = both.argmax(2)
    return [
        _traced(len(scores) + 1, cut_right[at].tolist(), cut_left[at].tolist(), cut_open[at].tolist())
        for at, scores in enumerate(sentences)
    ]


Cuts = list[list[int]]


def _traced(length: int, cut_right: Cuts, cut_left: Cuts, cut_open: Cuts) -> NDArray[np.int64]:
    heads = [0] * length
    waiting = [(0, length - 1, "right")]
    while waiting:
        start, end, kind = waiting.pop()
        if start == end:
            continue
        if kind == "right":
            cut = start + cut_right[start][end - start]
            waiting += [(start, cut, "open right"), (cut, end, "right")]
        elif kind == "left":
            cut = start + cut_left[start][end - start]
            waiting += [(start, cut, "left"), (cut, end, "open left")]
        else:
            heads[end if kind == "open right" else start] = start if kind == "open right" else end
            cut = start + cut_open[start][end - start]
            waiting += [(start, cut, "right"), (cut + 1, end, "left")]
    # Back to word indexes from 0; a root is its own head.
    own = np.array(heads[1:], np.int64) - 1
    return np.where(own < 0, np.arange(length - 1), own)
