"""Statements of an article: direct, mixed and indirect, each with its place in the body.

First the quotations that somebody said, with the speaker named in the sentence, in the paragraph or in the paragraph
before it. Then indirect speech, from the dependency trees of sentences with a cue.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from schemas.article import Article
from schemas.mention import Entity, Mention
from schemas.statement import Statement, StatementKind
from tasks.text.annotate.engine.engine import Grammar
from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.passage import Passage, Quoted, passages, quoted
from tasks.text.annotate.grammar.quote_attribution import Attribution, attribute_quotes, attributing
from tasks.text.annotate.grammar.quoted_terms import QuotedTerms
from tasks.text.annotate.grammar.reference import HE, SHE, References, Speaker
from tasks.text.annotate.grammar.speakers import SpeakerWords
from tasks.text.annotate.grammar.statement_content import closed, kind_of, snapped
from tasks.text.annotate.languages.en.holders import holds, is_sourced, is_writers
from tasks.text.annotate.languages.en.indirect_speech import reports
from tasks.text.annotate.languages.en.report import Report
from tasks.text.annotate.languages.en.voices import can_speak, is_generic, is_pronoun, is_time

_POSSESSIVE = re.compile(r"['’]s?$")
# Documents as speakers: the words are those of the author of the document.
_WRITTEN = re.compile(r"(?:bulletin|statement|report|letter|memo|post|tweet|release|communique|filing|study|survey)\b")
_SHORTEST_ROLE = 3
# As subjects of a verb of saying these are people without a name: "“Oh, that,” one said."
_NAMELESS = frozenset({"one", "another"})
_CONJUNCTIONS = frozenset({"and", "or", "but", "because", "as", "which"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_SAID_TOO = frozenset({"that", "whether", "how"})
_EDGE = " \t\n\r,;:"
_OPENING, _CLOSING = '“"‘', '”"’'


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement before its speaker is resolved."""

    start: int
    end: int
    kind: StatementKind
    speaker: tuple[int, int] | None
    head: tuple[int, int] | None
    role: tuple[int, int] | None
    cue: str | None
    beside: tuple[int, int] | None = None
    """The relative pronoun ("who") that stands for the speaker beside the cue. None: there is none."""
    said_at: int = -1
    """The start of the cue in the body; -1 if it is unknown."""


def statements(article: Article, entities: list[Entity], mentions: list[Mention], engine: Grammar) -> list[Statement]:
    """The statements of an article, in the order of the body."""
    body = article.body
    quotes = quoted(article.blocks)
    in_block: dict[int, list[Quoted]] = {}
    for quote in quotes:
        in_block.setdefault(quote.block, []).append(quote)
    sentences = passages(body, article.blocks, quotes, engine)
    drafts: list[_Draft] = []
    claimed: dict[int, list[tuple[int, int]]] = {}
    sourced, held = _holding(sentences)
    for sentence, report in held:
        draft = _reported(body, sentence, report, in_block.get(sentence.block, []))
        if draft is not None:
            drafts.append(draft)
            claimed.setdefault(sentence.block, []).append((draft.start, draft.end))
    drafts = _whole(drafts)
    terms = QuotedTerms(body, mentions, sourced)
    drafts.extend(_quoted(one) for one in attribute_quotes(body, sentences, quotes, claimed) if not terms.holds(one))
    return _resolved(body, _distinct(drafts), References(entities, mentions, body), entities)


def _holding(sentences: list[Passage]) -> tuple[bool, Iterator[tuple[Passage, Report]]]:
    """Whether an article reports what others say, and those of its reports that are attributions."""
    found = [(one, one.tree, report) for one in sentences if one.tree is not None for report in reports(one.tree)]
    attributed = sum(len(attributing(one)) for one in sentences)
    words = sum(len(one.words) for one in sentences)
    sourced = is_sourced([(tree, report) for _, tree, report in found], attributed, words)
    return sourced, ((one, report) for one, tree, report in found if holds(tree, report, sourced=sourced))


