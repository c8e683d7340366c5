"""Pages saved by a web archive, a search engine's cache or a saving tool: what these added is removed.

The saved address and the time of saving are kept as evidence. The address is the article's if no other is known; the
time is an upper bound for its dates. Neither is ever used as the date of publication.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from schemas.evidence import Evidence
from tasks.text.html.saved.replay_address import as_captured, original_address, plain_address, stamp
from tasks.text.html.saved.saving_note import saving_note

Keeper = Literal["web archive", "archive.today", "search cache", "saving tool"]

_LAST_CHARS = 4_000
_INSERTS = (
    ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"),
    ("<!-- WB Insert -->", "<!-- End WB Insert -->"),
    ("<!-- Banner:Start -->", "<!-- Banner:End -->"),
    ("<!-- Added by HTTrack -->", "<!-- /Added by HTTrack -->"),
)
"""Pairs of comments between which archives and tools add elements: the Wayback Machine, pywb, Bing's cache, HTTrack."""
_INCLUDE_END = re.compile(r"<!-- ?End Wayback Rewrite JS Include ?-->")
_WOMBAT = re.compile(
    r"""__wm\.wombat\(\s?["'](?P<url>[^"']{8,2000})["'],\s?["'](?P<stamp>\d{14})["']"""
    r"""|WB_wombat_Init\(\s?["'][^"']{1,200}["'],\s?["'](?P<stamp2>\d{14})["']"""
    r"""|wbinfo\.timestamp\s?=\s?["'](?P<stamp3>\d{14})["']"""
)
_PLAYED_URL = re.compile(r"""(?:wmtbURL"[^>]{0,200}value="|wbinfo\.url\s?=\s?["'])(https?:[^"']{4,2000})["']""")
_REWRITTEN_OWN = re.compile(
    r"""(?:rel="canonical"[^>]{0,100}href|property="og:url"[^>]{0,100}content)="((?:https?:)?//?[^"\s]{1,200}?/\d{14}/https?:[^"\s]{4,2000})\""""
)
_PLAYED_STAMP = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?(?:/|\*/)")
_GOOGLE_HEAD = re.compile(
    r"""google-cache-hdr["'](?:(?!google-cache-hdr).){0,1500}?<a[^>]{0,200}href=["'](https?:[^"']{4,2000})["']"""
    r"""(?:(?!google-cache-hdr).){0,600}?(\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d) GMT""",
    re.DOTALL,
)
_BING_HEAD = re.compile(r"<!-- ?Banner:Start ?-->.{0,200}?InvariantDate:(\d{1,2}/\d{1,2}/\d{4})", re.DOTALL)
_BASE = re.compile(r"""<base[^>]{0,100}\bhref=["']?(https?://[^"'\s>]{4,2000})""", re.IGNORECASE)
_TODAY_INPUT = re.compile(r"""<input[^>]{0,400}\bname="q"[^>]{0,400}\bvalue="(https?:[^"]{4,2000})\"""")
_TODAY_TIME = re.compile(r"""<time[^>]{0,100}datetime="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))\"""")


@dataclass(frozen=True, slots=True)
class SavedCopy:
    """A saved page: who saved it, its text, its address and its time."""

    keeper: Keeper
    text: str
    """The page without the marked additions, and with its original addresses."""
    url: str | None
    """The address that was saved. None: not stated."""
    captured_at: datetime | None
    """When it was saved. None: not stated."""
    locator: str

    def evidence(self, *, used: str | None) -> tuple[Evidence, ...]:
        """Evidence for address and time. `used`: the address chosen for the page, None if no address is known."""
        found = []
        if self.url:
            chosen = self.url == used
            found.append(Evidence(field="url", value=self.url, method="element", locator=self.locator, chosen=chosen))
        if self.captured_at:
            value = self.captured_at.isoformat()
            found.append(Evidence(field="captured_at", value=value, method="element", locator=self.locator))
        return tuple(found)


def saved_copy(text: str, url: str | None) -> SavedCopy | None:
    """The saved page in `text`, which came from `url`. None: the page came from the outlet itself."""
    for read in (_web_archive, _archive_today, _search_cache, _saving_tool):
        if found := read(text, url):
            return found
    played = original_address(url) if url else None
    return SavedCopy("web archive", text, *played, "address") if played else None


