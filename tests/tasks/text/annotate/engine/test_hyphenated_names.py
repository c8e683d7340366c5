"""People whose name has a hyphen."""

import pytest

from schemas.mention import EntityLabel
from tasks.text.annotate.engine.engine import RawName, Words
from tasks.text.annotate.engine.hyphenated_names import hyphenated
from tasks.text.annotate.engine.tokens import tokens


@pytest.mark.parametrize(
    ("text", "labels", "names"),
    [
        ("Ann Sand-Bley", ("person", "person"), [(0, 4)]),
        ("Ann Sand - Bley", ("person", "person"), [(0, 2), (3, 4)]),  # two players of a line-up
        ("Ann Sand-Bley", ("place", "place"), [(0, 2), (3, 4)]),  # "the Halden-Marrin road"
        ("Ann Sand, Bley", ("person", "person"), [(0, 2), (3, 4)]),
    ],
)
def test_hyphenated(text: str, labels: tuple[EntityLabel, EntityLabel], names: list[tuple[int, int]]) -> None:
    found = tokens(text)
    words = Words(tuple(word for word, _, _ in found), tuple(start for _, start, _ in found))
    given = (RawName(0, 2, labels[0]), RawName(3, 4, labels[1]))
    assert [(one.first, one.last) for one in hyphenated(words, given)] == names
