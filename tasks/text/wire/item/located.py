"""The place of origin that an item states, compared with the dateline of its text.

Agencies fill NewsML-G2's and ninjs' `located`, and the date line of NITF and NewsML 1, with the place of the news, the
desk that sent it, a code or a time stamp. The dateline is what the text begins with; the field is used only if it is a
place and the text has no dateline.
"""

import re

from schemas.article import Dateline
from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.month_name import month_of
from tasks.text.wire.item.wire_date import is_stamp

_BRACKETED = re.compile(r"\((?P<place>[^\W\d_][^()\d–—]{1,50}?),?\s+[-–—]\s+(?P<day>[^()]{2,30})\)\s{0,3}")
_BARE_AGENCY = re.compile(
    r"(?P<head>[^\W\d_][^!?()\n]{1,70}?[\s,/]) ?(?P<agency>[^\W\d_]{2,12}) ?(?:[–—]|--?|\.-) (?=[\"“'‘«„]?[^\W\d_a-z])"
)
_LONGEST_PLACE = 70
_CODE = re.compile(r"[a-z0-9-]{1,20}:\S+|[A-Z0-9]{1,4}|\d+")
_NUMBER = re.compile(r"\d{1,4}(?:[./-]\d{1,2}){0,2}\.?")
_AGENCY_TAIL = re.compile(r"\s?\([^()]{2,40}\)\s{0,2}[-–—:.=]{0,2}$")
_AFTER_PLACE = re.compile(r"(?P<more>[^.!?]{0,45}?)(?:\s{0,2}[–—]\s{0,2}|\s-{1,2}\s|\)\s{0,2}[-–—.:]+\s{0,2}|: )")


def wire_dateline(text: str) -> tuple[Dateline | None, str, str | None]:
    """The dateline at the start of a wire's text, the rest, and an agency printed without brackets. The dateline and
    the agency are None if missing.

    Besides the forms of other texts: "(ANSA) - Rome, October 11 - The ...", "SAITAMA, Dec. 9 Kyodo - The ...".
    """
    dateline, rest = split_dateline(text)
    if dateline is None and rest != text:
        dateline, rest = split_dateline(rest)
    if dateline is not None or rest != text:
        return dateline, rest, None
    bare = _BARE_AGENCY.match(text)
    agency = agency_of(bare["agency"]) if bare else None
    if bare is None or agency is None:
        return None, text, None
    dateline, rest = split_dateline(f"{bare['head']} ({bare['agency']}) - {text[bare.end() :]}")
    if dateline is None:
        return None, text, None
    printed = text[: bare.end("agency")].strip()
    return Dateline(text=printed, place=dateline.place), rest, agency


def dateline_there(text: str, located: str | None) -> tuple[Dateline, str] | None:
    """A dateline in brackets, "(New York - October 21) The ...", or one that begins with the field's place; with the
    rest of the text.

    None: the text begins with neither.
    """
    bracketed = _BRACKETED.match(text)
    if bracketed and any(sign.isdigit() for sign in bracketed["day"]):
        place = bracketed["place"].strip(" ,")
        return Dateline(text=bracketed[0].strip(" ()"), place=place), text[bracketed.end() :]
    place = stated_place(located)
    if place is None or text[: len(place)].casefold() != place.casefold():
        return None
    more = _AFTER_PLACE.match(text, len(place))
    if more is None or not text[more.end() :].strip():
        return None
    printed = text[: more.start() + len(more["more"])].strip(" ,(")
    return Dateline(text=printed, place=text[: len(place)]), text[more.end() :].lstrip()


def stated_dateline(field: str | None) -> Dateline | None:
    """The dateline in a dateline field. None: a time stamp, a code, or empty."""
    if field is None or is_stamp(field):
        return None
    place = stated_place(_AGENCY_TAIL.sub("", field))
    return Dateline(text=field.strip(" -–—"), place=place) if place else None


def stated_place(field: str | None) -> str | None:
    """The place in a field, without a day after it. None: a code, or not a place."""
    if not field or is_stamp(field) or len(field) > _LONGEST_PLACE or _CODE.fullmatch(field.strip()):
        return None
    parts = [part.strip() for part in field.split(",")]
    while len(parts) > 1 and _is_day(parts[-1]):
        parts.pop()
    place = _without_day(", ".join(part for part in parts if part))
    return place if place and not any(sign.isdigit() for sign in place) else None


def _without_day(place: str) -> str:
    """A place without the day after it: "HALVAR 03/06", "Oslo 3 mars"."""
    words = place.split()
    size = len(words)
    while size > 1 and (_NUMBER.fullmatch(words[size - 1]) or month_of(words[size - 1].strip("."), language=None)):
        size -= 1
    return " ".join(words[:size]).rstrip(",") if any(_NUMBER.fullmatch(word) for word in words[size:]) else place


def _is_day(part: str) -> bool:
    words = part.replace(".", " ").split()
    return any(word.isdigit() for word in words) and all(
        word.isdigit() or month_of(word, language=None) is not None for word in words
    )
