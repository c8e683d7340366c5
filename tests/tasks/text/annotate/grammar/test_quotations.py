"""Pairs of quotation marks, and where sentences end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.annotate.grammar.quotations import quotations, shape
from tasks.text.conventions.sentences import sentences

MARKS = "“”\"'‘’«» abc.,?!A\n"


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“One,” she said. “Two.”", ["One,", "Two."]),
        ('"One," she said. "Two."', ["One,", "Two."]),
        ("''One,'' she said.", ["One,"]),
        ("‘One,’ she said of the voters’ choice.", ["One,"]),
        ("'One,' she said, and it's true.", ["One,"]),
        ("“An open one goes on", ["An open one goes on"]),
        ('A 6\'2" man and a 12" pipe', []),
        ("“He said ‘no’ to us.”", ["He said ‘no’ to us."]),
        ("No marks at all.", []),
    ],
)
def test_quotations(text: str, inner: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == inner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said.", "speech"),
        ("the “smart” bridge", "fragment"),
        ("a “very strong leader” he is", "fragment"),
        ("“We began this in the year of the flood and”", "fragment"),
        ("“We began the bridge", "speech"),
    ],
)
def test_shape(text: str, expected: str) -> None:
    assert shape(text, quotations(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Mr. Lee met Gov. Finch. They left.", ["Mr. Lee met Gov. Finch.", "They left."]),
        ("He left the U.S. The ship stayed.", ["He left the U.S.", "The ship stayed."]),
        ("The U.S. Navy came.", ["The U.S. Navy came."]),
        ("J. K. Lee came. She sat.", ["J. K. Lee came.", "She sat."]),
        ("“Why?” Finch asked. “No.”", ["“Why?” Finch asked.", "“No.”"]),
        ("“One.” Two came.", ["“One.”", "Two came."]),
        ("It cost 2.5 million. Next.", ["It cost 2.5 million.", "Next."]),
        ("  ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet=MARKS, max_size=200))
def test_quotations_are_ordered_and_apart(text: str) -> None:
    at = 0
    for one in quotations(text):
        assert at <= one.outer_start <= one.start < one.end <= one.outer_end <= len(text)
        at = one.outer_end


@given(st.text(alphabet=MARKS, max_size=200))
def test_sentences_cover_the_words(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@pytest.mark.parametrize("piece", ["“", "”", "'", '"', "''", ". ", "A. ", '." ', "‘a ", "U.S. A"])
def test_linear_time(piece: str) -> None:
    started = time.process_time()
    quotations(piece * 20_000)
    sentences(piece * 20_000)
    assert time.process_time() - started < 5
