"""One address for one article."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from schemas.evidence import Evidence, Finding
from tasks.text.html.page.article_node import article_nodes
from tasks.text.html.page.page import Page

_LONGEST = 4_000
_TRACKING = re.compile(
    r"utm_\w+|utm|at_\w+|mtm_\w+|pk_\w+|piwik_\w+|hsa_\w+|_hs\w+|hsctatracking|oly_\w+|vero_\w+|wt_\w+|wtmc|ns_\w+|"
    r"fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|srsltid|igshid|igsh|mc_cid|mc_eid|"
    r"mkt_tok|_ga|_gl|ref|ref_src|ref_url|referrer|referer|cmp|cmpid|ocid|icid|ncid|ito|intcmp|partner|smid|smtyp|sref|"
    r"spm|xtor|xtref|fb_\w+|campaign|campaign_?id|share|shared|sharetype|taid|guccounter|guce_\w+|outputtype|amp|s_cid|"
    r"rss|via|soc_src|soc_trk|trk\w*|traffic_source|ftag|linkid|srnd|leadsource|cm_sp|__twitter_impression|_branch_\w+",
    re.IGNORECASE,
)
"""Query parameters that say how a reader came, and not what is shown: of the big analytics, advertising, mail and
social services (list compared with those of ClearURLs and AdGuard), and those that choose
an AMP form. Names that elsewhere say which article is meant (id, cid, p, source) stay: two addresses of one article are
a smaller harm than one address of two."""
_TWIN_HOST = re.compile(r"(?:www|m|mobile|amp|wap|touch)\.(?=[^.]+\.[^.])", re.IGNORECASE)
_AMP_PATH = re.compile(r"/amp(?=/|$)|\.amp(?=\.html?$|$)|/amp\.html?$", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_CACHE_HOST = re.compile(r"(?:[\w-]+\.)?cdn\.ampproject\.org$|(?:www\.)?google\.[a-z.]{2,6}$", re.IGNORECASE)
_CACHED = re.compile(r"^/(?:[cv]/(?:s/)?|amp/(?:s/)?)(?=[\w-]+(?:\.[\w-]+)+/)")


_HOST = re.compile(r"[a-z0-9_.-]{1,255}")
"""A host name as it goes over the wire, or an IPv4 address: IDNA may leave white space and symbols that no name has."""


def canonical_url(page: Page) -> Finding[str]:
    """What the page calls its own address, made canonical; else the address it was fetched from.

    Two kinds of stated address are refused, since each would make two articles one: the outlet's front page, while the
    page's own address is not (a template's mistake), and an address on another site (a reprint that names its
    original: it stays an article of its own, and is linked as a copy).
    """
    own = canonicalise(page.url) if page.url else None
    candidates: list[Evidence] = []
    chosen: str | None = None
    for evidence in _stated(page):
        address = _joined(page.url, evidence.value)
        good = chosen is None and address is not None and not _refused(address, own)
        chosen = address if good else chosen
        candidates.append(evidence.model_copy(update={"chosen": good}))
    return Finding(chosen, tuple(candidates))


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one outlet's site, as far as their hosts tell: equal but for subdomains."""
    a, b = _host(one), _host(other)
    if not a or not b:
        return False
    if a == b or a.endswith(f".{b}") or b.endswith(f".{a}"):
        return True
    left, right = a.split("."), b.split(".")
    # "news.example.com" and "sport.example.com"; "one.co.uk" and "two.co.uk" share only a registry's suffix.
    shared = 2 if len(left[-2:][0]) > 3 else 3
    return left[-shared:] == right[-shared:] and min(len(left), len(right)) >= shared


def _host(url: str) -> str:
    try:
        return _TWIN_HOST.sub("", (urlsplit(url).hostname or "").rstrip("."), count=1)
    except ValueError:
        return ""


def _joined(base: str | None, stated: str) -> str | None:
    try:
        return canonicalise(urljoin(base or "", stated.strip())) if stated.strip() else None
    except ValueError:
        return None


def _refused(address: str, own: str | None) -> bool:
    if own is None:
        return False
    return (_is_root(address) and not _is_root(own)) or not same_site(address, own)


def canonicalise(url: str) -> str | None:
    """`url` as all its spellings have it: https, lower-case host without `www.`, `m.` or `amp.`, no default port,
    fragment, tracking parameters, AMP suffix, index file or trailing slash; escapes as RFC 3986 likes them, parameters
    sorted. None when it is no http address. Made to compare: not every site answers at it."""
    url = url.strip()
    if len(url) > _LONGEST:
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


def _stated(page: Page) -> Iterator[Evidence]:
    for number, element in enumerate(page.root.iterfind(".//link[@href]")):
        if number >= 2_000:
            break
        if "canonical" in element.get("rel", "").lower().split():
            yield Evidence(
                field="canonical_url",
                value=element.get("href", "")[:_LONGEST],
                method="element",
                locator="link[rel=canonical]",
            )
    for value in page.meta.get("og:url", ())[:1]:
        yield Evidence(field="canonical_url", value=value[:_LONGEST], method="opengraph", locator="og:url")
    for locator, node in article_nodes(page)[:2]:
        for key in ("mainEntityOfPage", "url"):
            stated = node.get(key)
            stated = stated.get("@id") if isinstance(stated, dict) else stated
            if isinstance(stated, str) and stated.startswith(("http", "/")):
                yield Evidence(
                    field="canonical_url", value=stated[:_LONGEST], method="json-ld", locator=f"{locator}.{key}"
                )
    if page.url:
        yield Evidence(field="canonical_url", value=page.url[:_LONGEST], method="url", locator="url")


def _is_root(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _kept(query: str) -> Iterator[str]:
    for pair in query.split("&")[:100]:
        name = pair.partition("=")[0]
        if pair and name and not _TRACKING.fullmatch(name):
            yield _escaped(pair)


def _escaped(text: str) -> str:
    """Percent-encoded where it must be, and only there, in upper case."""
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
