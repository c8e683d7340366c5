"""Speakers by the words of a language pack and the names that were found: the phrase beside a verb of saying."""

from tasks.text.annotate.languages.pack import LanguagePack
from tasks.text.annotate.listed.listed_sentences import Sentence

Words = tuple[int, int]
"""First and last word of a phrase."""
_LONGEST = 9
_REACH = 16
"""Most words between the verb and the speaker's name."""
_NEAR = 3
"""Most words between the verb and a pronoun for the speaker."""
_INSIDE = frozenset("-’'&./")
_BREAKS = frozenset(";:—–!?…。，")
_SHORTEST_ROLE = 3
_ASIDE = 24
"""Most words between two commas after the speaker: "Ann Lee, the minister of ..., said"."""


def speaker_beside(one: Sentence, verb: int, low: int, high: int, pack: LanguagePack, *, behind: bool) -> Words | None:
    """The phrase of the speaker, among the words from `low` to `high` around a verb. None: there is none.

    `behind`: the verb stands directly after the quotation, so that its subject mostly follows it.
    """
    before = _backwards(one, verb, low, pack)
    after = _forwards(one, verb + 1, high, pack)
    for words in (after, before) if behind else (before, after):
        found = _named(one, words, pack, forwards=words is after)
        if found is not None:
            return _apposed(one, found)
        if words is after and words:
            # "..., said his widow, Ann Lee": the speaker is the name after the comma.
            apposed = _apposed(one, (words[0], words[-1]))
            if apposed != (words[0], words[-1]):
                return apposed
    return None


def _apposed(one: Sentence, found: Words) -> Words:
    """The name after the comma, if the phrase is only an office ("said the mayor, Ann Lee"); else the phrase."""
    at = found[1] + 2
    office = not any(one.named[n] == "person" for n in range(found[0], found[1] + 1))
    if not office or at >= len(one.words) or one.words[at - 1] != "," or one.named[at] != "person":
        return found
    last = at
    while last + 1 < len(one.words) and one.named[last + 1] == "person":
        last += 1
    return at, last


def speaker_behind(one: Sentence, first: int, high: int, pack: LanguagePack) -> Words | None:
    """The source after "according to". None: there is none."""
    words = _forwards(one, first, high, pack)
    return _named(one, words, pack, forwards=True) or _plain(one, first, high, pack)


def speaker_before(one: Sentence, word: int, low: int, pack: LanguagePack) -> Words | None:
    """The source before a word such as the German "zufolge". None: there is none."""
    return _named(one, _backwards(one, word, low, pack), pack, forwards=False)


def _forwards(one: Sentence, first: int, high: int, pack: LanguagePack) -> list[int]:
    """The words after a verb, up to the next break."""
    words: list[int] = []
    for at in range(first, min(high, first + _REACH)):
        # "queixa-se": a pronoun attached to the verb does not begin the content.
        opens = one.lower[at] in pack.that and one.words[at - 1] != "-"
        if one.quoted[at] or one.words[at] in _BREAKS or one.words[at] == "," or opens:
            break
        if one.words[at] == "." and not _shortens(one, at, pack):
            break
        words.append(at)
    return words


def _backwards(one: Sentence, verb: int, low: int, pack: LanguagePack) -> list[int]:
    """The words before a verb, nearest first, without what stands between two commas."""
    words: list[int] = []
    at = verb - 1
    while at >= low and len(words) < _REACH:
        if one.quoted[at] or one.words[at] in _BREAKS:
            break
        if one.words[at] == ",":
            if any(one.named[n] or one.lower[n] in pack.pronouns.all for n in words):
                break
            aside = next((n for n in range(at - 1, max(low, at - _ASIDE) - 1, -1) if one.words[n] == ","), None)
            if aside is None and at == verb - 1 and pack.null_subject:
                at -= 1  # "La secretaria de Estado, señaló que": a comma before the verb
                continue
            if aside is None:
                break
            if any(one.named[n] == "person" for n in (aside + 1,)):
                return list(range(at - 1, aside, -1))  # "The mayor, Ann Lee, said"
            words.clear()
            at = aside - 1
            continue
        words.append(at)
        at -= 1
    return words


def _named(one: Sentence, words: list[int], pack: LanguagePack, *, forwards: bool) -> Words | None:
    """The speaker among these words: a pronoun beside the verb, else a person, else an organisation or an office. None:
    there is none."""
    near = [at for at in words if one.words[at] not in _INSIDE][:_NEAR]
    for at in near:
        # "klagte ihr Sprecher": a pronoun before an office is possessive.
        owns = at + 1 < len(one.words) and one.lower[at + 1] in pack.roles
        if (
            one.lower[at] in pack.pronouns.all
            and not owns
            and (forwards or at == words[0] or not any(one.named[n] for n in words))
        ):
            return at, at
    people = [at for at in words if one.named[at] == "person"]
    bodies = [at for at in words if one.named[at] == "organisation" or one.lower[at] in pack.roles]
    within = set(words)
    # Two capitalised words in a row are mostly a person whom the model missed.
    proper = [at for at in words if at + 1 in within and _is_proper(one.words[at]) and _is_proper(one.words[at + 1])]
    chosen = people or bodies or proper
    return _around(one, chosen[0], words, pack) if chosen else None


