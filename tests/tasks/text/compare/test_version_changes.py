"""What changed between two versions."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.version_change import Edition
from tasks.text.compare.version_changes import version_changes

BODY = (
    "The ferry to Vellmouth ran aground on Monday. Three people were hurt, the harbour office said.\n\n"
    "“We are doing what we can,” said Ines Okafor. The cause is not known."
)
FIRST = Edition("Ferry runs aground", None, "Ada Brandt", date(2031, 3, 3), BODY)

# What is replaced in the body, by what, and the changes: kind, number changed, quotation changed.
IN_THE_BODY = [
    ("Three people", "Four people", ["reworded number"]),
    ("Monday", "Monday evening", ["reworded"]),
    ("We are doing", "We did", ["reworded quotation"]),
    ("said Ines Okafor", "said 42-year-old Ines Okafor", ["reworded number"]),
    (" The cause is not known.", "", ["removed"]),
    ("The cause is not known.", "The cause is not known. Divers were sent for at noon.", ["added"]),
    ("The cause is not known.", "Divers were sent for at noon.", ["removed", "added"]),
    ("“We are doing what we can,” said", '"We are  doing what we can," said', []),
    ("Monday. Three", "Monday.\n\nThree", []),
    ("The ferry to Vellmouth ran aground on Monday. ", "", ["removed"]),
]


def _told(before: Edition, after: Edition) -> list[str]:
    marks = [("number", "number_changed"), ("quotation", "quotation_changed")]
    changes = version_changes(before, after)
    return [" ".join([change.kind, *(name for name, mark in marks if getattr(change, mark))]) for change in changes]


@pytest.mark.parametrize(("old", "new", "changes"), IN_THE_BODY)
def test_in_the_body(old: str, new: str, changes: list[str]) -> None:
    assert old in BODY
    assert _told(FIRST, replace(FIRST, body=BODY.replace(old, new))) == changes


@pytest.mark.parametrize(
    ("after", "field", "kind", "marked"),
    [
        (replace(FIRST, headline="Ferry refloated"), "headline", "reworded", False),
        (replace(FIRST, headline="3 hurt as ferry runs aground"), "headline", "reworded", True),
        (replace(FIRST, headline=None), "headline", "removed", False),
        (replace(FIRST, dek="Three were hurt"), "dek", "added", False),
        (replace(FIRST, byline=None), "byline", "removed", False),
        (replace(FIRST, published_on=date(2031, 3, 4)), "published_on", "reworded", False),
    ],
)
def test_fields(after: Edition, field: str, kind: str, marked: bool) -> None:
    (change,) = version_changes(FIRST, after)
    assert (change.field, change.kind, change.number_changed) == (field, kind, marked)


def test_a_moved_sentence_is_no_change() -> None:
    moved = BODY.replace(" The cause is not known.", "").replace("The ferry", "The cause is not known. The ferry")
    assert version_changes(FIRST, replace(FIRST, body=moved)) == []


def test_a_sentence_said_twice_and_then_once() -> None:
    twice = f"{BODY}\n\nThe cause is not known."
    assert _told(replace(FIRST, body=twice), FIRST) == ["removed"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_there_and_back(one: str, other: str) -> None:
    before, after = replace(FIRST, body=one), replace(FIRST, body=other)
    assert version_changes(before, before) == []
    there, back = version_changes(before, after), version_changes(after, before)
    assert sum(change.kind == "added" for change in there) == sum(change.kind == "removed" for change in back)


def test_hostile_bodies_take_little_time() -> None:
    started = time.process_time()
    one = ". ".join(f"Word{number} is said" for number in range(3000))
    version_changes(replace(FIRST, body=one), replace(FIRST, body=one.replace("said", "heard")))
    version_changes(replace(FIRST, body='"' * 50_000), replace(FIRST, body="“" * 50_000))
    assert time.process_time() - started < 20
