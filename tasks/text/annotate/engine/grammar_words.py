"""Tokens of English sentences as in treebanks: do + n't, Ann + 's, Mr., anti + - + war."""

import re

from tasks.text.annotate.engine.engine import Words

MAX_WORDS = 400
"""Most words of a sentence. A longer one is not prose (a table, a hash dump), and its rest is not read."""
MAX_CHARS = 6_000
_WORD = re.compile(
    r"[A-Za-z]+(?=[ ,;])"  # as most words are: nothing below would take more or less
    r"|(?:https?://|www\.)[^\s<>\"“”]{1,300}"
    r"|(?:[^\W\d_]\.){2,8}"  # initials: U.S., a.m.
    r"|(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|Jr|Sr|Inc|Corp|Co|Ltd|Bros"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Ave|No|vs|etc|Pa|Va|Md|Fla|Calif|Conn|Ill|Mass|Mich|Minn|Miss|Mo"
    r"|Ariz|Ark|Ala|Ga|Ky|Tenn|Tex|Wis|Wash|Okla|Ore|Nev|Neb|Kan|Ind|Colo|Del|La|Mt|Ft)\.(?=\s|,|['’]s)"
    r"|\d+(?:[.,:/]\d+){0,8}(?:st|nd|rd|th|s|m|bn|k)?(?![^\W_])"
    r"|[^\W_]+(?:['’][^\W_]+){0,4}"
    r"|\.{2,}|-{2,}|''|``"
    r"|[^\w\s]|_"
)
_ENDINGS = re.compile(r"(?i)(?:n['’]t|['’](?:s|ll|re|ve|d|m))$")
_JOINED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3}
_JOINED_LENGTHS = frozenset(len(word) for word in _JOINED)


def grammar_words(text: str) -> Words:
    """The tokens of a sentence with their starts. Takes linear time."""
    words: list[str] = []
    starts: list[int] = []
    for found in _WORD.finditer(text[:MAX_CHARS]):
        word, start = found.group(), found.start()
        cut = 0 if len(word) < 3 else _cut(word)
        if cut:
            words += (word[:cut], word[cut:])
            starts += (start, start + cut)
        else:
            words.append(word)
            starts.append(start)
    return Words(tuple(words[:MAX_WORDS]), tuple(starts[:MAX_WORDS]))


def _cut(word: str) -> int:
    """The position at which a word is split; 0 if it is not."""
    if word.isalnum():
        return _JOINED.get(word.lower(), 0) if len(word) in _JOINED_LENGTHS else 0
    ending = _ENDINGS.search(word) if "'" in word or "’" in word else None
    return ending.start() if ending else 0
