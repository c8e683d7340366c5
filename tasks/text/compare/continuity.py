"""Stable names for groups: which new group keeps which old name after a regrouping."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

WITNESSES: Final = 3
"""A whole group follows its regrouped members from this number on; fewer may have left it for reasons of their own."""


def kept_names(groups: Sequence[Sequence[str | None]], fresh: Sequence[str]) -> list[str]:
    """A name for each group.

    `groups` holds, for each group, the old names of its members (None: the member had no name), older members first. A
    name stays with the group that has most of its former members. A group that could keep several names keeps the one
    of most of its members; on a tie, that of the oldest member. A group without an old name gets its `fresh` name, or a
    variant of it if another group still has that name.
    """
    claims = []
    for number, members in enumerate(groups):
        borne = [name for name in members if name is not None]
        for name, count in Counter(borne).items():
            claims.append((-count, borne.index(name), number, name))
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, number, name in sorted(claims):
        if number not in names and name not in taken:
            names[number] = name
            taken.add(name)
    for number, wish in enumerate(fresh):
        if number not in names:
            names[number] = _free(wish, taken)
            taken.add(names[number])
    return [names[number] for number in range(len(groups))]


def _free(wish: str, taken: set[str]) -> str:
    name, suffix = wish, 1
    while name in taken:
        suffix += 1
        name = f"{wish}.{suffix}"
    return name


def followed_names(before: Mapping[str, str | None], after: Mapping[str, str]) -> dict[str, str]:
    """Old names whose members all moved to one other name, with that name.

    Only some members of a large group are regrouped; the others follow if these stay together and are at least
    `WITNESSES`. Both mappings give names by member; a member that is not in `after` is in no group any more.
    """
    heirs: dict[str, list[str | None]] = {}
    for member, name in before.items():
        if name is not None:
            heirs.setdefault(name, []).append(after.get(member))
    return {
        old: new[0]
        for old, new in heirs.items()
        if len(new) >= WITNESSES and len(set(new)) == 1 and new[0] is not None and new[0] != old
    }
