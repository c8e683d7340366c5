"""Which article is this, and is its text the one we know?"""

from datetime import UTC, date, datetime

import pytest

from schemas.article import Article, Moment, lay_blocks
from tasks.text.compare.identity import article_id, identity, similarity, text_hash

TEXT = "The harbour bridge at Oldmere stays closed until Friday, the harbour master said on Tuesday."


def article(text: object = TEXT, **fields: object) -> Article:
    blocks, body = lay_blocks([("paragraph", str(text))])
    return Article.model_validate({"blocks": blocks, "body": body, **fields})


@pytest.mark.parametrize(
    ("fields", "starts"),
    [
        ({"canonical_url": "https://post.example/a", "publisher_id": "7"}, "url:https://post.example/a"),
        ({"publisher_id": "urn:post:7"}, "id:urn:post:7"),
        ({}, "text:"),
    ],
)
def test_the_best_identity_wins(fields: dict[str, object], starts: str) -> None:
    assert identity(article(**fields)).startswith(starts)


def test_a_text_identity_ignores_layout_and_keeps_outlets_apart() -> None:
    plain = identity(article())
    assert plain == identity(article(TEXT.upper().replace(",", " ,"), headline="Bridge closed"))
    assert plain != identity(article(publication="The Oldmere Post"))
    assert plain != identity(article(TEXT.replace("Friday", "Monday")))


def test_an_article_id_is_128_bits_of_hex() -> None:
    assert len(article_id("text:x")) == 32
    assert int(article_id("text:x"), 16) >= 0


MORNING = Moment(printed="3 March 2026", day=date(2026, 3, 3), at=None)
NIGHT = Moment(printed="2026-03-03T21:00Z", day=date(2026, 3, 3), at=datetime(2026, 3, 3, 21, tzinfo=UTC))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({"headline": "Bridge  closed"}, {"headline": "Bridge closed"}, True),
        ({"headline": "Bridge closed"}, {"headline": "Bridge open"}, False),
        ({"dek": "Until Friday"}, {}, False),
        ({"published": MORNING}, {"published": NIGHT}, True),
        ({"modified": NIGHT}, {}, True),
        ({"keywords": ("bridge",)}, {"section": "Local"}, True),
        ({"text": TEXT.replace("Friday", "Monday")}, {}, False),
        ({"text": TEXT.replace("stays", "stays,")}, {}, False),
    ],
)
def test_a_version_is_what_an_editor_changed(one: dict[str, object], other: dict[str, object], same: bool) -> None:
    assert (text_hash(article(**one)) == text_hash(article(**other))) is same


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (TEXT, TEXT, 1, 1),
        (TEXT, TEXT.replace("Friday", "Monday"), 0.5, 0.9),
        (TEXT, "Quite another story about a market that opened again in the old town.", 0, 0.05),
        ("", "", 1, 1),
        ("closed", "closed", 1, 1),
        ("closed", "", 0, 0),
    ],
)
def test_similarity(one: str, other: str, low: float, high: float) -> None:
    assert low <= similarity(one, other) <= high
