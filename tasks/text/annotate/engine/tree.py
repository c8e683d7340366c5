"""The dependency tree of one sentence, with words and tags.

Tags are those of the Penn Treebank, labels those of ClearNLP, as in spaCy's English models.
"""

from collections.abc import Iterator, Sequence


class Tree:
    """A dependency tree over a sentence's words, by position."""

    __slots__ = ("_left", "_right", "children", "deps", "heads", "tags", "words")

    def __init__(self, words: Sequence[str], heads: Sequence[int], deps: Sequence[str], tags: Sequence[str]) -> None:
        self.words = words
        self.heads = heads
        """The position of each word's head; a root is its own head."""
        self.deps = deps
        self.tags = tags
        self.children: list[list[int]] = [[] for _ in words]
        for at, head in enumerate(heads):
            if head != at:
                self.children[head].append(at)
        self._left: list[int] | None = None
        self._right: list[int] | None = None

    def _reach(self) -> tuple[list[int], list[int]]:
        """The first and last word of what hangs on each word: most trees are never asked for it."""
        if self._left is None or self._right is None:
            left = list(range(len(self.words)))
            right = list(range(len(self.words)))
            for at in self._upwards():
                head = self.heads[at]
                left[head] = min(left[head], left[at])
                right[head] = max(right[head], right[at])
            self._left, self._right = left, right
        return self._left, self._right

    def _upwards(self) -> list[int]:
        """All positions, each after its whole subtree."""
        order = [at for at, head in enumerate(self.heads) if head == at]
        for at in order:
            order.extend(self.children[at])
        return order[::-1]

    def child(self, at: int, *deps: str) -> int | None:
        """The first child with one of these labels. None: there is none."""
        return next((kid for kid in self.children[at] if self.deps[kid] in deps), None)

    def kids(self, at: int, *deps: str) -> list[int]:
        """All children with one of these labels, in order."""
        return [kid for kid in self.children[at] if self.deps[kid] in deps]

    def left(self, at: int) -> int:
        """The first word of this word's subtree."""
        return self._reach()[0][at]

    def right(self, at: int) -> int:
        """The last word of this word's subtree."""
        return self._reach()[1][at]

    def ancestors(self, at: int) -> Iterator[int]:
        """The words above this one, nearest first."""
        seen = 0
        while self.heads[at] != at and seen < len(self.words):
            at = self.heads[at]
            seen += 1
            yield at
