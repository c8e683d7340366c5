"""Writes the places that each language pack knows: countries and the cities that time zones are named for, from CLDR.

    python -m benchmarks.training.country_names

Needs babel (CLDR's data are under the Unicode licence). Names that are common words elsewhere stay out by their length.
"""

from pathlib import Path

from tasks.text.annotate.languages.pack import codes

_SHORTEST = 4
_SHORTEST_HAN = 2


def names_of(code: str) -> list[str]:
    """Countries and cities as the language calls them."""
    from babel import Locale

    locale = Locale(code)
    found = {str(name) for key, name in locale.territories.items() if len(key) == 2 and key not in {"ZZ", "XA", "XB"}}
    found |= {str(zone["city"]) for zone in locale.time_zones.values() if "city" in zone}
    shortest = _SHORTEST_HAN if code in {"zh", "ja"} else _SHORTEST
    return sorted(name for name in found if len(name) >= shortest and "(" not in name and "（" not in name)


def main() -> None:
    """One file a language."""
    folder = Path("tasks/text/annotate/languages")
    for code in codes():
        if code != "en":
            (folder / code / "places.txt").write_text("\n".join(names_of(code)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
