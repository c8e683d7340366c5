"""Candidates for mentions: the names that the engine found, trimmed to the name itself."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from schemas.mention import EntityLabel
from tasks.text.annotate.engine.engine import NameFinder, RawName
from tasks.text.annotate.engine.hyphenated_names import hyphenated
from tasks.text.annotate.gazetteer import DAYS, NO_NAMES, given_names, is_demonym, organisations, places
from tasks.text.annotate.languages.en.titles import is_title
from tasks.text.conventions.sentences import sentences

_PARTICLES = frozenset(
    [
        "al",
        "el",
        "de",
        "la",
        "le",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "abu",
        "ben",
        "y",
        "e",
        "and",
        "of",
        "the",
        "for",
        "to",
        "in",
        "on",
        "at",
    ]
)
_TOKEN = re.compile(r"\S+")
_EDGE = " \t\n\r\"'“”‘’«»()[]{},;:!?*_|—–-/`"
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
# Where the engine joined two names: "Sri Lanka - Arjuna Ranatunga", "Group (ABC)".
_JOINTS = re.compile(
    r"\s{1,50}[-–—/|]+\s{1,50}|\s{0,50}[()\n]\s{0,50}|\s{0,50}\b[-–—]{2,}\s{0,50}|\s{1,50}(?:at|versus|vs)\.?\s{1,50}"
)
_LISTED = re.compile(r"\s{1,50}or\s{1,50}|,\s{1,50}(?!Inc|Ltd|LLC|L\.|S\.|Co\b|Corp|N\.)")
_SHORT_FORM = re.compile(r"(?:Inc|Corp|Co|Ltd|Bros|Cos|Intl)\.\Z")
_EVENT = re.compile(
    r"(?:Cup|Open|Games|Olympics|Championships?|Masters|Grand Prix|Final|Finals|Classic|Marathon|Series|Derby|Trophy"
    r"|Day|Award|Prize|War|Act)\Z"
)
_BEFORE_EVENT = re.compile(
    r"\s{1,50}(?:[A-Z][a-z]+ )?(?:Cup|Open|Games|Olympics|Amateur|Championships?|Masters|Grand Prix|Classic|Marathon"
    r"|Derby|Day)\b"
)
_PREFIXED = re.compile(r"(?:pro|anti|ex|non|post|pre|mid|cross|self|co|un|inter|trans)-")
_CAPITALS = re.compile(r"[^\W\d_a-z]{4,}")

_OFFICE_OF = re.compile(r"(?:Secretary|Minister) of (?:the )?")
_HOLDER = re.compile(
    r"(?:State|Defen[cs]e|Interior|Treasury|Commerce|Energy|Labou?r|Agriculture|Education|Transport(?:ation)?|Justice"
    r"|Health|Finance|War|Foreign Affairs|Homeland Security) (?P<name>[A-Z][\w’'-]{1,20}(?: [A-Z][\w.’'-]{0,20}){1,2})"
)
_ARABIC_REST = re.compile(r" (?:al|el|ul|as|ash|ad)-[A-Z][\w]{1,20}")
# A noun that shows that a name is an organisation's: "the militant group Ansar Vell".
_BODY_NOUN = re.compile(
    r"\b(?:group|militia|movement|faction|organi[sz]ation|party|network|charity|outfit|cartel|gang|consortium) "
    r"(?P<name>(?:[A-Z][\w-]{1,20}|al-[A-Z]\w{1,20})(?: (?:(?:al-)?[A-Z][\w-]{1,20}|bin|ibn|of|for)){0,4})"
)
_FIRST_WORD = re.compile(r"[^\W_]+")
_BEFORE_OFFICE = frozenset({"Managing", "Executive", "Deputy", "Chief", "Senior", "Vice"})
# A newspaper is recognised by its last word, at any place: "the Northport Examiner".
_PAPER = re.compile(
    r"\b(?:[A-Z][\w’'-]{1,20} ){1,3}"
    r"(?:Times|Post|Herald|Tribune|Gazette|Examiner|Chronicle|Telegraph|Courier|Inquirer|Dispatch|Observer)\b"
)


class RawMention(NamedTuple):
    """A name's span in a text and the engine's label. None: found only by general knowledge."""

    start: int
    end: int
    label: EntityLabel | None


def raw_mentions(text: str, spans: Sequence[tuple[int, int]], engine: NameFinder) -> list[RawMention]:
    """The engine's names in the given spans of a text, in order."""
    pieces = [(start + a, start + b) for start, end in spans for a, b in sentences(text[start:end])]
    worded = [engine.words(text[a:b]) for a, b in pieces]
    found: list[RawMention] = []
    for (start, _), tokens, names in zip(pieces, worded, engine.names([one.words for one in worded]), strict=True):
        joined = hyphenated(tokens, names)
        for name in joined:
            label = name.label
            first = _stretched(tokens.words, name.first, joined) if label != "place" else name.first
            a = start + tokens.starts[first]
            b = start + tokens.starts[name.last - 1] + len(tokens.words[name.last - 1])
            a, b, label = _behind_office(text, a, b, label)
            rest = _ARABIC_REST.match(text, b) if label != "place" else None
            b = rest.end() if rest else b
            found.extend(
                RawMention(x, y, label)
                for x, y in trimmed(text, a, b, label)
                if label != "place" or not _BEFORE_EVENT.match(text, y)
            )
    return found


