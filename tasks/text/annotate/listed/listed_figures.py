"""Numbers that count or measure, in any language: digits with scale and unit, by the words of a language pack.

Years, days, times, scores and telephone numbers are not figures. One pass; no pattern nests unbounded quantifiers.
"""

import re
from collections.abc import Iterator

from schemas.figure import Figure
from tasks.text.annotate.languages.pack import LanguagePack

_NUMBER = re.compile(
    r"(?<![\w.,:/+-])(?P<before>US\$|[$£€¥₽₴₺])?\s?"
    r"(?P<digits>\d{1,3}(?:[.,\u00a0\u202f’' ]\d{3}){1,5}(?:[.,]\d{1,3})?(?!\d)|\d{1,9}(?:[.,]\d{1,6})?)"
    r"(?P<after>\s?(?:%|[$£€¥₽₴₺]))?(?![\w:/-]|[.,]\d)"
)
_WORD = re.compile(r"[\s\u00a0-]?([^\W\d_]{1,24}\.?)")
_SIGNS = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₺": "TRY", "%": "%"}
_SPACES = re.compile(r"[\u00a0\u202f’' ]")
_MAX_YEAR = 2100
_MIN_YEAR = 1800


def listed_figures(body: str, pack: LanguagePack) -> Iterator[Figure]:
    """The figures of a text in order."""
    months = {form for month in pack.months for form in month}
    for found in _NUMBER.finditer(body):
        value = number_value(found["digits"], pack.decimal)
        unit = _SIGNS.get((found["before"] or found["after"] or "").strip())
        end = found.end()
        word, stop = _next_word(body, end)
        if word in pack.scales:
            value, end = value * pack.scales[word], stop
            word, stop = _next_word(body, end)
        if unit is None:
            unit = next((name for name, forms in pack.units.items() if word in forms), None)
            end = stop if unit is not None else end
        if unit is None and (_is_year(found["digits"]) or word in months or word.rstrip(".") in months):
            continue
        if unit is None and body[end : end + 1] == "." and found["digits"].isdigit() and len(found["digits"]) < 3:
            continue  # "3. Mai", "2. Platz"
        noun = word.rstrip(".")
        counted = noun if unit is None and len(noun) > 2 and noun not in pack.stops else None
        start = found.start("before") if found["before"] else found.start("digits")
        yield Figure(
            start_char=start, end_char=end, surface=body[start:end], value=value, unit=unit, counted=counted, hedge=None
        )


def number_value(digits: str, decimal: str) -> float:
    """The value of digits with this decimal mark: "1.250,5" is 1250.5 if the mark is a comma."""
    plain = _SPACES.sub("", digits)
    marks = [sign for sign in plain if sign in ".,"]
    if not marks:
        return float(plain)
    last = plain.rfind(marks[-1])
    several = len(set(marks)) == 1 and len(marks) > 1
    thousands = marks[-1] != decimal and len(plain) - last == 4 and len(set(marks)) == 1
    if several or thousands:
        return float(plain.replace(",", "").replace(".", ""))
    whole = plain[:last].replace(",", "").replace(".", "")
    return float(f"{whole}.{plain[last + 1 :]}")


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and _MIN_YEAR <= int(digits) <= _MAX_YEAR


def _next_word(body: str, at: int) -> tuple[str, int]:
    found = _WORD.match(body, at)
    return (found.group(1).lower(), found.end()) if found else ("", at)
