"""The mentions in headline and body: every place where a person, an organisation or a place is named.

The engine's label at one place is only one vote. A name means the same throughout an article, so all its occurrences
vote together, with general knowledge, the form of the name and the words around it. The winning label then applies to
every occurrence.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from schemas.article import Article
from schemas.mention import EntityLabel, TextField
from tasks.text.annotate.engine.engine import NameFinder
from tasks.text.annotate.gazetteer import given_names, is_demonym, organisations, places
from tasks.text.annotate.mention_label import Sighting, label_names
from tasks.text.annotate.raw_mentions import RawMention, known_names, raw_mentions

_DATELINE = re.compile(
    r"(?P<who>(?:[A-Z][\w'’-]{0,40}[a-z][\w'’-]{0,40} ){2,3})?"
    r"(?P<place>[A-Z][A-Z.'’-]{1,60}(?: [A-Z][A-Z.'’-]{1,60}){0,3})"
    r"(?P<region>, [A-Z][\w.]{1,60}(?: [A-Z][\w.]{1,60})?)?"
    r"(?=,? (?:\d{4}-\d\d-\d\d|\(|[—–-]|[A-Z][a-z]{2,8}\.? \d))"
)
_WORD = re.compile(r"[^\W_][\w&]*(?:[.'’-][\w&]+)*\.?")
_COMPOUND_BEFORE = re.compile(r"[a-z]-$")
_COMPOUND_AFTER = re.compile(r"-[a-z]")


class LabelledMention(NamedTuple):
    """One mention before its entity is known."""

    field: TextField
    start: int
    end: int
    surface: str
    label: EntityLabel


def labelled_mentions(article: Article, engine: NameFinder) -> list[LabelledMention]:
    """Every mention in headline and body, in order and without overlap."""
    spans = [(block.start_char, block.end_char) for block in article.blocks]
    body = article.body
    prose = [(start, end) for start, end in spans if not body[start:end].isupper()]
    raw = [*_dateline(body), *raw_mentions(body, prose, engine)]
    raw = _merged(body, raw, known_names(body, spans))
    headline = article.headline or ""
    cased = _recased(headline, body) if headline else ""
    head = [(0, len(cased))]
    raw_head = _merged(cased, raw_mentions(cased, head, engine), known_names(cased, head)) if cased else []
    sightings = _sightings(body, raw, "body") + _sightings(cased, raw_head, "headline")
    labels = label_names(sightings, body, f"{headline}\n{body}")
    found = _placed("body", body, body, labels, spans)
    return [*_placed("headline", headline, cased, labels, head), *found] if headline else found


def _dateline(body: str) -> list[RawMention]:
    """The place in the dateline of a wire story, and the reporter whom some wires print before it."""
    found = _DATELINE.match(body)
    if found is None:
        return []
    places = [RawMention(found.start("place"), found.end("place"), "place")]
    if found["region"]:
        end = found.end("region") - (1 if found["region"].endswith(".") and found["region"].count(".") == 1 else 0)
        places.append(RawMention(found.start("region") + 2, end, "place"))
    if found["who"]:
        places.insert(0, RawMention(found.start("who"), found.end("who") - 1, "person"))
    return places


def _merged(text: str, raw: list[RawMention], known: Iterable[RawMention]) -> list[RawMention]:
    """The engine's names and those of general knowledge, without overlap: the engine's take precedence."""
    taken: list[RawMention] = []
    covered = bytearray(len(text) + 1)
    for one in raw:
        if not any(covered[one.start : one.end]) and not _compound(text, one):
            taken.append(one)
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
    for one in known:
        if not any(covered[one.start : one.end]) and not _compound(text, one):
            taken.append(RawMention(one.start, one.end, None))
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
    return sorted(taken)


def _compound(text: str, one: RawMention) -> bool:
    """Whether a name is part of an adjective such as "pro-Moscow" or "Paris-based", and not the place itself."""
    if text[one.start - 1 : one.start] != "-" and text[one.end : one.end + 1] != "-":
        return False
    before, after = text[max(0, one.start - 2) : one.start], text[one.end : one.end + 2]
    return bool(_COMPOUND_BEFORE.fullmatch(before) or _COMPOUND_AFTER.fullmatch(after))


def _recased(headline: str, body: str) -> str:
    """A headline in capitals with the capitalisation of the body; other headlines unchanged. The length stays the
    same."""
    letters = [ch for ch in headline if ch.isalpha()]
    if len(letters) < 8 or sum(ch.isupper() for ch in letters) < 0.8 * len(letters):
        return headline
    forms: dict[str, str] = {}
    for found in _WORD.finditer(body):
        word = found.group().rstrip(".")
        if word[0].islower() or word.lower() not in forms:
            forms[word.lower()] = word

    def cased(found: re.Match[str]) -> str:
        word = found.group()
        bare = word.rstrip(".")
        known = forms.get(bare.lower())
        if known is None and bare.upper().endswith(("'S", "’S")):
            known = forms.get(bare[:-2].lower())
            known = known + bare[-2] + "s" if known else None
        form = known if known and len(known) == len(bare) else _unknown(bare)
        return form + word[len(bare) :]

    recased = _WORD.sub(cased, headline)
    return recased if len(recased) == len(headline) else headline


def _unknown(word: str) -> str:
    """The form of a word in capitals that the body does not contain: lower case, unless general knowledge has it as a
    name."""
    title = word.capitalize()
    if word in organisations() or len(word) <= 3:
        return word
    return title if title in given_names() or word.casefold() in places() else word.lower()


def _sightings(text: str, raw: list[RawMention], field: TextField) -> list[Sighting]:
    return [
        Sighting(
            text[one.start : one.end],
            one.label,
            text[max(0, one.start - 40) : one.start],
            text[one.end : one.end + 40],
            field,
        )
        for one in raw
    ]


def _placed(
    field: TextField,
    text: str,
    cased: str,
    labels: dict[str, EntityLabel],
    spans: list[tuple[int, int]],
) -> list[LabelledMention]:
    """All places of the labelled names in a field, longest names first."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(labels, key=len, reverse=True):
        first = _WORD.match(name)
        if first:
            by_first[first.group().rstrip(".").casefold()].append(name)
    folded = field == "headline" and cased != text
    # A name stands as it is, or in capitals: most words begin with a letter that no name begins with.
    firsts = {sign for name in labels for sign in (name[0], *name[0].upper(), *((name[0].lower(),) if folded else ()))}
    found: list[LabelledMention] = []
    for start, end in spans:
        at = start
        for word in _WORD.finditer(cased, start, end):
            if word.start() < at or cased[word.start()] not in firsts:
                continue
            for name in by_first.get(_key_of(word.group()), ()):
                stop = word.start() + len(name)
                here = cased[word.start() : stop]
                if (here == name or ((folded or here.isupper()) and here.casefold() == name.casefold())) and _whole(
                    cased, stop, end
                ):
                    one = RawMention(word.start(), stop, None)
                    if stop <= end and not _compound(cased, one) and not is_demonym(here):
                        found.append(
                            LabelledMention(field, word.start(), stop, text[word.start() : stop], labels[name])
                        )
                        at = stop
                        break
    return found


def _key_of(word: str) -> str:
    if word[-1] == ".":
        word = word.rstrip(".")
    while word[-2:-1] in {"'", "’"} and word[-1] in "sS":
        word = word[:-2]
    return word.casefold()


def _whole(text: str, stop: int, end: int) -> bool:
    return stop >= end or not (
        text[stop].isalnum()
        or (text[stop] in "-&" and stop + 1 < end and text[stop + 1].isalnum() and text[stop + 1].isupper())
    )
