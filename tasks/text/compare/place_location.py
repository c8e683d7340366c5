"""Where the places of one article lie: each name looked up in a gazetteer, the ambiguous ones by the article's others.

Nothing is guessed. A name that several places have is the one in a state or country that the article names, or the one
that is ten times as large as all others; else it is not known which.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

_LARGE = 500_000
"""Inhabitants of a place that news names without its country."""
_TIMES = 10
"""How much larger than its namesakes it is."""
_KNOWN = 100_000
"""Inhabitants from which a name that no other place has is safe, for the gazetteer has no villages."""


class Spot(NamedTuple):
    """A place of the gazetteer."""

    country: str
    """ISO 3166-1, two letters."""
    latitude: float | None
    """None: a country or a state."""
    longitude: float | None
    geonames_id: int | None
    """None: a state."""
    population: int
    state: str | None = None
    """Of the United States, two letters. None: elsewhere."""


class Gazetteer(Protocol):
    """Places by name, in any case."""

    def areas(self, name: str) -> Sequence[Spot]:
        """Countries and states of that name."""

    def cities(self, name: str) -> Sequence[Spot]:
        """Towns and cities of that name."""


def locate(places: Mapping[str, Sequence[str]], gazetteer: Gazetteer) -> dict[str, Spot]:
    """Where the places lie, by id; those of which it is not safe are left out. `places`: names by id, the fullest
    first."""
    areas = {key: _first(names, gazetteer.areas) for key, names in places.items()}
    found = {key: some[0] for key, some in areas.items() if len(some) == 1}
    states = {one.state for one in found.values() if one.state}
    countries = {one.country for one in found.values()}
    for key, some in areas.items():
        # Georgia: the state if another state is named, the country if not; with nothing else named, neither.
        fitting = [one for one in some if (one.state is not None) == bool(states)] if countries else []
        if len(some) > 1 and len(fitting) == 1:
            found[key] = fitting[0]
    cities = {key: _first(names, gazetteer.cities) for key, names in places.items() if not areas[key]}
    sure = {key: large.country for key, some in cities.items() if (large := _large(some))}
    for key, some in cities.items():
        elsewhere = {country for other, country in sure.items() if other != key}
        chosen = _city(some, states, countries | elsewhere)
        if chosen:
            found[key] = chosen
    return found


def _first(names: Sequence[str], look_up: Callable[[str], Sequence[Spot]]) -> Sequence[Spot]:
    return next((found for found in map(look_up, names) if found), ())


def _city(some: Sequence[Spot], states: set[str], countries: set[str]) -> Spot | None:
    """Which of the towns of one name is meant. None: that is not safe."""
    in_state = [one for one in some if one.state in states] if states else []
    if len(in_state) == 1:
        return in_state[0]
    large = _large(some)
    supported = [one for one in some if one.country in countries]
    if large:
        others = [one for one in supported if one.country != large.country and one.population >= _KNOWN]
        return large if large.country in countries or not others else None
    if supported:
        return supported[0] if len(supported) == 1 else _large(supported, least=0)
    return some[0] if len(some) == 1 and some[0].population >= _KNOWN else None


def _large(some: Sequence[Spot], *, least: int = _LARGE) -> Spot | None:
    """The one that is large, and far larger than its namesakes. None: there is no such."""
    first, *others = sorted(some, key=lambda one: -one.population) or (None,)
    if first is None or first.population < least:
        return None
    return first if all(first.population >= _TIMES * one.population for one in others) else None
