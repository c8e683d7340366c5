"""The links in the article's own text, and the kind of target of each."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from schemas.link import Link, LinkKind
from tasks.text.conventions.address import same_site
from tasks.text.html.beside.medium_kind import SOCIAL, host_of
from tasks.text.html.beside.redirect import leads_to, shares
from tasks.text.html.beside.seen_from import absolute
from tasks.text.html.body.main_text import Link as BodyLink
from tasks.text.html.page.page import Page

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|tsv|zip|json|xml|epub|txt)$", re.IGNORECASE)
_DOCUMENT_HOST = re.compile(
    r"(?:^|\.)(?:documentcloud\.org/documents|docs\.google\.com/(?:document|spreadsheets|presentation)"
    r"|drive\.google\.com/file|scribd\.com/(?:doc|document)|arxiv\.org/pdf|issuu\.com/[^/]{1,80}/docs)/"
)
"""Addresses without a file name at which documents and spreadsheets are stored."""
_DOCUMENT_ASKED = re.compile(r"=[^&=]{1,300}\.(?:pdf|docx?|xlsx?)(?:&|$)", re.IGNORECASE)
_POST_OF_A_SERVER = re.compile(r"/@[\w.-]{1,60}(?:@[\w.-]{1,80})?/\d{15,20}/?")
"""A post on one of Mastodon's many servers: the account, and an id computed from the time."""
_OUTLET_HOST = re.compile(
    r"(?:^|[.-])(?:reuters|apnews|afp|bbc|cnn|npr|nytimes|nyt|washingtonpost|wsj|ft|guardian|theguardian|bloomberg|politico|axios"
    r"|propublica|aljazeera|dw|spiegel|zeit|faz|sueddeutsche|welt|taz|tagesschau|lemonde|lefigaro|liberation|elpais|elmundo"
    r"|abc|corriere|repubblica|ansa|nrc|volkskrant|dn|svd|aftonbladet|vg|nrk|yle|hs|haaretz|tass|interfax|meduza|asahi|nikkei"
    r"|mainichi|yomiuri|scmp|xinhuanet|ndtv|folha|estadao|globo|clarin|lanacion|nbcnews|cbsnews|abcnews|foxnews|msnbc|usatoday"
    r"|latimes|economist|thehill|pbs|gizmodo|slate|salon|newsweek|huffpost|huffingtonpost|independent|thesun|france24|rfi|nzz"
    r"|srf|orf|stern|tagesspiegel|zdf|ard|ndr|wdr|mdr|heise|rtve|eldiario|lapresse|cbc|smh|rte|engadget|cnet|zdnet|marketwatch"
    r"|cnbc|upi|bostonglobe|sfgate|theatlantic|newyorker|vox|buzzfeednews|businessinsider|forbes|techcrunch|theverge|wired|arstechnica)\."
)
"""The agencies, newspapers and broadcasters that are cited most, by their hosts."""
_OUTLET_NAME = re.compile(
    r"news|times(?!heet)|herald|tribune|gazette|chronicle|(?:^|[a-z.])post\.|dailymail|daily|journal(?:de|\.)|telegraph|observer"
    r"|zeitung|nachrichten|tagblatt|kurier|anzeiger|rundschau|presse|diario|noticias|periodico|giornale|gazzetta|notizie|krant"
    r"|nieuws|dagblad|tidning|avisen|avisa\.|gazeta|noviny|novosti|shimbun|sentinel|examiner|dispatch"
)
"""Words in the names of newspapers and news sites, as they occur in hosts."""
_STORY_PATH = re.compile(
    r"/(?:news|articles?|story|stories|politics|world|business|sports?|opinion|local|crime|nachrichten|artikel|politik"
    r"|wirtschaft|kultur|actualites?|politique|societe|economie|noticias?|politica|economia|sociedad|deportes|cronaca"
    r"|nieuws|nyheter|nyheder|uutiset|wiadomosci|zpravy|haber|berita)/(?:[^/?#]{1,80}/){0,5}[^/?#]{0,80}(?:\d{4}|-[^/?#-]+-[^/?#-]+)"
    r"|/(?:19|20)\d\d/(?:[01]?\d|[a-z]{3})/(?:[0-3]?\d/)?(?:[^/?#]{1,80}/){0,2}[^/?#]{1,80}-[^/?#-]+-",
    re.IGNORECASE,
)
"""The forms of the addresses of reports: a section, then a headline or a number; or a date, then a headline."""
_NO_OUTLET = re.compile(
    r"^(?:academic|blogs?|docs|help|publications|shop|store|support)\.|(?:^|\.)(?:gov|edu|mil|int|ac|gouv|gob|gub|go|europa|admin|un|who|github|gitlab|wordpress|blogspot|medium|substack"
    r"|tumblr|wikipedia|wikimedia|arxiv|doi|nature|sciencedirect|springer|wiley)(?:\.|$)|\.org$"
)
"""Hosts of governments, universities, institutions and societies, of science, of companies' support pages, and of
platforms on which anybody posts."""


def links(page: Page, found: Iterable[BodyLink], *, own: str | None) -> tuple[Link, ...]:
    """The links of the body as rows. `own`: the page's own address, None if unknown."""
    return tuple(
        Link(kind=link_kind(url, own=own), url=url, text=link.anchor, block=link.block)
        for link in found
        if (url := goal_of(page, link.url, own=own)) is not None
    )


def goal_of(page: Page, url: str, *, own: str | None) -> str | None:
    """The target of a link, without redirects that only count the click. None: a place in the same page, a form for
    sharing it, or not an address."""
    address = absolute(page, url)
    if address is None or shares(address):
        return None
    if own and "#" in address and address.partition("#")[0].rstrip("/") == own.partition("#")[0].rstrip("/"):
        return None
    return leads_to(address)


def link_kind(url: str, *, own: str | None) -> LinkKind:
    """A document by its file, else by whose site it is."""
    try:
        parts = urlsplit(url)
        path, query = parts.path, parts.query[:1_000]
    except ValueError:
        path = query = ""
    host = host_of(url)
    if _DOCUMENT.search(path) or _DOCUMENT_ASKED.search(query) or _DOCUMENT_HOST.search(f"{host}{path}"):
        return "document"
    if own and same_site(url, own):
        return "own_site"
    if SOCIAL.search(host) or _POST_OF_A_SERVER.fullmatch(path):
        return "social"
    if _OUTLET_HOST.search(f"{host}.") or _OUTLET_NAME.search(host):
        return "outlet"
    return "outlet" if _STORY_PATH.search(path[:400]) and not _NO_OUTLET.search(host) else "other"
