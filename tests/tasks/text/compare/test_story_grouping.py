"""Stories out of articles. Everything told here is invented."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.comparison import Comparable, TermStatistics
from tasks.text.compare import story_likeness
from tasks.text.compare.copy_family import copy_families
from tasks.text.compare.story_grouping import story_groups
from tasks.text.compare.story_likeness import FAR, Rarities, likenesses, weighted
from tasks.text.compare.story_terms import OPENING, story_terms
from tests.tasks.text.compare.test_copy_family import article

QUAKES = {
    "north-1": "An earthquake of magnitude 6.1 shook Norvik on Monday. In Norvik's harbour two cranes fell, and the "
    "Lindholm bridge was closed. Mayor Ines Okafor said 14 people were hurt.",
    "north-2": "Norvik counts the damage after the magnitude 6.1 earthquake: cranes fell in the harbour, the Lindholm "
    "bridge stays closed. The 14 who were hurt are in hospital, mayor Okafor said.",
    "north-3": "Mayor Ines Okafor visited the 14 hurt when an earthquake shook Norvik. The Lindholm bridge and the "
    "harbour, where cranes fell, remain closed.",
    "south-1": "An earthquake of magnitude 5.2 woke Sant Avel early on Monday. Tiles fell from the Tarrega church, and "
    "schools were shut. Governor Pau Ribes said nobody was hurt.",
    "south-2": "Schools in Sant Avel opened again a day after the earthquake that damaged the Tarrega church. Governor "
    "Ribes promised money for its roof. Nobody was hurt in the magnitude 5.2 quake.",
    "grain": "Wheat prices fell in Oldport after a record harvest was forecast. Traders of the Corn Exchange expect "
    "barley to follow before the winter.",
}
NORTH, SOUTH = {"north-1", "north-2", "north-3"}, {"south-1", "south-2"}
NONE: dict[str | None, TermStatistics] = {"en": TermStatistics(0, {})}


def groups_of(
    articles: list[Comparable], counted: dict[str | None, TermStatistics] | None = None
) -> set[frozenset[str]]:
    terms = {each.article_id: story_terms(each.headline, str(each.body)) for each in articles}
    statistics = counted or _counted(articles)
    groups = story_groups(articles, copy_families(articles), terms, statistics, salt="batch")
    return {frozenset(member.article_id for member in group.members) for group in groups}


def _counted(articles: list[Comparable]) -> dict[str | None, TermStatistics]:
    counts: dict[int, int] = {}
    for each in articles:
        for term in story_terms(each.headline, str(each.body)):
            counts[term] = counts.get(term, 0) + 1
    return {"en": TermStatistics(len(articles), counts)}


def news(**changed: Comparable) -> list[Comparable]:
    plain = {name: replace(article(name, body), headline=None) for name, body in QUAKES.items()}
    return list((plain | changed).values())


def test_two_earthquakes_of_one_week_are_two_stories() -> None:
    assert groups_of(news()) == {frozenset(NORTH), frozenset(SOUTH), frozenset({"grain"})}


@given(st.permutations(range(len(QUAKES))))
def test_the_order_does_not_matter(order: list[int]) -> None:
    articles = news()
    assert groups_of([articles[number] for number in order]) == groups_of(articles)


def test_copies_go_with_their_original_and_count_once() -> None:
    prints = [replace(article(f"print-{number}", QUAKES["north-1"]), headline=None) for number in range(12)]
    groups = groups_of([*news(), *prints])
    assert frozenset({*NORTH, *(each.article_id for each in prints)}) in groups


@pytest.mark.parametrize("first", [0, 1])
def test_which_print_of_a_text_came_first_does_not_matter(first: int) -> None:
    """The short print says too little to be told from another report; the long one stands for both."""
    whole = QUAKES["south-1"]
    prints = [article("whole", whole, seen=first), article("cut", whole.split(". ")[0], seen=1 - first)]
    prints = [replace(each, headline=None) for each in prints]
    (mine,) = [group for group in groups_of([*news(), *prints]) if "whole" in group]
    assert mine == {*SOUTH, "whole", "cut"}


def test_names_are_kept_and_scores_are_shares() -> None:
    articles = [replace(each, story_id="known" if each.article_id in SOUTH else None) for each in news()]
    terms = {each.article_id: story_terms(each.headline, str(each.body)) for each in articles}
    groups = story_groups(articles, [], terms, _counted(articles), salt="batch")
    named = {group.story_id: {member.article_id for member in group.members} for group in groups}
    assert named["known"] == SOUTH
    assert len(named) == 3
    assert all(0 < member.score <= 1 for group in groups for member in group.members)


def test_nothing_and_articles_without_words() -> None:
    assert groups_of([], NONE) == set()
    assert groups_of([replace(article(name, "..."), headline=None) for name in "ab"], NONE) == {
        frozenset("a"),
        frozenset("b"),
    }


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        (date(2031, 3, 3), date(2031, 3, 20), 1.0),
        (date(2031, 3, 3), None, 1.0),
        (None, None, 1.0),
        (date(2031, 3, 3), date(2032, 3, 3), FAR),
        (date(2031, 3, 3), date(2041, 3, 3), FAR),
    ],
)
def test_time_apart(one: date | None, other: date | None, factor: float) -> None:
    vector = weighted(story_terms("Bridge closed", "Vellmouth"), Rarities(TermStatistics(0, {})))
    assert math.isclose(likenesses([vector, vector], [one, other])[0, 1], factor, abs_tol=0.01)


def test_a_name_in_the_headline_weighs_more_than_a_word_of_the_text() -> None:
    terms = story_terms("Okafor resigns", "The mayor resigned. " + "A word follows. " * OPENING + "Unseen")
    weights = sorted(terms.values())
    assert len(terms) == 6
    assert weights[-1] > 1.5 * weights[0]


def test_likeness_does_not_depend_on_how_much_is_computed_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    # Words that all have, that half have, and that a few have: both ways of summing are gone.
    vectors = [{1: 0.5, 2 + number % 2: 0.5, 10 + number // 3: 0.5, 1000 + number: 0.5} for number in range(60)]
    days = [date(2031, 1 + number % 12, 1) if number % 5 else None for number in range(60)]
    whole = likenesses(vectors, days)
    monkeypatch.setattr(story_likeness, "_COLUMNS", 2)
    monkeypatch.setattr(story_likeness, "_PRODUCTS", 600)
    assert np.allclose(likenesses(vectors, days), whole, rtol=0, atol=1e-6)
    assert whole[1, 3] == pytest.approx(0.5 * (1 - (1 - FAR) * math.log(59 / 30) / math.log(365 / 30)))
