"""How many words a text has, in scripts with and without spaces between them.

Chinese and Japanese: each character is a word, as their press and word processors count. Thai, Lao, Khmer, Burmese:
three written syllables (a letter with its vowels and tones) are a word, about the length of a word in their news.
Everything else: runs between white space.
"""

import re

UNSPACED_CHARACTER = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
"""Kana and Chinese characters. Korean puts spaces between words."""
_BEFORE = "[\u0e40-\u0e44\u0ec0-\u0ec4]"  # vowels of Thai and Lao that are written before their letter
_LETTER = "[\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u102a\u1780-\u17a2]"
SYLLABLE_START = f"(?:{_BEFORE}|{_LETTER})"
SYLLABLE = f"{_BEFORE}?{_LETTER}[\u0e2f-\u0e3a\u0e45-\u0e4e\u0eaf-\u0ebd\u0ec6-\u0ecd\u102b-\u103e\u17a3-\u17d3]{{0,8}}"
"""A letter of Thai, Lao, Burmese or Khmer with the signs that stand on it and behind it."""
_CHARACTER = re.compile(UNSPACED_CHARACTER)
_SYLLABLE = re.compile(SYLLABLE)
_SYLLABLES_A_WORD = 3


def word_count(text: str) -> int:
    """Words of `text`. 0: it has none."""
    if text.isascii():
        return len(text.split())
    rest, characters = _CHARACTER.subn(" ", text)
    rest, syllables = _SYLLABLE.subn(" ", rest)
    others = (
        sum(1 for word in rest.split() if any(map(str.isalnum, word))) if characters or syllables else len(rest.split())
    )
    return others + characters + -(-syllables // _SYLLABLES_A_WORD)
