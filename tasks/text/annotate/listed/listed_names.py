"""Names in an article of any language: the model's labels vote over the whole article.

English has its own rules (`labelled_mentions.py`). Here only what holds in every language is used: a name means the
same throughout an article, a surname alone is the person whose full name the article prints, and a country is a place.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict

from schemas.article import Article
from schemas.mention import EntityLabel, TextField
from tasks.text.annotate.engine.engine import NameFinder
from tasks.text.annotate.engine.hyphenated_names import hyphenated
from tasks.text.annotate.gazetteer import organisations, places
from tasks.text.annotate.labelled_mentions import LabelledMention
from tasks.text.annotate.languages.pack import LanguagePack, common_words, known_places
from tasks.text.annotate.listed.body_names import is_body
from tasks.text.annotate.listed.chinese_names import may_be_person, whole_name
from tasks.text.annotate.listed.listed_sentences import block_sentences
from tasks.text.annotate.listed.name_edges import dashes_of, own_spans
from tasks.text.annotate.listed.speech_marks import speech_marks

_KNOWN = 1.5
_SURNAME = 4
# The longest case ending, and the fewest letters that all cases of a name share.
_ENDING, _STEM = 3, 4
_MOST = 300
_WORD = re.compile(r"[^\W_]+")

Found = tuple[int, int, EntityLabel]


def listed_names(article: Article, finder: NameFinder, pack: LanguagePack) -> list[LabelledMention]:
    """Every mention in headline and body, in order and without overlap."""
    headline = article.headline or ""
    pieces: list[tuple[TextField, int, str]] = [("headline", 0, headline)] if headline else []
    pieces += [("body", one.start_char, one.text) for one in article.blocks]
    sentences = [
        (field, shift + one.start, text[one.start : one.end])
        for field, shift, text in pieces
        for one in block_sentences(text, speech_marks(text, pack.quotation_marks), pack)
    ]
    worded = [finder.words(text) for _, _, text in sentences]
    raw: list[LabelledMention] = []
    dashes = dashes_of(article.body)
    for (field, shift, text), words, names in zip(
        sentences, worded, finder.names([one.words for one in worded]), strict=True
    ):
        for name in hyphenated(words, names):
            start, end = words.starts[name.first], words.starts[name.last - 1] + len(words.words[name.last - 1])
            label = name.label
            if pack.code == "zh":
                start, end, label = whole_name(text, start, end, label)
            raw.extend(
                LabelledMention(field, shift + a, shift + b, text[a:b], label)
                for a, b in own_spans(text, start, end, label, pack, dashes)
            )
    lower = {word.group() for word in _WORD.finditer(article.body) if word.group()[0].islower()}
    if pack.code == "zh":
        raw = [
            one
            for one in _without_overlaps(raw)
            if one.surface not in common_words("zh") and (one.label != "person" or may_be_person(one.surface))
        ]
    raw = [one for one in raw if not _common(one, headline if one.field == "headline" else article.body, lower, pack)]
    return _everywhere(_voted(raw, pack), headline, article.body, pack)


def _without_overlaps(raw: list[LabelledMention]) -> list[LabelledMention]:
    """The first of each group of names that overlap after they were extended."""
    kept: list[LabelledMention] = []
    for one in raw:
        if not kept or kept[-1].field != one.field or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def _common(one: LabelledMention, text: str, lower_words: set[str], pack: LanguagePack) -> bool:
    """Whether a name is only a common word at the start of a sentence: it is in lower case elsewhere."""
    lower = one.surface.lower()
    if lower in pack.peoples:
        return True
    if " " in lower or one.surface[1:] != lower[1:] or one.surface == lower:
        return False
    if one.label == "person":
        words = text[max(0, one.start - 16) : one.start].lower().split()
        if words and (words[-1] in pack.determiners or (pack.determiners and words[-1].isdigit())):
            return True
    if any(lower in day for day in pack.weekdays) or any(lower in month for month in pack.months):
        return True
    if lower in pack.stops or lower in pack.auxiliaries or lower in pack.that or lower in pack.pronouns.all:
        return True
    before = text[max(0, one.start - 4) : one.start].rstrip(" \"'“„«»‘(-–—")
    if before and before[-1] not in ".!?:…\n":
        return False
    if lower in common_words(pack.code):
        return True
    return lower in lower_words


def _everywhere(found: list[LabelledMention], headline: str, body: str, pack: LanguagePack) -> list[LabelledMention]:
    """The mentions, with those of a full name seen elsewhere, its surname, or a country, where the model missed it."""
    texts = f"{headline}\n{body}"
    known: dict[str, EntityLabel] = {name: "place" for name in known_places(pack.code) if name in texts}
    for one in found:
        words = one.surface.split()
        if len(words) > 1:
            known.setdefault(one.surface, one.label)
            if one.label == "person" and len(words[-1]) >= _SURNAME and words[-1][0].isupper():
                known.setdefault(words[-1], "person")
    if not known:
        return found
    taken = {field: [(one.start, one.end) for one in found if one.field == field] for field in ("headline", "body")}
    longest = sorted(known, key=len, reverse=True)[:_MOST]
    choice = "|".join(re.escape(name) for name in longest)
    # Scripts without spaces have no word boundaries.
    pattern = re.compile(choice if pack.code in {"zh", "ja"} else rf"(?<![\w-])(?:{choice})(?![\w-])")
    fields: tuple[tuple[TextField, str], ...] = ("headline", headline), ("body", body)
    for field, text in fields:
        starts = sorted(taken[field])
        for match in pattern.finditer(text):
            at = bisect_right(starts, (match.end(), -1))
            if at and starts[at - 1][1] > match.start():
                continue
            found.append(LabelledMention(field, match.start(), match.end(), match.group(), known[match.group()]))
    return sorted(found, key=lambda one: (one.field == "body", one.start))


def _voted(raw: list[LabelledMention], pack: LanguagePack) -> list[LabelledMention]:
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    for one in raw:
        votes[one.surface][one.label] += 1
    _with_other_cases(votes, pack)
    people = {surface for surface, vote in votes.items() if vote.most_common(1)[0][0] == "person"}
    lasts = {surface.split()[-1] for surface in people if " " in surface}
    for surface, vote in votes.items():
        total = sum(vote.values())
        if surface in lasts:
            vote["person"] += _KNOWN * total  # type: ignore[assignment]
        if surface.casefold() in places() or surface in known_places(pack.code):
            vote["place"] += _KNOWN * total  # type: ignore[assignment]
        elif is_body(surface, pack):
            vote["organisation"] += 2 * _KNOWN * total  # type: ignore[assignment]
        if organisations().get(surface) not in {None, "teams", "counties"}:
            vote["organisation"] += _KNOWN * total  # type: ignore[assignment]
    return [
        one._replace(label=max(votes[one.surface], key=lambda label: (votes[one.surface][label], label == one.label)))
        for one in raw
    ]


def _with_other_cases(votes: dict[str, Counter[EntityLabel]], pack: LanguagePack) -> None:
    """Let all case forms of a name vote together, if names are inflected: "Komisja", "Komisji", "Komisję"."""
    if not pack.inflected:
        return
    groups: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for surface in votes:
        near = groups[tuple(word[:_STEM] for word in surface.split())]
        alike = next((group for group in near if _is_case_of(surface, group[0])), None)
        if alike is None:
            near.append([surface])
        else:
            alike.append(surface)
    for group in (one for near in groups.values() for one in near if len(one) > 1):
        total: Counter[EntityLabel] = Counter()
        for surface in group:
            total.update(votes[surface])
        for surface in group:
            votes[surface] = total.copy()


def _is_case_of(one: str, other: str) -> bool:
    return all(_shared(a, b) >= max(len(a), len(b)) - _ENDING for a, b in zip(one.split(), other.split(), strict=True))


def _shared(one: str, other: str) -> int:
    """The number of letters that two words share at their beginning."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same
