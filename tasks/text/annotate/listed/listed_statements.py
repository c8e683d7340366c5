"""Statements in any language, by the marks and words of a language pack, without a parser.

Direct speech is recognised by quotation marks and dialogue dashes. It has a speaker only if a listed verb, or a colon
after a name, stands beside both. Further speech in the paragraph belongs to the same speaker.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.article import Article, Block
from schemas.mention import Entity, Mention
from schemas.statement import Statement, StatementKind
from tasks.text.annotate.engine.tokens import is_cjk
from tasks.text.annotate.grammar.quotations import Quotation
from tasks.text.annotate.grammar.statement_content import kind_of, snapped, trimmed
from tasks.text.annotate.languages.pack import LanguagePack
from tasks.text.annotate.listed.listed_people import ListedPeople
from tasks.text.annotate.listed.listed_reports import listed_reports
from tasks.text.annotate.listed.listed_sentences import Named, Sentence, block_sentences
from tasks.text.annotate.listed.listed_speakers import Words, phrase_at, role_beside, speaker_behind, speaker_beside
from tasks.text.annotate.listed.speech_marks import speech_marks

_FAR = 24
"""Most words between a quotation and the verb that attributes it."""
_FRAGMENT_FAR = 12
_BARE = 3
_LONG = 12
"""Words that are a sentence whatever their form."""
_COLON, _SHORT_COLON = 16, 6
"""Most words before a colon that begins speech: with a name among them, and without."""
_SPEECH_WORDS = 5
_FRAGMENT_WORDS = 3
_ENDS = ",.?!…。！？，"


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is resolved; positions are in the body."""

    start: int
    end: int
    kind: StatementKind
    speaker: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    cue: str | None = None


def listed_statements(
    article: Article, entities: list[Entity], mentions: list[Mention], pack: LanguagePack
) -> list[Statement]:
    """The statements of an article, in the order of the body."""
    drafts: list[Draft] = []
    unclosed: Draft | None = None
    spoken = [one for one in mentions if one.field == "body" and one.label != "place"]
    starts = [one.start_char for one in spoken]
    for block in article.blocks:
        if block.kind == "subhead":
            continue
        here = spoken[bisect_left(starts, block.start_char) : bisect_left(starts, block.end_char)]
        named: list[Named] = [
            (one.start_char - block.start_char, one.end_char - block.start_char, one.label) for one in here
        ]
        quotes = speech_marks(block.text, pack.quotation_marks, dash=pack.dialogue_dash)
        found = _block_drafts(block, quotes, named, pack, unclosed)
        drafts.extend(found)
        last = found[-1] if found and quotes and not quotes[-1].closed else None
        unclosed = last if last is not None and last.speaker is not None else None
    return ListedPeople(article.body, entities, mentions, pack).resolved(_distinct(drafts))


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """The drafts in order, one for each span."""
    kept: dict[tuple[int, int], Draft] = {}
    for one in sorted(drafts, key=lambda draft: (draft.start, -draft.end, draft.speaker is None)):
        kept.setdefault((one.start, one.end), one)
    return list(kept.values())


def _block_drafts(
    block: Block, quotes: list[Quotation], named: Sequence[Named], pack: LanguagePack, before: Draft | None
) -> list[Draft]:
    """The statements of one block. `before`: speech that the previous block has not closed."""
    text, shift = block.text, block.start_char
    sentences = block_sentences(text, quotes, pack, named)
    reported = [draft for one in sentences for draft in _reported(text, one, quotes, pack)]
    attributed = {
        quote: said
        for one in sentences
        for quote in quotes
        if one.start <= quote.outer_start < one.end and (said := _attributed(text, one, quote, pack)) is not None
    }
    found = [_shifted(one, shift) for one in reported]
    last = None if before is None else _shifted(before, -shift)
    for quote in quotes:
        inside = any(one.start <= quote.start and quote.end <= one.end + 2 for one in reported)
        speech = _is_speech(text, quote)
        said = attributed.get(quote)
        if said is None and speech and not inside and _stands_alone(text, quote):
            said = Draft(*trimmed_quote(text, quote), "direct")
        if said is not None and said.speaker is None:
            # Before anybody is named, speech belongs to the speaker that the paragraph names later.
            told = [one for one in reported if one.speaker is not None and one.end <= quote.outer_start]
            carried = last or (told[-1] if told else None)
            carried = carried or next((one for one in attributed.values() if one.speaker), None)
            if carried is not None:
                said = replace(said, speaker=carried.speaker, cue=said.cue or carried.cue)
        if said is not None and (speech or not inside):
            found.append(_shifted(said, shift))
            last = said if said.speaker else last
    return found


def _reported(text: str, one: Sentence, quotes: list[Quotation], pack: LanguagePack) -> Iterator[Draft]:
    for report in listed_reports(one, pack):
        start, end = trimmed(text, one.starts[report.content[0]], one.ends[report.content[1]])
        start, end = snapped(start, end, quotes)
        if end - start > 2 and any(sign.isalnum() for sign in text[start:end]):
            cue = text[one.starts[report.cue[0]] : one.ends[report.cue[1]]]
            yield _spoken(one, start, end, kind_of(start, end, quotes), report.speaker, cue, pack)


def trimmed_quote(text: str, quote: Quotation) -> tuple[int, int]:
    """The span of the words of a quotation, without white space inside its marks."""
    inner = text[quote.start : quote.end]
    return quote.start + len(inner) - len(inner.lstrip()), quote.end - (len(inner) - len(inner.rstrip()))


