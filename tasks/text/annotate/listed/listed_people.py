"""The entity that a speaker's phrase names, by the article's entities and the words of a language pack."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from schemas.mention import Entity, Mention
from schemas.statement import Statement, StatementKind
from tasks.text.annotate.gazetteer import Gender, given_names
from tasks.text.annotate.languages.pack import LanguagePack

_NEAR = 700
"""Characters within which a pronoun's antecedent stands."""
_EDGE = " \t\n,;:.-–—"
_SHORTEST_ROLE = 4


class Spoken(Protocol):
    """A statement before its speaker is resolved; positions are in the body."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> StatementKind: ...
    @property
    def speaker(self) -> tuple[int, int] | None: ...
    @property
    def role(self) -> tuple[int, int] | None: ...
    @property
    def cue(self) -> str | None: ...


class ListedPeople:
    """The people and organisations of one article, and who spoke last."""

    def __init__(self, body: str, entities: Sequence[Entity], mentions: Sequence[Mention], pack: LanguagePack) -> None:
        self._body = body
        self._entities = entities
        self._pack = pack
        self._mentions = [one for one in mentions if one.field == "body"]
        self._starts = [one.start_char for one in self._mentions]
        self._gender: dict[int, Gender] = {}
        for one in self._mentions:
            if one.label == "person":
                self._learn_gender(one)
        self._spoke: list[tuple[int, int]] = []
        """Where a known entity spoke, and which it was."""

    def _learn_gender(self, one: Mention) -> None:
        before = self._body[max(0, one.start_char - 30) : one.start_char].lower().split()[-2:]
        for word in before:
            bare = word.strip(".,")
            if bare in self._pack.titles.male:
                self._gender[one.entity] = "male"
            elif bare in self._pack.titles.female:
                self._gender[one.entity] = "female"
        words = one.surface.split()
        known = given_names().get(words[0]) if len(words) > 1 else None
        if known is not None:
            self._gender.setdefault(one.entity, known)

    def resolved(self, drafts: Sequence[Spoken]) -> list[Statement]:
        """The statements with their speakers."""
        return [self._statement(one) for one in drafts]

    def _statement(self, one: Spoken) -> Statement:
        name: str | None = None
        entity: int | None = None
        role = self._body[slice(*one.role)].strip(_EDGE) if one.role else None
        if one.speaker is not None:
            name, entity, beside = self._named(*one.speaker)
            role = role or beside
            if entity is not None:
                self._spoke.append((one.speaker[0], entity))
        elif one.cue is not None and self._pack.null_subject:
            # "..., added.": the person who was mentioned, or who spoke, last.
            entity = self._last_person(one.start)
            name = None if entity is None else self._entities[entity].name
        return Statement(
            start_char=one.start,
            end_char=one.end,
            kind=one.kind,
            content=self._body[one.start : one.end],
            speaker=name,
            speaker_text=self._body[slice(*one.speaker)] if one.speaker else None,
            speaker_entity=entity,
            role=role,
            cue=one.cue,
        )

    def _named(self, start: int, end: int) -> tuple[str | None, int | None, str | None]:
        """Name, entity and role of a phrase. A pronoun without a known antecedent gives None for all."""
        text = self._body[start:end]
        words = text.lower().replace("-", " ").split()
        if all(word in self._pack.pronouns.all for word in words):
            entity = self._meant(words[-1], start)
            return (None, None, None) if entity is None else (self._entities[entity].name, entity, None)
        inside = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        people = [one for one in inside if one.label == "person"] or [
            one for one in inside if one.label == "organisation"
        ]
        if people:
            chosen = people[0]
            role = self._body[start : chosen.start_char].strip(_EDGE)
            return self._entities[chosen.entity].name, chosen.entity, role if len(role) >= _SHORTEST_ROLE else None
        named = any(word.strip(".,") in self._pack.roles for word in words) or bool(inside)
        proper = any(word[:1].isupper() for word in text.split()[1:]) and self._pack.code != "de"
        return (text if named or proper or (text[:1].isupper() and len(words) == 1) else None), None, None

    def _meant(self, pronoun: str, at: int) -> int | None:
        """The antecedent of a pronoun: the last speaker of this gender, else the last named person. None: nobody is
        near."""
        his, hers = pronoun in self._pack.pronouns.male, pronoun in self._pack.pronouns.female
        if not his and not hers:
            return None
        for entity in self._near(at):
            gender = self._gender.get(entity)
            if gender is None or (his if gender == "male" else hers):
                return entity
        return None

    def _last_person(self, at: int) -> int | None:
        return next(iter(self._near(at)), None)

    def _near(self, at: int) -> list[int]:
        """People before a place, the most likely first. One may occur several times."""
        paragraph = self._body.rfind("\n\n", 0, at)
        people = {one.entity for one in self._mentions if one.label == "person"}
        spoke = [entity for place, entity in self._spoke if at - _NEAR < place < at and entity in people]
        near = self._mentions[bisect_left(self._starts, at - _NEAR) : bisect_left(self._starts, at)]
        named = [one for one in reversed(near) if one.label == "person"]
        # A person named in the same paragraph takes precedence over the speaker in the paragraph before.
        here = [one.entity for one in named if one.start_char > paragraph]
        return [*here, *reversed(spoke), *(one.entity for one in named)]
