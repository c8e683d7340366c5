"""What is to become of each document: known bytes, known article, new version, new article.

Decides and does nothing: takes what was read and what the warehouse knows, and returns one decision a document. The
loader obeys.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from schemas.arrival import Decision, Outcome
from schemas.known import KnownArticle, KnownCapture
from schemas.reading import Reading
from schemas.reason import DuplicateReason, Reason
from schemas.staged_document import StagedDocument
from tasks.text.compare.identity import article_id, similarity

SAME_NAME_SIMILARITY = 0.3
"""Texts dropped under one name that share this much of their 3-word shingles are one article and its new version.

Rewritten news items keep well over half; two articles of one outlet share below a tenth (names and boilerplate).
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What the warehouse knows of the documents of one batch."""

    captures: Mapping[str, KnownCapture] = field(default_factory=dict)
    articles: Mapping[str, KnownArticle] = field(default_factory=dict)
    """Newest versions by article_id."""
    locations: Mapping[str, KnownArticle] = field(default_factory=dict)
    """Newest version of the article that the last drop of a location gave, where it is identified by its text."""


def decide(documents: Iterable[StagedDocument], known: Known) -> list[Decision]:
    """One decision a document. Earlier seen ones come first, so that of two versions the later one is the newer."""
    captures, articles, locations = dict(known.captures), dict(known.articles), dict(known.locations)
    decisions: list[Decision] = []
    for document in sorted(documents, key=lambda d: (d.seen_at, d.document)):
        decision = _decision(document, Known(captures, articles, locations))
        decisions.append(decision)
        if document.capture_id and decision.outcome != Outcome.DUPLICATE:
            captures[document.capture_id] = _known_capture(document.capture_id, decision)
        if decision.outcome in (Outcome.LOADED, Outcome.VERSION):
            articles[str(decision.article_id)] = text = _known_article(document, decision)
            if is_by_text(document):
                locations[document.location] = text
    return sorted(decisions, key=lambda d: d.document)


def decide_again(documents: Iterable[StagedDocument], known: Known) -> list[Decision]:
    """One decision for each document read again: an article stays the version it was, whatever it is called now.

    `known.captures` says what each capture became. One that was refused before is decided as if it were new.
    """
    again: list[StagedDocument] = []
    decisions: list[Decision] = []
    for document in documents:
        before = known.captures.get(document.capture_id or "")
        if before is None or before.article_id is None:
            again.append(document)
        elif document.reading == Reading.ARTICLE:
            outcome = Outcome.LOADED if before.version_number == 1 else Outcome.VERSION
            decisions.append(_of_article(document, outcome, before.article_id, before.version_number))
        else:
            decisions.append(_refused(document))
    fresh = Known(articles=known.articles, locations=known.locations)
    return sorted(decisions + decide(again, fresh), key=lambda d: d.document)


def is_by_text(document: StagedDocument) -> bool:
    """Whether nothing but its text tells which article this is."""
    return (document.identity or "").startswith("text:")


def _decision(document: StagedDocument, known: Known) -> Decision:
    same = known.captures.get(document.capture_id or "")
    if same is not None and same.outcome != Outcome.QUARANTINED:
        return _of_article(
            document, Outcome.DUPLICATE, same.article_id, same.version_number, reason=DuplicateReason.SAME_BYTES
        )
    if document.reading != Reading.ARTICLE:
        return _refused(document)
    own = article_id(str(document.identity))
    before = known.articles.get(own) or _same_name(document, known)
    if before is None:
        return _of_article(document, Outcome.LOADED, own, 1)
    if before.text_hash == document.text_hash:
        return _of_article(
            document, Outcome.DUPLICATE, before.article_id, before.number, reason=DuplicateReason.SAME_TEXT
        )
    version = _of_article(document, Outcome.VERSION, before.article_id, before.number + 1)
    return version.model_copy(update={"similarity_to_previous": similarity(before.body, document.body or "")})


def _refused(document: StagedDocument) -> Decision:
    outcome = Outcome(document.reading)
    return Decision(document=document.document, outcome=outcome, reason=document.reason, detail=document.detail)


def _same_name(document: StagedDocument, known: Known) -> KnownArticle | None:
    """The article that was dropped under this name before, if this is still about the same text."""
    before = known.locations.get(document.location) if is_by_text(document) else None
    if before is not None and similarity(before.body, document.body or "") >= SAME_NAME_SIMILARITY:
        return before
    return None


def _of_article(
    document: StagedDocument, outcome: Outcome, article: str | None, number: int | None, *, reason: Reason | None = None
) -> Decision:
    return Decision(
        document=document.document, outcome=outcome, reason=reason, article_id=article, version_number=number
    )


def _known_capture(capture_id: str, decision: Decision) -> KnownCapture:
    return KnownCapture(
        capture_id=capture_id,
        outcome=decision.outcome,
        reason=decision.reason,
        article_id=decision.article_id,
        version_number=decision.version_number,
    )


def _known_article(document: StagedDocument, decision: Decision) -> KnownArticle:
    return KnownArticle(
        article_id=str(decision.article_id),
        number=decision.version_number or 1,
        text_hash=str(document.text_hash),
        body=document.body or "",
    )
