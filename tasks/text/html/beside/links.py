"""The links of the article's own text, and what each leads to."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from schemas.link import Link, LinkKind
from tasks.text.conventions.address import same_site
from tasks.text.html.beside.media import absolute
from tasks.text.html.beside.medium_kind import SOCIAL, host_of
from tasks.text.html.body.main_text import Link as BodyLink
from tasks.text.html.page.page import Page

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|tsv|zip|json|xml|epub|txt)$", re.IGNORECASE)
_OUTLET_HOST = re.compile(
    r"(?:^|[.-])(?:reuters|apnews|afp|bbc|cnn|npr|nytimes|nyt|washingtonpost|wsj|ft|guardian|theguardian|bloomberg|politico|axios"
    r"|propublica|aljazeera|dw|spiegel|zeit|faz|sueddeutsche|welt|taz|tagesschau|lemonde|lefigaro|liberation|elpais|elmundo"
    r"|abc|corriere|repubblica|ansa|nrc|volkskrant|dn|svd|aftonbladet|vg|nrk|yle|hs|haaretz|tass|interfax|meduza|asahi|nikkei"
    r"|mainichi|yomiuri|scmp|xinhuanet|ndtv|folha|estadao|globo|clarin|lanacion|nbcnews|cbsnews|abcnews|foxnews|msnbc|usatoday"
    r"|latimes|economist|theatlantic|newyorker|vox|buzzfeednews|businessinsider|forbes|techcrunch|theverge|wired|arstechnica)\."
)
"""Agencies, papers and broadcasters that others cite most, by their hosts."""
_OUTLET_NAME = re.compile(
    r"news|times(?!heet)|herald|tribune|gazette|chronicle|(?:^|[a-z.])post\.|dailymail|daily|journal(?:de|\.)|telegraph|observer"
    r"|zeitung|nachrichten|tagblatt|kurier|anzeiger|rundschau|presse|diario|noticias|periodico|giornale|gazzetta|notizie|krant"
    r"|nieuws|dagblad|tidning|avis|gazeta|noviny|novosti|shimbun|sentinel|examiner|dispatch"
)
"""What newspapers and news sites are called, as it stands in their hosts."""
_STORY_PATH = re.compile(
    r"/(?:news|articles?|story|stories|politics|world|business|sports?|opinion|local|crime|nachrichten|artikel|politik"
    r"|wirtschaft|kultur|actualites?|politique|societe|economie|noticias?|politica|economia|sociedad|deportes|cronaca"
    r"|nieuws|nyheter|nyheder|uutiset|wiadomosci|zpravy|haber|berita)/(?:[^/?#]{1,80}/){0,5}[^/?#]{0,80}(?:\d{4}|-[^/?#-]+-[^/?#-]+)"
    r"|/(?:19|20)\d\d/(?:[01]?\d|[a-z]{3})/(?:[0-3]?\d/)?(?:[^/?#]{1,80}/){0,2}[^/?#]{1,80}-[^/?#-]+-",
    re.IGNORECASE,
)
"""How addresses of reports are made: a section, then a headline or a number; or a day, then a headline."""
_NO_OUTLET = re.compile(
    r"(?:^|\.)(?:gov|edu|mil|int|ac|gouv|gob|gub|go|europa|admin|un|who|github|gitlab|wordpress|blogspot|medium|substack"
    r"|tumblr|wikipedia|wikimedia|arxiv|doi|nature|sciencedirect|springer|wiley)(?:\.|$)"
)
"""Hosts of governments, universities and bodies, of science, and of anybody's own posts."""


def links(page: Page, found: Iterable[BodyLink], *, own: str | None) -> tuple[Link, ...]:
    """The links of the body as rows. `own`: the page's own address, None when unknown."""
    rows: list[Link] = []
    for link in found:
        url = absolute(page, link.url)
        if url is not None:
            rows.append(Link(kind=link_kind(url, own=own), url=url, text=link.anchor, block=link.block))
    return tuple(rows)


def link_kind(url: str, *, own: str | None) -> LinkKind:
    """A document by its file, then whose site it is."""
    try:
        path = urlsplit(url).path
    except ValueError:
        path = ""
    if _DOCUMENT.search(path):
        return "document"
    if own and same_site(url, own):
        return "own_site"
    host = host_of(url)
    if SOCIAL.search(host):
        return "social"
    if _OUTLET_HOST.search(f"{host}.") or _OUTLET_NAME.search(host):
        return "outlet"
    return "outlet" if _STORY_PATH.search(path[:400]) and not _NO_OUTLET.search(host) else "other"
