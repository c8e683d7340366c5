"""The features of a word for the models: hashes of the word, its form and its pieces, in one table for all languages.

All words of a batch are hashed together in arrays of 32 characters per word, by numpy without a loop over words.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BITS = 17
"""The table has 2 ** BITS rows. Two features may share a row; the word's other features distinguish them."""
WIDTH = 32
"""Characters of a word that are read, including one mark at each end."""
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "ʼ": "'", "–": "-", "—": "-", "\0": " "}
)
_MULTIPLIER = np.uint32(2654435761)
_FORTH = np.array([pow(2654435761, at, 1 << 32) for at in range(WIDTH + 1)], np.uint32)
_BACK = np.array([pow(2654435761, -at, 1 << 32) for at in range(WIDTH + 1)], np.uint32)
"""The multiplier's powers and their inverses."""
_SHORT = (3, 4)
_LONG = (5, 6)

Hashes = NDArray[np.uint32]
Rows = NDArray[np.int64]


def _sign_classes() -> Hashes:
    """The class of each character of the basic plane: 0 none, 1 upper, 2 lower, 3 digit, 4 other letter, 5 other, 6 to
    8 marks."""
    table = np.full(65536, 5, np.uint32)
    for code in range(65536):
        sign = chr(code)
        if sign.isalpha():
            table[code] = 1 if sign.isupper() else 2 if sign.islower() else 4
        elif sign.isdigit():
            table[code] = 3
    table[0], table[ord("-")], table[ord("'")], table[ord(".")] = 0, 6, 7, 8
    return table


_CLASSES = _sign_classes()


def word_rows(words: Sequence[str], around: Sequence[str] | None = None) -> tuple[Rows, Rows]:
    """The table rows of all words, one after another, and the number of rows of each word.

    `around`: for characters of scripts without spaces, the character with its neighbours, from which the pieces are
    taken.
    """
    with np.errstate(over="ignore"):
        return _word_rows(words, words if around is None else around)


def _word_rows(words: Sequence[str], around: Sequence[str]) -> tuple[Rows, Rows]:
    plain = [word.translate(_QUOTES)[: WIDTH - 2] for word in words]
    wide = [word.translate(_QUOTES)[: WIDTH - 2].lower()[: WIDTH - 2] for word in around]
    lower = _signs([f"<{word}>" for word in wide])
    cased = _signs(plain)
    classes = _CLASSES[np.minimum(cased, 65535)]
    length = (lower > 0).sum(1)
    one = np.ones((len(plain), 1), bool)
    rows = [_whole(lower, 1), _whole(cased, 2), _whole(_without_repeats(classes), 3), _form(classes)]
    kept = [one, one, one, one]
    for size in _SHORT:
        hashes = lower[:, : WIDTH - size + 1].copy()
        for at in range(1, size):
            hashes = hashes * _MULTIPLIER + lower[:, at : WIDTH - size + 1 + at]
        rows.append(_mixed(hashes, 10 + size))
        kept.append(np.arange(WIDTH - size + 1)[None, :] <= (length - size)[:, None])
    for size in _LONG:
        rows.extend(
            (_edge(lower, np.zeros_like(length), size, 20), _edge(lower, np.maximum(length - size, 0), size, 30))
        )
        kept.extend([(length > size)[:, None]] * 2)
    everything, which = np.concatenate(rows, 1), np.concatenate(kept, 1)
    return everything[which], which.sum(1)


def _signs(words: Sequence[str]) -> Hashes:
    return np.array(words, dtype=f"U{WIDTH}").view(np.uint32).reshape(len(words), WIDTH)


def _mixed(hashes: Hashes, salt: int) -> Rows:
    """Distribute hashes over the table; each kind of feature has its own salt."""
    spread = (hashes ^ np.uint32(salt)) * np.uint32(2246822519)
    spread ^= spread >> np.uint32(13)
    spread *= np.uint32(3266489917)
    spread ^= spread >> np.uint32(16)
    rows: Rows = (spread >> np.uint32(32 - BITS)).astype(np.int64)
    return rows


def _whole(signs: Hashes, salt: int) -> Rows:
    """17, for each sign multiplied and the sign added: written as one sum, since the multiplier has an inverse."""
    there = signs > 0
    order = np.cumsum(there, 1)
    count = order[:, -1]
    hashes = ((signs * _BACK[order]).sum(1, dtype=np.uint32) + np.uint32(17)) * _FORTH[count]
    return _mixed(hashes, salt)[:, None]


def _without_repeats(classes: Hashes) -> Hashes:
    """The form of a word at any length, such as "Xxx.X": of a run of equal classes two are kept."""
    again = np.zeros_like(classes, bool)
    again[:, 2:] = (classes[:, 2:] == classes[:, 1:-1]) & (classes[:, 1:-1] == classes[:, :-2])
    return np.where(again, np.uint32(0), classes)


def _form(classes: Hashes) -> Rows:
    upper = classes == 1
    parts = upper[:, 0] * 4 + (upper.sum(1) > 1) * 2 + (classes == 2).any(1) * 1 + 1
    return _mixed(parts.astype(np.uint32), 4)[:, None]


def _edge(lower: Hashes, start: Rows, size: int, salt: int) -> Rows:
    """The first or last characters of each word."""
    words = np.arange(len(lower))
    hashes = lower[words, start].copy()
    for at in range(1, size):
        hashes = hashes * _MULTIPLIER + lower[words, np.minimum(start + at, WIDTH - 1)]
    return _mixed(hashes, salt + size)[:, None]
