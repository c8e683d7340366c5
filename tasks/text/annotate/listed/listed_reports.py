"""Indirect speech without quotation marks, by a language pack: "X said that ...", "..., said X", "laut X"."""

from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.annotate.languages.pack import LanguagePack
from tasks.text.annotate.listed.listed_sentences import Sentence
from tasks.text.annotate.listed.listed_speakers import Words, phrase_at, speaker_before, speaker_behind, speaker_beside
from tasks.text.conventions.wordlist import wordlist

_REACH = 9
"""Most words between the verb and the word that begins the content."""
_FEWEST = 3
_TAIL = 14


class Reported(NamedTuple):
    """Words of a sentence: the content, the speaker, the cue."""

    content: Words
    speaker: Words
    cue: Words


def listed_reports(one: Sentence, pack: LanguagePack) -> Iterator[Reported]:
    """All reports of a sentence."""
    yield from _according(one, pack)
    for at, word in enumerate(one.lower):
        if word in pack.verbs and not one.quoted[at]:
            found = _behind(one, at, pack) or _before(one, at, pack)
            if found is not None and _outside(one, found.content) and not _is_anybody(one, found.speaker, pack):
                yield found


def _is_anybody(one: Sentence, speaker: Words, pack: LanguagePack) -> bool:
    """Whether the speaker is a word for anybody, or the German "Sie" that addresses the reader: "Erfahren Sie, wie"."""
    at, last = speaker
    if at != last:
        return False
    polite = pack.code == "de" and one.words[at] == "Sie" and at > 0 and one.words[at - 1][:1].isalnum()
    return polite or one.lower[at] in pack.generic


def _outside(one: Sentence, content: Words) -> bool:
    inside = sum(one.quoted[content[0] : content[1] + 1])
    return inside < 0.9 * (content[1] - content[0] + 1)


def _according(one: Sentence, pack: LanguagePack) -> Iterator[Reported]:
    for at in range(len(one.words)):
        length = 0 if one.quoted[at] else phrase_at(one, at, pack.according)
        if length:
            speaker = speaker_behind(one, at + length, len(one.words), pack)
            if speaker is not None:
                yield from _beside(one, (at, at + length - 1), speaker, (at, speaker[1]))
            return
        if one.lower[at] in pack.according_behind and not one.quoted[at]:
            speaker = speaker_before(one, at, 0, pack)
            if speaker is not None:
                yield from _beside(one, (at, at), speaker, (speaker[0], at))
            return


def _beside(one: Sentence, cue: Words, speaker: Words, taken: Words) -> Iterator[Reported]:
    """The longer side of a sentence beside the source with its cue."""
    sides = (0, taken[0] - 1), (taken[1] + 1, len(one.words) - 1)
    content = max(sides, key=lambda side: side[1] - side[0])
    if content[1] - content[0] >= _FEWEST - 1 and _outside(one, content):
        yield Reported(content, speaker, cue)


def _behind(one: Sentence, verb: int, pack: LanguagePack) -> Reported | None:
    """The report in "X said that ...", and in German "X sagte, er habe ...": the content goes to the end of the
    sentence. None: there is none."""
    end = len(one.words)
    opens = next((at for at in range(verb + 1, min(end, verb + _REACH)) if _opens(one, at, pack)), None)
    if opens is None:
        return None
    first = opens + 1 if one.lower[opens] in pack.plain_that or one.words[opens] in ",:" else opens
    speaker = speaker_beside(one, verb, _clause(one, verb), opens, pack, behind=False)
    if speaker is None or end - first < _FEWEST or one.quoted[first]:
        return None
    return Reported((first, end - 1), speaker, (verb, verb))


def _opens(one: Sentence, at: int, pack: LanguagePack) -> bool:
    if one.quoted[at]:
        return False
    if one.lower[at] in pack.that:
        return True
    if one.words[at] == ":":
        return True
    # German can report without a that-word, by the form of the verb: a subject follows the comma.
    subject = pack.code == "de" and one.words[at] == "," and at + 1 < len(one.words) and one.lower[at + 1] in _SUBJECTS
    return subject and any(word in _GERMAN_FINITE for word in one.lower[at + 2 :])


_SUBJECTS = wordlist(
    "er sie es man ihm ihr ihnen ich wir der die das den dem ein eine sein seine ihre dies dieser diese"
)


_GERMAN_FINITE = wordlist(
    "habe haben hätte hätten hat hatte sei seien ist sind war waren wäre wären werde werden würde würden wird wurde "
    "könne können könnte könnten kann müsse müssen müsste muss solle sollen sollte sollten soll wolle wollen wollte "
    "will dürfe dürfen dürfte darf möge möchte gebe gibt gäbe komme kommt gehe geht bleibe bleibt stehe steht liege "
    "liegt lasse lässt mache macht brauche braucht halte hält wisse weiß sehe sieht finde findet zeige zeigt nehme "
    "nimmt"
)
"""A clause behind a comma has one of these; "sagte Ann Lee, eine Sprecherin des Klubs" has none."""


def _clause(one: Sentence, verb: int) -> int:
    """The first word after the last colon, semicolon or dash before a verb."""
    return next((at + 1 for at in range(verb - 1, -1, -1) if one.words[at] in ";:—–"), 0)


def _before(one: Sentence, verb: int, pack: LanguagePack) -> Reported | None:
    """The report in "..., said X": the content is what stands before the comma. None: there is none."""
    comma = next((at for at in range(verb - 1, max(-1, verb - _REACH), -1) if one.words[at] == ","), None)
    if comma is None or comma < _FEWEST + 1 or one.quoted[comma - 1]:
        return None
    end = len(one.words)
    inverted = verb - comma <= 2
    if not inverted and end - verb >= _TAIL // 2:
        return None
    speaker = speaker_beside(one, verb, comma + 1, end, pack, behind=inverted)
    return None if speaker is None else Reported((0, comma - 1), speaker, (verb, verb))
