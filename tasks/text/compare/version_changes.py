"""What an outlet changed in an article: the fields, and the body sentence by sentence.

A sentence that only moved is not a change, nor is a difference in spaces or in the shape of quotation marks and dashes.
"""

import re
from collections import Counter
from typing import Final

from schemas.article import BLOCK_SEPARATOR
from schemas.version_change import ChangedField, Edition, VersionChange
from tasks.text.conventions.sentences import sentences
from tasks.text.conventions.wordlist import wordlist

REWORDED: Final = 0.5
"""Share of common words (Dice) from which two sentences are one sentence, reworded."""
_FAR: Final = 60
"""In a text that was rewritten completely, a sentence is compared with this many on either side of its place; otherwise
the time would be quadratic."""

_SHAPES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"})
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_NUMBER_WORDS = wordlist(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "dozen half"
)
# The closing mark is searched for in at most 800 characters, so that a text of opening marks takes linear time.
_QUOTED = re.compile(r'"([^"]{1,800})"')


def version_changes(before: Edition, after: Edition) -> list[VersionChange]:
    """The changes: headline, dek, byline, date, then the body from top to bottom. Empty: nothing printed changed."""
    fields: list[tuple[ChangedField, str | None, str | None]] = [
        ("headline", before.headline, after.headline),
        ("dek", before.dek, after.dek),
        ("byline", before.byline, after.byline),
        ("published_on", _day(before), _day(after)),
    ]
    changes = [_change(field, old, new) for field, old, new in fields if _plain(old or "") != _plain(new or "")]
    return changes + [_change("body", old, new) for old, new in _changed_sentences(before.body, after.body)]


def _day(edition: Edition) -> str | None:
    return edition.published_on.isoformat() if edition.published_on else None


def _change(field: ChangedField, before: str | None, after: str | None) -> VersionChange:
    stays = bool(before and after)
    return VersionChange(
        field=field,
        kind="reworded" if stays else "added" if after else "removed",
        before=before,
        after=after,
        number_changed=stays and field != "published_on" and _numbers(before or "") != _numbers(after or ""),
        quotation_changed=stays and _quotations(before or "") != _quotations(after or ""),
    )


def _changed_sentences(before: str, after: str) -> list[tuple[str | None, str | None]]:
    """Pairs (old, new) in the order of the new text; a removed sentence stands where it stood."""
    old, new = _sentences(before), _sentences(after)
    gone, come = _without(old, new), _without(new, old)
    partner = _partners([old[place] for place in gone], [new[place] for place in come])
    matched = set(partner.values())
    pairs: list[tuple[float, int, str | None, str | None]] = []
    for number, place in enumerate(come):
        was = old[gone[partner[number]]] if number in partner else None
        pairs.append((place / len(new), 1, was, new[place]))
    for number, place in enumerate(gone):
        if number not in matched:
            pairs.append((place / len(old), 0, old[place], None))
    return [(was, now) for _, _, was, now in sorted(pairs, key=lambda pair: pair[:2])]


def _sentences(body: str) -> list[str]:
    return [
        " ".join(block[start:end].split()) for block in body.split(BLOCK_SEPARATOR) for start, end in sentences(block)
    ]


def _without(these: list[str], those: list[str]) -> list[int]:
    """The places of sentences of `these` that are not in `those`, or not as often."""
    left = Counter(_plain(sentence) for sentence in those)
    places = []
    for place, sentence in enumerate(these):
        key = _plain(sentence)
        if left[key]:
            left[key] -= 1
        else:
            places.append(place)
    return places


def _partners(gone: list[str], come: list[str]) -> dict[int, int]:
    """For new sentences, the old sentence of which each is a rewording: the most alike first, each used once."""
    olds = [Counter(_words(sentence)) for sentence in gone]
    news = [Counter(_words(sentence)) for sentence in come]
    likest = sorted(
        (-likeness, abs(one - other), other, one)
        for other, words in enumerate(news)
        for one in range(max(0, other - _FAR), min(len(olds), other + _FAR + 1))
        if (likeness := _dice(olds[one], words)) >= REWORDED
    )
    partner: dict[int, int] = {}
    used: set[int] = set()
    for _, _, other, one in likest:
        if other not in partner and one not in used:
            partner[other] = one
            used.add(one)
    return partner


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _plain(text: str) -> str:
    return " ".join(text.translate(_SHAPES).split())


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _numbers(text: str) -> Counter[str]:
    return Counter(word for word in _words(text) if word[0].isdigit() or word in _NUMBER_WORDS)


def _quotations(text: str) -> list[list[str]]:
    return [_words(match[1]) for match in _QUOTED.finditer(_plain(text))]
