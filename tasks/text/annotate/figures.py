"""Numbers that count or measure: "about 1.2 million people", "$3.4bn", "180-day", "the 90th nation", an age.

Years, dates, times, scores, phone numbers, footnotes and numbers inside names are not figures. One pass over the text
finds these and another the figures; no pattern nests unbounded quantifiers.
"""

import re
from collections.abc import Iterator

from schemas.figure import Figure
from tasks.text.annotate.languages.en.number_words import SCALES, SMALL, TENS, digit_value, word_value
from tasks.text.annotate.word_starts import matches_at
from tasks.text.conventions.month_name import month_names
from tasks.text.conventions.wordlist import wordlist

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
# Numbers that are not figures, one kind per line.
_NO_FIGURES = (
    rf"\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:, ?\d{{4}})?\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b(?:,? \d{{4}})?",
    rf"\b{_MONTH}\.?,? \d{{4}}\b",
    r"\b\d{4}-\d{1,2}-\d{1,2}\b",
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    r"\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b| GMT| hours)?",
    r"\b\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b",
    r"\b\d{4} (?:GMT|UTC|BST|EST|EDT)\b",
    # telephone numbers
    r"\+\d{1,3}(?:[ -]\d{1,5}){1,5}\b",
    r"\+?\(?\d{2,4}\)?[ -]\d{3}[ -]\d{3,4}\b",
    r"\b\d{3}-\d{4}\b",
    # footnotes, decades, spans of years, centuries
    r"\[\d{1,3}\]",
    r"\b(?:18|19|20)\d0s\b",
    r"['’]\d\ds\b",
    r"\b(?:18|19|20)\d\d[-–/](?:\d{4}|\d\d)\b",
    r"\b\d{1,2}(?:st|nd|rd|th)[- ]centur(?:y|ies)\b",
    r"https?://\S{1,300}",
    r"\b[\w.]{1,60}@[\w.]{1,60}",
    # types and models: F-16, G7, Covid-19
    r"\b[A-Za-z]{1,8}-\d{1,4}[A-Za-z]?\b",
    r"\b[A-Za-z]\d{1,4}\b",
    # scores: 3-1, but not 10-15 percent or 10-15 people
    r"\b\d{1,3}-\d{1,3}(?:-\d{1,3})?\b(?! ?(?:%|percent|per cent|pct|[a-z]+s\b))",
    r"\b\d+/\d+\b",
    # fractions in words
    r"\b(?:one|two|three|four|five)[- ](?:thirds?|quarters?|fifths?|half|halves|eighths?|tenths?)\b",
    r"#\d+",
)
_NONE = re.compile("|".join(_NO_FIGURES))
_SMALL_WORD = "|".join(sorted((*SMALL, *TENS), key=len, reverse=True))
_SCALE_WORD = "hundred|thousand|million|billion|trillion|dozen|crore|lakh"
_NUMBER = re.compile(
    r"(?P<currency>US\$|A\$|C\$|HK\$|[$£€¥]|\bRs\.? ?)? ?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|\b(?P<words>(?:(?:a|an|half a|half an) (?:{_SCALE_WORD})|(?:{_SMALL_WORD}))(?:[- ](?:and )?(?:{_SMALL_WORD}"
    rf"|{_SCALE_WORD})){{0,6}})\b)"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b|[- ]?(?P<scale>{_SCALE_WORD}|bn|bln|mn|mln|tn|[mk](?![\w-]))\b)?",
    re.IGNORECASE,
)
_NUMBER_WORDS = frozenset((*SMALL, *TENS, "a", "an", "half"))
_NONE_WORDS = wordlist("one two three four five") | {form for forms in month_names("en") for form in forms}
_UNITS = {
    "day": "days",
    "week": "weeks",
    "month": "months",
    "year": "years",
    "hour": "hours",
    "minute": "minutes",
    "second": "seconds",
    "decade": "decades",
    "century": "centuries",
    "km": "km kilometre kilometres kilometer kilometers",
    "mile": "miles",
    "metre": "metres meter meters",
    "foot": "feet",
    "inch": "inches",
    "acre": "acres",
    "hectare": "hectares",
    "kg": "kilogram kilograms kilo kilos",
    "tonne": "tonnes",
    "ton": "tons",
    "ounce": "ounces",
    "barrel": "barrels",
    "gallon": "gallons",
    "litre": "litres liter liters",
    "degree": "degrees",
    "megawatt": "megawatts mw",
    "percentage point": "",
    "basis point": "",
    "point": "points",
    "mph": "",
    "kph": "",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in (unit, *forms.split())}
