"""Names that outlive a regrouping: which of the new groups goes on under which of the old names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

WITNESSES: Final = 3
"""Members of a group that have to go together before the others follow: one may leave it for reasons of its own."""


def kept_names(groups: Sequence[Sequence[str | None]], fresh: Sequence[str]) -> list[str]:
    """A name for each group, given the old names of its members (None: had none), older members first.

    A name stays with the group that holds most of those who bore it; a group that could keep several keeps the one
    most of its members bore, of equals the oldest member's. A group without one gets its `fresh` name, or, where that
    one is still borne by another group, a variant of it.
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
    """Old names whose bearers all go on under one other name, with that name.

    Of a large group only some members are grouped afresh: the others follow these where they stay together and are
    `WITNESSES` at least. Both are names by member; who is not in `after` is in no group any more.
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
