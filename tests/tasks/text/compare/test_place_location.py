"""Where places lie: a small invented gazetteer, and what an article's other places say."""

from collections.abc import Sequence

import pytest

from tasks.text.compare.place_location import Spot, locate

AREAS = {
    "halvia": [Spot("HV", None, None, 1, 4_000_000)],
    "marland": [Spot("ML", None, None, 2, 9_000_000)],
    "georgia": [Spot("GE", None, None, 3, 4_000_000), Spot("US", None, None, None, 0, "GA")],
    "texas": [Spot("US", None, None, None, 0, "TX")],
}
CITIES = {
    "skarra": [Spot("HV", 60.0, 5.0, 10, 900_000), Spot("ML", 50.0, 7.0, 11, 20_000)],
    "tolle": [Spot("HV", 61.0, 5.5, 12, 60_000), Spot("ML", 51.0, 7.5, 13, 40_000)],
    "port ellis": [Spot("HV", 62.0, 6.0, 14, 150_000)],
    "little ellis": [Spot("ML", 52.0, 8.0, 15, 16_000)],
    "bray": [Spot("HV", 63.0, 6.0, 16, 700_000), Spot("ML", 53.0, 8.5, 17, 400_000)],
    "paris": [Spot("FR", 48.9, 2.3, 18, 2_100_000), Spot("US", 33.7, -95.6, 19, 25_000, "TX")],
    "london": [Spot("GB", 51.5, -0.1, 20, 8_900_000), Spot("ML", 43.0, -81.2, 21, 420_000)],
}


class Invented:
    def areas(self, name: str) -> Sequence[Spot]:
        return AREAS.get(name.lower(), ())

    def cities(self, name: str) -> Sequence[Spot]:
        return CITIES.get(name.lower(), ())


@pytest.mark.parametrize(
    ("names", "where"),
    [
        (["Halvia"], {"Halvia": 1}),
        (["Nowhere"], {}),
        (["Skarra"], {"Skarra": 10}),  # ten times as large as its namesake
        (["Port Ellis"], {"Port Ellis": 14}),  # the only one, and large
        (["Little Ellis"], {}),  # a village of that name may be meant
        (["Little Ellis", "Marland"], {"Little Ellis": 15, "Marland": 2}),
        (["Tolle"], {}),
        (["Tolle", "Marland"], {"Tolle": 13, "Marland": 2}),
        (["Tolle", "Skarra"], {"Tolle": 12, "Skarra": 10}),  # a large place supports its country
        (["Tolle", "Halvia", "Marland"], {"Halvia": 1, "Marland": 2}),
        (["Bray"], {}),
        (["Paris"], {"Paris": 18}),
        (["Paris", "Texas"], {"Paris": 19, "Texas": None}),
        (["Georgia"], {}),
        (["Georgia", "Texas"], {"Georgia": None, "Texas": None}),
        (["Georgia", "Halvia"], {"Georgia": 3, "Halvia": 1}),
    ],
)
def test_a_place_is_located_if_it_is_safe(names: list[str], where: dict[str, int | None]) -> None:
    found = locate({name: (name,) for name in names}, Invented())
    assert {name: spot.geonames_id for name, spot in found.items()} == where


def test_a_large_place_is_not_safe_beside_a_country_with_another_of_that_name() -> None:
    assert "London" not in locate({"London": ("London",), "Marland": ("Marland",)}, Invented())


def test_other_names_count_when_the_fullest_is_not_known() -> None:
    assert locate({"x": ("City of Skarra", "Skarra")}, Invented())["x"].geonames_id == 10
