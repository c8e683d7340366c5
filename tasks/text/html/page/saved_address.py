"""The address that a browser or a saving tool wrote into a saved page."""

import re

_HEAD, _TAIL = 20_000, 5_000
"""Characters at the start and the end of a page in which tools write the address."""
_PATTERNS = (
    # Internet Explorer, Chrome, Edge. The number is the length of the address.
    re.compile(r"<!-- saved from url=\(\d{4}\)(https?://[^\s<>\"]{1,2000})"),
    # SingleFile, and Zotero, which uses SingleFile.
    re.compile(r"Page saved with SingleFile\s{1,20}url:\s{0,20}(https?://[^\s<>\"]{1,2000})"),
    # Save Page WE; ScrapBook and WebScrapBook.
    re.compile(r"<meta name=\"?savepage-url\"? content=\"(https?://[^\s<>\"]{1,2000})"),
    re.compile(r"data-scrapbook-source=\"(https?://[^\s<>\"]{1,2000})"),
    # HTTrack omits the scheme.
    re.compile(r"<!-- Mirrored from ([\w.-]{1,200}/[^\s<>\"]{0,2000}) by HTTrack"),
)


def saved_address(text: str) -> str | None:
    """The address from which the page was saved. None: no saving tool has written one."""
    parts = (text[:_HEAD], text[_HEAD:][-_TAIL:])
    for pattern in _PATTERNS:
        for part in parts:
            if found := pattern.search(part):
                address = found[1].replace("&amp;", "&")
                return address if address.startswith("http") else f"https://{address}"
    return None
