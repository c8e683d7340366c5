"""Lines that are furniture by their own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.conventions.line_kind import LineKind, line_kind

KINDS = [
    (
        "comments",
        [
            "Leave a Reply",
            "3 comments",
            "Comments (12)",
            "%d bloggers like this:",
            "Kommentare (3)",
            "Join the discussion",
        ],
    ),
    (
        "related",
        [
            "Related",
            "More in World News",
            "Most read",
            "You may also like",
            "RELATED ARTICLES",
            "Mehr zum Thema",
            "関連記事",
        ],
    ),
    (
        "related link",
        ["Read more: Mill to reopen", "ALSO READ | Five questions", "Lesen Sie auch: Warum", "Lee también: Los retos"],
    ),
    (
        "invitation",
        [
            "Sign up for our newsletter and get the news every morning.",
            "Follow us on our channel for more.",
            "Download our app for phones.",
            "Contact Lou Marsh at lou@harbourpost.example.",
            "Subscribe to our channel",
            "Suscríbete a nuestro boletín",
        ],
    ),
    (
        "note",
        [
            "This article was originally published in The Harbour Post.",
            "The views expressed here are the author's own.",
            "Reporting by Ann Oak; editing by Ben Ash",
            "Editor's note: a name in this text was corrected.",
            "Ann Oak in Grennick contributed to this report.",
        ],
    ),
    (
        "rights",
        ["© 2025 The Harbour Post", "Copyright 2024 Harbour Media. All rights reserved.", "(c) 2026 Bugle Printing"],
    ),
    (
        "credit",
        [
            "Photo by Ann Oak/Harbour Pictures",
            "Foto: Lena Moos",
            "The pier at dawn. (Ann Oak/Harbour Post)",
            "The pier at dawn. Photograph: Ann Oak",
            "Ann Oak/Getty Images",
            "FILE - The pier at dawn",
            "Courtesy of the harbour museum",
        ],
    ),
    ("tags", ["Tags: ferry, harbour", "Filed under: News", "Schlagwörter: Hafen"]),
    ("weather", ["15°C", "59 °F Cloudy", "7°C  Light rain"]),
    (
        "widget",
        [
            "Article Image 2",
            "Advertisement",
            "5 min read",
            "Share",
            "Facebook Twitter WhatsApp",
            "Skip to content",
            "2 hours ago",
            "37 shares",
        ],
    ),
    ("navigation", ["Home > News > Europe", "Home  News  Sport  Letters", "E-Paper | Login"]),
    ("code", ["width:100%;", ".box {", "https://harbourpost.example/ferry", '<div class="x">']),
]
NONE = [
    "Ferry leaves late again",
    "The harbour of the island is closed.",
    "5 Thoughts on Why the Ferry Was Late",
    "Comments by the minister angered the fishermen",
    "Why the photo went around the world",
    "He shared it on Facebook and Twitter, she said.",
    "Copyright law divides the parliament of the islands as seldom before",
    "“Sign up for the newsletter,” he said.",
    "What is happening?",
    "Related companies must pay more, the court said.",
]


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in KINDS for line in lines])
def test_kind(kind: str, line: str) -> None:
    found = line_kind(line)
    assert found is not None
    assert found.value == kind


@pytest.mark.parametrize("line", NONE)
def test_no_furniture(line: str) -> None:
    assert line_kind(line) is None


@given(st.text(max_size=300))
def test_any_line_is_decided(line: str) -> None:
    assert line_kind(line) in {None, *LineKind}
