"""Addresses of web archives: the captured address after the archive's own address and the time of capture.

The form is that of the Wayback Machine and of its successors (pywb, OpenWayback): `/web/20130203021650/` or
`/wayback/20130203021650im_/` before the address. Memento (RFC 7089) calls it a URI-M.
"""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

_SLASH = r"(?:/|\\/)"
# Every part is bounded, and a match can only begin at a scheme or a slash: linear time.
_HOST = rf"(?:https?:)?(?:{_SLASH}{_SLASH}[\w.-]{{3,100}}(?::\d{{2,5}})?)?"
_PREFIX = re.compile(
    rf"{_HOST}{_SLASH}(?:[\w.-]{{1,40}}{_SLASH}){{0,3}}\d{{14}}(?:[a-z]{{2}}_)?{_SLASH}"
    rf"((?:https?:|mailto:|javascript:|{_SLASH}{_SLASH})[^\s\"'<>]{{0,2000}})"
)
_REPLAYED = re.compile(r"https?://[\w.:-]{3,200}/(?:[\w.-]{1,40}/){0,3}(\d{4,14})(?:[a-z]{2}_)?/(https?:/{1,2}.+)$")
# archive.today: `https://archive.ph/2020.03.01-120000/https://...`, and `https://archive.ph/o/AbCdE/https://...`.
_TODAY_HOST = r"archive\.(?:today|is|ph|vn|fo|li|md)"
_TODAY = re.compile(rf"https?://{_TODAY_HOST}/(\d{{4}})\.(\d\d)\.(\d\d)-(\d{{6}})/(https?:/{{1,2}}.+)$")
_TODAY_LINK = re.compile(rf"https?://{_TODAY_HOST}/o/\w{{3,12}}/(?=https?:)")
_CACHE_HOST = re.compile(r"webcache\.googleusercontent\.com$|cc\.bingj\.com$|cache\.baiducontent\.com$")
_CACHED = re.compile(r"^cache:(?:[\w-]{6,20}:)?(\S{4,})")
_DEFAULT_PORT = re.compile(r"^(http://[\w.-]+):80(?=/|$)|^(https://[\w.-]+):443(?=/|$)")


def original_address(url: str) -> tuple[str, datetime | None] | None:
    """The captured address and the time of capture, from the address of a web archive or a cache.

    None: `url` is an ordinary address. The time is None if the address does not contain it.
    """
    if found := _REPLAYED.match(url):
        return plain_address(found[2]), stamp(found[1])
    if found := _TODAY.match(url):
        return plain_address(found[5]), stamp("".join(found.groups()[:4]))
    try:
        parts = urlsplit(url)
        is_cache = _CACHE_HOST.search(parts.hostname or "") is not None
        query = parse_qs(parts.query) if is_cache else {}
    except ValueError:
        return None
    for value in query.get("q", ()):
        if cached := _CACHED.match(value):
            address = cached[1] if "://" in cached[1] else f"http://{cached[1]}"
            return plain_address(address), None
    return None


def plain_address(address: str) -> str:
    """The address without the default port of its scheme, and with both slashes after the scheme: archives reduce them
    to one."""
    address = re.sub(r"^(https?):/(?=[^/])", r"\1://", address.strip())
    if address.lower().startswith(("http%3a", "https%3a")):
        address = unquote(address)
    return _DEFAULT_PORT.sub(lambda match: match[1] or match[2], address)


def as_captured(text: str) -> str:
    """The page with its addresses as they were before the archive rewrote them. A page's own link to an archived copy
    remains one: the archive prefixed that too, and only the outer prefix is removed."""
    return _TODAY_LINK.sub("", _PREFIX.sub(lambda found: found[1], text))


def stamp(digits: str) -> datetime | None:
    """The instant, in UTC, written as fourteen digits (or eight: the day). None: the digits are not a valid date."""
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S" if len(digits) == 14 else "%Y%m%d").replace(tzinfo=UTC)
    except ValueError:
        return None
