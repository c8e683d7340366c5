"""ANPA 1312, the telegram of American agencies (and of Kyodo, AAP).

SYN SYN SOH, a service line, a line with priority, category, keyword, date and words, STX, text whose lines end in "<"
or "=", ETX. If the control bytes were removed, the line with priority and keyword identifies the form.
"""

import re
from datetime import UTC, datetime

from schemas.article import Article
from schemas.rejection import Rejected
from tasks.text.conventions.calendars.calendar_day import calendar_day
from tasks.text.conventions.month_name import month_of
from tasks.text.wire.iptc_7901 import is_index
from tasks.text.wire.item.editorial import is_kill
from tasks.text.wire.item.statement import WireItem
from tasks.text.wire.item.wire_article import wire_article
from tasks.text.wire.markup import folded
from tasks.text.wire.telegram import CONTROL, telegram, telegram_decoded
from tasks.text.wire.wire_form import KEYWORD_LINE

_SLUG_LINE = re.compile(
    r"[\x02^ ]{0,4}(?P<slug>[A-Za-z*][^\n<]{2,120}?)(?:,(?P<words>\d{1,4}))?\s{0,2}<{0,2}\s{0,3}(?:\n|$)"
)
_TAKE = re.compile(r"[,&](?:\s|(?=\d(?:st|nd|rd|th)))|\s(?=\d(?:st|nd|rd|th)\b)", re.IGNORECASE)
_CYCLE = re.compile(r"(?:AM|BC|PM)-\S")
"""A slug begins with the cycle: for morning papers, for evening papers, for both."""
_CODE = re.compile(r"\*?\d{3,6}(?:[-;,]\d{1,6})*")
_STAMP = re.compile(
    r"(?P<first>\d{2})-(?P<second>\d{2})-(?P<year>\d{2})\s{1,3}(?P<hour>\d{2})(?P<minute>\d{2})\s?(?P<zone>GMT|UTC)"
)
_STAMP_LATE = re.compile(r"(?P<hour>\d{2}):(?P<minute>\d{2})-(?P<first>\d{2})-(?P<second>\d{2})-(?P<year>\d{2})")
_DATELINE_DAY = re.compile(
    r",? (?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})\b|\b(?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]{2,8})\b"
)
_TRAILER_LINE = re.compile(r"\n[\s^\x03]{0,12}[A-Z]{2}-[A-Z]{2}-\d{2}-\d{2}-\d{2}[^\n]{0,30}")


def anpa_1312(data: bytes, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One telegram as an article. `url`: the address it was fetched from, None if unknown."""
    text = telegram_decoded(data)
    item = WireItem()
    line = KEYWORD_LINE.search(text[:1_000])
    after = text[line.end() :] if line else text.partition("\x02")[2] or text
    if line:
        item.say("urgency", line["priority"], "header/priority")
        words = line["words"]
        item.say("stated_word_count", words.lstrip("0"), "header/words")
    body, _, trailer = after.partition("\x03")
    # The time stamp stands before or after ETX.
    stamp = _TRAILER_LINE.search(body)
    if stamp:
        body, trailer = body[: stamp.start()], body[stamp.start() :] + trailer
    # "<" ends a line and "^" centres one: between the two there is a line break, even if it is missing.
    body = re.sub(r"<[ \t]{0,5}\^", "<\n^", body)
    body = _slug(item, body.lstrip("\x02\n "), line["keyword"].strip() if line else None)
    read = telegram(body, kill=is_kill(slugline=item.first("slugline"), lines=()))
    item.say("headline", read.headline, "head of the text")
    for byline in read.bylines:
        item.say("byline", byline, "head of the text")
    for note in read.notes:
        item.say("editor_note", note, "head of the text")
    item.pieces = read.pieces
    opening = read.pieces[0][1][:120] if read.pieces else ""
    _dated(item, trailer or body[-200:], opening)
    if is_index(read.headline or item.first("slugline"), body):
        item.not_an_article = "a list of headlines or a service message"
    return wire_article(item, url=url, received_at=received_at)


def _slug(item: WireItem, body: str, keyword: str | None) -> str:
    """Read the slug line, which repeats the header's keyword and adds the revision; return the text after it."""
    rest = body
    while True:
        match = _SLUG_LINE.match(rest)
        if match is None:
            break
        line = folded(CONTROL.sub("", match["slug"])).strip("^< ")
        if _CODE.fullmatch(line.strip("*")):
            rest = rest[match.end() :]
            continue
        same = keyword is not None and line.casefold()[:6] == keyword.casefold()[:6]
        if same or (match["words"] and _CYCLE.match(line)):
            _, *takes = [part for part in _TAKE.split(line, maxsplit=1) if part]
            item.say("slugline", line, "slug line")
            item.say("revision", takes[0] if takes else None, "slug line")
            return rest[match.end() :]
        break
    item.say("slugline", keyword, "header/keyword")
    return rest


def _dated(item: WireItem, trailer: str, opening: str) -> None:
    """Read the time stamp of the trailer.

    Agencies differ in whether month or day comes first. With the zone GMT the month comes first (the AP's form).
    Otherwise the day in the dateline decides, or the only order that gives a valid date.
    """
    stamp, late = _STAMP.search(trailer), _STAMP_LATE.search(trailer)
    match = stamp or late
    if match is None:
        return
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    year += 2000 if year < 70 else 1900
    month_first, day_first = calendar_day(year, first, second), calendar_day(year, second, first)
    if stamp:
        day = month_first or day_first
    elif month_first and day_first and month_first != day_first:
        printed = _printed_day(opening)
        day = next((one for one in (day_first, month_first) if printed == (one.month, one.day)), None)
    else:
        day = day_first or month_first
    hour, minute = int(match["hour"]), int(match["minute"])
    if day is None or hour > 23 or minute > 59:
        return
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    zone = "Z" if stamp else ""
    item.say("published", f"{moment:%Y-%m-%dT%H:%M:%S}{zone}", "trailer")


def _printed_day(opening: str) -> tuple[int, int] | None:
    for match in _DATELINE_DAY.finditer(opening):
        month = month_of(match["month"] or match["month2"], language="en")
        if month:
            return month, int(match["day"] or match["day2"])
    return None
