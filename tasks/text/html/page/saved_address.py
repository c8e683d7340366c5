"""The address that a browser or a saving tool wrote into a page it saved."""

import re

_HEAD, _TAIL = 20_000, 5_000
"""Characters at the page's ends in which tools write it."""
_PATTERNS = (
    # Internet Explorer, Chrome, Edge; the number counts the address's characters.
    re.compile(r"<!-- saved from url=\(\d{4}\)(https?://[^\s<>\"]{1,2000})"),
    # SingleFile, and Zotero, which uses it.
    re.compile(r"Page saved with SingleFile\s{1,20}url:\s{0,20}(https?://[^\s<>\"]{1,2000})"),
    # Save Page WE; ScrapBook and WebScrapBook.
    re.compile(r"<meta name=\"?savepage-url\"? content=\"(https?://[^\s<>\"]{1,2000})"),
    re.compile(r"data-scrapbook-source=\"(https?://[^\s<>\"]{1,2000})"),
    # HTTrack leaves the scheme out.
    re.compile(r"<!-- Mirrored from ([\w.-]{1,200}/[^\s<>\"]{0,2000}) by HTTrack"),
)


def saved_address(text: str) -> str | None:
    """Where the page was saved from. None: no tool says so."""
    parts = (text[:_HEAD], text[_HEAD:][-_TAIL:])
    for pattern in _PATTERNS:
        for part in parts:
            if found := pattern.search(part):
                address = found[1].replace("&amp;", "&")
                return address if address.startswith("http") else f"https://{address}"
    return None
