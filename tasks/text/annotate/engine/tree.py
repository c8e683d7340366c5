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
        self._left = list(range(len(words)))
        self._right = list(range(len(words)))
        for at in self._upwards():
            head = heads[at]
            self._left[head] = min(self._left[head], self._left[at])
            self._right[head] = max(self._right[head], self._right[at])

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
        return self._left[at]

    def right(self, at: int) -> int:
        """The last word of this word's subtree."""
        return self._right[at]

    def ancestors(self, at: int) -> Iterator[int]:
        """The words above this one, nearest first."""
        seen = 0
        while self.heads[at] != at and seen < len(self.words):
            at = self.heads[at]
            seen += 1
            yield at