def _shifted(one: Draft, shift: int) -> Draft:
    def moved(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return None if span is None else (span[0] + shift, span[1] + shift)

    return replace(one, start=one.start + shift, end=one.end + shift, speaker=moved(one.speaker), role=moved(one.role))


def _count(words: str) -> int:
    """The number of words; in a script without spaces, half the number of characters."""
    signs = sum(is_cjk(sign) for sign in words)
    return max(len(words.split()), signs // 2)


def _is_speech(text: str, quote: Quotation) -> bool:
    """Whether a quotation has the form of a sentence, and not of a name, a title or a single word."""
    content = text[quote.start : quote.end].strip()
    words = content.split()
    ended = content[-1:] in _ENDS or text[quote.outer_end : quote.outer_end + 1] in {",", "，"}
    if _is_title(words) and not ended:
        return False
    return _count(content) >= _SPEECH_WORDS or (ended and _count(content) >= 2)


def _stands_alone(text: str, quote: Quotation) -> bool:
    """Whether quoted words without a speaker are a sentence, and not a term, a title or irony."""
    content = text[quote.start : quote.end].strip()
    if _is_title(content.split()) or content.isupper():
        return False
    ended = content[-1:] in _ENDS or text[quote.outer_end : quote.outer_end + 1] in {",", ".", "，", "。"}
    first = next((sign for sign in content if sign.isalnum()), "")
    return (ended and first == first.title()) or _count(content) >= _LONG


def _is_title(words: list[str]) -> bool:
    long_words = [word for word in words if len(word) > 3]
    return len(words) <= 8 and len(long_words) > 1 and all(word[:1].isupper() for word in long_words)


def _spoken(
    one: Sentence, start: int, end: int, kind: StatementKind, speaker: Words, cue: str | None, pack: LanguagePack
) -> Draft:
    role = role_beside(one, speaker, pack)
    return Draft(
        start,
        end,
        kind,
        (one.starts[speaker[0]], one.ends[speaker[1]]),
        (one.starts[role[0]], one.ends[role[1]]) if role else None,
        cue,
    )


def _attributed(text: str, one: Sentence, quote: Quotation, pack: LanguagePack) -> Draft | None:
    """A quotation with the speaker named in its sentence. None: no speaker is named, or the words are not speech."""
    speech = _is_speech(text, quote)
    start, end = trimmed_quote(text, quote)
    if not speech and _count(text[start:end]) < _FRAGMENT_WORDS:
        return None
    first = one.at(quote.outer_start)
    behind = one.at(quote.outer_end)
    best: tuple[int, Words, int] | None = None
    for at, word in enumerate(one.lower):
        if word not in pack.verbs or one.quoted[at]:
            continue
        far = at - behind if at >= behind else first - at
        if far >= (_FAR if speech else _FRAGMENT_FAR) or (best is not None and far >= best[0]):
            continue
        speaker = _beside(one, at, first, behind, pack)
        if speaker is not None:
            best = far, speaker, at
    if best is not None:
        cue = text[one.starts[best[2]] : one.ends[best[2]]]
        return _spoken(one, start, end, "direct", best[1], cue, pack)
    bare = next((at for at in range(behind, min(behind + _BARE, len(one.words))) if one.lower[at] in pack.verbs), None)
    if bare is not None:
        # "..., added": many languages need no subject for the previous speaker.
        return Draft(start, end, "direct", cue=text[one.starts[bare] : one.ends[bare]])
    return _by_colon_or_source(text, one, (start, end), first, speech=speech, pack=pack)


def _beside(one: Sentence, verb: int, first: int, behind: int, pack: LanguagePack) -> Words | None:
    """The phrase beside a verb of saying: after a quotation the verb mostly stands before its subject."""
    end = next((at for at in range(verb + 1, len(one.words)) if one.quoted[at]), len(one.words))
    if verb < first:
        return speaker_beside(one, verb, 0, end, pack, behind=False)
    marks = {",", "—", "–", "-", "，"}
    low = behind + (1 if behind < len(one.words) and one.words[behind] in marks else 0)
    return speaker_beside(one, verb, low, end, pack, behind=verb - low <= 1)


def _by_colon_or_source(
    text: str, one: Sentence, span: tuple[int, int], first: int, *, speech: bool, pack: LanguagePack
) -> Draft | None:
    """The statement in `Ann Lee: "..."` or `"..." laut Ann Lee`. None: the quotation is in neither form."""
    if 1 < first <= _COLON and one.words[first - 1] in {":", "："}:
        people = [at for at in range(first - 1) if one.named[at]]
        if people:
            last = next((at for at in range(people[0], first) if not one.named[at]), first - 1)
            return _spoken(one, *span, "direct", (people[0], last - 1), ":", pack)
        if first <= _SHORT_COLON and any(word in pack.roles for word in one.lower[: first - 1]):
            return _spoken(one, *span, "direct", (0, first - 2), ":", pack)
    for at in range(len(one.words)):
        length = 0 if one.quoted[at] else phrase_at(one, at, pack.according)
        speaker = speaker_behind(one, at + length, len(one.words), pack) if length and speech else None
        if speaker is not None:
            return _spoken(one, *span, "direct", speaker, text[one.starts[at] : one.ends[at + length - 1]], pack)
    return None