def _web_archive(text: str, url: str | None) -> SavedCopy | None:
    """The Wayback Machine, and archives that run pywb."""
    is_wayback = "WAYBACK TOOLBAR INSERT" in text or "Wayback Rewrite JS Include" in text or 'id="wm-ipp' in text
    is_wayback = is_wayback or "ARCHIVED ON" in text[-_LAST_CHARS:]
    if not is_wayback and "<!-- WB Insert" not in text and "wbinfo.timestamp" not in text:
        return None
    known = original_address(url) if url else None
    wombat = _WOMBAT.search(text)
    stated = wombat["url"] if wombat else None
    if stated is None and (own := (_PLAYED_URL.search(text) or _REWRITTEN_OWN.search(text))):
        stated = own[1]
    when = (
        next((digits for digits in (wombat["stamp"], wombat["stamp2"], wombat["stamp3"]) if digits), None)
        if wombat
        else None
    )
    if when is None and (played := _PLAYED_STAMP.search(text)):
        when = played[1]
    cleaned = as_captured(_without_inserts(_without_include(text)))
    address = known[0] if known else plain_address(as_captured(stated)) if stated else None
    instant = (known[1] if known else None) or (stamp(when) if when else None)
    return SavedCopy("web archive", cleaned, address, instant, "archive's toolbar")


def _without_inserts(text: str) -> str:
    """The text without what stands between the marks. A mark without its counterpart removes nothing."""
    for begin, end in _INSERTS:
        at, kept = 0, []
        while (first := text.find(begin, at)) >= 0 and (last := text.find(end, first)) >= 0:
            kept.append(text[at:first])
            at = last + len(end)
        if kept:
            text = "".join(kept) + text[at:]
    return text


def _without_include(text: str) -> str:
    """The text without the scripts that the Wayback Machine puts first in <head>."""
    end = _INCLUDE_END.search(text)
    start = text.lower().find("<head", 0, end.start()) if end else -1
    opened = text.find(">", start) if start >= 0 else -1
    return text[: opened + 1] + text[end.end() :] if end and 0 <= opened < end.start() else text


def _archive_today(text: str, url: str | None) -> SavedCopy | None:
    """archive.today and its mirror domains, which show the page inside their own frame."""
    if 'id="CONTENT"' not in text or not ("archive.today" in text[:20_000] or "webpage capture" in text[:20_000]):
        return None
    known = original_address(url) if url else None
    typed = _TODAY_INPUT.search(text, 0, 60_000)
    when = _TODAY_TIME.search(text, 0, 60_000)
    address = known[0] if known else plain_address(typed[1].replace("&amp;", "&")) if typed else None
    instant = (known[1] if known else None) or (datetime.fromisoformat(when[1]) if when else None)
    return SavedCopy("archive.today", as_captured(text), address, instant, "archive's head")


def _search_cache(text: str, url: str | None) -> SavedCopy | None:
    """Copies in the caches of Google, Bing and Baidu, each of which adds its own header."""
    is_google, is_bing = "google-cache-hdr" in text[:40_000], "<!-- Banner:Start" in text[:40_000]
    if not (is_google or is_bing or "bd_snap_head" in text[:40_000]):
        return None
    known = original_address(url) if url else None
    stated, instant = None, None
    if head := _GOOGLE_HEAD.search(text, 0, 60_000):
        stated, instant = head[1], _at(head[2], "%d %b %Y %H:%M:%S")
    elif is_bing and (head := _BING_HEAD.search(text, 0, 60_000)):
        instant = _at(head[1], "%m/%d/%Y")
    if stated is None and (base := _BASE.search(text, 0, 60_000)):
        stated = base[1]
    address = known[0] if known else plain_address(stated) if stated else None
    return SavedCopy("search cache", _without_inserts(text), address, instant, "cache's head")


def _saving_tool(text: str, url: str | None) -> SavedCopy | None:
    """SingleFile, browsers, Save Page WE, WebScrapBook, monolith, HTTrack: they leave a note in the page's head."""
    note = saving_note(text)
    if note is None:
        return None
    # The address from which a page was fetched takes precedence over the one that it states.
    address = None if url else note.url
    return SavedCopy("saving tool", _without_inserts(text), address, note.saved_at, note.tool)


def _at(printed: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(printed, form).replace(tzinfo=UTC)
    except ValueError:
        return None
