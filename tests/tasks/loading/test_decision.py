"""What becomes of each document, told as small stories of arrivals."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.arrival import Decision, Outcome
from schemas.known import KnownArticle, KnownCapture
from schemas.staged_document import StagedDocument
from tasks.loading.decision import Known, decide
from tasks.text.compare.identity import article_id

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
FIRST = (
    "The harbour bridge at Oldmere stays closed until Friday, the harbour master said on Tuesday after a ship hit it."
)
EDITED = FIRST.replace("Friday", "Sunday")
OTHER = "The market in the old town opened again, and traders sold out of fish within two hours of the bell."


def document(number: int, body: str = FIRST, **fields: Any) -> StagedDocument:  # noqa: ANN401
    plain = StagedDocument(
        document=number,
        arrival_id=f"arrival-{number}",
        drop_key=f"drop-{number}",
        capture_id=f"bytes of {body}",
        location=f"/in/{number}.html",
        seen_at=NOON,
        reading="article",
        reason=None,
        detail=None,
        identity=f"text:{body}",
        text_hash=body,
        body=body,
    )
    return replace(plain, **fields)


def told(decisions: list[Decision]) -> list[tuple[str, str | None, int | None]]:
    return [(d.outcome.value, d.reason, d.version_number) for d in decisions]


URL = {"identity": "url:https://post.example/bridge"}
WIRE = {"identity": "id:urn:newsml:halvia:7", "publisher_id": "urn:newsml:halvia:7"}
LONG = f"{FIRST} {OTHER} Nobody was hurt, and the ferry takes foot passengers across until then."
SAME_PLACE = {"location": "/in/bridge.txt"}
STORIES = {
    "two articles": ([document(0), document(1, OTHER)], [("loaded", None, 1), ("loaded", None, 1)]),
    "the same bytes twice": ([document(0), document(1)], [("loaded", None, 1), ("duplicate", "same_bytes", 1)]),
    "a web archive's record of what it has": (
        [document(0, reading="rejected", reason="revisit", capture_id=None, identity=None)],
        [("duplicate", "revisit", None)],
    ),
    "the same text in other furniture": (
        [document(0, **URL), document(1, capture_id="x", **URL)],
        [("loaded", None, 1), ("duplicate", "same_text", 1)],
    ),
    "an edit at the same address": (
        [document(0, **URL), document(1, EDITED, **URL)],
        [("loaded", None, 1), ("version", None, 2)],
    ),
    "the later one is the newer one, whatever its name": (
        [document(0, EDITED, seen_at=NOON + timedelta(hours=1), **URL), document(1, **URL)],
        [("version", None, 2), ("loaded", None, 1)],
    ),
    "a service's copy that breaks off, after the whole text": (
        [document(0, LONG, **URL), document(1, LONG[: len(FIRST) + 30] + "…", **URL)],
        [("loaded", None, 1), ("duplicate", "excerpt", 1)],
    ),
    "the whole text after a copy that breaks off": (
        [document(0, LONG[: len(FIRST) + 30], **URL), document(1, LONG, **URL)],
        [("loaded", None, 1), ("version", None, 2)],
    ),
    "a copy that breaks off under a new headline": (
        [document(0, LONG, headline="Bridge", **URL), document(1, LONG[:-30], headline="Bridge shut", **URL)],
        [("loaded", None, 1), ("version", None, 2)],
    ),
    "a text shortened by its last paragraph": (
        [document(0, f"{FIRST}\n\n{OTHER}", **URL), document(1, FIRST, **URL)],
        [("loaded", None, 1), ("version", None, 2)],
    ),
    "an edit and its undoing are three versions": (
        [document(0, **URL), document(1, EDITED, **URL), document(2, capture_id="y", **URL)],
        [("loaded", None, 1), ("version", None, 2), ("version", None, 3)],
    ),
    "an edit dropped under the same name": (
        [document(0, **SAME_PLACE), document(1, EDITED, **SAME_PLACE)],
        [("loaded", None, 1), ("version", None, 2)],
    ),
    "another article dropped under the same name": (
        [document(0, **SAME_PLACE), document(1, OTHER, **SAME_PLACE)],
        [("loaded", None, 1), ("loaded", None, 1)],
    ),
    "an address is stronger than a name": (
        [document(0, **SAME_PLACE), document(1, EDITED, **SAME_PLACE, **URL)],
        [("loaded", None, 1), ("loaded", None, 1)],
    ),
    "an address under which another headline and text came": (
        [document(0, headline="Bridge closed", **URL), document(1, OTHER, headline="Market opens", **URL)],
        [("loaded", None, 1), ("loaded", None, 1)],
    ),
    "an edit of the second article of one address": (
        [
            document(0, headline="Bridge closed", **URL),
            document(1, OTHER, headline="Market opens", **URL),
            document(2, OTHER + " It rained.", headline="Market opens again", **URL),
            document(3, EDITED, headline="Bridge stays closed", **URL),
        ],
        [("loaded", None, 1), ("loaded", None, 1), ("version", None, 2), ("version", None, 2)],
    ),
    "a new headline over a text that goes on": (
        [document(0, headline="Bridge closed", **URL), document(1, EDITED, headline="Ship hits crossing", **URL)],
        [("loaded", None, 1), ("version", None, 2)],
    ),
    "a new text under a headline that stays": (
        [document(0, headline="Bridge closed", **URL), document(1, OTHER, headline="Bridge closed: live", **URL)],
        [("loaded", None, 1), ("version", None, 2)],
    ),
    "the same long text under another headline": (
        [
            document(n, LONG, headline=line, capture_id=str(n), identity="text:long")
            for n, line in enumerate(("Bridge closed", "Ship hits bridge", "BRIDGE  CLOSED"))
        ],
        [("loaded", None, 1), ("loaded", None, 1), ("duplicate", "same_text", 1)],
    ),
    "a text too short to tell": (
        [document(0, "More follows.", capture_id="a"), document(1, "More follows.", capture_id="b")],
        [("loaded", None, 1), ("loaded", None, 1)],
    ),
    "furniture under nine headlines": (
        [
            document(n, LONG, headline=f"{n} {'abcdefghij'[n] * 9}", capture_id=str(n), identity="text:l")
            for n in range(10)
        ],
        [("loaded", None, 1)] * 10,
    ),
    "a kill notice": (
        [document(0, headline="Bridge closed", **WIRE), document(1, "Kill.", editorial_status="canceled", **WIRE)],
        [("loaded", None, 1), ("version", None, 2)],
    ),
    "a kill notice of an article that has an address": (
        [
            document(0, headline="Bridge closed", **(WIRE | URL)),
            document(1, "Kill.", editorial_status="canceled", **WIRE),
            document(2, "Kill.", editorial_status="canceled", capture_id="again", **WIRE),
        ],
        [("loaded", None, 1), ("version", None, 2), ("duplicate", "same_text", 2)],
    ),
    "withheld, with the text as it was, and released": (
        [
            document(0, revision="1", **WIRE),
            document(1, revision="2", editorial_status="withheld", capture_id="b", **WIRE),
            document(2, revision="3", editorial_status="usable", capture_id="c", **WIRE),
        ],
        [("loaded", None, 1), ("version", None, 2), ("version", None, 3)],
    ),
    "a revision that is written anew": (
        [
            document(0, headline="Bridge closed", revision="1", **WIRE),
            document(1, OTHER, headline="Dozens hurt", revision="2", **WIRE),
        ],
        [("loaded", None, 1), ("version", None, 2)],
    ),
    "a running number names nothing in all the world": (
        [
            document(0, headline="Bridge closed", identity="id:7", publisher_id="7", revision="1"),
            document(1, OTHER, headline="Dozens hurt", identity="id:7", publisher_id="7", revision="1"),
        ],
        [("loaded", None, 1), ("loaded", None, 1)],
    ),
    "refused twice": (
        [document(0, reading="rejected", reason="no_text"), document(1, reading="rejected", reason="no_text")],
        [("rejected", "no_text", None), ("duplicate", "same_bytes", None)],
    ),
    "what failed is tried again": (
        [document(0, reading="quarantined", reason="time_limit"), document(1)],
        [("quarantined", "time_limit", None), ("loaded", None, 1)],
    ),
    "no bytes at all": (
        [document(0, reading="quarantined", reason="unreadable", capture_id=None, identity=None)],
        [("quarantined", "unreadable", None)],
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_stories_in_one_batch(story: str) -> None:
    documents, expected = STORIES[story]
    assert told(decide(documents, Known())) == expected


@pytest.mark.parametrize("story", STORIES)
def test_the_same_stories_in_batches_of_one(story: str) -> None:
    documents, expected = STORIES[story]
    if story.startswith("the later one"):
        return  # told one by one, what arrives first is the first version
    known, decisions = Known(), []
    for one in documents:
        decisions += decide([one], known)
        known = remembered(known, one, decisions[-1])
    assert told(decisions) == expected


def remembered(known: Known, one: StagedDocument, decision: Decision) -> Known:
    """What the warehouse would know after storing this decision."""
    captures, articles, locations = dict(known.captures), dict(known.articles), dict(known.locations)
    published = dict(known.published)
    if one.capture_id and decision.outcome != Outcome.DUPLICATE:
        captures[one.capture_id] = KnownCapture(
            one.capture_id, decision.outcome, decision.reason, decision.article_id, decision.version_number
        )
    if decision.article_id and decision.version_number and decision.outcome != Outcome.DUPLICATE:
        text = KnownArticle(
            decision.article_id,
            decision.version_number,
            str(one.text_hash),
            str(one.body),
            one.headline,
            one.editorial_status,
        )
        articles[decision.article_id] = text
        if str(one.identity).startswith("text:"):
            locations[one.location] = text
        if one.publisher_id:
            published[one.publisher_id] = text
    return Known(captures, articles, locations, published)


def test_a_version_says_how_much_stayed() -> None:
    _, version = decide([document(0, **URL), document(1, EDITED, **URL)], Known())
    assert version.article_id == article_id(URL["identity"])
    assert version.similarity_to_previous is not None
    assert 0.5 < version.similarity_to_previous < 1


documents = st.builds(
    document,
    st.integers(0, 30),
    st.sampled_from([FIRST, EDITED, OTHER]),
    location=st.sampled_from(["/a", "/b"]),
    identity=st.sampled_from(["url:1", "url:2", "text:1", "text:2"]),
    reading=st.sampled_from(["article", "rejected", "quarantined"]),
)


@given(st.lists(documents, max_size=12, unique_by=lambda d: d.document))
def test_each_document_has_one_outcome_and_versions_have_no_gap(batch: list[StagedDocument]) -> None:
    decisions = decide(batch, Known())
    assert [d.document for d in decisions] == sorted(d.document for d in batch)
    numbers: dict[str, list[int]] = {}
    for d in decisions:
        if d.outcome in (Outcome.LOADED, Outcome.VERSION):
            numbers.setdefault(str(d.article_id), []).append(d.version_number or 0)
    assert all(sorted(some) == list(range(1, len(some) + 1)) for some in numbers.values())
