"""Tokens of a text in any script: letters and digits together, each punctuation mark and each Han or kana character
alone."""

import re

from tasks.text.conventions.wordlist import wordlist

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Characters of scripts without spaces between words: kana and Han."""
_TOKEN = re.compile(
    r"[A-Za-z]+(?=[ ,;])"  # as most words are: nothing below would take more or less
    rf"|[{CJK}]"
    r"|(?:[^\W\d_]\.){2,8}"  # initials: U.S., z.B.
    rf"|[^\W{CJK}]+(?:[’'ʼ][^\W{CJK}]+)*"
    r"|[^\w\s]"
)
# Words that lose their vowel before another word: "l'Assemblée", "dell'Umbria", "D’Artagnan" (two tokens for the
# model).
_ELIDED = wordlist(
    "l d qu j c n m t un dell all dall nell sull coll quell gl jusqu lorsqu puisqu quoiqu presqu aujourd bell sant"
)
_MARKS = "’'ʼ"

Token = tuple[str, int, int]
"""A token, its start and its end."""


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order. Takes linear time."""
    matches = [(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
    if not any(mark in text for mark in _MARKS):
        return matches
    found: list[Token] = []
    for one in matches:
        word = one[0]
        if not word.isalnum() and len(word) > 2 and any(mark in word for mark in _MARKS):
            found.extend(_parted(word, one[1]))
        else:
            found.append(one)
    return found


def _parted(word: str, start: int) -> list[Token]:
    """The tokens of a word with an apostrophe: the elided article and the genitive ending are separate tokens."""
    parts: list[Token] = []
    at = min(place for place in (word.find(mark) for mark in _MARKS) if place >= 0)
    if word[:at].lower() in _ELIDED and at + 1 < len(word):
        parts.append((word[: at + 1], start, start + at + 1))
        word, start = word[at + 1 :], start + at + 1
    last = max(word.rfind(mark) for mark in _MARKS)
    if last > 0 and word[last + 1 :] in {"s", "S"}:
        parts.append((word[:last], start, start + last))
        parts.append((word[last:], start + last, start + len(word)))
    elif word:
        parts.append((word, start, start + len(word)))
    return parts


def is_cjk(word: str) -> bool:
    """Whether a token is one character of a script without spaces."""
    return len(word) == 1 and (
        "\u3040" <= word <= "\u30ff" or "\u3400" <= word <= "\u9fff" or "\uf900" <= word <= "\ufaff"
    )
