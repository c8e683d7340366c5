"""What stands above a text: what is taken as stated, and what stays in the text."""

from datetime import UTC, datetime

import pytest

from schemas.article import Article
from tasks.text.plain.plain_article import plain_article

HEAD = "Title: Gale tears roof off market hall\nSource: Tormund Gazette\nDate: March 4, 2023\n\n"
LAST = "Traders moved their stalls to the old bus garage within the hour, and nobody was hurt."


def read(text: str) -> Article:
    found = plain_article(text, url=None, received_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "first",
    [
        'The mayor said: "We will rebuild the hall before winter, and nobody will pay for it."',
        "Tormund: A gale tore the roof off the market hall on Friday night.",
    ],
)
def test_a_first_paragraph_with_a_colon_is_no_label(first: str) -> None:
    article = read(f"{HEAD}{first}\n\n{LAST}\n")
    assert [block.text for block in article.blocks] == [first, LAST]
    assert article.headline == "Gale tears roof off market hall"
    assert article.publication == "Tormund Gazette"


def test_a_paragraph_right_below_the_labels_is_no_label() -> None:
    first = "The mayor said: we will rebuild the hall before winter, and nobody will pay for it."
    assert [block.text for block in read(f"{HEAD.rstrip()}\n{first}\n\n{LAST}\n").blocks] == [first, LAST]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Copyright reform will be debated in parliament in June, the minister said.", True),
        ("Copyright 2023 Tormund Gazette", False),
        ("Copyright, 2023, Tormund Gazette", False),
        ("Copyright by Gazette Media Ltd", False),
        ("(c) 2023 Gazette Media Ltd", False),
    ],
)
def test_a_last_paragraph_about_copyright_is_text(line: str, kept: bool) -> None:
    assert [block.text for block in read(f"{HEAD}{LAST}\n\n{line}\n").blocks] == [LAST, *([line] if kept else [])]


def test_questions_and_answers_are_no_head() -> None:
    lines = ["Author: You have written a book.", "Date: when did you begin?", "Lund: In 2003.", "Source: where from?"]
    article = read("Interview with Ida Lund\n\n" + "\n\n".join([*lines, LAST]))
    assert "Lund: In 2003." in article.body
    assert article.publication is None


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ("https://gazette.example/gale", "https://gazette.example/gale"),
        ("/2023/03/gale/", None),
        ("n/a", None),
        ("http://[bad", None),
    ],
)
def test_only_an_address_of_the_web_is_one(stated: str, url: str | None) -> None:
    assert read(f"---\ntitle: A gale\nurl: {stated}\n---\n\n{LAST}\n").url == url


def test_a_number_of_thousands_of_digits_stops_nothing() -> None:
    assert LAST in read(f'+++\ntitle = "A gale"\nweight = {"1" * 5000}\n+++\n\n{LAST}\n').body