_MONEY_WORDS = {
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pounds": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "rubles": "RUB",
    "roubles": "RUB",
    "rupees": "INR",
    "francs": "CHF",
    "crowns": "crown",
    "marks": "DEM",
    "pesos": "peso",
    "lira": "lira",
}
_SIGNS = {
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "hk$": "HKD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "rs": "INR",
}
_PERCENT = re.compile(r" ?%|[- ](?:percent|per cent|pct)\b(?! points?)", re.IGNORECASE)
_POINTS = re.compile(r"[- ](?:percentage|basis)[- ]points?\b", re.IGNORECASE)
_UNIT = re.compile(r"(?P<joint>[- ])(?P<unit>[A-Za-z]+)")
_OLD = re.compile(r"[- ]years?[- ]olds?\b")
_METRE = frozenset({"m"})
_OLDEST = 120
_AGE_BEFORE = re.compile(r"(?:[A-Z][\w’'-]{1,60}\.?, (?:aged )?|\baged? )$")
_AGE_AFTER = re.compile(r"(?:[,.;)]|$| and\b| from\b)")
_HEDGE = re.compile(
    r"\b(about|around|some|nearly|almost|roughly|approximately|at least|at most|just over|just under|well over|more "
    r"than|less than|fewer than|"
    r"no more than|no fewer than|no less than|over|under|above|below|up to|as many as|as much as|as few as|an "
    r"estimated|estimated|close to|only|"
    r"upwards of|north of|circa|between|maybe|perhaps)\s+(?:an? |the )?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[- ]([A-Za-z][\w’'-]*)")
_PASSED_OVER = wordlist("more other different new additional further such or so of the his her their its these those")
_STOPS = wordlist(
    "in on at to for and or but with from by as than that which who after before since until per is are was were "
    "have has had "
    "will would can could should may might when while because if not out into over under against during between ago "
    "later earlier"
)
_IRREGULAR = wordlist(
    "people men women children police troops cattle sheep fish feet teeth aircraft series species personnel staff "
    "dead percent"
)
_LOWER_S = wordlist("this its his us was has is does as yes less across always besides perhaps towards")
_CAPITAL_BEFORE = re.compile(r"([A-Z][\w.&’'-]{0,60}) $")
_BEFORE_OK = wordlist(
    "The A An In On At Of To For By With From After Before Over Under About Around Some Nearly Almost Only Just And "
    "But Or If When While As "
    "Than More Less Fewer Up Between Among Another Every Each All Both These Those Its His Her Their Our My Last "
    "Next First Since Roughly "
    "Approximately Least Another Until Within Across Nov Of Not Then Now So Still Yet He She They It We You I That "
    "This There"
)
_REFERENCE = re.compile(
    r"\b(?:No|Nos|Part|Chapter|Section|Article|Room|Route|Highway|Channel|Flight|Phase|Level|Page|Volume|Act|Title"
    r"|Figure|Table)\.? $",
    re.IGNORECASE,
)
_RANGE = re.compile(r" (?:to|and|or) |-|–")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d$")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|from|until|till|through|during|before|after|late|early|mid|year|and|to|the)[ -]$",
    re.IGNORECASE,
)


def figures(body: str) -> list[Figure]:
    """The figures of a text, in order and without overlap."""
    none = _NONE.finditer(body) if "@" in body else matches_at(_NONE, body, _may_be_none, "+([#'’")
    blocked = [found.span() for found in none]
    found: list[Figure] = []
    at = 0
    for number in matches_at(_NUMBER, body, _may_count, "$£€¥USACHKRsusachkr. "):
        while at < len(blocked) and blocked[at][1] <= number.start():
            at += 1
        if at < len(blocked) and blocked[at][0] < number.end() and not number["currency"]:
            continue
        if not _inside_word(body, number):
            found.extend(_figure(body, number))
    return [_shared(body, one, after) for one, after in zip(found, [*found[1:], None], strict=True)] if found else []


def _may_count(word: str, _behind: str) -> bool:
    """Whether a figure may begin with this word."""
    return word in _NUMBER_WORDS or word[0].isdigit() or (word.startswith("rs") and word[-1].isdigit())


def _may_be_none(word: str, behind: str) -> bool:
    """Whether a number that is not a figure may begin with this word: a digit, a month, a fraction, an address, "F-16",
    "G7"."""
    is_type = (behind[:1] == "-" and behind[1:].isdigit()) or word[-1].isdigit()
    return is_type or word in _NONE_WORDS or word[0].isdigit() or word.startswith("http")


