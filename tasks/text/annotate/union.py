"""Union-find: groups that are joined pair by pair."""

from typing import Any, Generic, Protocol, TypeVar


class Sortable(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...  # noqa: ANN401 - of its own kind


T = TypeVar("T", bound=Sortable)


class Union(Generic[T]):
    """Groups that grow by joining (union-find with path halving), in near constant time per operation.

    The root of a group is its smallest member, whatever the order of joining.
    """

    def __init__(self) -> None:
        self.parent: dict[T, T] = {}

    def root(self, one: T) -> T:
        """The root of the group of `one`; `one` itself if it was never joined."""
        self.parent.setdefault(one, one)
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: T, other: T) -> None:
        """Join the groups of both."""
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first
