"""The note that a saving tool leaves in a page: tool, address and time."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_HEAD_CHARS = 20_000
_ADDRESS = r"(?P<url>https?://[^\s\"'<>]{4,2000})"
_NOTES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("SingleFile", "saved with SingleFile", re.compile(
        rf"Page saved with SingleFile\S{{0,4}}\s{{1,20}}url:\s{{0,5}}{_ADDRESS}\s{{1,20}}"
        r"saved date:\s{0,5}(?P<when>[^\n<]{8,100})"
    )),
    # "Mark of the web", introduced by Internet Explorer and used by all browsers since. The number is the length of the
    # address.
    ("browser", "saved from url=(", re.compile(rf"<!--\s?saved from url=\(\d{{4}}\){_ADDRESS}\s?-->")),
    ("Save Page WE", "savepage-url", re.compile(
        rf"<meta name=\"savepage-url\" content=\"{_ADDRESS}\""
        r"(?:.{0,2000}?savepage-date\" content=\"(?P<when>[^\"]{8,80})\")?",
        re.DOTALL,
    )),
    ("WebScrapBook", "data-scrapbook-source", re.compile(
        rf"<html[^>]{{0,400}}data-scrapbook-source=\"{_ADDRESS}\"(?:[^>]{{0,400}}data-scrapbook-create=\"(?P<when>\d{{14,17}})\")?"
    )),
    ("monolith", "using monolith", re.compile(
        rf"<!--\s?Saved from {_ADDRESS} at (?P<when>\S{{10,40}}) using monolith"
    )),
    ("HTTrack", "by HTTrack", re.compile(
        r"<!--\s?Mirrored from (?P<url>[\w.-]{3,200}/[^\s<>]{0,2000}) by HTTrack[^,<>]{0,100},\s?"
        r"(?P<when>[^<>]{8,60}?)\s?-->"
    )),
)  # fmt: skip
_BROWSER_DATE = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2} \d{4} \d\d:\d\d:\d\d)(?: GMT([+-]\d\d):?(\d\d))?"
)  # JavaScript's Date.toString(), the same in every language of the browser


@dataclass(frozen=True, slots=True)
class SavingNote:
    """One tool's note."""

    tool: str
    url: str
    saved_at: datetime | None
    """None: the tool does not state the time."""


def saving_note(text: str) -> SavingNote | None:
    """The note in the page's head. None: there is no note, or the note has no web address (a local file)."""
    head = text[:_HEAD_CHARS]
    for tool, sign, pattern in _NOTES:
        if sign in head and (found := pattern.search(head)):
            url = found["url"].replace("&amp;", "&")
            when = found.groupdict().get("when")
            return SavingNote(tool, url if "://" in url else f"http://{url}", instant(when) if when else None)
    return None


def instant(printed: str) -> datetime | None:
    """A time as tools write it: JavaScript's form, ISO 8601, RFC 5322, or digits. UTC if no zone is given."""
    printed = printed.strip()
    try:
        if found := _BROWSER_DATE.match(printed):
            zone = timezone(timedelta(hours=int(found[2]), minutes=int(found[3]))) if found[2] else UTC
            return datetime.strptime(found[1], "%b %d %Y %H:%M:%S").replace(tzinfo=zone)
        if printed.isdigit():
            return datetime.strptime(printed[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        read = datetime.fromisoformat(printed) if printed[:4].isdigit() else parsedate_to_datetime(printed)
    except (ValueError, TypeError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
