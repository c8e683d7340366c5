"""The outcome of each document: known bytes, known article, new version, new article.

Only decides: it takes what was read and what the warehouse knows, and returns one decision per document. The loader
carries the decisions out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from schemas.arrival import Decision, Outcome
from schemas.known import KnownArticle, KnownCapture
from schemas.reading import Reading
from schemas.reason import DuplicateReason, Reason
from schemas.rejection import RejectionReason
from schemas.staged_document import StagedDocument
from tasks.text.compare.continuation import continues, is_excerpt, same_headline
from tasks.text.compare.identity import article_id, identities, similarity

SAME_NAME_SIMILARITY = 0.3
"""Texts dropped under one name that share this much of their 3-word shingles are one article and its new version.

Rewritten news items keep well over half; two articles of one outlet share below a tenth (names and boilerplate).
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What the warehouse knows about the documents of one batch."""

    captures: Mapping[str, KnownCapture] = field(default_factory=dict)
    articles: Mapping[str, KnownArticle] = field(default_factory=dict)
    """Newest versions by article_id."""
    locations: Mapping[str, KnownArticle] = field(default_factory=dict)
    """Newest version of the article that the last drop at a location gave, if it is identified by its text."""
    published: Mapping[str, KnownArticle] = field(default_factory=dict)
    """Newest versions by the publisher's own id."""


def decide(documents: Iterable[StagedDocument], known: Known) -> list[Decision]:
    """One decision for each document, in the order of arrival, so that the later of two versions is the newer one."""
    captures, articles, locations = dict(known.captures), dict(known.articles), dict(known.locations)
    published = dict(known.published)
    decisions: list[Decision] = []
    for document in sorted(documents, key=lambda d: (d.seen_at, d.document)):
        decision = _decision(document, Known(captures, articles, locations, published))
        decisions.append(decision)
        if document.capture_id and decision.outcome != Outcome.DUPLICATE:
            captures[document.capture_id] = _known_capture(document.capture_id, decision)
        if decision.outcome in (Outcome.LOADED, Outcome.VERSION):
            articles[str(decision.article_id)] = text = _known_article(document, decision)
            if is_by_text(document):
                locations[document.location] = text
            if document.publisher_id:
                published[document.publisher_id] = text
    return sorted(decisions, key=lambda d: d.document)


def decide_again(documents: Iterable[StagedDocument], known: Known) -> list[Decision]:
    """One decision for each document read again: an article remains the same version, even with another identity.

    `known.captures` states the earlier outcome of each capture. A capture that was rejected before is decided like a
    new one.
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
    fresh = Known(articles=known.articles, locations=known.locations, published=known.published)
    return sorted(decisions + decide(again, fresh), key=lambda d: d.document)


def is_by_text(document: StagedDocument) -> bool:
    """Whether the article is identified by its text alone."""
    return (document.identity or "").startswith("text:")


def _decision(document: StagedDocument, known: Known) -> Decision:
    same = known.captures.get(document.capture_id or "")
    if same is not None and same.outcome != Outcome.QUARANTINED:
        again = _of_article(
            document, Outcome.DUPLICATE, same.article_id, same.version_number, reason=DuplicateReason.SAME_BYTES
        )
        if same.outcome != Outcome.REJECTED:
            return again
        return again.model_copy(update={"detail": f"these bytes were rejected before: {same.reason}"})
    if document.reading != Reading.ARTICLE:
        return _refused(document)
    identity, before = _place(document, known)
    if before is None:
        first = _of_article(document, Outcome.LOADED, article_id(identity), 1)
        return first.model_copy(update={"identity": identity})
    if before.text_hash == document.text_hash and not _status_changed(before, document):
        return _of_article(
            document, Outcome.DUPLICATE, before.article_id, before.number, reason=DuplicateReason.SAME_TEXT
        )
    if _is_excerpt(before, document):
        return _of_article(
            document, Outcome.DUPLICATE, before.article_id, before.number, reason=DuplicateReason.EXCERPT
        )
    version = _of_article(document, Outcome.VERSION, before.article_id, before.number + 1)
    alike = similarity(before.body, document.body or "")
    return version.model_copy(update={"identity": identity, "similarity_to_previous": alike})


def _is_excerpt(before: KnownArticle, document: StagedDocument) -> bool:
    """Whether the document contains only a part of a known version."""
    stated = document.revision or _status_changed(before, document)
    same = same_headline(before.headline, document.headline)
    return not stated and same and is_excerpt(before.body, document.body or "")


def possible_identities(document: StagedDocument) -> tuple[str, ...]:
    """The identities that the document's article can have, in the order to try. Empty: it is not an article."""
    if document.identity is None:
        return ()
    return identities(document.identity, document.body or "", document.capture_id or document.arrival_id)


def _place(document: StagedDocument, known: Known) -> tuple[str, KnownArticle | None]:
    """The identity of the document's article, and its newest version. None: the article is new.

    Different articles may share an address, an id or a text; each then has its own identity.
    """
    for identity in possible_identities(document):
        before = known.articles.get(article_id(identity))
        if before is None:
            break
        if _is_same(identity, before, document):
            return identity, before
    # The last possible identity is the hash of the bytes: it is free, or belongs to the same bytes.
    named = _published(document, known) or _same_name(document, known)
    return (str(document.identity), named) if named is not None else (identity, None)


def _is_same(identity: str, before: KnownArticle, document: StagedDocument) -> bool:
    """Whether a document with the identity of a known article really is that article."""
    if identity.startswith("bytes:"):
        return True
    if is_by_text(document):
        return same_headline(before.headline, document.headline)
    if document.editorial_status in _WITHDRAWN or (document.revision and _is_global(document.publisher_id)):
        return True  # its publisher says that this is a revision of that item, even if little text is left
    return continues((before.headline, before.body), (document.headline, document.body or ""))


_WITHDRAWN = ("withheld", "canceled")


def _published(document: StagedDocument, known: Known) -> KnownArticle | None:
    """The article that the publisher names in a kill notice or revision with another address. None: there is none."""
    states = document.revision or document.editorial_status
    return known.published.get(str(document.publisher_id)) if states and _is_global(document.publisher_id) else None


def _is_global(publisher_id: str | None) -> bool:
    """Whether an id is globally unique: a URN, a tag, an address, a GUID. "7" is not."""
    return publisher_id is not None and (":" in publisher_id or "/" in publisher_id or len(publisher_id) >= _LONG_ID)


_LONG_ID = 20
"""Length of an id that two publishers do not give by chance: a GUID has 32 characters, a running number at most 12."""


def _status_changed(before: KnownArticle, document: StagedDocument) -> bool:
    """Whether the document withdraws, withholds or releases a known article without changing its text."""
    return (document.editorial_status or before.editorial_status or "usable") != (before.editorial_status or "usable")


def _refused(document: StagedDocument) -> Decision:
    outcome = Outcome(document.reading)
    if document.reason == RejectionReason.REVISIT:  # what it repeats has its own arrival
        return Decision(
            document=document.document,
            outcome=Outcome.DUPLICATE,
            reason=DuplicateReason.REVISIT,
            detail=document.detail,
        )
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
        headline=document.headline,
        editorial_status=document.editorial_status,
    )