def _shared(body: str, one: Figure, after: Figure | None) -> Figure:
    """The first figure of a range with the second one's unit and noun: "30 to 40 trucks"."""
    if after is None or one.unit or one.counted or not _RANGE.fullmatch(body, one.end_char, after.start_char):
        return one
    return one.model_copy(update={"unit": after.unit, "counted": after.counted})


def _inside_word(body: str, number: re.Match[str]) -> bool:
    first = number.start("digits") if number["digits"] else number.start("words")
    before = body[first - 1 : first]
    after = body[number.end() : number.end() + 1]
    return (before.isalnum() and not number["currency"]) or before in {"_", ".", "/"} or after.isalnum() or after == "_"


def _figure(body: str, number: re.Match[str]) -> Iterator[Figure]:
    value = digit_value(number["digits"]) if number["digits"] else word_value(number["words"])
    if value is None or value > 1e18:
        return
    # "1.2m people" are millions, "the 30m mast" is metres.
    metres = number["scale"] in _METRE and not number["currency"] and _counted(body, number.end()) is None
    if number["scale"] and not metres:
        value *= SCALES[number["scale"].lower()]
    start = number.start("currency") if number["currency"] else number.start("digits" if number["digits"] else "words")
    before, end = body[max(0, start - 40) : start], number.end()
    unit, end, counted = ("metre", end, None) if metres else _measured(body, number, before, end)
    counted = counted or _counted(body, end)
    if _no_figure(body, number, before, end, unit, counted, value):
        return
    hedge = _HEDGE.search(before)
    yield Figure(
        surface=body[start:end],
        value=value,
        unit=unit,
        counted=counted,
        hedge=hedge.group(1).lower() if hedge else None,
        start_char=start,
        end_char=end,
    )


def _measured(body: str, number: re.Match[str], before: str, end: int) -> tuple[str | None, int, str | None]:
    """The unit, the end of the surface including the unit, and "age" for an age."""
    if number["ordinal"]:
        return "ordinal", end, None
    if number["currency"]:
        return _SIGNS.get(number["currency"].strip(" .").lower(), number["currency"].strip()), end, None
    percent = _PERCENT.match(body, end)
    if percent:
        return "%", percent.end(), None
    points = _POINTS.match(body, end)
    if points:
        kind = "basis point" if "basis" in points.group().lower() else "percentage point"
        return kind, points.end(), None
    old = _OLD.match(body, end)
    if old:
        return "year", old.end(), "age"
    unit = _UNIT.match(body, end)
    if unit:
        word = unit["unit"].lower()
        if word in _UNIT_OF and (word not in {"second", "point", "degree"} or unit["joint"] == "-"):
            return _UNIT_OF[word], unit.end(), None
        if word in _MONEY_WORDS:
            return _MONEY_WORDS[word], unit.end(), None
    apposed = _AGE_BEFORE.search(before) and _AGE_AFTER.match(body, end)
    if apposed and number["digits"] and number["digits"].isdigit() and 0 < int(number["digits"]) < _OLDEST:
        return "year", end, "age"
    return None, end, None


def _counted(body: str, end: int) -> str | None:
    """The counted noun: the first plural among the next few words. None: there is none."""
    at = end
    for _ in range(5):
        word = _WORD.match(body, at)
        if word is None:
            return None
        text = word.group(1)
        lower = text.lower()
        if lower in _STOPS:
            return None
        if at == end and body[end] == "-" and text.isalpha():
            return text
        if lower in _IRREGULAR or (
            len(text) > 3
            and lower.endswith("s")
            and not lower.endswith(("ss", "'s", "’s", "us"))
            and lower not in _LOWER_S
        ):
            return text
        if body[end - 2 : end] in {"st", "nd", "rd", "th"} and text.islower() and lower not in _PASSED_OVER:
            return text
        at = word.end()
    return None


def _no_figure(
    body: str, number: re.Match[str], before: str, end: int, unit: str | None, counted: str | None, value: float
) -> bool:
    """Whether a number is not a figure: a year, part of a name, a bare "one", or a number word that counts nothing."""
    if _REFERENCE.search(before):
        return True
    if unit is None and not number["scale"]:
        if number["digits"] and _YEAR.fullmatch(number["digits"]) and (counted is None or _YEAR_BEFORE.search(before)):
            return True
        capital = _CAPITAL_BEFORE.search(before)
        if (
            capital
            and capital.group(1) not in _BEFORE_OK
            and not (counted and body[end : end + 1] == " " and capital.group(1).endswith("."))
        ):
            return number["digits"] is not None
    if number["words"] and unit is None:
        return (counted is None and value < 13) or (value <= 1 and number["words"].lower() in {"one", "zero"})
    return False
