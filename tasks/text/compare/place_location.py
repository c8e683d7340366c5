"""Coordinates for the places of one article, from a gazetteer; the article's other places resolve ambiguous names.

Nothing is guessed. An ambiguous name means the place in a state or country that the article names, or the place that is
ten times as large as all others; else it stays unresolved.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

_LARGE = 500_000
"""Inhabitants from which news names a place without its country."""
_TIMES = 10
"""How many times larger such a place is than any other of the same name."""
_KNOWN = 100_000
"""Inhabitants from which a unique name is reliable: the gazetteer lacks villages, so a smaller place may have an
unlisted namesake."""


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
    """A state of the United States, two letters. None: the place is elsewhere."""


class Gazetteer(Protocol):
    """Places by name, in any case."""

    def areas(self, name: str) -> Sequence[Spot]:
        """Countries and states of that name."""

    def cities(self, name: str) -> Sequence[Spot]:
        """Towns and cities of that name."""


def locate(places: Mapping[str, Sequence[str]], gazetteer: Gazetteer) -> dict[str, Spot]:
    """The places by id; unresolved ones are left out. `places`: names by id, the fullest first."""
    areas = {key: _first(names, gazetteer.areas) for key, names in places.items()}
    found = {key: some[0] for key, some in areas.items() if len(some) == 1}
    states = {one.state for one in found.values() if one.state}
    countries = {one.country for one in found.values()}
    for key, some in areas.items():
        # Georgia: the state if another state is named, the country if another country is named; if neither, unresolved.
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
    """Which of several towns of one name is meant. None: unresolved."""
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
    """The town that is large, and far larger than the others of its name. None: there is none."""
    first, *others = sorted(some, key=lambda one: -one.population) or (None,)
    if first is None or first.population < least:
        return None
    return first if all(first.population >= _TIMES * one.population for one in others) else None
