"""What a wire states about the use of an item: status, urgency, embargo.

The sources are IPTC's NewsCodes (pubstatus: usable, withheld, canceled), NITF's `management-status`, NewsML 1's
`Status` (both add "embargoed") and ninjs' `pubstatus`. Telegrams have no field for the status: the AP and others send a
kill notice in the slugline or as the first line.
"""

import re
from datetime import datetime, timedelta

from schemas.article import EditorialStatus
from tasks.text.conventions.printed_date import printed_moment
from tasks.text.wire.item.wire_date import wire_moment

_STATUS: dict[str, EditorialStatus] = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
    "kill": "canceled",
    "withdrawn": "canceled",
    "deleted": "canceled",
    "recalled": "canceled",
    "spiked": "canceled",
}
_URGENCY_LETTER = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5}
"""ANPA 1312: flash, bulletin, urgent, regular, deferred. The letters of advances state a time, not an urgency."""

_KILL_SLUG = re.compile(
    r"(?:[,;:/_ -]\s?(?:bulletin |mandatory |urgent )?kill(?:ed)?|\b(?:bulletin|mandatory|story) (?:kill|withdrawal))"
    r"\s?(?:[,;<].{0,40})?$|^(?:bulletin |mandatory )?kill(?:ed)?$",
    re.IGNORECASE,
)
_KILL_LINE = re.compile(
    r"(?:(?:BULLETIN|MANDATORY|STORY|URGENT|EDITORS?:?|EDS:?|ATTENTION:?) )?"
    r"(?:KILL(?:ED)?|WITHDRAWN|WITHDRAWAL|ANNULATION|ANNUL(?:É|EE|ÉE)|ZURÜCKZIEHUNG|ZURÜCKGEZOGEN|ANULADA|ANULACIÓN"
    r"|ANNULLATA|ANNULLAMENTO|INTREKKING|INGETROKKEN|TILBAKETRUKKET|TILBAGEKALDT|PERUUTUS|ÅTERKALLAD)"
    r"(?: (?:NOTICE|STORY|ITEM|MELDUNG))?(?:\s?[-–—:(/].{0,300})?$",
    re.DOTALL,
)
_EMBARGO = re.compile(
    r"\b(?:embargo(?:ed)?|sperrfrist|sous embargo|bajo embargo|sperrefrist)\b.{0,40}?(?=\d|\b[A-Z])", re.IGNORECASE
)
_AHEAD = timedelta(days=3650)
"""How far after an item's arrival an embargo in words may end."""


def editorial_status(stated: str | None) -> EditorialStatus | None:
    """IPTC's status for a stated value: "stat:usable", "Canceled", "http://.../pubstatusg2/withheld". None: another
    value."""
    return _STATUS.get(re.split(r"[:/]", stated.strip())[-1].lower()) if stated else None


def is_kill(*, slugline: str | None, lines: tuple[str, ...]) -> bool:
    """Whether the slugline, or one of the lines above the text (headline, notes), marks a kill notice.

    In a slugline the mark is the last word ("BC-Ferry, Kill"); as a line it is in capitals.
    """
    if slugline and _KILL_SLUG.search(slugline[:200]):
        return True
    return any(_KILL_LINE.match(line[:400]) for line in lines)


def urgency(stated: str | None) -> int | None:
    """The urgency, 1 to 9, also from a telegram's priority letter. None: another value."""
    printed = (stated or "").strip().rpartition(":")[2].lower()
    if printed in _URGENCY_LETTER:
        return _URGENCY_LETTER[printed]
    return int(printed) if len(printed) == 1 and printed.isdigit() and printed != "0" else None


def embargo(stated: str | None) -> datetime | None:
    """The end of an embargo from a field. None: not an instant."""
    moment = wire_moment(stated, latest=None)
    return moment.at if moment else None


def embargo_in_words(note: str, *, received_at: datetime) -> datetime | None:
    """The end of an embargo in a note with day, time and zone. None: one of them is missing."""
    found = _EMBARGO.search(note[:1000])
    if found is None:
        return None
    moment = printed_moment(note[found.end() : found.end() + 120], received_at=received_at + _AHEAD, language=None)
    return moment.at if moment else None
