"""Coreference for "he", "the official" or "the company": the nearest earlier entity that fits."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.mention import Entity, Mention
from tasks.text.annotate.gazetteer import Gender, given_names
from tasks.text.annotate.languages.en.cues import VERB_OF
from tasks.text.annotate.languages.en.holders import WRITINGS
from tasks.text.annotate.languages.en.titles import FEMALE, MALE, is_title
from tasks.text.conventions.wordlist import wordlist

HE = wordlist("he him his himself")
SHE = wordlist("she her hers herself")
# How far back a pronoun, and "the minister", may refer, in characters; how many speakers are remembered for this.
_WINDOW = 1500
_FAR = 20_000
_MEMORY = 200
_OPENING = 60
_NEAR = 500
_PREPOSITIONS = wordlist("of with by from to for about against and or than like after before on in at that when if")
_ROLE_NOUNS_MIN = 3
# Groups of people: never the one person beside whose name the word stood.
_BODIES = wordlist(
    "police army navy government administration ministry department office agency authority authorities council "
    "committee commission parliament congress senate house court jury board panel cabinet party coalition union team "
    "club company group firm bank university hospital church media press newspaper paper public family crowd people "
    "officials residents campaign"
)
# "Ann Lee recalls a conversation she had": "I" in the account that follows is Ann Lee.
_TELLS = re.compile(r"\b(?:recalls?|recalled|recounts?|recounted|remembers?|remembered|narrates?|writes|wrote)\b")
_TELLS_NEAR = 60
_ACCOUNT = 2_000


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker: the name, the entity if there is one, and the role that the text states."""

    name: str | None
    entity: int | None
    role: str | None


class References:
    """The people of the part of an article that was already read, to resolve pronouns."""

    def __init__(self, entities: Sequence[Entity], mentions: Sequence[Mention], body: str) -> None:
        self._entities = entities
        self._body = body
        self._mentions = [one for one in mentions if one.field == "body"]
        self._starts = [one.start_char for one in self._mentions]
        self._gender = {at: _gender(one) for at, one in enumerate(entities) if one.label == "person"}
        self._roles: dict[int, set[str]] = {}
        self._described: list[tuple[int, str, Speaker]] = []
        for one in self._mentions:
            if one.label == "person":
                self._learn_title(one)

    def _learn_title(self, one: Mention) -> None:
        before = self._body[max(0, one.start_char - 60) : one.start_char].split()
        words: set[str] = set()
        for word in reversed(before[-5:]):
            bare = word.strip(",\"“”'’").lower()
            if word[-1:] in ".,;:" and not is_title(bare):
                break
            if bare in MALE:
                self._gender[one.entity] = "male"
            elif bare in FEMALE:
                self._gender[one.entity] = "female"
            words.add(bare)
            if word[:1].islower() and not is_title(bare):
                continue
        self._roles.setdefault(one.entity, set()).update(words)

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The body's mentions that begin in this span."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def describe(self, at: int, text: str, speaker: Speaker) -> None:
        """Remember a speaker as printed, to resolve "the official" later."""
        self._described.append((at, text, speaker))
        if speaker.entity is not None and speaker.role:
            self._roles.setdefault(speaker.entity, set()).update(speaker.role.lower().replace(",", " ").split())

    def pronoun(self, word: str, at: int) -> Speaker | None:
        """The person that "he" or "she" at this place refers to: the nearest earlier one of this gender. None: there is
        none.

        If the last speaker fits and is near, it is the last speaker: news continues quotations with a pronoun.
        """
        wanted: Gender = "male" if word in HE else "female"
        near = [one for one in self.mentions_in(at - _WINDOW, at) if one.label == "person"]
        fitting = [one for one in near if self._gender.get(one.entity) in (wanted, None)]
        if not fitting:
            somebody = self._nameless_speaker(at)
            return somebody[1] if somebody is not None and somebody[0] > at - _NEAR else None
        sure = [one for one in fitting if self._gender.get(one.entity) == wanted and one.start_char >= at - _NEAR]
        subjects = [one for one in sure or fitting if one.start_char >= at - _NEAR and self._opens_sentence(one)]
        last = (subjects or sure or fitting)[-1]
        nameless = self._nameless_speaker(at)
        if nameless is not None and nameless[0] > last.start_char:
            return nameless[1]
        for place, _, speaker in reversed(self._described):
            if place < at - 500:
                break
            if speaker.entity is not None and self._gender.get(speaker.entity, "") in (wanted, None):
                later = [one for one in fitting if place < one.start_char and one.entity != speaker.entity]
                if not any(self._opens_sentence(one) for one in later):
                    return Speaker(self._entities[speaker.entity].name, speaker.entity, None)
                break
        return Speaker(self._entities[last.entity].name, last.entity, None)

    def narrator(self, at: int) -> Speaker | None:
        """The person that "I" outside quotation marks refers to: one who, shortly before, recalls or writes something.

        None: there is none; then it is the article's author, who is not a speaker.
        """
        for place, _, speaker in self._described[: -_MEMORY - 1 : -1]:
            near = at - _ACCOUNT < place < at and _TELLS.search(self._body, place, place + _TELLS_NEAR)
            if near and speaker.entity is not None and speaker.entity in self._gender:
                return Speaker(self._entities[speaker.entity].name, speaker.entity, None)
        return None

    def _nameless_speaker(self, at: int) -> tuple[int, Speaker] | None:
        """The last speaker before this place, if it has no name: "a spokesman", "one". None: it has one."""
        for place, printed, speaker in self._described[: -_MEMORY - 1 : -1]:
            words = printed.lower().split()
            if place >= at or words[0] in HE or words[0] in SHE or words[0] in {"i", "we", "they", "you", "it", "who"}:
                continue
            return (place, speaker) if speaker.entity is None and words[0] in {"a", "an", "one", "another"} else None
        return None

    def _opens_sentence(self, one: Mention) -> bool:
        """Whether a person is the subject at the start of a sentence: then a later pronoun means this person."""
        before = self._body[max(0, one.start_char - _OPENING) : one.start_char]
        start = max(before.rfind(mark) for mark in (". ", "\n", "” ", '" ', "? "))
        if start < 0 and one.start_char > _OPENING:
            return False
        words = before[start + 1 :].split()
        possessive = self._body[one.end_char : one.end_char + 2] in {"'s", "’s"}
        inside = any(word in VERB_OF for word in words) or bool(words and words[-1].lower() in _PREPOSITIONS)
        return not possessive and not inside

    def nominal(self, text: str, at: int) -> Speaker | None:
        """The person that "the official" refers to: an earlier speaker or person for whom the text used this word.
        None: there is none."""
        words = text.lower().split()
        if not words or words[0] not in {"the", "that", "this", "mr.", "mr"}:
            return None
        noun = words[-1]
        if len(noun) < _ROLE_NOUNS_MIN or noun in _BODIES or noun in WRITINGS:
            return None
        for place, printed, speaker in self._described[: -_MEMORY - 1 : -1]:
            described = printed.lower().split()
            if place < at and noun in described and described[0] != "the":
                return Speaker(speaker.name, speaker.entity, None)
        for one in reversed(self.mentions_in(at - _FAR, at)):
            if one.label == "person" and noun in self._roles.get(one.entity, ()):
                others = set(words[1:-1])
                if not others or others & self._roles[one.entity] or len(others) == 1:
                    return Speaker(self._entities[one.entity].name, one.entity, None)
        return None


def _gender(entity: Entity) -> Gender | None:
    for form in (entity.name, *entity.aliases):
        found = given_names().get(form.split()[0])
        if found is not None and " " in form:
            return found
    return None
