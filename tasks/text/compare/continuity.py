"""Names that outlive a regrouping: which of the new groups goes on under which of the old names."""

from collections import Counter
from collections.abc import Sequence


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