def _behind_office(text: str, start: int, end: int, label: EntityLabel) -> tuple[int, int, EntityLabel]:
    """The holder's name, if the engine split an office from its holder ("Secretary of | State Rex | Tillerson") or took
    both for one name ("U.S. Secretary of State Rex Tillerson"); else the span unchanged."""
    office = _OFFICE_OF.search(text, max(0, start - 17), end) if label != "place" else None
    holder = _HOLDER.match(text, office.end()) if office and office.end() >= start else None
    return (holder.start("name"), holder.end(), "person") if holder and holder.end() >= end else (start, end, label)


def _stretched(words: Sequence[str], first: int, names: Sequence[RawName]) -> int:
    """The real first word of a name: the engine may have missed a capitalised word before it."""
    if first < 2 or any(one.last == first for one in names):
        return first
    before, earlier = words[first - 1], words[first - 2]
    if (
        not before[:1].isupper()
        or not before.isalpha()
        or len(before) < 3
        or earlier in {".", '"', "'", ":", "``", "-"}
    ):
        return first
    if is_title(before) or is_demonym(before) or before in DAYS or before in NO_NAMES or words[first - 2][:1].isupper():
        return first
    return first - 1


def trimmed(text: str, start: int, end: int, label: EntityLabel) -> Iterator[tuple[int, int]]:
    """The names inside a raw span: two joined names are split; titles, articles and punctuation are removed."""
    at = start
    cuts = [(found.start(), found.end()) for found in _JOINTS.finditer(text, start, end)]
    if label != "organisation":
        cuts.extend((start + found.start(), start + found.end()) for found in re.finditer(r",\s+", text[start:end]))
    else:
        cuts.extend((found.start(), found.end()) for found in _LISTED.finditer(text, start, end))
    for cut, resume in [*sorted(cuts), (end, end)]:
        if cut > at:
            one = _trim(text, at, cut, label)
            if one is not None:
                yield one
        at = max(at, resume)


def _trim(text: str, start: int, end: int, label: EntityLabel) -> tuple[int, int] | None:
    words = _own_words(text, start, end, label)
    if not words:
        return None
    first, last = _without_edges(text, words[0][0], words[-1][1])
    return (first, last) if _plausible(text[first:last], label) else None


def _own_words(text: str, start: int, end: int, label: EntityLabel) -> list[tuple[int, int]]:
    """The words of a raw span that belong to the name."""
    words = [(start + one.start(), start + one.end()) for one in _TOKEN.finditer(text[start:end])]
    while words and _droppable(
        text[slice(*words[0])], label, len(words), text[slice(*words[1])] if len(words) > 1 else ""
    ):
        words.pop(0)
    while words and not any(ch.isupper() or ch.isdigit() for ch in text[slice(*words[-1])]):
        words.pop()
    if label == "organisation":
        words = _without_office(text, words)
    shouted = len(words) > 2 and _CAPITALS.fullmatch(text[slice(*words[-1])]) and not text[slice(*words[0])].isupper()
    if label == "person" and shouted:
        # A reporter's name is joined with the dateline's capitals.
        words.pop()
    return words


