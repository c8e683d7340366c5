"""Bylines as databases give them."""

import pytest

from tasks.text.press.press_byline import byline_agency, press_byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By KURT OHLSEN, --(Reuter)", ["Kurt Ohlsen"]),
        ("-- (AFP)", ["AFP"]),
        ("--(Harbour Times Service)", ["Harbour Times Service"]),
        ("Veld, Anna", ["Anna Veld"]),
        ("von Rohn, Mathias", ["Mathias von Rohn"]),
        ("Anna Veld, courier.example", ["Anna Veld"]),
        ("Anna Veld and Ola Brandt", ["Anna Veld", "Ola Brandt"]),
        ("Anna Veld (now), Ola Brandt (earlier)", ["Anna Veld", "Ola Brandt"]),
        ("From OLA BRANDT", ["Ola Brandt"]),
        ("Von AXEL OHM und RUDI GREN (Fotos)", ["Axel Ohm"]),
        ("Letters", []),
        ("GCA", []),
        ("Ola Brandt in Aldersund", ["Ola Brandt"]),
    ],
)
def test_who_wrote_it(text: str, names: list[str]) -> None:
    byline = press_byline(text)
    assert byline
    assert [author.name for author in byline.authors] == names


def test_surnames_first() -> None:
    byline = press_byline("Brandt Ohm, Ola; Veld, Anna", surname_first=True)
    assert byline
    assert [author.name for author in byline.authors] == ["Ola Brandt Ohm", "Anna Veld"]


@pytest.mark.parametrize(
    ("text", "agency"), [("By OLA BRANDT, --(Reuter)", "Reuters"), ("dpa", "dpa"), ("Ola Brandt", None)]
)
def test_agencies_in_bylines(text: str, agency: str | None) -> None:
    assert byline_agency(text) == agency
