"""Families of copies, and which print is the original. Outlets and events are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.comparison import Comparable
from tasks.text.compare.copy_family import copy_families
from tasks.text.compare.original import original
from tests.tasks.text.compare.test_reuse import CAUSE, EDITED, FIRE, LINE, OTHER

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)
WIRE = f"{FIRE}\n\n{CAUSE}"
MEASURES = " ".join(
    f"Rule {number} of the port says how far berth {number * 7} lies from shed {number + 9}." for number in range(40)
)
VOICES = " ".join(
    f"Neighbour {number} told of smoke at {number * 3} past noon over house {number + 40}." for number in range(40)
)


def article(
    name: str, body: str, *, seen: int = 0, day: int | None = None, **known: str | datetime | None
) -> Comparable:
    """`seen`: hours after noon; `day`: of March."""
    plain = Comparable(
        article_id=name,
        version_id=f"{name}-1",
        headline=f"Headline of {name}",
        body=body,
        publication=None,
        language="en",
        wire_credit=None,
        published_on=date(2031, 3, day) if day else None,
        published_at=None,
        first_seen_at=NOON + timedelta(hours=seen),
    )
    return replace(plain, **known)  # type: ignore[arg-type]


FAMILIES: dict[str, tuple[list[str], str]] = {
    "same text": ([WIRE, WIRE], "01"),
    "other furniture": ([WIRE, f"By our reporter\n\n{WIRE}\n\n{LINE}"], "01"),
    "cut short": ([WIRE, FIRE], "01"),
    "edited": ([WIRE, f"{EDITED}\n\n{CAUSE}"], "01"),
    "with a paragraph of its own": ([WIRE, f"{OTHER}\n\n{WIRE}"], "01"),
    "another report of it": ([WIRE, OTHER], ""),
    "two halves of one text are not one": ([FIRE, CAUSE], ""),
    "all of them": ([OTHER, WIRE, FIRE, f"{EDITED}\n\n{CAUSE}"], "123"),
    "nothing": ([], ""),
    "no words": (["...", "..."], ""),
}


@pytest.mark.parametrize(("bodies", "members"), FAMILIES.values(), ids=FAMILIES)
def test_families(bodies: list[str], members: str) -> None:
    families = copy_families([article(str(number), body, seen=number) for number, body in enumerate(bodies)])
    assert ["".join(sorted(family.members)) for family in families] == ([members] if members else [])


@given(st.permutations(range(4)))
def test_the_order_does_not_matter(order: list[int]) -> None:
    prints = [article(str(number), body, seen=number) for number, body in enumerate([OTHER, WIRE, FIRE, WIRE])]
    assert copy_families([prints[number] for number in order]) == copy_families(prints)


@pytest.mark.parametrize("headline", ["Ferry burns off Norrvik", "Two hurt in harbour fire"])
@pytest.mark.parametrize("arrival", [(0, 1, 2), (1, 0, 2), (2, 1, 0), (1, 2, 0)])
def test_words_of_two_reports_go_with_the_one_whose_headline_they_carry(
    headline: str, arrival: tuple[int, int, int]
) -> None:
    reports = {
        "Ferry burns off Norrvik": article("x", f"{FIRE}\n\n{MEASURES}", seen=arrival[0]),
        "Two hurt in harbour fire": article("y", f"{FIRE}\n\n{VOICES}", seen=arrival[1]),
    }
    both = [replace(report, headline=printed) for printed, report in reports.items()]
    excerpt = article("excerpt", FIRE, seen=arrival[2], headline=headline)
    (family,) = copy_families([*both, excerpt])
    assert set(family.members) == {"excerpt", reports[headline].article_id}


def test_a_wire_story_in_three_papers_is_one_family_with_the_agencys_as_original() -> None:
    papers = [
        article(name, body, seen=hours, day=3, publication=name, wire_credit="Reuters")
        for name, body, hours in (("Echo", WIRE, 0), ("Post", FIRE, 1), ("Voice", f"{OTHER}\n\n{WIRE}", 2))
    ]
    agency = article("wire", WIRE, seen=9, day=4, publication="Thomson Reuters", wire_credit="Reuters")
    (family,) = copy_families([*papers, agency])
    assert family.members[0] == "wire"
    assert family.original_rule == "wire_credit"
    assert {copy.article_id for copy in family.copies} == {"Echo", "Post", "Voice"}
    assert {copy.original_id for copy in family.copies} == {"wire"}
    assert all(copy.containment == 1 for copy in family.copies)


def test_a_family_keeps_its_name() -> None:
    known = [article("a", WIRE, copy_family="old"), article("b", FIRE, copy_family="old")]
    (family,) = copy_families([*known, article("c", WIRE, day=1)])
    assert (family.copy_family, family.members[0]) == ("old", "c")


AT_SIX = datetime(2031, 3, 3, 6, tzinfo=UTC)
ORIGINALS = {
    "earliest day": (
        [article("a", WIRE, day=4), article("b", WIRE, day=3, seen=5), article("c", WIRE)],
        ("b", "published_on"),
    ),
    "earliest time of one day": (
        [article("a", WIRE, day=3), article("b", WIRE, day=3, seen=5, published_at=AT_SIX)],
        ("b", "published_at"),
    ),
    "first seen of one day": ([article("a", WIRE, day=3, seen=2), article("b", WIRE, day=3)], ("b", "first_seen_at")),
    "first seen without dates": ([article("a", WIRE, seen=2), article("b", WIRE)], ("b", "first_seen_at")),
    "an agency that nobody credits": (
        [article("a", WIRE, seen=2, publication="Reuters"), article("b", WIRE)],
        ("b", "first_seen_at"),
    ),
}


@pytest.mark.parametrize(("prints", "expected"), ORIGINALS.values(), ids=ORIGINALS)
def test_original(prints: list[Comparable], expected: tuple[str, str]) -> None:
    first, rule = original(prints)
    assert (first.article_id, rule) == expected