def _without_office(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """An organisation's name without the words of an office: "Minister of | Finance", "IMF | Managing" Director."""
    if len(words) > 2 and is_title(text[slice(*words[0])]) and text[slice(*words[1])] == "of":
        words = words[2:]
    while len(words) > 1 and text[slice(*words[-1])] in _BEFORE_OFFICE:
        words = words[:-1]
    return words


def _without_edges(text: str, first: int, last: int) -> tuple[int, int]:
    """A span without the punctuation around it and without the genitive ending."""
    while first < last and text[first] in _EDGE:
        first += 1
    while last > first and text[last - 1] in _EDGE:
        last -= 1
    possessive = _POSSESSIVE.search(text, first, last)
    if possessive:
        last = possessive.start()
    if text[last - 1 : last] == "." and "." not in text[first : last - 1] and not _goes_on(text, first, last):
        last -= 1
    return first, last


def _goes_on(text: str, first: int, last: int) -> bool:
    """Whether the full stop belongs to an abbreviation inside a sentence: "Lear Corp. said"."""
    if not _SHORT_FORM.search(text[first:last]):
        return False
    after = text[last : last + 2].lstrip()
    return bool(after) and (after[0].islower() or after[0] in ",'’")


def _droppable(word: str, label: EntityLabel, count: int, after: str) -> bool:
    """Whether a word before the name is not part of it."""
    bare = word.strip(_EDGE)
    if not bare or bare.lower() in {"the", "a", "an"}:
        return True
    if _PREFIXED.match(bare):
        return True
    if bare[0].islower() and bare.split("-")[0].split("'")[0] not in _PARTICLES:
        return not any(ch.isupper() for ch in bare)
    if label == "organisation" and count > 2 and is_demonym(bare):
        return after in given_names()
    if label == "person" and count > 1:
        return is_title(bare) or is_demonym(bare) or (len(bare) > 1 and bare.endswith("-elect"))
    return False


def _plausible(surface: str, label: EntityLabel) -> bool:
    if len(surface) < 2 or not any(ch.isupper() for ch in surface):
        return False
    if surface in NO_NAMES or surface.capitalize() in NO_NAMES or (label != "person" and _EVENT.search(surface)):
        return False
    if surface in DAYS or is_demonym(surface) or (label == "person" and any(ch.isdigit() for ch in surface)):
        return False
    return not is_title(surface)


_KNOWN_WORD = re.compile(r"\w[\w.&'’-]*")


def known_names(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[RawMention]:
    """Places and organisations found only by general knowledge, longest first at each word."""
    known_places, known_organisations = places(), organisations()
    for start, end in spans:
        yield from (
            RawMention(*_trimmed_paper(text, found), "organisation") for found in _PAPER.finditer(text, start, end)
        )
        yield from (
            RawMention(*found.span("name"), "organisation")
            for found in _BODY_NOUN.finditer(text, start, end)
            if not found["name"].endswith((" of", " for", " bin", " ibn"))
        )
        words = [one.span() for one in _KNOWN_WORD.finditer(text, start, end)]
        skip = 0
        for at, (first, _) in enumerate(words):
            if at < skip or (not text[first].isupper() and text[first : first + 3] not in {"al-", "al "}):
                continue
            most = min(5, len(words) - at) if _opens_longer(text[slice(*words[at])]) else 1
            for count in range(most, 0, -1):
                last = words[at + count - 1][1]
                one = _known(text, first, last, known_places, known_organisations)
                if one is not None:
                    yield one
                    skip = at + count
                    break


@cache
def _longer_firsts() -> frozenset[str]:
    """The first words of known names of more than one word."""
    names = (name.casefold() for name in (*places(), *organisations()))
    return frozenset(found.group() for name in names if " " in name and (found := _FIRST_WORD.match(name)))


@lru_cache(maxsize=20_000)
def _opens_longer(word: str) -> bool:
    """Whether a known name of more than one word may begin with this word."""
    found = _FIRST_WORD.match(word.casefold())
    return found is None or found.group() in _longer_firsts()


def _trimmed_paper(text: str, found: re.Match[str]) -> tuple[int, int]:
    """The span without the article."""
    start = found.start() + 4 if text.startswith("The ", found.start()) else found.start()
    return start, found.end()


def _known(
    text: str, first: int, last: int, known_places: frozenset[str], known_organisations: dict[str, str]
) -> RawMention | None:
    surface = text[first:last]
    forms = [surface]
    if surface[-1] == ".":
        forms.append(surface.rstrip("."))
    if "'" in surface[-2:] or "’" in surface[-2:]:
        forms.append(_POSSESSIVE.sub("", surface))
    for form in forms:
        if len(form) < 2:
            continue
        if form in known_organisations and known_organisations[form] not in {"teams", "counties"}:
            return RawMention(first, first + len(form), "organisation")
        if (
            form.casefold() in known_places
            and (len(form) > 3 or form.isupper())
            and not _BEFORE_EVENT.match(text, last)
        ):
            return RawMention(first, first + len(form), "place")
    return None
