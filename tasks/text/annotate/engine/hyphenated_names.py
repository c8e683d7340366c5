"""Names with a hyphen that the model, for which a hyphen is a word, took for two people: "Ann Sand | - | Bley"."""

from collections.abc import Sequence

from tasks.text.annotate.engine.engine import RawName, Words

_HYPHENS = frozenset("-‐‑")


def hyphenated(words: Words, names: Sequence[RawName]) -> tuple[RawName, ...]:
    """The names, with two people joined where only a hyphen without spaces stands between them."""
    joined: list[RawName] = []
    for name in names:
        before = joined[-1] if joined else None
        if before is not None and before.label == name.label == "person" and _touch(words, before.last, name.first):
            joined[-1] = RawName(before.first, name.last, "person")
        else:
            joined.append(name)
    return tuple(joined)


def _touch(words: Words, last: int, first: int) -> bool:
    return (
        first == last + 1
        and words.words[last] in _HYPHENS
        and words.starts[last] == words.starts[last - 1] + len(words.words[last - 1])
        and words.starts[first] == words.starts[last] + 1
    )
