"""Labels that pages print before a date to say which date it is. The words are data: words/date_*.txt."""

import re

from tasks.text.conventions.wordlist import lower_case, word_file

_OPENS = re.compile(r"\s?(?:date|datum|fecha|data|dato|päivämäärä|дата)\s?(?:[:：\d]|$)")
"""A label at the start of a line of facts."""
_FIELDS = "tasks.text.html.fields"
_UPDATED = tuple(map(lower_case, word_file(_FIELDS, "date_updated")))
_PUBLISHED = tuple(map(lower_case, word_file(_FIELDS, "date_published")))
_OTHER_DAYS = tuple(map(lower_case, word_file(_FIELDS, "date_other_day")))
_WORDS = "|".join(re.escape(word) for word in _OTHER_DAYS if not word.endswith(":"))
_BEFORE_COLON = "|".join(re.escape(word[:-1]) for word in _OTHER_DAYS if word.endswith(":"))
"""Words that also name a section or an outlet: "Concert | 4 March 2030" is the day of a review."""
_OTHER_DAY = re.compile(rf"\b(?:{_WORDS})\b|\b(?:{_BEFORE_COLON})\s?[:：]|©|†")


def says_updated(text: str) -> bool:
    """Whether a label says that a date is that of a change."""
    return any(map(lower_case(text).__contains__, _UPDATED))


def says_published(text: str) -> bool:
    """Whether a label says that a date is that of publication."""
    lowered = lower_case(text)
    return any(map(lowered.__contains__, _PUBLISHED)) or _OPENS.match(lowered) is not None


def says_another_day(text: str) -> bool:
    """Whether a label says that a date is that of a birth, an event, a visit or the like."""
    return _OTHER_DAY.search(lower_case(text)) is not None
