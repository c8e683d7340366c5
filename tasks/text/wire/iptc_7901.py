"""IPTC 7901, the telegram of European agencies: SOH header, STX text, ETX trailer; also with these bytes removed.

Header: source, number, priority 1 to 6, category, words, free text ("eca0003 3 i 380 dpa 0045"); then the slug line.
Trailer: day, hour and minute, zone, month, year ("212322 GMT Nov 18"). A trailer without a year gives no date.
"""

import re
from datetime import UTC, datetime

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.month_name import month_of
from tasks.text.wire.item.editorial import is_kill
from tasks.text.wire.item.statement import WireItem
from tasks.text.wire.item.wire_article import wire_article
from tasks.text.wire.item.wire_lines import opens_notepad
from tasks.text.wire.markup import folded
from tasks.text.wire.telegram import CONTROL, telegram, telegram_decoded
from tasks.text.wire.wire_form import HEADER, SLUG

_TRAILER = re.compile(
    r"(?P<day>\d{2})(?P<hour>\d{2})(?P<minute>\d{2}) ?(?P<zone>GMT|UTC|CES?T|MES?Z)? ?(?P<month>[^\W\d_]{3,9})\.? ?"
    r"(?P<year>\d{4}|\d{2})?\b"
)
_SUMMER = {"CEST": 2, "MESZ": 2, "CET": 1, "MEZ": 1}
_INDEX_WORDS = re.compile(
    r"\b(?:headlines?|top (?:news|stories)|news ?(?:list|digest|schedule|advisory)|budget|(?:nachrichten)?überblick"
    r"|vorschau|tagesvorschau|terminvorschau|themenplanung|planning|daybook|schedule|prévisions|agenda)\b",
    re.IGNORECASE,
)


def iptc_7901(data: bytes, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One telegram as an article. `url`: the address it was fetched from, None if unknown."""
    text = telegram_decoded(data).lstrip("\ufeff\x00\n \t\x7f\x16")
    header = HEADER.match(text.lstrip("\x01"))
    if header is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="a telegram without a header")
    item = WireItem()
    item.say("urgency", header["priority"], "header/priority")
    item.say("stated_word_count", header["words"], "header/words")
    item.say("genre", None, "header/category")
    for part in header["rest"].replace("/", " ").split():
        item.say("wire_credit", part, "header")
    slug, above, body, trailer = _parts(text.lstrip("\x01")[header.end() :])
    item.say("slugline", slug, "header/slug")
    _trailer(item, trailer)
    read = telegram(body, above=above, kill=is_kill(slugline=slug, lines=()))
    item.say("slugline", read.slug, "head of the text")
    item.say("headline", read.headline, "head of the text")
    item.say("dek", read.dek, "head of the text")
    for line in read.bylines:
        item.say("byline", line, "head of the text")
    for note in read.notes:
        item.say("editor_note", note, "head of the text")
    item.pieces = read.pieces
    if is_index(read.headline, body):
        item.not_an_article = "a list of headlines or a service message"
    return wire_article(item, url=url, received_at=received_at)


def is_index(headline: str | None, text: str) -> bool:
    """Whether a telegram lists other items: nearly all its lines are titles, or most are and its headline says that it
    is a list.

    A title begins with a capital and does not end a sentence; most lines of wrapped prose begin inside a sentence.
    """
    lines: list[str] = []
    for line in (_clean(raw).strip("^<= ") for raw in text.split("\n")):
        if opens_notepad(line):
            break
        lines += [line] if len(line) > 10 else []
    titles = sum(not line[:1].islower() and len(line.split()) <= 14 and line[-1:] not in ".!?\"”')" for line in lines)
    called_so = _INDEX_WORDS.search(f"{headline or ''} {lines[0] if lines else ''}") is not None
    return len(lines) >= 5 and titles >= (0.5 if called_so else 0.85) * len(lines)


def _parts(rest: str) -> tuple[str, str, str, str]:
    """Slug line, the lines between it and STX (some agencies send the headline there), text and trailer.

    Without STX the text begins after the slug line; without ETX the trailer is recognised by its form at the end.
    """
    before, stx, text = rest.partition("\x02")
    lines = before.split("\n")[1:] if "\n" in before else []
    above = ""
    if stx:
        at = next((at for at, line in enumerate(lines) if _clean(line)), len(lines))
        slug = _clean(lines[at]) if at < len(lines) else ""
        above = "\n".join(line for line in lines[at + 1 :] if _clean(line))
    else:
        slug, text = _without_stx(lines)
    body, etx, trailer = text.partition("\x03")
    if not etx:
        found = None
        for found in _TRAILER.finditer(body, max(0, len(body) - 200)):  # noqa: B007 - the last one
            pass
        if found is not None and not body[found.end() :].strip(" \n\x7f\x04"):
            body, trailer = body[: found.start()], body[found.start() :]
    return slug.rstrip("/ "), above, body, trailer


def _without_stx(lines: list[str]) -> tuple[str, str]:
    at = next((at for at, line in enumerate(lines) if _clean(line)), 0)
    first = _clean(lines[at]) if lines else ""
    if SLUG.fullmatch(first):
        return first, "\n".join(lines[at + 1 :])
    return "", "\n".join(lines[at:])


def _clean(line: str) -> str:
    return folded(CONTROL.sub("", line))


def _trailer(item: WireItem, trailer: str) -> None:
    found = _TRAILER.search(CONTROL.sub("", trailer)[:200])
    month = month_of(found["month"], language=None) if found else None
    if found is None or month is None or not found["year"]:
        return
    year = int(found["year"]) + (0 if len(found["year"]) == 4 else 2000 if int(found["year"]) < 70 else 1900)
    try:
        moment = datetime(year, month, int(found["day"]), int(found["hour"]), int(found["minute"]), tzinfo=UTC)
    except ValueError:
        return
    zone = found["zone"]
    offset = f"+{_SUMMER[zone]:02d}:00" if zone in _SUMMER else "Z" if zone else ""
    item.say("published", f"{moment:%Y-%m-%dT%H:%M:%S}{offset}", "trailer")
