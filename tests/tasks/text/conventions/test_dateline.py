"""Datelines and wire credits. The texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.wire_credit import agency_of, wire_credit

REST = "The ferry left the harbour late."

DATELINES = [
    ("Washington D.C., 2025-11-12 – ", "Washington D.C., 2025-11-12", "Washington D.C."),
    ("OSLO (Reuters) - ", "OSLO (Reuters)", "OSLO"),
    ("PARIS, March 3 - ", "PARIS, March 3", "PARIS"),
    ("PARIS, March 3, 2024 — ", "PARIS, March 3, 2024", "PARIS"),
    ("KILKEE, Ireland (AP) — ", "KILKEE, Ireland (AP)", "KILKEE, Ireland"),
    ("NEW YORK/LONDON, Aug 30 (Reuters) - ", "NEW YORK/LONDON, Aug 30 (Reuters)", "NEW YORK/LONDON"),
    ("GALWAY -- ", "GALWAY", "GALWAY"),
    ("LIMERICK — ", "LIMERICK", "LIMERICK"),
    ("Berlin (dpa) - ", "Berlin (dpa)", "Berlin"),
    ("Madrid, 3 mar (EFE).- ", "Madrid, 3 mar (EFE)", "Madrid"),
    ("Paris, le 3 mars – ", "Paris, le 3 mars", "Paris"),
    ("Lagos, Nigeria – ", "Lagos, Nigeria", "Lagos, Nigeria"),
    ("London – ", "London", "London"),
    ("МОСКВА, 3 марта. /ТАСС/. ", "МОСКВА, 3 марта. /ТАСС/", "МОСКВА"),
    ("March 3 (Reuters) - ", "March 3 (Reuters)", None),
    ("RIO DE JANEIRO (AP) — ", "RIO DE JANEIRO (AP)", "RIO DE JANEIRO"),
]
NO_DATELINE = [
    "Ferry — The word alone makes islanders smile again.",
    "Anna Oak - The woman who runs the harbour since May.",
    "BREAKING — The ferry left the harbour late.",
    "NATO — The alliance met in the harbour town.",
    "HARBOUR CLOSED - FERRY LEFT LATE FOR ISLANDS",
    "London — the city of ferries and of harbours.",
    "The ferry, late again — The harbour was closed for good.",
    "In March 3 ferries - The old ones - left the harbour.",
    "CRICKET - Island side takes over at the top.",
    "She said: The ferry left - It was late.",
    "",
]


@pytest.mark.parametrize(("printed", "text", "place"), DATELINES)
def test_split(printed: str, text: str, place: str | None) -> None:
    dateline, rest = split_dateline(printed + REST)
    assert dateline is not None
    assert (dateline.text, dateline.place) == (text, place)
    assert rest == REST


@pytest.mark.parametrize("text", NO_DATELINE)
def test_none(text: str) -> None:
    assert split_dateline(text) == (None, text)


def test_agency_alone_is_cut_and_no_dateline() -> None:
    assert split_dateline("(Reuters) - " + REST) == (None, REST)


def test_unclosed_dateline_stays_in_the_text() -> None:
    text = "KILKEE, Ireland 1996-08-30 " + REST
    dateline, rest = split_dateline(text)
    assert dateline is not None
    assert dateline.place == "KILKEE, Ireland"
    assert rest == text


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("OSLO (Reuters) - " + REST, "Reuters"),
        ("KILKEE, Ireland (AP) — " + REST, "AP"),
        ("Berlin (dpa/lni) - " + REST, "dpa"),
        ("© 2024 The Associated Press. All rights reserved.", "AP"),
        ("Copyright AP", "AP"),
        ("Associated Press", "AP"),
        ("Source: Reuters", "Reuters"),
        ("AFP", "AFP"),
        ("(AFP)", "AFP"),
        ("This story was provided by Agence France-Presse to its partners, who may shorten the text.", "AFP"),
        ("The Associated Press contributed to this report.", None),
        ("The ferry (AP) was late, said the harbour master of the town on the island", None),
        ("Photo by AFP", None),
        ("App", None),
        ("A pa in the harbour", None),
        ("", None),
    ],
)
def test_wire_credit(text: str, agency: str | None) -> None:
    assert wire_credit(text) == agency


@pytest.mark.parametrize(
    ("name", "agency"), [("The Associated Press", "AP"), ("reuters.com", "Reuters"), ("Oak", None)]
)
def test_agency_of(name: str, agency: str | None) -> None:
    assert agency_of(name) == agency


@given(st.text(max_size=300) | st.text("ABc ,(-)—123/.", max_size=200))
def test_nothing_is_lost_but_the_dateline(text: str) -> None:
    _, rest = split_dateline(text)
    assert text.endswith(rest)
    wire_credit(text)


@pytest.mark.parametrize("text", ["1" * 200_000, "?" * 100_000, "A - " * 50_000, "(A" * 100_000, "\ud800\0 - A b c"])
def test_hostile(text: str) -> None:
    _, rest = split_dateline(text)
    assert text.endswith(rest)
    assert wire_credit(text) is None
