"""Where a name begins and ends, in a language that has only a pack: the model includes some of the words around a name.

A name begins with a capital and does not end with a word that only joins others: "di Houston", "Televisa no podrán".
"""

import re
from collections.abc import Iterator
from functools import cache

from schemas.mention import EntityLabel
from tasks.text.annotate.languages.pack import LanguagePack, common_words
from tasks.text.conventions.wordlist import wordlist

_EDGE = " \t\n\r\"'“”‘’«»„‚()[]{},;:!?*_|—–-/`.、。「」《》"
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ-][^\W_]+)*")
# Particles that stay with a surname: "von der Leyen", "bin Laden". "di" and "de" begin a phrase instead.
_KEPT = wordlist("von van zu vom der den ter ten af bin ben ibn al el бин бен аль фон ван")
_ELIDED = re.compile(r"(?:d|l|dell|all|dall|nell|sull|qu|un)['’ʼ](?=\w)")
_PARTED = re.compile(r"\s[–—|/-]\s")
_LONG_PARTED = re.compile(r"\s[–—|/]\s")
_JOINED = re.compile(r"[^\W\d_]-[^\W\d_]")
_LOOSE = re.compile(r"[^\W\d_] - [^\W\d_A-ZÀ-ÞА-Я]")


def dashes_of(text: str) -> re.Pattern[str]:
    """What separates two names in this text. If all of its hyphens have spaces around them, "Нью - Йорк" is one
    name."""
    return _PARTED if _JOINED.search(text) or not _LOOSE.search(text) else _LONG_PARTED


def own_spans(
    text: str, start: int, end: int, label: EntityLabel, pack: LanguagePack, dashes: re.Pattern[str] = _PARTED
) -> Iterator[tuple[int, int]]:
    """The names in a span that the model labelled as one name, without marks, titles and joining words around them."""
    for found in dashes.finditer(text, start, end):
        if text[found.end() : found.end() + 1].isupper():
            yield from _own(text, start, found.start(), label, pack)
            start = found.end()
    yield from _own(text, start, end, label, pack)


def _own(text: str, start: int, end: int, label: EntityLabel, pack: LanguagePack) -> Iterator[tuple[int, int]]:
    start, end = _bare(text, start, end)
    surface = text[start:end]
    if surface.lower() != surface.upper():
        start = _first(text, start, end, label, pack)
        end = _last(text, start, end, pack)
        start, end = _bare(text, start, end)
        surface = text[start:end]
        if not any(sign.isupper() for sign in surface):
            return
    if any(sign.isalnum() for sign in surface):
        yield start, end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _first(text: str, start: int, end: int, label: EntityLabel, pack: LanguagePack) -> int:
    """The start of the name: after titles and words in lower case."""
    while start < end:
        word = _WORD.match(text, start, end)
        if word is None:
            return start
        lower = word.group().lower()
        elided = _ELIDED.match(text, start, end)
        if elided is not None:
            start = elided.end()
            continue
        small = word.group() == lower and lower != lower.upper()
        titled = label == "person" and word.end() < end and lower in pack.titles.all | pack.roles
        if not titled and (not small or (label == "person" and lower in _KEPT)):
            return start
        start = word.end()
        while start < end and text[start] in _EDGE:
            start += 1
    return start


def _last(text: str, start: int, end: int, pack: LanguagePack) -> int:
    """The end of the name: before words that only join others or say what somebody does."""
    joining = _joining(pack.code)
    while end > start:
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        if cut < 0:
            return end
        word = text[cut + 1 : end].strip(_EDGE)
        if not (word and word.islower() and (word in joining or word in pack.verbs or word in pack.stops)):
            return end
        end = cut
        while end > start and text[end - 1] in _EDGE:
            end -= 1
    return end


@cache
def _joining(code: str) -> frozenset[str]:
    from tasks.text.annotate.languages.pack import pack

    known = pack(code)
    return (
        known.auxiliaries | known.that | known.determiners | known.particles | known.pronouns.all | common_words(code)
    )
