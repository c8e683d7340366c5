"""What pages print before a date, to say which day it is. The words are data: words/date_*.txt."""

import re

from tasks.text.conventions.wordlist import word_file

_OPENS = re.compile(r"\s?(?:date|datum|fecha|data|dato|päivämäärä|дата)\b", re.IGNORECASE)
"""What a line of facts calls it where nothing stands before it."""
_FIELDS = "tasks.text.html.fields"
_UPDATED = re.compile("|".join(map(re.escape, word_file(_FIELDS, "date_updated"))), re.IGNORECASE)
_PUBLISHED = re.compile("|".join(map(re.escape, word_file(_FIELDS, "date_published"))), re.IGNORECASE)
_OTHER_DAY = re.compile(rf"\b(?:{'|'.join(map(re.escape, word_file(_FIELDS, 'date_other_day')))})\b|©|†", re.IGNORECASE)


def says_updated(text: str) -> bool:
    """Whether a label calls a date the day of a change."""
    return _UPDATED.search(text) is not None


def says_published(text: str) -> bool:
    """Whether a label calls a date the day of publication."""
    return _PUBLISHED.search(text) is not None or _OPENS.match(text) is not None


def says_another_day(text: str) -> bool:
    """Whether a label calls a date that of a birth, an event, a visit or the like."""
    return _OTHER_DAY.search(text) is not None
