"""Where Chinese names begin and end."""

import pytest

from schemas.mention import EntityLabel
from tasks.text.annotate.listed.chinese_names import may_be_person, whole_name


@pytest.mark.parametrize(
    ("text", "given", "label", "whole", "then"),
    [
        ("他在海林市工作", "海林", "place", "海林市", "place"),
        ("他在海林大学学习", "海林", "place", "海林大学", "organisation"),
        ("他在海林", "海林", "place", "海林", "place"),
        ("海港市场", "海港", "place", "海港", "place"),  # it ends in a kind of place already
        ("演员艾丽娜·普鲁科说", "娜·普鲁", "person", "艾丽娜·普鲁科", "person"),
    ],
)
def test_whole_name(text: str, given: str, label: EntityLabel, whole: str, then: EntityLabel) -> None:
    start = text.index(given)
    first, last, kind = whole_name(text, start, start + len(given), label)
    assert (text[first:last], kind) == (whole, then)


@pytest.mark.parametrize(
    ("surface", "person"),
    [
        ("王小明", True),
        ("欧阳文海", True),
        ("罗斯塔", True),
        ("艾丽娜·普鲁", True),
        ("Anna", True),
        ("失达四百", False),
        ("白", False),
    ],
)
def test_may_be_person(surface: str, person: bool) -> None:
    assert may_be_person(surface) is person
