"""The dates a page states of itself: in its data, beside the headline, in its scripts and in its address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from schemas.article import Moment
from schemas.evidence import Evidence, Method
from tasks.text.conventions.data_moment import data_moment
from tasks.text.html.fields.date_in_print import DateInPrint
from tasks.text.html.fields.story_header import StoryHeader
from tasks.text.html.page.article_node import article_nodes, node_types
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import PageParts

Role = Literal["published", "modified"]

_META: dict[Role, tuple[str, ...]] = {
    "published": (
        "article:published_time", "article:published", "og:article:published_time", "og:published_time",
        "og:article:published", "og:pubdate", "published_time", "article_date_original", "date.created",
        "article.published", "article.created", "rnews:datepublished", "parsely-pub-date", "sailthru.date",
        "cxenseparse:publishtime", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date",
        "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.issued", "publication_date", "publishdate",
        "publish-date", "publish_date", "published_date", "publisheddate", "publicationdate", "pubdate", "pub_date",
        "date-pub", "article:post_date", "release_date", "displaydate", "vr:published_time", "mediator_published_time",
        "published", "date_published", "date.available", "dcterms.date", "dc.date", "date", "bt:pubdate", "ptime",
        "originalpublicationdate", "created", "article:create", "datecreated",
    ),
    "modified": (
        "article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time",
        "article_date_updated", "article.updated", "rnews:datemodified", "dcterms.modified", "dc.date.modified",
        "date.modified", "date.updated", "cxenseparse:modificationtime", "datemodified", "last-modified", "lastmod",
        "modified", "updated", "bt:moddate", "utime",
    ),
}  # fmt: skip
"""Names of `<meta>`, the stricter vocabularies first: OpenGraph, rNews, Parsely, Sailthru, Cxense, Highwire, Dublin
Core, then what content systems call it."""
_JSON_LD: dict[Role, tuple[str, ...]] = {
    "published": ("datePublished", "uploadDate", "dateCreated"),
    "modified": ("dateModified",),
}
_SCRIPT: dict[Role, re.Pattern[str]] = {
    "published": re.compile(
        r'"(?:datePublished|publishedAt|published_at|publishDate|publish_date|publicationDate|publishedDate|pubDate|'
        r"firstPublished(?:At|Date)?|first_publish(?:ed)?_date|datetimePublished|published_time|datePublication)"
        r'\\?"\s{0,3}:\s{0,3}\\?"(\d{4}-\d\d-\d\d[^"\\]{0,30})\\?"'
    ),
    "modified": re.compile(
        r'"(?:dateModified|modifiedAt|updatedAt|updated_at|lastModified|modified_time)'
        r'\\?"\s{0,3}:\s{0,3}\\?"(\d{4}-\d\d-\d\d[^"\\]{0,30})\\?"'
    ),
}
_MICRODATA: dict[Role, str] = {"published": "datePublished", "modified": "dateModified"}
_URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<sep>[/_.-])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]|[1-9])"
    r"|/?(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?!\d)"
)
MAX_SCRIPT_CHARS = 3_000_000
_SEVERAL_ARTICLES = 3
"""So many different dates in microdata are those of a list of articles, and nobody knows which is this one's."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """One date on offer."""

    moment: Moment
    method: Method
    locator: str

    def evidence(self, field: str, *, chosen: bool) -> Evidence:
        """This offer as evidence for `field`."""
        return Evidence(
            field=field, value=self.moment.printed[:200], method=self.method, locator=self.locator, chosen=chosen
        )


def stated_dates(
    page: Page,
    parts: PageParts,
    role: Role,
    *,
    header: StoryHeader,
    printed: Sequence[DateInPrint],
    language: str | None,
) -> Iterator[StatedDate]:
    """Every date on offer for `role`, the most trustworthy first. `printed`: those in print, for both roles."""
    for method, locator, text in _data(page, parts, role, header):
        if moment := data_moment(text, received_at=page.received_at, language=language):
            yield StatedDate(moment, method, locator)
    for date_in_print in printed:
        if date_in_print.updated == (role == "modified"):
            yield StatedDate(date_in_print.moment, "element", date_in_print.locator)
    for method, locator, text in _of_page(page, role):
        if moment := data_moment(text, received_at=page.received_at, language=language):
            yield StatedDate(moment, method, locator)
    yield from _scripted(page, parts, role)
    if role == "published" and page.url:
        yield from _addressed(page)


def _data(page: Page, parts: PageParts, role: Role, header: StoryHeader) -> Iterator[tuple[Method, str, str]]:
    nodes = article_nodes(page)[:5]
    for key in _JSON_LD[role]:
        for locator, node in nodes:
            yield from (("json-ld", f"{locator}.{key}", text) for text in _texts(node.get(key)))
    marked: list[tuple[Method, str, str]] = []
    for element in parts.microdata:
        if _MICRODATA[role] in element.get("itemprop", "") and not header.is_furniture(element):
            text = element.get("content") or element.get("datetime") or element_text(element, limit=200)
            marked.append(("microdata", f"{element.tag}[itemprop]", text))
    if len({text for *_, text in marked}) < _SEVERAL_ARTICLES:
        yield from marked
    for name in _META[role]:
        for value in page.meta.get(name, ())[:2]:
            yield ("opengraph" if name.startswith(("og:", "article:")) else "meta"), name, value


def _of_page(page: Page, role: Role) -> Iterator[tuple[Method, str, str]]:
    """What JSON-LD says of the web page, which may be older or younger than the article on it."""
    key = _JSON_LD[role][0]
    for node in page.json_ld:
        if {"webpage", "itempage"} & set(node_types(node)):
            yield from (("json-ld", f"WebPage.{key}", text) for text in _texts(node.get(key)))


def _texts(value: object) -> list[str]:
    """The first date of a JSON-LD member, as text."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return [str(value)[:200]] if isinstance(value, str | int) and not isinstance(value, bool) else []


def _scripted(page: Page, parts: PageParts, role: Role) -> Iterator[StatedDate]:
    """A date in a script's data, where all of the page's scripts agree on one."""
    days: dict[date, StatedDate] = {}
    for element in parts.scripts:
        for text in _SCRIPT[role].findall((element.text or "")[:MAX_SCRIPT_CHARS])[:50]:
            if moment := data_moment(text, received_at=page.received_at, language=None):
                days.setdefault(moment.day, StatedDate(moment, "element", "script"))
    if len(days) == 1:
        yield from days.values()


def _addressed(page: Page) -> Iterator[StatedDate]:
    for found in _URL_DAY.finditer((page.url or "")[:2_000].partition("?")[0]):
        month, day = found["month"] or found["mm"], found["day"] or found["dd"]
        try:
            stated = date(int(found["year"]), int(month), int(day))
        except ValueError:
            continue
        if stated <= page.received_at.date() + timedelta(days=1):
            yield StatedDate(Moment(printed=found.group(), day=stated, at=None), "url", "path")
