"""Hundreds of prints of nearly one text are one family, at a cost that grows with their number and not its square."""

import random
from collections.abc import Iterable

import pytest

from schemas.comparison import CopyFamily
from tasks.text.compare import copy_family, crowds
from tasks.text.compare.copy_family import copy_families
from tasks.text.compare.crowds import CROWD, NEARLY_ONE, looked_at, stand_ins
from tasks.text.compare.reuse import Reuse, boilerplate, reuse
from tasks.text.compare.shingles import Codes, Wording, wording
from tests.tasks.text.compare.test_copy_family import article

MANY = 3 * CROWD


def _text(seed: str, words: int) -> str:
    dice = random.Random(seed)  # noqa: S311 - the same words each time
    return " ".join(f"w{dice.randrange(5_000)}" for _ in range(words))


def _saved(number: int) -> str:
    """One page, saved again."""
    return f"{_text('page', 300)} seen {number} times on day {number * 7} of the year"


def _members(families: Iterable[CopyFamily]) -> list[set[str]]:
    return sorted((set(family.members) for family in families), key=len, reverse=True)


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The similarity of each two texts that are compared."""
    seen: list[float] = []

    def counting(one: Wording, other: Wording, boilerplate: Codes | None = None) -> Reuse:
        found = reuse(one, other, boilerplate)
        seen.append(found.similarity)
        return found

    monkeypatch.setattr(copy_family, "reuse", counting)
    monkeypatch.setattr(crowds, "reuse", counting)
    return seen


def test_a_crowd_of_one_text_is_one_family_and_compared_in_linear_time(comparisons: list[float]) -> None:
    bodies = {f"page-{number:03}": _saved(number) for number in range(MANY)}
    # Half of it is the page's, which makes it a copy; the other half is its own, so nothing stands for it.
    bodies["half"] = f"{_text('page', 150)} {_text('half', 150)}"
    bodies["other"] = _text("other", 300)
    families = copy_families([article(name, body) for name, body in bodies.items()])
    assert _members(families) == [bodies.keys() - {"other"}] or _members(families) == [
        bodies.keys() - {"other", "half"}
    ]
    assert len(families[0].copies) == len(families[0].members) - 1
    assert len(comparisons) < 6 * MANY


def test_texts_on_one_form_are_no_copies_and_not_compared(comparisons: list[float]) -> None:
    form = _text("form", 100)
    notices = [article(f"notice-{number:03}", f"{form} {_text(f'notice {number}', 300)}") for number in range(MANY)]
    assert copy_families(notices) == []
    assert len(comparisons) < 6 * MANY


def test_two_crowds_that_share_nothing_stay_two_families() -> None:
    ours = [article(f"a-{number:03}", _saved(number)) for number in range(CROWD + 10)]
    theirs = [article(f"b-{number:03}", f"{_text('theirs', 300)} no {number}") for number in range(CROWD + 20)]
    found = _members(copy_families([*ours, *theirs]))
    assert [len(members) for members in found] == [CROWD + 20, CROWD + 10]
    assert {name[0] for name in found[0]} == {"b"}


@pytest.mark.parametrize("count", [CROWD, CROWD + 1])
def test_below_a_crowd_each_text_stands_for_itself(count: int) -> None:
    wordings = [wording(_saved(number)) for number in range(count)]
    keys = [looked_at(text) for text in wordings]
    found = stand_ins(wordings, keys, boilerplate(wordings))
    assert found == (list(range(count)) if count == CROWD else [0] * count)


def test_what_stands_for_a_text_is_nearly_that_text() -> None:
    dice = random.Random(5)  # noqa: S311 - the same edits each time
    page = _text("page", 200).split()
    wordings = []
    for number in range(MANY):
        own = list(page)
        for _ in range(dice.randrange(12)):
            own[dice.randrange(len(own))] = f"edit{number}"
        wordings.append(wording(" ".join(own)))
    found = stand_ins(wordings, [looked_at(text) for text in wordings], boilerplate(wordings))
    assert 1 < len(set(found)) < MANY
    for number, lead in enumerate(found):
        assert found[lead] == lead <= number
        assert lead == number or reuse(wordings[lead], wordings[number]).similarity >= NEARLY_ONE
