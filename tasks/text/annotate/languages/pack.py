"""What an annotator has to know of one language: a file of data, `languages/CODE/pack.toml`, checked by this schema.

Words are given in one string, separated by spaces; the words of a phrase are joined by "_". Adding a language:
docs/adding-a-language.md.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

_Mark = Annotated[str, Field(min_length=1, max_length=2)]


def _words(given: object) -> object:
    return frozenset(given.split()) if isinstance(given, str) else given


def _phrases(given: object) -> object:
    if not isinstance(given, str):
        return given
    return tuple(sorted((tuple(one.split("_")) for one in given.split()), key=len, reverse=True))


Words = Annotated[frozenset[str], BeforeValidator(_words)]
Phrases = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_phrases)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ByGender(_Record):
    """Words that tell whether a man or a woman is meant, and those that do not."""

    male: Words = frozenset()
    female: Words = frozenset()
    other: Words = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.male | self.female | self.other


class LanguagePack(_Record):
    """The words and marks of one language. All words in lower case."""

    code: str = Field(pattern=r"^[a-z]{2}$")
    name: str = Field(min_length=2)
    """The language's English name."""
    quotation_marks: tuple[tuple[_Mark, _Mark], ...] = ()
    """Opening and closing, beside those that every language is read with."""
    dialogue_dash: bool = False
    """Whether a dash at a paragraph's beginning opens speech."""
    verbs: Words = frozenset()
    """Forms of verbs of saying and thinking that stand beside the one who speaks."""
    that: Words = frozenset()
    """Words that open what is reported: that, whether, how."""
    plain_that: Words = frozenset()
    """Those of them that are no part of what is reported."""
    according: Phrases = ()
    """What stands before a source: "laut", "selon", "according to"."""
    according_behind: Words = frozenset()
    """What stands behind a source: "zufolge"."""
    pronouns: ByGender = ByGender()
    titles: ByGender = ByGender()
    """Words before a person's name: Herr, Frau, Dr."""
    roles: Words = frozenset()
    """Nouns for those who speak in the news: minister, police, spokeswoman."""
    auxiliaries: Words = frozenset()
    """Words that may stand between the speaker and the verb: has, not, also."""
    stops: Words = frozenset()
    """Words over which a speaker's phrase does not go: prepositions, conjunctions, adverbs of time."""
    inflected: bool = False
    """Whether names have cases."""
    null_subject: bool = False
    """Whether a verb needs no word for who speaks: "añadió", "ha detto"."""
    determiners: Words = frozenset()
    """Words that never stand before a person's bare name, where the language has such: "das", "ein", "een"."""
    peoples: Words = frozenset()
    """Peoples and their adjectives, where they are written with a capital ("Belgische", "Franzosen"): no names."""
    bodies: Words = frozenset()
    """Nouns that are a body's name or begin it: "Commissione", "Komisja"; "ministerium" also at a word's end."""
    particles: Words = frozenset()
    """Small words inside names: von, de, van der."""
    months: tuple[Words, ...] = ()
    """Twelve, from January on, each with its forms."""
    weekdays: tuple[Words, ...] = ()
    """Seven, from Monday on."""
    numbers: dict[str, float] = Field(default_factory=dict)
    """Number words that count: "zwei" = 2."""
    scales: dict[str, float] = Field(default_factory=dict)
    """Words that multiply: "Millionen" = 1000000."""
    units: dict[str, Words] = Field(default_factory=dict)
    """A unit's own name ("%", "EUR", "km") to its forms."""
    decimal: Literal[",", "."] = ","
    """The decimal mark; thousands are separated by the other one, or by a space."""
    abbreviations: Words = frozenset()
    """Shortened words whose full stop ends no sentence, without it."""

    @field_validator("months")
    @classmethod
    def _twelve(cls, given: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
        if given and len(given) != 12:
            raise ValueError("months are twelve")
        return given

    @field_validator("weekdays")
    @classmethod
    def _seven(cls, given: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
        if given and len(given) != 7:
            raise ValueError("weekdays are seven")
        return given


@cache
def codes() -> tuple[str, ...]:
    """The languages that have a pack."""
    folder = files("tasks.text.annotate.languages")
    return tuple(sorted(one.name for one in folder.iterdir() if (one / "pack.toml").is_file()))


_READ_AS = {"no": "nb", "nn": "nb", "bs": "hr", "sr": "hr", "sh": "hr", "cnr": "hr"}
"""Languages that the pack of another one reads: standards of one language, whose words of saying are the same."""


@cache
def pack(code: str | None) -> LanguagePack:
    """The pack of a language. A language that has none gets an empty one: marks that every language has, no words.

    Raises pydantic.ValidationError for a pack that does not fit the schema.
    """
    code = _READ_AS.get(code or "", code)
    if code not in codes():
        return LanguagePack(code="xx", name="any other language")
    text = (files("tasks.text.annotate.languages") / str(code) / "pack.toml").read_text(encoding="utf-8")
    return LanguagePack.model_validate(tomllib.loads(text))


@cache
def known_places(code: str) -> frozenset[str]:
    """Countries and large cities as a language calls them: `places.txt` beside its pack, from CLDR."""
    file = files("tasks.text.annotate.languages") / code / "places.txt"
    return frozenset(file.read_text(encoding="utf-8").splitlines()) if file.is_file() else frozenset()


@cache
def common_words(code: str) -> frozenset[str]:
    """Words that open many sentences and are no names: `common.txt` beside a pack."""
    file = files("tasks.text.annotate.languages") / code / "common.txt"
    return frozenset(file.read_text(encoding="utf-8").splitlines()) if file.is_file() else frozenset()