def _is_proper(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _around(one: Sentence, at: int, words: list[int], pack: LanguagePack) -> Words:
    """The phrase around a word: the whole name, and the role before it."""
    within = set(words)
    first = last = at
    while last + 1 in within and (one.named[last + 1] == one.named[at] != "" or _joins(one, last + 1, within, pack)):
        last += 1
    while first - 1 in within and last - first < _LONGEST and _goes_on(one, first - 1, pack):
        first -= 1
    if not one.named[at]:
        while last + 1 in within and last - first < _LONGEST and _goes_on(one, last + 1, pack):
            last += 1
    while first < at and not one.words[first][0].isalnum():
        first += 1
    while last > at and not one.words[last][0].isalnum():
        last -= 1
    return first, last


def _joins(one: Sentence, at: int, within: set[int], pack: LanguagePack) -> bool:
    """Whether a mark or a particle stands inside a name."""
    joins = one.words[at] in _INSIDE or one.lower[at] in pack.particles
    return joins and at + 1 in within and bool(one.named[at + 1])


def _goes_on(one: Sentence, at: int, pack: LanguagePack) -> bool:
    """Whether a word may be part of a speaker's phrase."""
    word, lower = one.words[at], one.lower[at]
    if lower in pack.stops or lower in pack.that or lower in pack.verbs or lower in pack.auxiliaries:
        return lower in pack.particles
    if word == ".":
        return _shortens(one, at, pack)
    return word[0].isalnum() or word in _INSIDE


def _shortens(one: Sentence, at: int, pack: LanguagePack) -> bool:
    """Whether a full stop belongs to an abbreviation or an initial."""
    before = one.lower[at - 1] if at else ""
    return len(before) == 1 or before in pack.abbreviations or before in pack.titles.all


def _plain(one: Sentence, first: int, high: int, pack: LanguagePack) -> Words | None:
    """A source without a name or a known office: the words up to the next break. None: there are none."""
    last = first - 1
    while last + 1 < high and last - first < _LONGEST and not one.quoted[last + 1] and _goes_on(one, last + 1, pack):
        last += 1
    while last >= first and not one.words[last][0].isalnum():
        last -= 1
    inside = one.lower[first : last + 1]
    if not inside or any(word in pack.pronouns.all for word in inside):
        return None
    return (first, last) if any(_is_source(one, at, pack) for at in range(first, last + 1)) else None


def _is_source(one: Sentence, at: int, pack: LanguagePack) -> bool:
    """Whether a word names a source: an office or a report, or something with a name. Not "según la zona"."""
    word = one.lower[at]
    if not pack.sources or one.named[at] or word in pack.roles or word in pack.sources:
        return True
    if pack.code == "de":  # "Polizeisprecher", "Jahresbericht"
        return any(word.endswith(role) for role in (*pack.roles, *pack.sources) if len(role) > _SHORTEST_ROLE)
    return one.words[at][:1].isupper() and len(word) > 1


def role_beside(one: Sentence, speaker: Words, pack: LanguagePack) -> Words | None:
    """The role between commas beside a name: ", ředitel odboru cen", "the mayor, ". None: there is none."""
    first, last = speaker
    if first > 1 and one.words[first - 1] == ",":
        start = first - 1
        while (
            start > 0 and first - start < _LONGEST and not one.quoted[start - 1] and one.words[start - 1][0].isalnum()
        ):
            if one.lower[start - 1] in pack.verbs or one.lower[start - 1] in pack.auxiliaries:
                break
            start -= 1
        if any(word in pack.roles for word in one.lower[start : first - 1]):
            return start, first - 2
    if last + 2 >= len(one.words) or one.words[last + 1] != "," or one.quoted[last + 2]:
        return None
    end = next(
        (n for n in range(last + 2, len(one.words)) if one.words[n] in ",.;:—–" or one.quoted[n]), len(one.words)
    )
    inside = one.lower[last + 2 : end]
    known = any(word in pack.roles for word in inside)
    return (last + 2, end - 1) if known and not any(word in pack.verbs for word in inside) else None


def phrase_at(one: Sentence, at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """The number of words from here that form one of these phrases. 0: none of them stands here."""
    return next((len(each) for each in phrases if one.lower[at : at + len(each)] == each), 0)
