"""Bylines and author names. All people and outlets here are invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.conventions.byline import author_names, byline_of, marked_byline

PRINTED = [
    ("By JANE DOE in Oslo", "Jane Doe:person"),
    ("By Jane Doe and John Roe", "Jane Doe:person|John Roe:person"),
    ("By Jane Doe, John Roe and Ann Oak", "Jane Doe:person|John Roe:person|Ann Oak:person"),
    ("BY MARY-ANN O'NEIL AND IAN McDONALD", "Mary-Ann O'Neil:person|Ian McDonald:person"),
    ("By Jane Doe, Political Editor", "Jane Doe:person"),
    ("By Jane Doe, Associated Press", "Jane Doe:person"),
    ("By Jane Doe for The Harbour Post", "Jane Doe:person"),
    ("By Dr. Jane Doe | March 3, 2024", "Jane Doe:person"),
    ("By Jane Doe Published 3 March 2024", "Jane Doe:person"),
    ("By Jane Doe @janedoe", "Jane Doe:person"),
    ("By Jane Doe (Reuters)", "Jane Doe:person"),
    ("Written by: Jane van der Berg", "Jane van der Berg:person"),
    ("Von Anna Xander und Béla Ypsilon", "Anna Xander:person|Béla Ypsilon:person"),
    ("Par Zoé d'Arc et Luc Blanc", "Zoé d'Arc:person|Luc Blanc:person"),
    ("Por María de la O", "María de la O:person"),
    ("di Gino Verdi", "Gino Verdi:person"),
    ("Автор: Иван Лесной", "Иван Лесной:person"),
    ("김나무 기자", "김나무:person"),
    ("記者：森木", "森木:person"),
    ("Von Anna Xander Bild: Béla Ypsilon", "Anna Xander:person"),
    ("Anna Xander, Kuvat: Béla Ypsilon", "Anna Xander:person"),
    ("By Jane Doe Photo: Ann Roe", "Jane Doe:person"),
    ("TLE DESK:", "TLE Desk:desk"),
    ("News Desk", "News Desk:desk"),
    ("By Harbour Post Newsroom", "Harbour Post Newsroom:desk"),
    ("Reuters", "Reuters:agency"),
    ("By The Associated Press", "The Associated Press:agency"),
    ("AFP", "AFP:agency"),
    ("By Reuters Staff", "Reuters:agency"),
    ("Jane Doe", "Jane Doe:person"),
    ("Jane Doe, Staff Writer", "Jane Doe:person"),
    ("By Jane Doe, John Roe, and Ann Oak", "Jane Doe:person|John Roe:person|Ann Oak:person"),
    ("By Jane Doe; additional reporting by John Roe", "Jane Doe:person"),
    ("By Jane Doe and John Roe, The Harbour Post", "Jane Doe:person|John Roe:person"),
    ('By Amalia "Tawny Mae" Tan', 'Amalia "Tawny Mae" Tan:person'),
    ("Von unserer Redakteurin Lotte Ravn und Dr. Jürgen von der Aue", "Lotte Ravn:person|Jürgen von der Aue:person"),
    ("By Post Staff Writer Jane Doe", "Jane Doe:person"),
    ("Interview: Edda Thorne", "Edda Thorne:person"),
    ("Eingestellt von Lotte Ravn", "Lotte Ravn:person"),
    ("Lucía Peñalver y Jordi Mas i Ferrer", "Lucía Peñalver:person|Jordi Mas i Ferrer:person"),
    ("Por Ana Prado e Luis Mar", "Ana Prado:person|Luis Mar:person"),
    ("Jane Doe1, John Roe2", "Jane Doe:person|John Roe:person"),
    ("מאת: תמר אלקובי", "תמר אלקובי:person"),
    ("بقلم: سلمى نور", "سلمى نور:person"),
    ("نویسنده: مینا راد", "مینا راد:person"),
    ("โดย ปารีณา วงศ์สว่าง", "ปารีณา วงศ์สว่าง:person"),
    ("文・藤野 千晴", "藤野 千晴:person"),
    ("Skrevet af Nils Fjord", "Nils Fjord:person"),
    ("Kirjoittaja: Aino Välimäki", "Aino Välimäki:person"),
    ("Írta: Kovács Réka", "Kovács Réka:person"),
    ("Penulis: Sari Laut", "Sari Laut:person"),
    ("Yazan: Deniz Orman", "Deniz Orman:person"),
    ("By TK4417", "nobody"),
    ("By jane.doe", "nobody"),
    ("Posted by web_admin2", "nobody"),
    ("By Our Education Editor", "nobody"),
    ("By Staff Reporter", ""),
    ("Staff", ""),
    ("By admin", ""),
]
NO_BYLINE = [
    "",
    "Photo by Jane Doe",
    "Photograph: Jane Doe/Agency",
    "Foto: Anna Xander",
    "By the time the ferry arrived, the harbour was closed.",
    "By Friday the harbour was closed",
    "The ferry was late",
    "12 November 2025",
    "Share this article with your friends",
    "Jane Doe is a reporter at the Harbour Post",
    "x" * 300,
]


def _shown(text: str) -> str | None:
    byline = byline_of(text)
    return None if byline is None else "|".join(f"{author.name}:{author.kind}" for author in byline.authors)


@pytest.mark.parametrize(("text", "authors"), PRINTED)
def test_printed(text: str, authors: str) -> None:
    if authors.endswith("nobody"):
        assert not _shown(text)
        return
    assert _shown(text) == authors


@pytest.mark.parametrize("text", NO_BYLINE)
def test_none(text: str) -> None:
    assert byline_of(text) is None


def test_printed_form_stays() -> None:
    byline = byline_of("  By JANE DOE\n in Oslo ")
    assert byline is not None
    assert byline.text == "By JANE DOE in Oslo"


@pytest.mark.parametrize("text", ["Jane Doe", "Harbour Closed", "Reuters", "本报记者", "总理会见记者", "特派記者"])
def test_unmarked_line_is_not_marked(text: str) -> None:
    assert marked_byline(text) is None


@pytest.mark.parametrize(
    ("strings", "names"),
    [
        (["Jane Doe", "By Jane Doe", "JOHN ROE"], ["Jane Doe", "John Roe"]),
        (["Jane Doe, John Roe & Ann Oak"], ["Jane Doe", "John Roe", "Ann Oak"]),
        (["https://social.example/janedoe", "@janedoe", "admin", "Staff", "", "jane@harbour.example"], []),
        (["Harbour Post and Mail Newsroom"], ["Harbour Post and Mail Newsroom"]),
        (["Plato"], ["Plato"]),
        (["The Associated Press"], ["The Associated Press"]),
    ],
)
def test_names_in_data(strings: list[str], names: list[str]) -> None:
    assert [author.name for author in author_names(strings)] == names


def check_byline(text: str) -> None:
    """What is read stands in the text, and every author has a name."""
    found, marked, named = byline_of(text), marked_byline(text), author_names([text])
    for byline in filter(None, (found, marked)):
        assert " ".join(text.split()).startswith(byline.text)
        assert all(author.name.strip() for author in byline.authors)
    assert marked is None or marked == found
    assert all(author.name.strip() for author in named)


@given(st.text(max_size=300))
def test_anything_gives_names_out_of_the_text_or_none(text: str) -> None:
    check_byline(text)


@pytest.mark.parametrize("text", ["1" * 200_000, "?" * 100_000, "By " + "A, " * 70_000, "\ud800\0", "By \ud800 X"])
def test_hostile(text: str) -> None:
    check_byline(text)


@pytest.mark.parametrize(
    "case", json.loads((Path(__file__).parents[3] / "cases/byline_labels.json").read_text(encoding="utf-8"))
)
def test_labels_of_many_languages(case: dict[str, Any]) -> None:
    byline = byline_of(case["line"])
    names = [author.name for author in byline.authors if author.kind == "person"] if byline else []
    assert names == case["authors"]
