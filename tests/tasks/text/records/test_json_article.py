"""Articles that come as JSON objects."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.records.json_article import json_article

NOW = datetime(2026, 3, 9, tzinfo=UTC)
BODY = "The harbour bridge stays closed until Friday.\n\nThe harbour master gave no reason."


def read(record: Any, url: str | None = None) -> Article | Rejected:  # noqa: ANN401
    return json_article(record if isinstance(record, str) else json.dumps(record), url=url, received_at=NOW)


SCHEMA_ORG = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge &amp; harbour closed",
    "alternativeHeadline": "Until Friday",
    "articleBody": BODY,
    "author": [{"@type": "Person", "name": "Ida Holm"}, {"@type": "Person", "name": "Per Lund"}],
    "datePublished": "2026-03-03T18:40:00+01:00",
    "dateModified": "2026-03-04T08:00:00+01:00",
    "publisher": {"@type": "Organization", "name": "The Oldmere Post"},
    "articleSection": ["Local", "Harbour"],
    "inLanguage": "en",
    "mainEntityOfPage": {"@id": "https://post.example/bridge?utm_source=feed"},
    "keywords": "bridge, harbour",
}
NINJS = {
    "uri": "urn:agency:17",
    "headlines": [{"role": "main", "value": "Bridge closed"}],
    "body_xhtml": "<h2>Why</h2><p>The harbour bridge stays<br>closed.</p><ul><li>No cars</li></ul>"
    "<blockquote>“Stay.”</blockquote>",
    "by": "Ida Holm",
    "versioncreated": "2026-03-03T17:40:00Z",
    "located": "Oldmere",
    "language": "en",
}
FLAT = {
    "title": "Bridge closed",
    "text": BODY,
    "author": "By Ida Holm",
    "date": "2026-03-03",
    "source": "Skarra Mail",
    "link": "http://mail.example/b/",
}


def test_schema_org() -> None:
    article = read(SCHEMA_ORG)
    assert isinstance(article, Article)
    assert (article.headline, article.dek, article.publication) == (
        "Bridge & harbour closed",
        "Until Friday",
        "The Oldmere Post",
    )
    assert article.body == BODY
    assert [a.name for a in article.byline.authors] == ["Ida Holm", "Per Lund"] if article.byline else False
    assert article.published is not None
    assert (article.published.day, article.published.at) == (date(2026, 3, 3), datetime(2026, 3, 3, 17, 40, tzinfo=UTC))
    assert (article.section, article.language, article.keywords) == ("Local", "en", ("bridge", "harbour"))
    assert article.canonical_url == "https://post.example/bridge"
    said = {e.field: e.locator for e in article.evidence if e.chosen}
    assert said["headline"] == "$.headline"
    assert said["publication"] == "$.publisher.name"


def test_ninjs_with_marked_up_body() -> None:
    article = read(NINJS)
    assert isinstance(article, Article)
    assert [(b.kind, b.text) for b in article.blocks] == [
        ("subhead", "Why"),
        ("paragraph", "The harbour bridge stays"),
        ("paragraph", "closed."),
        ("list_item", "No cars"),
        ("quote_block", "“Stay.”"),
    ]
    assert (article.publisher_id, article.dateline and article.dateline.place) == ("urn:agency:17", "Oldmere")
    assert (article.headline, article.publication, article.canonical_url) == ("Bridge closed", None, None)


def test_flat_names_and_the_address_it_was_fetched_from() -> None:
    article = read(FLAT)
    assert isinstance(article, Article)
    assert (article.headline, article.publication) == ("Bridge closed", "Skarra Mail")
    assert article.published is not None
    assert (article.published.day, article.published.at) == (date(2026, 3, 3), None)
    without = read({k: v for k, v in FLAT.items() if k != "link"}, url="https://mail.example/c")
    assert isinstance(without, Article)
    assert without.url == "https://mail.example/c"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('{"headline": "Bridge', RejectionReason.MALFORMED),
        ("[1, 2]", RejectionReason.MALFORMED),
        ({"headline": "Bridge closed"}, RejectionReason.NO_TEXT),
        ({"lat": 1}, RejectionReason.UNKNOWN_LAYOUT),
        ({"text": "  "}, RejectionReason.NO_TEXT),
        ({"text": "<p> </p>"}, RejectionReason.NO_TEXT),
        ("[" * 100_000, RejectionReason.MALFORMED),
    ],
)
def test_what_is_no_article_says_why(record: Any, reason: RejectionReason) -> None:  # noqa: ANN401
    rejected = read(record)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == reason


@pytest.mark.parametrize(
    ("wrapped"),
    [{"article": SCHEMA_ORG}, {"@context": "x", "@graph": [{"@type": "WebSite", "name": "x"}, SCHEMA_ORG]}],
)
def test_an_article_inside_something(wrapped: dict[str, Any]) -> None:
    article = read(wrapped)
    assert isinstance(article, Article)
    assert article.headline == "Bridge & harbour closed"


def test_the_record_under_a_texts_name() -> None:
    article = read(
        {"article": {"title": "Bridge closed", "content": " ".join(["The bridge was closed on Monday."] * 4)}}
    )
    assert isinstance(article, Article)
    assert article.headline == "Bridge closed"
    assert article.body.startswith("The bridge was closed")


def test_nothing_is_invented() -> None:
    article = read({"text": BODY})
    assert isinstance(article, Article)
    given_fields = article.model_dump(
        exclude={"blocks", "body", "kind", "evidence", "citations", "keywords", "subjects", "media", "links"},
        exclude_none=True,
    )
    assert given_fields == {"language": "en"}  # which the text itself says, as that of any other document


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20), lambda c: st.lists(c, max_size=3), max_leaves=5
)
some_names = st.sampled_from(
    ["headline", "text", "author", "date", "publisher", "url", "@graph", "keywords", "mainEntityOfPage"]
)


@given(st.dictionaries(some_names, json_values | st.dictionaries(some_names, json_values, max_size=3), max_size=6))
def test_any_record_is_read_or_refused(record: dict[str, Any]) -> None:
    result = read(record)
    assert isinstance(result, Article | Rejected)
    if isinstance(result, Article):
        assert all(result.body[b.start_char : b.end_char] == b.text for b in result.blocks)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Bridge closed - Skarra Mail", "Bridge closed"),
        ("Bridge closed | SKARRA MAIL", "Bridge closed"),
        ("Bridge closed, says Skarra Mail", "Bridge closed, says Skarra Mail"),
        ("Skarra Mail", "Skarra Mail"),
    ],
)
def test_the_outlet_at_the_end_of_a_title_is_no_headline(title: str, wanted: str) -> None:
    article = read({**FLAT, "title": title})
    assert isinstance(article, Article)
    assert article.headline == wanted


@pytest.mark.parametrize(
    ("stated", "language"),
    [
        ("en", "en"), ("en_GB", "en-GB"), ("zh-Hant-TW", "zh-Hant-TW"), ("English", "en"), ("Deutsch", "de"),
        (["de"], "de"), ("eng", "en"), ("gsw", "gsw"), ("unknown", None), ("n/a", None), ("", None),
    ],
)  # fmt: skip
def test_a_language_by_tag_or_by_name(stated: object, language: str | None) -> None:
    """Tables name languages in words; the text is too short to say otherwise."""
    article = read({"text": "Closed until 7. " * 2, "title": "Ferry", "language": stated})
    assert isinstance(article, Article)
    assert article.language == language


@pytest.mark.parametrize(
    ("stated", "day_at"),
    [
        ({"date": "2025-03-20T00:30:00", "date_gmt": "2025-03-19T23:30:00"}, (20, "2025-03-19T23:30:00+00:00")),
        ({"date_gmt": "2025-03-19T23:30:00"}, (19, "2025-03-19T23:30:00+00:00")),
        ({"date": "2025-03-21T07:31:12", "date_gmt": "2025-03-19T23:30:00"}, (19, "2025-03-19T23:30:00+00:00")),
        ({"date_gmt": "0000-00-00T00:00:00", "date": "2025-03-20T00:30:00"}, (20, None)),
        ({"date_gmt": "2025-03-19"}, (19, None)),
    ],
)
def test_times_in_utc_beside_the_local_day(stated: dict[str, str], day_at: tuple[int, str | None]) -> None:
    article = read({"text": BODY, **stated})
    assert isinstance(article, Article)
    assert article.published is not None
    at = article.published.at.astimezone(UTC).isoformat() if article.published.at else None
    assert (article.published.day.day, at) == day_at
