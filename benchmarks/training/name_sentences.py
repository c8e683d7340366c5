"""Sentences to learn names from: open data sets, labels of this program and of open tools, with their words' tags.

Tags count from 0: nothing; then for each of PER, ORG, LOC: begins, inside, ends, alone. -100: not to be learned.
"""

import gzip
import json
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tasks.text.annotate.engine.tokens import is_cjk, tokens
from tasks.text.conventions.sentences import sentences

KINDS = ("PER", "ORG", "LOC")
UNKNOWN = -100
LONGEST = 120
_SHORTEST = 4
_SILVER_KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
# How often a set is seen in a round: clean news more often, encyclopaedia links less.
_TIMES = {"uner-ewt": 2, "factrueval": 4, "germeval": 3, "uner-bosque": 2, "uner": 2, "norne": 2, "turku": 2}


class Sentence(NamedTuple):
    """Words, and the kind of the name each begins ("B-PER"), goes on ("I-PER") or not ("O"); "?" is unknown."""

    words: list[str]
    tags: list[str]
    language: str


def open_sets(folder: Path) -> Iterator[tuple[Sentence, int]]:
    """The sentences of all sets in a folder, and how often each is to be seen."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        language, _, source = path.name.removesuffix(".jsonl.gz").partition("-")
        if source == "wikiann" and language in {"en", "fr", "ru"}:
            continue  # labelled anew by a tool that reads whole sentences
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                one = Sentence(row["tokens"], row["tags"], language)
                if source != "wikiann":
                    yield _retokenised(one), _TIMES.get(source, 1)
                elif is_prose(one.words):
                    yield _doubting(_retokenised(one)), 1


def texts_of(path: Path) -> Iterator[str]:
    """The sentences of a set without their labels."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words = json.loads(line)["tokens"]
            if len(words) > _SHORTEST:
                yield " ".join(words)


def labelled(path: Path, language: str) -> Iterator[tuple[Sentence, int]]:
    """Texts with the spans that a tool found: {"text", "spans": [[start, end, kind]]} a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = row["text"].split()
        if row.get("src") == "w" and not is_prose(words):
            continue
        spans = {start: (end, kind) for start, end, kind in row["spans"]}
        yield from ((one, 1) for one in _cut(row["text"], spans, language))


def own_labels(path: Path, language: str) -> Iterator[tuple[Sentence, int]]:
    """Articles with the names that this program found in them: {"body", "headline", "blocks", "names"} a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        placed = [(s, e, _SILVER_KINDS[label]) for field, s, e, label in row["names"] if field == "body"]
        for start, end in row["blocks"]:
            spans = {s - start: (e - start, kind) for s, e, kind in placed if start <= s and e <= end}
            yield from ((one, 1) for one in _cut(row["body"][start:end], spans, language))


def _cut(text: str, spans: dict[int, tuple[int, str]], language: str) -> Iterator[Sentence]:
    for first, last in sentences(text):
        found = tokens(text[first:last])
        tags: list[str] = []
        until, kind = -1, ""
        for _, start, _ in found:
            at = first + start
            if at in spans:
                until, kind = spans[at]
                tags.append(f"B-{kind}")
            else:
                tags.append(f"I-{kind}" if at < until else "O")
        if len(found) > 2:
            yield Sentence([word for word, _, _ in found], tags, language)


def _retokenised(one: Sentence) -> Sentence:
    """With the words that our own tokens make of each word."""
    words: list[str] = []
    tags: list[str] = []
    for word, tag in zip(one.words, one.tags, strict=True):
        parts = [part for part, _, _ in tokens('"' if word in {"``", "''"} else word)]
        words.extend(parts)
        tags.extend([tag if not at or tag == "O" else f"I-{tag[2:]}" for at in range(len(parts))])
    return Sentence(words, tags, one.language)


def is_prose(words: list[str]) -> bool:
    """Whether these are a sentence, and no title, list item or redirection."""
    lower = sum(word[:1].islower() for word in words)
    return len(words) >= 7 and lower >= 3 and lower / len(words) > 0.3 and not words[0].isupper()


def _doubting(one: Sentence) -> Sentence:
    """Links mark the first naming alone: a capitalised word without a link may be a name all the same."""
    if one.language == "de":
        return one
    tags = [
        "?" if at and tag == "O" and word[:1].isupper() else tag
        for at, (word, tag) in enumerate(zip(one.words, one.tags, strict=True))
    ]
    return one._replace(tags=tags)


def numbered(tags: list[str]) -> list[int]:
    """The tags as numbers, with the end of each name told."""
    found: list[int] = []
    for tag, after in pairwise([*tags, "O"]):
        if tag in {"O", "?"}:
            found.append(0 if tag == "O" else UNKNOWN)
            continue
        goes_on = after == f"I-{tag[2:]}"
        place = (0 if goes_on else 3) if tag[0] == "B" else (1 if goes_on else 2)
        found.append(1 + 4 * KINDS.index(tag[2:]) + place)
    return found


def around(words: list[str]) -> list[str]:
    """What the pieces of each word are taken from: of a sign of a script without spaces, it and its neighbours."""
    padded = ["", *words, ""]
    return [padded[at] + word + padded[at + 2] if is_cjk(word) else word for at, word in enumerate(words)]


def renamed(one: Sentence, people: list[str], places: list[str], rng: random.Random) -> Sentence | None:
    """The sentence with other people and places in it. None: it names none."""
    words: list[str] = []
    tags: list[str] = []
    at = 0
    changed = False
    while at < len(one.words):
        end = at + 1
        while end < len(one.words) and one.tags[end][0] == "I":
            end += 1
        kind = one.tags[at][2:] if one.tags[at][0] == "B" else ""
        pool = people if kind == "PER" else places if kind == "LOC" else []
        if pool and rng.random() < 0.8:
            new = [word for word, _, _ in tokens(rng.choice(pool))]
            if kind == "PER" and end - at == 1:
                new = new[-1:]
            words.extend(new)
            tags.extend([f"B-{kind}", *[f"I-{kind}"] * (len(new) - 1)])
            changed = True
        else:
            words.extend(one.words[at:end])
            tags.extend(one.tags[at:end])
        at = end
    return Sentence(words, tags, one.language) if changed else None