def _reported(body: str, sentence: Passage, report: Report, quotes: list[Quoted]) -> _Draft | None:
    """The draft of a report. None: it is quoted speech, which is attributed separately, or it is not a statement."""
    first, last = report.content
    inside = [at for at in sentence.speeches if first <= at <= last]
    if inside and last - first <= 4:
        return None
    if not inside and _is_aside(sentence, report):
        return None
    while last > first and sentence.words[last].lower() in _CONJUNCTIONS:
        last -= 1
    start, end = snapped(*_tidy(body, *sentence.span(first, last)), quotes)
    if end - start < 3 or not any(ch.isalnum() for ch in body[start:end]):
        return None
    at = sentence.span(negated(sentence.tree, report.cue[0]) if sentence.tree else report.cue[0], report.cue[1])
    cue = body[slice(*at)]
    if (
        sentence.tree is not None
        and is_writers(sentence.tree, report)
        and not any(one.outer_start < at[0] < one.outer_end for one in quotes)
    ):
        return None
    speaker = report.speaker
    if speaker is not None and (
        (first <= speaker.head <= last and report.frame != "around") or _says_nothing(sentence, speaker, report.cue[0])
    ):
        return None
    kind = kind_of(start, end, quotes)
    kind = "topic" if report.topic and kind == "indirect" else kind
    return replace(_draft(sentence, start, end, kind, speaker, cue), said_at=at[0])


def negated(tree: Tree, cue: int) -> int:
    """The first word of a negated cue: "did not say", "has never said"."""
    first = cue
    while first > 0 and (tree.heads[first - 1] == cue and tree.deps[first - 1] in {"aux", "neg", "auxpass"}):
        first -= 1
    nots = any(tree.deps[at] == "neg" or tree.words[at].lower() in _NOT for at in range(first, cue))
    return first if nots else cue


def _is_aside(sentence: Passage, report: Report) -> bool:
    """Whether the cue belongs to a speech, and its other clause states how the speech was said: "said when ..."."""
    if not sentence.speeches or report.frame not in {"c", "host", "plain", "around"}:
        return False
    opens = sentence.words[report.content[0]].lower()
    return opens not in _SAID_TOO and report.cue[0] in attributing(sentence)


def _says_nothing(sentence: Passage, speaker: SpeakerWords, cue: int) -> bool:
    """Whether a report has no real speaker: "you" and "one" in general, or "the coming months"."""
    alone = speaker.first == speaker.head
    head = sentence.words[speaker.head]
    if head.lower() in _NAMELESS and sentence.tree is not None and sentence.tree.tags[cue] == "VBD":
        return False  # "one told me": one of those named before
    return (alone and is_generic(head)) or is_time(head)


def _draft(
    sentence: Passage, start: int, end: int, kind: StatementKind, speaker: SpeakerWords | None, cue: str | None
) -> _Draft:
    if speaker is None:
        return _Draft(start, end, kind, None, None, None, cue)
    role = sentence.span(*speaker.role) if speaker.role else None
    head = sentence.span(speaker.head, speaker.head)
    beside = sentence.span(speaker.relative, speaker.relative) if speaker.relative is not None else None
    return _Draft(start, end, kind, sentence.span(speaker.first, speaker.last), head, role, cue, beside)


def _quoted(one: Attribution) -> _Draft:
    if one.sentence is None:
        return _Draft(one.start, one.end, "direct", None, None, None, None)
    return _draft(one.sentence, one.start, one.end, "direct", one.speaker, one.cue)


def _tidy(body: str, start: int, end: int) -> tuple[int, int]:
    """The span without the punctuation around it, and without a quotation mark whose counterpart is outside."""
    while True:
        before = start, end
        while start < end and body[start] in _EDGE:
            start += 1
        while end > start and body[end - 1] in _EDGE:
            end -= 1
        text = body[start:end]
        if text[:1] in _CLOSING and text[:1] not in _OPENING:
            start += 1
        elif text[-1:] in _CLOSING and not any(mark in text[:-1] for mark in _OPENING):
            end -= 1
        elif text[:1] in _OPENING and not any(mark in text[1:] for mark in _CLOSING):
            start += 1
        if text[-1:] == "." and text[-3:-2] != ".":
            end -= 1
        if (start, end) == before:
            return closed(body, start, end)


