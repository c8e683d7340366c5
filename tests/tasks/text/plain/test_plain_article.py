"""Plain text and Markdown as articles. The cases' texts are invented; `expected.json` is what a careful reader gets."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article
from schemas.rejection import Rejected
from tasks.text.plain.plain_article import plain_article

CASES = Path(__file__).parents[3] / "cases" / "plain"
EXPECTED: dict[str, dict[str, Any]] = json.loads((CASES / "expected.json").read_text("utf-8"))
NOW = datetime(2026, 6, 1, tzinfo=UTC)
TEXT = (
    "The ferry left the harbour late on Monday, said Jane Doe, who had waited on the pier for two hours.\n\n"
    "Nobody was hurt. The company promised to pay for the soup that was spilt on the upper deck.\n"
)


def read(text: str) -> Article | Rejected:
    return plain_article(text, url=None, received_at=NOW)


def article(text: str) -> Article:
    found = read(text)
    assert isinstance(found, Article)
    return found


def _as_expected(found: Article | Rejected) -> dict[str, Any]:
    if isinstance(found, Rejected):
        return {"rejected": found.reason.value}
    values: dict[str, Any] = {
        "headline": found.headline,
        "dek": found.dek,
        "section": found.section,
        "publication": found.publication,
        "wire_credit": found.wire_credit,
        "language": found.language,
        "authors": [f"{author.name}:{author.kind}" for author in found.byline.authors] if found.byline else [],
        "published_on": found.published and found.published.day.isoformat(),
        "modified_on": found.modified and found.modified.day.isoformat(),
        "dateline_place": found.dateline and found.dateline.place,
        "blocks": [f"{block.kind}: {block.text[:30]}" for block in found.blocks],
        "references": [[cited.source, cited.title] for cited in found.citations if cited.kind == "reference"],
    }
    return {name: value for name, value in values.items() if value}


def check_offsets(found: Article) -> None:
    """The body is the blocks, and each span holds what it says."""
    for block in found.blocks:
        assert found.body[block.start_char : block.end_char] == block.text
    assert found.body == "\n\n".join(block.text for block in found.blocks)
    for cited in found.citations:
        if cited.kind == "link":
            assert found.body[cited.start_char : cited.end_char] == cited.title


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_case(name: str) -> None:
    found = read((CASES / name).read_text("utf-8"))
    assert _as_expected(found) == EXPECTED[name]
    if isinstance(found, Article):
        check_offsets(found)


def test_each_case_is_expected() -> None:
    assert {path.name for path in CASES.iterdir() if path.suffix in {".txt", ".md"}} == set(EXPECTED)


def test_no_headline_is_none() -> None:
    found = article(TEXT)
    assert (found.headline, found.byline, found.published, found.publication) == (None, None, None, None)
    assert found.body == TEXT.strip()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends(end: str) -> None:
    assert article(TEXT.replace("\n", end)).body == TEXT.strip()


@pytest.mark.parametrize(
    "furniture",
    [
        "Sign up for our newsletter and get the news every morning.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Follow us for more. Read also: five things to know today.",
        "All rights reserved. Story continues below.",
        "Advertisement",
        "Share this: Facebook Twitter Email",
        "Harbour Image 3",
        "Photo: Ann Oak/Harbour Pictures",
        "Read more: Mill to reopen in May",
        "© 2025 The Harbour Post",
    ],
)
def test_furniture_between_paragraphs_is_dropped_and_told(furniture: str) -> None:
    first, second = TEXT.strip().split("\n\n")
    found = article(f"Ferry leaves late again\n\n{first}\n\n{furniture}\n\n{second}\n\n{furniture}")
    assert found.body == TEXT.strip()
    assert found.headline == "Ferry leaves late again"
    told = [item.value for item in found.evidence if item.field == "furniture"]
    assert sum(furniture in value for value in told) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "The newsletter of the union said that the strike would go on.",
        "Our president is on Twitter every day, and he reads all of it.",
        "If you look at the membership of the party, it has doubled since May.",
        "Photo agencies complained about the ban on Tuesday.",
        "Share prices fell by a tenth after the report.",
        "“Follow us,” he said, and walked into the harbour.",
        "Subscribers of the theatre will get their money back.",
        "More than 40 people were on board.",
        "Comments by the minister angered the fishermen.",
        "By Friday the harbour was closed.",
    ],
)
def test_sentences_about_such_things_stay(sentence: str) -> None:
    first, second = TEXT.strip().split("\n\n")
    assert sentence in article(f"{first}\n\n{sentence}\n\n{second}").body


@pytest.mark.parametrize("name", ["Marla Quay", "Otto van Pier"])
def test_name_of_somebody_in_the_text_is_a_caption(name: str) -> None:
    text = f"Harbour closed\n\n{TEXT}\n\n{name}\n\n“We will wait,” said {name}, who has fished here for forty years.\n"
    found = article(text)
    assert found.byline is None
    assert name not in [block.text for block in found.blocks]


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("Ferry leaves late\nPhoto by Jane Roe\n\n", []),
        ("Ferry leaves late\nJane Roe\n3 May 2024\n\n", ["Jane Roe"]),
        ("Ferry leaves late\nBy Jane Roe and Ann Oak\n\n", ["Jane Roe", "Ann Oak"]),
        ("Ferry leaves late\nJane Doe\nPhoto: Ann Oak\n\n", []),
    ],
)
def test_authors(head: str, authors: list[str]) -> None:
    found = article(head + TEXT)
    assert [author.name for author in found.byline.authors] == authors if found.byline else not authors


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Monday, 12 May 2025\n15°C\nFerry leaves late\n", None),
        ("Monday, 12 May 2025\n15°C\nFerry leaves late\nPublished on 9 May 2025\n", "2025-05-09"),
        ("12 May 2025\n\nFerry leaves late\n\n", "2025-05-12"),
        ("Ferry leaves late\nUpdated: 12 May 2025\n", None),
        ("Ferry leaves late\n03/04/2025\n\n", None),
    ],
)
def test_day_of_publication(head: str, day: str | None) -> None:
    found = article(head + TEXT)
    assert (found.published and found.published.day.isoformat()) == day
    assert found.headline == "Ferry leaves late"


@pytest.mark.parametrize("text", ["", " \n\t ", "\0\0\0", "\ufeff"])
def test_empty(text: str) -> None:
    found = read(text)
    assert isinstance(found, Rejected)
    assert found.reason == "empty"


LINE = st.sampled_from(
    [
        "Ferry late",
        "By Jane Doe",
        "3 May 2024",
        "# Head",
        "- item",
        "> quote",
        "Comments",
        "Related",
        "Photo: x",
        "1. A: b c",
        "",
        "[a](http://b.c)",
    ]
) | st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400) | st.lists(LINE | st.just(TEXT), max_size=12).map("\n".join))
def test_never_raises_and_offsets_hold(text: str) -> None:
    found = read(text)
    if isinstance(found, Article):
        check_offsets(found)
    else:
        assert found.detail


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "?" * 100_000,
        "?\n" * 50_000,
        "\0" * 100_000,
        "\ud800 harbour of the island " * 2_000,
        "[a](http://x.y/" * 20_000,
        "*a " * 50_000,
        "Abc def\n" * 50_000,
        "12 May 2020\n" * 20_000,
        "---\n" + "a: b\n" * 50_000,
        TEXT * 3_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_ends_in_time(text: str) -> None:
    started = time.process_time()
    found = read(text)
    assert time.process_time() - started < 5
    if isinstance(found, Article):
        found.body.encode()
