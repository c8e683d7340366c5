"""The parts of the plain-text reader: lines, Markdown, lines of date and byline, names of outlets, references."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.citation import Citation
from tasks.text.conventions.meta_line import MetaLine, meta_line
from tasks.text.conventions.outlet_name import is_outlet, is_section
from tasks.text.conventions.person_name import everyday_capitals, looks_like_name
from tasks.text.conventions.running_text import is_like, is_running
from tasks.text.conventions.text_language import language_of
from tasks.text.plain.markdown import line_mark, plain
from tasks.text.plain.opening import opening
from tasks.text.plain.plain_lines import plain_lines
from tasks.text.plain.reference_list import split_references
from tasks.text.plain.rights import rights_owner
from tasks.text.plain.stated_head import stated_head

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def _meta(text: str) -> MetaLine | None:
    return meta_line(text, received_at=NOW)


@pytest.mark.parametrize(
    ("text", "published", "modified", "authors", "section", "publication"),
    [
        ("Published on 12 November 2025 World News", "2025-11-12", None, [], "World News", None),
        ("Published on 4 March 2026   Valley News", "2026-03-04", None, [], "Valley News", None),
        ("By Jane Doe | March 3, 2024 | 5 min read", "2024-03-03", None, ["Jane Doe"], None, None),
        ("Updated: 03/14/2013 07:51 AM PDT", None, "2013-03-14", [], None, None),
        ("3 May 2024 10:00 GMT | Updated 4 May 2024", "2024-05-03", "2024-05-04", [], None, None),
        ("The Marrin Courier, 8 March 2026 · Opinion", "2026-03-08", None, [], "Opinion", "The Marrin Courier"),
        ("Posted by admin on March 2, 2026 in Local News | 4 Comments", "2026-03-02", None, [], "Local News", None),
        ("Stand: 12.03.2026, 14:30 Uhr", "2026-03-12", None, [], None, None),
        ("By TLE DESK", None, None, ["TLE Desk"], None, None),
        ("03/04/2024", None, None, [], None, None),
    ],
)
def test_meta_line(
    text: str,
    published: str | None,
    modified: str | None,
    authors: list[str],
    section: str | None,
    publication: str | None,
) -> None:
    found = _meta(text)
    assert found is not None
    assert (found.published and found.published.day.isoformat()) == published
    assert (found.modified and found.modified.day.isoformat()) == modified
    assert [author.name for author in found.byline.authors] == authors if found.byline else not authors
    assert (found.section, found.publication) == (section, publication)


@pytest.mark.parametrize(
    "text",
    [
        "Ferry sinks on 12 March 2020 after storm",
        "The ferry sank on 12 March 2020.",
        "What happened on 3 May 2019 in the harbour",
        "TLE DESK: In a storm the ferry sank.",
        "By the time she came the harbour was closed",
    ],
)
def test_no_meta_line(text: str) -> None:
    assert _meta(text) is None


def test_wrapped_lines_are_joined() -> None:
    words = ("The ferry left the harbour late and nobody on the pier knew why it did so " * 6).split()
    lines, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > 70:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    text = "\n".join([*lines, line + "."])
    assert [found.text for found in plain_lines(text)] == [" ".join(words) + "."]


def test_paragraphs_of_one_line_stay_apart() -> None:
    text = "The ferry left.\nNobody knew why it left.\nThe harbour master was asleep at that time of the day.\nThe end."
    assert [line.text for line in plain_lines(text)] == text.split("\n")


def test_lines_know_their_number_and_gap() -> None:
    lines = plain_lines("\n\nOne line\nTwo lines\n\n---\nThree")
    assert [(line.text, line.number, line.gap) for line in lines] == [
        ("One line", 3, True),
        ("Two lines", 4, False),
        ("Three", 7, True),
    ]


@pytest.mark.parametrize(
    ("line", "mark", "rest"),
    [
        ("## Head ##", "heading", "Head"),
        ("> Said", "quote", "Said"),
        ("- item", "item", "item"),
        ("• item", "item", "item"),
        ("2. item", "item", "2. item"),
        ("***", "rule", ""),
        ("#ferry is late", None, "#ferry is late"),
        ("-5 degrees", None, "-5 degrees"),
    ],
)
def test_line_mark(line: str, mark: str | None, rest: str) -> None:
    assert line_mark(line) == (mark, rest)


def test_markdown_is_taken_out_and_links_are_placed() -> None:
    text, links = plain(
        "A **bold** [harbour](https://a.example/x) and *one* [pier](https://a.example/y) at snake_case 2*3*4"
    )
    assert text == "A bold harbour and one pier at snake_case 2*3*4"
    assert [(text[link.start : link.end], link.url[-1]) for link in links] == [("harbour", "x"), ("pier", "y")]


def test_front_matter() -> None:
    found = stated_head(["---", 'title: "The ferry"', "tags:", "  - a", "  - b", "date: 2026-01-02", "---", "Text"])
    assert (found.first("headline"), found.first("published"), max(found.lines)) == ("The ferry", "2026-01-02", 7)
    assert found.fields["keywords"] == ("a", "b")
    assert stated_head(["---", "The ferry left.", "---"]).fields == {}


@pytest.mark.parametrize(
    ("lines", "source", "title"),
    [
        (["References", "1. Harbourpost.com: Ferry late again"], "Harbourpost", "Ferry late again"),
        (["Sources:", "[1] “Ferry late again,” Harbour Post, 3 May 2024"], "Harbour Post", "Ferry late again"),
        (["Quellen", "- Hafenblatt – Fähre wieder verspätet"], "Hafenblatt", "Fähre wieder verspätet"),
        (
            ["Further reading", "* [Ferry late again](https://www.harbourpost.example/a)"],
            "harbourpost.example",
            "Ferry late again",
        ),
        (["Web Resources on Ferries", "1) https://www.harbourpost.example/a"], "harbourpost.example", None),
    ],
)
def test_reference(lines: list[str], source: str, title: str | None) -> None:
    text = "The ferry left the harbour.\n" + "\n".join(lines)
    kept, listed, found = split_references(plain_lines(text))
    assert [line.text for line in kept] == ["The ferry left the harbour."]
    assert len(listed) == 2
    assert [(entry.source, entry.title) for entry in found] == [(source, title)]


def test_sources_in_one_line() -> None:
    _, _, found = split_references(plain_lines("The ferry left.\nSources: Harbour Post, Sea Institute"))
    assert found == tuple(Citation(kind="reference", source=name) for name in ("Harbour Post", "Sea Institute"))


@pytest.mark.parametrize(
    "text",
    ["The ferry left.\nSources: the police said so.", "The ferry left.\n1. First rule\n2. Second rule", "One line", ""],
)
def test_no_references(text: str) -> None:
    lines = plain_lines(text)
    assert split_references(lines) == (lines, [], ())


@pytest.mark.parametrize("text", ["The World", "World News", "Arts & Culture", "SPORT", "Politik", "Middle East"])
def test_section(text: str) -> None:
    assert is_section(text)
    assert not is_outlet(text)


@pytest.mark.parametrize(
    "text", ["The Tolle Valley Bugle", "Harbour Post", "harbourpost.example.com", "Grennick Daily News"]
)
def test_outlet(text: str) -> None:
    assert is_outlet(text)
    assert not is_section(text)


@pytest.mark.parametrize(
    "text", ["Ferry leaves late", "Jane Doe", "Post office closes.", "The post was late today", ""]
)
def test_neither_section_nor_outlet(text: str) -> None:
    assert not is_section(text)
    assert not (text and is_outlet(text))


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("© 2025 The Harbour Post. All rights reserved.", "The Harbour Post"),
        ("Copyright © 2019-2026 Cape Courier", "Cape Courier"),
        ("(c) 2026 Bugle Printing Co., Kellick", "Bugle Printing"),
        ("All rights reserved.", None),
    ],
)
def test_rights_owner(text: str, owner: str | None) -> None:
    assert rights_owner(text) == owner


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("The ferry left.", True),
        ("“We wait,” she said", False),
        ("He stared at me. I stared at him", True),
        ("Ferry leaves late", False),
        ("Who is Jane Doe?", False),
        ("It was 6 p.m.", True),
        ("港は閉まったままだ。", True),
        ("Ferry", False),
    ],
)
def test_running_text(text: str, running: bool) -> None:
    assert is_running(text) is running


def test_like() -> None:
    assert is_like("Ferry leaves late in storm: company sorry", "Ferry leaves late in storm")
    assert not is_like(
        "A ferry left late in the storm on Monday, and the company said it was sorry for all",
        "Ferry left late in storm",
    )


@pytest.mark.parametrize(
    "name",
    [
        "Jane Doe",
        "Otto van der Pier",
        "Ahmed al-Sand",
        "J. R. Oak",
        "山田太郎",
        "マリア・サントス・デ・ラ・クルス",
        "Иван Лесной",
    ],
)
def test_name(name: str) -> None:
    assert looks_like_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "Jane",
        "The ferry left",
        "Ferry 3 May",
        "jane doe",
        "Jane Doe, reporter",
        "@jane Doe",
        "",
        "古い橋で手紙が見つかる",
    ],
)
def test_no_name(text: str) -> None:
    assert not looks_like_name(text)


def test_everyday_capitals() -> None:
    assert everyday_capitals("MARY-ANN O'NEIL McDONALD VAN DER PIER") == "Mary-Ann O'Neil McDonald van der Pier"
    assert everyday_capitals("AFP") == "AFP"


def test_opening() -> None:
    found = opening("TLE DESK: OSLO (Reuters) - The ferry left late.")
    assert found.byline is not None
    assert found.dateline is not None
    assert (found.byline.authors[0].name, found.dateline.place) == ("TLE Desk", "OSLO")
    assert (found.wire_credit, found.text) == ("Reuters", "The ferry left late.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour of the island stays closed until Monday, the company said.", "en"),
        ("Der Hafen der Insel bleibt bis Montag geschlossen, sagte die Firma.", "de"),
        ("12 34", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@given(st.text(max_size=300))
def test_parts_never_raise(text: str) -> None:
    _meta(text)
    plain(text)
    rights_owner(text)
    opening(text)
    split_references(plain_lines(text))
    is_section(text)
    if text.strip():
        is_outlet(text.strip())
