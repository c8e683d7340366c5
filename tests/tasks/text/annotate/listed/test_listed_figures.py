"""Figures in many languages: digits with their scale and unit."""

import pytest

from tasks.text.annotate.languages.pack import pack
from tasks.text.annotate.listed.listed_figures import listed_figures, number_value


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Rund 3,5 Millionen Euro kostete es 2.500 Menschen.",
            [(3_500_000, "EUR", None), (2500, None, "menschen")],
        ),
        ("de", "Am 3. Mai 2024 um 14:30 Uhr", []),
        ("fr", "3 200 hectares et 12 %", [(3200, None, "hectares"), (12, "%", None)]),
        ("es", "El 45,2% de 10 millones de euros", [(45.2, "%", None), (10_000_000, None, None)]),
        ("ru", "5 млн рублей, 1 200 человек", [(5_000_000, "RUB", None), (1200, None, "человек")]),
        ("sv", "20 kilometer på 3 timmar", [(20, "km", None), (3, "hour", None)]),
        ("xx", "€ 20 (54.354.793)", [(20, "EUR", None), (54354793, None, None)]),
    ],
)
def test_figures(language: str, text: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    found = list(listed_figures(text, pack(language)))
    assert [(one.value, one.unit, one.counted) for one in found] == expected
    assert all(text[one.start_char : one.end_char] == one.surface for one in found)


@pytest.mark.parametrize(
    ("digits", "decimal", "value"),
    [
        ("1.250,5", ",", 1250.5),
        ("1,250.5", ",", 1250.5),
        ("1.250", ",", 1250),
        ("1.250", ".", 1.25),
        ("3,5", ".", 3.5),
        ("12", ",", 12),
        ("1 000 000", ",", 1_000_000),
    ],
)
def test_number_value(digits: str, decimal: str, value: float) -> None:
    assert number_value(digits, decimal) == value
