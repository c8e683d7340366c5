"""Sentence boundaries in one block of running text.

A parser's own sentence splitting is poor around quotation marks, and to parse only some sentences they must be known
before parsing. Every pattern reads a bounded number of characters around a full stop, so the time is linear.
"""

import re

from tasks.text.conventions.wordlist import wordlist

_ENDER = re.compile(r"[.!?…][.!?…]{0,5}(?P<close>['\"”’»)\]]{0,3})(?P<gap>\s+)(?=(?P<next>[‘“«\"'(\[]{0,3}[^\s]))")
# Titles, months, companies and Latin abbreviations that contain a full stop inside a sentence.
_ABBREVIATIONS = wordlist(
    "mr mrs ms dr prof gov sen rep reps sens gen col lt sgt capt cmdr maj adm rev hon st mt ft jr sr vs no nos inc "
    "corp co ltd "
    "jan feb mar apr jun jul aug sept sep oct nov dec e.g i.e etc cf al approx dept univ assn bros messrs u.s u.k "
    "u.n d.c "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex "
    "va vt wash wis wyo a.m p.m ph.d"
)
# A name may follow these; a sentence can also end with them.
_MAY_END = wordlist("inc corp co ltd jr sr u.s u.k u.n d.c a.m p.m etc ph.d va fla calif pa md tex mass")
_OPENERS = wordlist(
    "the a an he she it they we you i in on at but and or so for as by to from with after before when while if this "
    "that these those "
    "his her its their our my there then now no not yet still what who how why however although though also one some "
    "many most "
    "mr mrs ms meanwhile another last since during under even despite it’s it's he’s she’s"
)
_WORD = re.compile(r"[\w.&’'-]{1,60}$")
_FIRST = re.compile(r"[^\w]*([\w’']+)")
# The cue after a quoted question or exclamation: `"Why?" Trump asked.`
_AFTER_QUOTE = re.compile(
    r"(?:[\w.’'-]+\s{1,50}){0,5}?(?:said|says|asked|asks|wrote|writes|replied|added|told|shouted|wondered|quipped|joked"
    r"|yelled|tweeted|"
    r"cried|declared|exclaimed|answered|recalled)\b"
)
_REACH = 60


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences in the text, in order, without the white space between them."""
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for found in _ENDER.finditer(text):
        if found.start() >= start and _ends(text, start, found):
            spans.append((start, found.start("gap")))
            start = found.end("gap")
    end = len(text.rstrip())
    if end > start:
        spans.append((start, end))
    return spans


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a sentence ends at this full stop, question mark or exclamation mark."""
    after = text[found.end("gap") : found.end("gap") + _REACH]
    head = after.lstrip("‘“«\"'([")
    if not head or head[0].islower():
        return False
    stop = text[found.start()]
    if found["close"] and stop in "!?…" and _AFTER_QUOTE.match(after):
        return False
    if stop != "." or found["close"] or text[found.start() : found.start() + 2] == "..":
        return True
    before = _WORD.search(text, max(start, found.start() - 24), found.start())
    word = before.group().lower() if before else ""
    if not _abbreviated(word):
        return True
    first = _FIRST.match(after)
    opener = first is not None and first.group(1).lower() in _OPENERS
    return opener and (word in _MAY_END or "." in word)


def _abbreviated(word: str) -> bool:
    """Whether a full stop after this word most likely marks an abbreviation: "Mr", "U.S", an initial."""
    bare = word.lstrip("'’-")
    if bare.rpartition("-")[2] in _ABBREVIATIONS:
        return True  # also "then-Sen. Lee"
    return (len(bare) == 1 and bare.isalpha()) or (bare.count(".") >= 1 and len(bare) <= 5)
