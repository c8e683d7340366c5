"""Numbers as news prints them: digits, words, scales."""

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(_ONES.split(" "))}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(" "), start=2)}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "crore": 1e7,
    "lakh": 1e5,
}
_PARTS = re.compile(r"[a-z]+")


def word_value(text: str) -> float | None:
    """The value of a spelled-out number: "two hundred and five" -> 205. None: it is not a number."""
    total, current = 0.0, 0.0
    seen = False
    for word in _PARTS.findall(text.lower()):
        if word in SMALL or word in TENS:
            current += SMALL.get(word, TENS.get(word, 0))
            seen = True
        elif word in {"a", "an", "half"}:
            current = 0.5 if word == "half" else current or 1.0
        elif word == "hundred":
            current = (current or 1.0) * 100
            seen = True
        elif word in SCALES:
            total += (current or 1.0) * SCALES[word]
            current = 0.0
            seen = True
        elif word != "and":
            return None
    return total + current if seen else None


def digit_value(text: str) -> float:
    """The value of digits with thousands separators: "1,200.5" -> 1200.5."""
    return float(text.replace(",", ""))
