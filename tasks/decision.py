"""What is to become of each document: known bytes, known article, new version, new article.

Decides and does nothing: takes what was read and what the warehouse knows, and returns one decision a document. The
loader obeys.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from schemas.arrival import Decision, Outcome
from tasks.text.identity import article_id, similarity

SAME_NAME_SIMILARITY = 0.3
"""Texts dropped under one name that share this much of their 3-word shingles are one article and its new version.

Rewritten news items keep well over half; two articles of one outlet share below a tenth (names and boilerplate).
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One read document, as far as deciding needs it."""

    document: int
    capture_id: str | None
    location: str
    seen_at: datetime
    reading: str
    reason: str | None = None
    detail: str | None = None
    identity: str | None = None
    text_hash: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class KnownText:
    """The newest version of an article that the warehouse has."""

    article_id: str
    number: int
    text_hash: str
    body: str


@dataclass(frozen=True, slots=True)
class KnownBytes:
    """What became of a capture when its bytes came first."""

    outcome: str
    article_id: str | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the warehouse knows of the documents of one batch."""

    captures: Mapping[str, KnownBytes] = field(default_factory=dict)
    articles: Mapping[str, KnownText] = field(default_factory=dict)
    """Newest versions by article_id."""
    locations: Mapping[str, KnownText] = field(default_factory=dict)
    """Newest version of the article that the last drop of a location gave, where it is identified by its text."""


def decide(candidates: Iterable[Candidate], known: Known) -> list[Decision]:
    """One decision a candidate. Earlier seen ones come first, so that of two versions the later one is the newer."""
    captures, articles, locations = dict(known.captures), dict(known.articles), dict(known.locations)
    decisions: list[Decision] = []
    for candidate in sorted(candidates, key=lambda c: (c.seen_at, c.document)):
        decision = _decision(candidate, captures, articles, locations)
        decisions.append(decision)
        if candidate.capture_id and candidate.capture_id not in captures and decision.outcome != Outcome.QUARANTINED:
            captures[candidate.capture_id] = KnownBytes(decision.outcome, decision.article_id, decision.version_number)
        if decision.outcome in (Outcome.LOADED, Outcome.VERSION):
            text = _known_text(candidate, decision)
            articles[text.article_id] = text
            if (candidate.identity or "").startswith("text:"):
                locations[candidate.location] = text
    return sorted(decisions, key=lambda d: d.document)


def _decision(
    candidate: Candidate,
    captures: Mapping[str, KnownBytes],
    articles: Mapping[str, KnownText],
    locations: Mapping[str, KnownText],
) -> Decision:
    same = captures.get(candidate.capture_id or "")
    if same is not None and same.outcome != Outcome.QUARANTINED:
        return _decided(candidate, Outcome.DUPLICATE, "same_bytes", same.article_id, same.number)
    if candidate.reading in ("rejected", "quarantined"):
        return Decision(
            document=candidate.document,
            outcome=Outcome(candidate.reading),
            reason=candidate.reason,
            detail=candidate.detail,
        )
    own = article_id(str(candidate.identity))
    before = articles.get(own)
    if before is None and str(candidate.identity).startswith("text:"):
        before = _same_name(candidate, locations)
    if before is None:
        return _decided(candidate, Outcome.LOADED, None, own, 1)
    if before.text_hash == candidate.text_hash:
        return _decided(candidate, Outcome.DUPLICATE, "same_text", before.article_id, before.number)
    share = similarity(before.body, candidate.body or "")
    decision = _decided(candidate, Outcome.VERSION, None, before.article_id, before.number + 1)
    return decision.model_copy(update={"similarity_to_previous": share})


def _same_name(candidate: Candidate, locations: Mapping[str, KnownText]) -> KnownText | None:
    """The article that was dropped under this name before, if this is still about the same text."""
    before = locations.get(candidate.location)
    if before is not None and similarity(before.body, candidate.body or "") >= SAME_NAME_SIMILARITY:
        return before
    return None


def _decided(
    candidate: Candidate, outcome: Outcome, reason: str | None, article: str | None, number: int | None
) -> Decision:
    return Decision(
        document=candidate.document, outcome=outcome, reason=reason, article_id=article, version_number=number
    )


def _known_text(candidate: Candidate, decision: Decision) -> KnownText:
    return KnownText(
        article_id=str(decision.article_id),
        number=decision.version_number or 1,
        text_hash=str(candidate.text_hash),
        body=candidate.body or "",
    )
