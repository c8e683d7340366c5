"""The data that annotation needs for one language: a file `languages/CODE/pack.toml`, checked by this schema.

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
    """Words that indicate a man, a woman, or neither."""

    male: Words = frozenset()
    female: Words = frozenset()
    other: Words = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.male | self.female | self.other


class LanguagePack(_Record):
    """The words and marks of one language. All words are in lower case."""

    code: str = Field(pattern=r"^[a-z]{2}$")
    name: str = Field(min_length=2)
    """The language's English name."""
    quotation_marks: tuple[tuple[_Mark, _Mark], ...] = ()
    """Pairs of opening and closing marks, in addition to those of every language."""
    dialogue_dash: bool = False
    """Whether a dash at the start of a paragraph opens speech."""
    verbs: Words = frozenset()
    """Forms of verbs of saying and thinking that stand beside the speaker."""
    that: Words = frozenset()
    """Words that begin the reported content: that, whether, how."""
    plain_that: Words = frozenset()
    """Those of them that are not part of the content."""
    according: Phrases = ()
    """Phrases before a source: "laut", "selon", "according to"."""
    according_behind: Words = frozenset()
    """Words after a source: "zufolge"."""
    pronouns: ByGender = ByGender()
    generic: Words = frozenset()
    """Words for anybody, or for writer and readers, that stand as a subject: "man", "on", "wir". They attribute nothing
    outside quotation marks."""
    titles: ByGender = ByGender()
    """Words before a person's name: Herr, Frau, Dr."""
    sources: Words = frozenset()
    """Nouns of sources that are no offices: report, figures, witnesses. Where a pack has them, what stands behind
    "according to" is one of them, an office or a name: not "según la zona"."""
    roles: Words = frozenset()
    """Nouns for typical speakers in the news: minister, police, spokeswoman."""
    auxiliaries: Words = frozenset()
    """Words that may stand between the speaker and the verb: has, not, also."""
    stops: Words = frozenset()
    """Words at which the phrase of a speaker ends: prepositions, conjunctions, adverbs of time."""
    inflected: bool = False
    """Whether names are inflected for case."""
    null_subject: bool = False
    """Whether a verb needs no subject: "añadió", "ha detto"."""
    determiners: Words = frozenset()
    """Words that never stand before a person's name without a title, in languages that have them: "das", "ein",
    "een"."""
    peoples: Words = frozenset()
    """Peoples and their adjectives, in languages that capitalise them ("Belgische", "Franzosen"); they are not
    names."""
    bodies: Words = frozenset()
    """Nouns that are an organisation's name or begin it ("Commissione", "Komisja"), or end a word of it
    ("ministerium")."""
    particles: Words = frozenset()
    """Particles inside names: von, de, van der."""
    months: tuple[Words, ...] = ()
    """Twelve, from January on, each with its forms."""
    weekdays: tuple[Words, ...] = ()
    """Seven, from Monday on."""
    numbers: dict[str, float] = Field(default_factory=dict)
    """Number words with their values: "zwei" = 2."""
    scales: dict[str, float] = Field(default_factory=dict)
    """Words that multiply: "Millionen" = 1000000."""
    units: dict[str, Words] = Field(default_factory=dict)
    """The forms of each unit, by its own name ("%", "EUR", "km")."""
    decimal: Literal[",", "."] = ","
    """The decimal mark; thousands are separated by the other mark, or by a space."""
    abbreviations: Words = frozenset()
    """Abbreviations whose full stop does not end a sentence, written without it."""

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
"""Languages that are read with another one's pack: standards of one language with the same verbs of saying."""


@cache
def pack(code: str | None) -> LanguagePack:
    """The pack of a language. A language without one gets an empty pack: the marks of every language, and no words.

    Raises pydantic.ValidationError for a pack that does not fit the schema.
    """
    code = _READ_AS.get(code or "", code)
    if code not in codes():
        return LanguagePack(code="xx", name="any other language")
    text = (files("tasks.text.annotate.languages") / str(code) / "pack.toml").read_text(encoding="utf-8")
    return LanguagePack.model_validate(tomllib.loads(text))


@cache
def known_places(code: str) -> frozenset[str]:
    """Countries and large cities by their names in a language: `places.txt` beside its pack, from CLDR."""
    file = files("tasks.text.annotate.languages") / code / "places.txt"
    return frozenset(file.read_text(encoding="utf-8").splitlines()) if file.is_file() else frozenset()


@cache
def common_words(code: str) -> frozenset[str]:
    """Words that begin many sentences and are not names: `common.txt` beside a pack."""
    file = files("tasks.text.annotate.languages") / code / "common.txt"
    return frozenset(file.read_text(encoding="utf-8").splitlines()) if file.is_file() else frozenset()
