"""What belongs together, one pair at a time."""

from typing import Any, Generic, Protocol, TypeVar


class Sortable(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...  # noqa: ANN401 - of its own kind


T = TypeVar("T", bound=Sortable)


class Union(Generic[T]):
    """Groups that grow by joining (union-find with path halving): near constant time an operation.

    The root of a group is its smallest member, whatever was joined first.
    """

    def __init__(self) -> None:
        self.parent: dict[T, T] = {}

    def root(self, one: T) -> T:
        """What stands for the group that `one` is in; itself, if nothing was joined to it."""
        self.parent.setdefault(one, one)
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: T, other: T) -> None:
        """Makes one group of both groups."""
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first
