"""Which group keeps which name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.compare.continuity import followed_names, kept_names


@pytest.mark.parametrize(
    ("groups", "fresh", "names"),
    [
        ([], [], []),
        ([[None, None]], ["new"], ["new"]),
        ([["a", "a", None]], ["new"], ["a"]),
        # Two stories became one: the one with more articles goes on, of equals the older one.
        ([["a", "b", "b"]], ["new"], ["b"]),
        ([["b", "a"]], ["new"], ["b"]),
        # One story fell apart: the larger part goes on.
        ([["a"], ["a", "a"]], ["new", "newer"], ["new", "a"]),
        # A name that is still borne elsewhere is not given again.
        ([["a"], ["a", "a"]], ["a", "newer"], ["a.2", "a"]),
    ],
)
def test_kept_names(groups: list[list[str | None]], fresh: list[str], names: list[str]) -> None:
    assert kept_names(groups, fresh) == names


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=1, max_size=5), max_size=6))
def test_names_are_distinct(groups: list[list[str | None]]) -> None:
    names = kept_names(groups, ["a"] * len(groups))
    assert len(set(names)) == len(groups)


@pytest.mark.parametrize(
    ("before", "after", "followed"),
    [
        ("", "", {}),
        ("aaa", "aaa", {}),
        ("aaa", "bbb", {"a": "b"}),
        ("aaaccc", "bbbbbb", {"a": "b", "c": "b"}),
        # Two may leave without the others, and those who part say nothing of them.
        ("aa", "bb", {}),
        ("aaa", "bba", {}),
        ("aaa", "bb.", {}),
        ("aaa", "...", {}),
        ("...", "bbb", {}),
    ],
)
def test_followed_names(before: str, after: str, followed: dict[str, str]) -> None:
    """A letter a member, in order; a point for no name."""
    old = {str(member): None if name == "." else name for member, name in enumerate(before)}
    new = {str(member): name for member, name in enumerate(after) if name != "."}
    assert followed_names(old, new) == followed
