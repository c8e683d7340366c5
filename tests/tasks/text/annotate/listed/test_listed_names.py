"""What the rules of names make of a model's guesses, in any language: with a finder that sees what each case says."""

from collections.abc import Iterator, Sequence

import pytest

from schemas.mention import EntityLabel
from tasks.text.annotate.engine.engine import RawName, Words
from tasks.text.annotate.engine.tokens import tokens
from tasks.text.annotate.languages.pack import pack
from tasks.text.annotate.listed.listed_names import listed_names
from tests.english import article

Seen = dict[str, EntityLabel]


class Finder:
    """Sees the given names, one word each or several, and nothing else."""

    name = "given"

    def __init__(self, seen: Seen) -> None:
        self._seen = {tuple(word for word, _, _ in tokens(name)): label for name, label in seen.items()}

    def words(self, text: str) -> Words:
        found = tokens(text)
        return Words(tuple(word for word, _, _ in found), tuple(start for _, start, _ in found))

    def names(self, sentences: Sequence[Sequence[str]]) -> list[tuple[RawName, ...]]:
        return [tuple(self._found(words)) for words in sentences]

    def _found(self, words: Sequence[str]) -> Iterator[RawName]:
        at = 0
        while at < len(words):
            here = [name for name in self._seen if tuple(words[at : at + len(name)]) == name]
            name = max(here, key=len, default=())
            if name:
                yield RawName(at, at + len(name), self._seen[name])
            at += max(1, len(name))


@pytest.mark.parametrize(
    ("language", "text", "seen", "expected"),
    [
        # A surname is the person whose full name stands elsewhere, seen or not.
        (
            "es",
            "Hugo Robledo habló. Robledo calló.",
            {"Hugo Robledo": "person"},
            [("Hugo Robledo", "person"), ("Robledo", "person")],
        ),
        (
            "es",
            "Vino Robledo. Hugo Robledo habló.",
            {"Hugo Robledo": "person", "Robledo": "place"},
            [("Robledo", "person"), ("Hugo Robledo", "person")],
        ),
        # Countries are known by the language's own name.
        ("it", "Ieri in Germania.", {}, [("Germania", "place")]),
        ("zh", "他去了法国。", {}, [("法国", "place")]),
        ("sv", "Han for till Tyskland.", {"Tyskland": "organisation"}, [("Tyskland", "place")]),
        # A common word that opens a sentence, a day, and what an article stands before are nobody.
        (
            "it",
            "Ieri pioveva. Tuttavia, oggi e ieri no.",
            {"Ieri": "person", "Tuttavia": "person"},
            [],
        ),
        # A people is no name, and its adjective is no place.
        ("nl", "Een Belgische schipper zag Duitsers.", {"Belgische": "place", "Duitsers": "place"}, []),
        # The cases of a name vote together.
        (
            "pl",
            "Komisja Portowa milczy. Bez Komisji Portowej nic. Znam Komisję Portową.",
            {"Komisja Portowa": "organisation", "Komisji Portowej": "place", "Komisję Portową": "organisation"},
            [
                ("Komisja Portowa", "organisation"),
                ("Komisji Portowej", "organisation"),
                ("Komisję Portową", "organisation"),
            ],
        ),
        ("de", "Das Schiff kam am Samstag.", {"Schiff": "person", "Samstag": "organisation"}, []),
        # Titles and offices are no part of a name.
        ("de", "Ministerin Ina Wolters kam.", {"Ministerin Ina Wolters": "person"}, [("Ina Wolters", "person")]),
    ],
)
def test_names(language: str, text: str, seen: Seen, expected: list[tuple[str, EntityLabel]]) -> None:
    found = listed_names(article(text), Finder(seen), pack(language))
    assert [(one.surface, one.label) for one in found] == expected
    assert all(text[one.start : one.end] == one.surface for one in found)
