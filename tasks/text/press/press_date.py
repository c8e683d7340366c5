"""The date line of a database's document: "January 11, 2010 Monday\nEdition 1;\nScotland" -> day and edition."""

import re
from dataclasses import dataclass
from datetime import datetime

from schemas.article import Moment
from tasks.text.conventions.month_name import fold
from tasks.text.conventions.printed_date import printed_date

_DAYS = (
    "monday tuesday wednesday thursday thurdsday friday saturday sunday montag dienstag mittwoch"
    " donnerstag freitag samstag"
    " sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles"
    " jueves viernes sabado"
    " domingo lunedi martedi mercoledi giovedi venerdi sabato domenica maandag dinsdag woensdag"
    " donderdag vrijdag zaterdag"
    " zondag segunda-feira terca-feira quarta-feira quinta-feira sexta-feira mandag tirsdag onsdag"
    " torsdag fredag lordag"
    " sondag mandag tisdag lordag sondag poniedzialek wtorek sroda czwartek piatek sobota niedziela"
    " понедельник вторник"
    " среда четверг пятница суббота воскресенье maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai"
)
_WEEKDAYS = frozenset(_DAYS.split())
_WORD = re.compile(r"[^\W\d_]+(?:-feira)?\.?,?")
_EAST_ASIAN_DAY = re.compile(
    r"(?:星期|週|周)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|\([月火水木金土日월화수목금토일]\)"
)
_APPENDED = re.compile(r"correction appended|correction appended\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLine:
    """The date of a date line, and the text around it."""

    moment: Moment
    before: str
    """The text before the date."""
    after: str
    """The text after date, time and weekday: mostly the edition."""


def without_weekdays(text: str) -> str:
    """The line without names of weekdays, which would separate a time from its date."""
    bare = _EAST_ASIAN_DAY.sub(" ", text)
    bare = _WORD.sub(lambda match: " " if fold(match[0].strip(".,")) in _WEEKDAYS else match[0], bare)
    return re.sub(r"\s{1,50},|,\s{0,50},", ",", re.sub(r"[ \t]+", " ", bare)).strip(" ,")


def date_line(text: str, *, received_at: datetime, language: str | None = None) -> DateLine | None:
    """The date, with its instant if time and zone are printed, and the text around it. None: no full date."""
    bare = without_weekdays(" ".join(text.split()))
    found = printed_date(bare, received_at=received_at, language=language)
    if found is None:
        return None
    before, after = bare[: found.start].strip(" ,;:-–—"), bare[found.end :].strip(" ,;:-–—")
    # A time without a zone is neither an instant nor an edition.
    after = re.sub(
        r"^(?:à |at |um )?\d{1,2}[:.hH]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?Uhr)?", "", after
    ).strip(" ,;")
    after = _APPENDED.sub("", after).strip(" ,;")
    return DateLine(found.moment, before, after)