def _whole(drafts: list[_Draft]) -> list[_Draft]:
    """The drafts, without those inside another report of the same cue and speaker."""
    by_cue: dict[tuple[str | None, tuple[int, int] | None, int], list[_Draft]] = {}
    for one in drafts:
        by_cue.setdefault((one.cue, one.speaker, one.said_at), []).append(one)
    return [
        one
        for one in drafts
        if not any(
            other.kind != "topic"
            and other.start <= one.start
            and one.end <= other.end
            and (one.start, one.end) != (other.start, other.end)
            for other in by_cue[one.cue, one.speaker, one.said_at]
        )
    ]


def _distinct(drafts: list[_Draft]) -> list[_Draft]:
    """The drafts in the order of the body, one for each span."""
    seen: set[tuple[int, int]] = set()
    kept: list[_Draft] = []
    for one in sorted(drafts, key=lambda draft: (draft.start, -draft.end, draft.speaker is None)):
        if (one.start, one.end) not in seen:
            seen.add((one.start, one.end))
            kept.append(one)
    return kept


def _resolved(body: str, drafts: list[_Draft], references: References, entities: list[Entity]) -> list[Statement]:
    """The drafts with their speakers, resolved in the order in which the text names them."""
    speakers: dict[tuple[int, int], Speaker] = {}
    for one in sorted((draft for draft in drafts if draft.speaker), key=lambda draft: draft.speaker or (0, 0)):
        if one.speaker is not None and one.head is not None and one.speaker not in speakers:
            speakers[one.speaker] = _speaker(body, one.speaker, one.head, one.role, references, entities)
    found = []
    for one in drafts:
        speaker = speakers.get(one.speaker) if one.speaker else None
        found.append(
            Statement(
                start_char=one.start,
                end_char=one.end,
                kind=one.kind,
                content=body[one.start : one.end],
                speaker=speaker.name if speaker else None,
                speaker_text=body[slice(*(one.beside or one.speaker))] if one.speaker else None,
                speaker_entity=speaker.entity if speaker else None,
                role=speaker.role if speaker else None,
                cue=one.cue,
            )
        )
    return found


def _speaker(
    body: str,
    span: tuple[int, int],
    head: tuple[int, int],
    role: tuple[int, int] | None,
    references: References,
    entities: list[Entity],
) -> Speaker:
    text = body[slice(*span)]
    word = text.lower()
    found: Speaker | None = None
    if word in HE or word in SHE:
        found = references.pronoun(word, span[0])
    elif word == "i":
        found = references.narrator(span[0])
    elif not is_pronoun(text):
        found = _named(body, span, head, role, references, entities) or references.nominal(text, span[0])
    if found is None:
        said = body[slice(*role)].strip(_EDGE) if role else None
        known = (not is_pronoun(text) and can_speak(body[slice(*head)])) or word in _NAMELESS
        found = Speaker(text if known else None, None, said)
    references.describe(span[0], text, found)
    return found


def _named(
    body: str,
    span: tuple[int, int],
    head: tuple[int, int],
    role: tuple[int, int] | None,
    references: References,
    entities: list[Entity],
) -> Speaker | None:
    """The speaker whose name stands at the head of the phrase, or beside it: "the minister, Ann Lee". None: no name
    stands there."""
    for one in references.mentions_in(*span):
        if one.start_char <= head[0] < one.end_char:
            before = _POSSESSIVE.sub("", body[span[0] : one.start_char].strip(_EDGE))
            said = body[slice(*role)].strip(_EDGE) if role else before if len(before) > _SHORTEST_ROLE else None
            return Speaker(entities[one.entity].name, one.entity, said)
    if role is not None:
        people = [one for one in references.mentions_in(*role) if one.label == "person"]
        if people and people[0].start_char <= role[0] + 40 and "," not in body[role[0] : people[0].start_char]:
            return Speaker(entities[people[0].entity].name, people[0].entity, body[slice(*span)])
    owners = [one for one in references.mentions_in(*span) if one.label == "organisation"]
    if _WRITTEN.match(body, head[0]) and len({one.entity for one in owners}) == 1:
        return Speaker(entities[owners[0].entity].name, owners[0].entity, None)
    return None
