"""Names that say at run time what they mean."""

from enum import StrEnum
from typing import Self


class Explained(StrEnum):
    """A closed list of names, each with a sentence: `NAME = "name", "what it means"`."""

    sentence: str
    """What it means, for a person: no capital, no full stop."""

    def __new__(cls, name: str, sentence: str = "") -> Self:
        member = str.__new__(cls, name)
        member._value_ = name
        member.sentence = sentence
        return member
