"""Web addresses: one canonical form for their many spellings, and which of them belong to one site."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

LONGEST_ADDRESS = 4_000
"""Characters; a longer address is not read."""
_TRACKING = re.compile(
    r"utm_\w+|utm|at_\w+|mtm_\w+|pk_\w+|piwik_\w+|hsa_\w+|_hs\w+|hsctatracking|oly_\w+|vero_\w+|wt_\w+|wtmc|ns_\w+|"
    r"fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|srsltid|igshid|igsh|mc_cid|mc_eid|"
    r"mkt_tok|_ga|_gl|ref|ref_src|ref_url|referrer|referer|cmp|cmpid|ocid|icid|ncid|ito|intcmp|partner|smid|smtyp|sref|"
    r"spm|xtor|xtref|fb_\w+|campaign|campaign_?id|share|shared|sharetype|taid|guccounter|guce_\w+|outputtype|amp|s_cid|"
    r"rss|via|soc_src|soc_trk|trk\w*|traffic_source|ftag|linkid|srnd|leadsource|cm_sp|__twitter_impression|_branch_\w+",
    re.IGNORECASE,
)
"""Query parameters that state how a reader came to a page, not which article it shows, or that select its AMP form.

They are those of the big analytics, advertising, mail and social services (compared with the lists of ClearURLs and
AdGuard). Names that on other sites identify the article (id, cid, p, source) are kept: two addresses for one article do
less harm than one address for two articles.
"""
_TWIN_HOST = re.compile(r"(?:www|m|mobile|amp|wap|touch)\.(?=[^.]+\.[^.])", re.IGNORECASE)
_AMP_PATH = re.compile(r"/amp(?=/|$)|\.amp(?=\.html?$|$)|/amp\.html?$", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_CACHE_HOST = re.compile(r"(?:[\w-]+\.)?cdn\.ampproject\.org$|(?:www\.)?google\.[a-z.]{2,6}$", re.IGNORECASE)
_CACHED = re.compile(r"^/(?:[cv]/(?:s/)?|amp/(?:s/)?)(?=[\w-]+(?:\.[\w-]+)+/)")
_NUMBERS = re.compile(r"[\d.]+|.*:.*")
_MANY_SITES = frozenset(
    {
        "wordpress.com", "substack.com", "tumblr.com", "medium.com", "livejournal.com", "typepad.com", "over-blog.com",
        "blogg.se", "blogs.com", "canalblog.com", "hatenablog.com", "beehiiv.com", "ghost.io", "squarespace.com",
        "wixsite.com", "weebly.com", "jimdo.com", "jimdofree.com", "webnode.com", "ucoz.ru", "altervista.org",
        "buttondown.email", "bearblog.dev", "write.as", "exblog.jp", "ameblo.jp", "pixnet.net", "tistory.com",
    }
)  # fmt: skip
"""Hosts on which each subdomain is a different owner's site, whether or not the public suffix list contains them."""
_HOST = re.compile(r"[a-z0-9_.-]{1,255}")
"""A host name in its ASCII form, or an IPv4 address. IDNA may leave white space and symbols, which no host name
contains."""


def canonicalise(url: str) -> str | None:
    """The canonical URL of `url`: the form that all its spellings share. None: it is not an http address.

    The form has https; the host in lower case without `www.`, `m.` or `amp.`; no default port, fragment, tracking
    parameters, AMP suffix, index file or trailing slash; escapes normalised after RFC 3986; sorted parameters. It is
    made for comparison: not every site answers at it.
    """
    url = url.strip()
    if len(url) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(url if "//" in url[:10] else f"//{url}" if url.startswith("www.") else url, scheme="https")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or " " in host:
        return None
    if _CACHE_HOST.match(host) and (cached := _CACHED.match(parts.path)):
        return canonicalise(f"https://{parts.path[cached.end() :]}?{parts.query}")
    host = _TWIN_HOST.sub("", _ascii_host(host).lower(), count=1)
    if not _HOST.fullmatch(host):
        return None
    path = _INDEX.sub("", _AMP_PATH.sub("", _escaped(re.sub(r"/{2,50}", "/", parts.path)))).rstrip("/")
    query = "&".join(sorted(_kept(parts.query)))
    return f"https://{host}{'' if port in (None, 80, 443) else f':{port}'}{path}{f'?{query}' if query else ''}"


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one outlet's site: the hosts are equal except for subdomains.

    "news.example.com" and "sport.example.com" are one site. Two hosts under one public suffix ("one.co.uk",
    "two.co.uk") or on one host with many owners ("one.blogspot.com", "two.blogspot.com") are two sites.
    """
    a = site_of(one)
    return a is not None and a == site_of(other)


def site_of(url: str) -> str | None:
    """The part of a host that belongs to one owner: "example.co.uk" of www.example.co.uk, "post.blogspot.com" of that
    blog.

    After the public suffix list with its private section, and a few hosts that it lacks. None: the address has no host.
    """
    try:
        host = _ascii_host((urlsplit(url).hostname or "").rstrip(".")).lower()
    except ValueError:
        return None
    if not host or _NUMBERS.fullmatch(host) or "." not in host:
        return host or None
    return _owned(host)


@lru_cache(maxsize=4096)
def _owned(host: str) -> str:
    """Cached, because the links of a page lead to few hosts."""
    labels = host.split(".")
    if len(labels) > 2 and ".".join(labels[-2:]) in _MANY_SITES and labels[-3] not in ("www", "m"):
        return ".".join(labels[-3:])
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> PublicSuffixList:
    # Takes 0.1 s to load; the list comes with the library.
    return PublicSuffixList()


def is_root(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _kept(query: str) -> Iterator[str]:
    for pair in query.split("&")[:100]:
        name = pair.partition("=")[0]
        if pair and name and not _TRACKING.fullmatch(name):
            yield _escaped(pair)


def _escaped(text: str) -> str:
    """The text percent-encoded, in upper case, and only where it must be."""
    text = "".join(
        char if char.isascii() and char > " " and char not in '"<>\\^`{|}' else _percent(char) for char in text
    )
    return _ESCAPE.sub(lambda found: _unescaped(found.group(1)), text)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def _unescaped(digits: str) -> str:
    char = chr(int(digits, 16))
    return char if char in _UNRESERVED else f"%{digits.upper()}"


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
