"""The dates that a page states: in its data, beside the headline, in its scripts and in its address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import islice
from typing import Literal

from schemas.article import Moment
from schemas.evidence import Evidence, Method
from tasks.text.conventions.data_moment import data_moment
from tasks.text.html.fields.address_day import address_days
from tasks.text.html.fields.date_in_print import DateInPrint, Place
from tasks.text.html.fields.story_header import StoryHeader
from tasks.text.html.page.article_node import MAX_LINKS, article_nodes, foreign_nodes, is_canonical, node_types
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import PageParts

Role = Literal["published", "modified"]

_META: dict[Role, tuple[str, ...]] = {
    "published": (
        "article:published_time", "article:published", "og:article:published_time", "og:published_time",
        "og:article:published", "og:pubdate", "published_time", "article_date_original", "article.published",
        "rnews:datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:publishtime",
        "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date", "dc.date.issued",
        "dcterms.issued",
        "publication_date", "publishdate", "publish-date", "publish_date", "published_date", "publisheddate",
        "publicationdate", "pubdate", "pub_date", "date-pub", "article:post_date", "vr:published_time",
        "mediator_published_time", "date_published", "bt:pubdate", "originalpublicationdate", "publication-date",
    ),
    "modified": (
        "article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time",
        "article_date_updated", "article.updated", "rnews:datemodified", "dcterms.modified", "dc.date.modified",
        "date.modified", "date.updated", "cxenseparse:modificationtime", "datemodified", "last-modified", "lastmod",
        "modified", "updated", "bt:moddate", "utime", "modified-date",
    ),
}  # fmt: skip
"""Names of `<meta>`, the stricter vocabularies first: OpenGraph, rNews, Parsely, Sailthru, Cxense, Highwire, Dublin
Core, then the names of publishing systems."""
_LOOSE_META = (
    "published", "date.created", "article.created", "dcterms.created", "dc.date.created", "release_date", "displaydate",
    "date.available", "dcterms.date", "dc.date", "date", "ptime", "created", "article:create", "datecreated",
    "created-date",
)  # fmt: skip
"""Names under which systems also write when the file was made or last saved."""
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
MAX_SCRIPT_CHARS = 3_000_000
_SEVERAL_ARTICLES = 3
"""With this many different dates in microdata the page lists articles, and which date is this article's is unknown."""


class Source(Enum):
    """The kinds of places that state a date."""

    NODE = "the article's own object in JSON-LD"
    OTHER_NODE = "another object, or when the file was made"
    META = "meta that says publication"
    LOOSE_META = "meta that says a date"
    MICRODATA = "microdata"
    LABELLED = "beside the headline, called the day of publication"
    TIME = "beside the headline, in an element made for dates"
    PRINT = "beside the headline"
    FAR_LABELLED = "elsewhere, called the day of publication"
    FAR = "elsewhere, in an element made for dates"
    FAR_LINE = "elsewhere, in a line of its own"
    ASIDE = "in a column beside the article"
    WEB_PAGE = "the page's object in JSON-LD"
    SCRIPT = "a script's data"
    ADDRESS = "the address it was fetched from"
    STATED_ADDRESS = "the address it states"

    @property
    def is_print(self) -> bool:
        """Whether it is printed for readers."""
        return self in _PRINTED

    @property
    def is_near(self) -> bool:
        """Whether it is printed beside the headline."""
        return self in (Source.LABELLED, Source.TIME, Source.PRINT)


_PRINTED = (Source.LABELLED, Source.TIME, Source.PRINT, Source.FAR_LABELLED, Source.FAR, Source.FAR_LINE, Source.ASIDE)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """One candidate for a date."""

    moment: Moment
    method: Method
    locator: str
    source: Source

    def evidence(self, field: str, *, chosen: bool) -> Evidence:
        """This candidate as evidence for `field`."""
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
    """All candidates for `role`, the most reliable first. `printed`: the printed dates of both roles."""

    def offers(texts: Iterator[tuple[Method, str, str, Source]]) -> Iterator[StatedDate]:
        for method, locator, text, source in texts:
            if moment := data_moment(text, received_at=page.received_at, language=language):
                yield StatedDate(moment, method, locator, source)

    yield from offers(_data(page, parts, role, header))
    for one in printed:
        if one.updated == (role == "modified"):
            yield StatedDate(one.moment, "element", one.locator, _printed_source(one))
    yield from offers(_of_page(page, role))
    yield from _scripted(page, parts, role)
    if role == "published":
        yield from _addressed(page)


def _printed_source(date: DateInPrint) -> Source:
    if date.place is Place.HEADER:
        return Source.LABELLED if date.labelled else Source.TIME if date.made else Source.PRINT
    if date.place is Place.ASIDE:
        return Source.ASIDE
    if date.labelled:
        return Source.FAR_LABELLED
    return Source.FAR if date.place is Place.DATED else Source.FAR_LINE


def _data(page: Page, parts: PageParts, role: Role, header: StoryHeader) -> Iterator[tuple[Method, str, str, Source]]:
    for number, key in enumerate(_JSON_LD[role]):
        for rank, (locator, node) in enumerate(article_nodes(page)[:5]):
            source = Source.NODE if number == 0 and rank == 0 else Source.OTHER_NODE
            for text in _texts(node.get(key)):
                yield "json-ld", f"{locator}.{key}", text, source
    marked: list[tuple[Method, str, str, Source]] = []
    for element in parts.microdata:
        if _MICRODATA[role] in element.get("itemprop", "") and not header.is_furniture(element):
            text = element.get("content") or element.get("datetime") or element_text(element, limit=200)
            marked.append(("microdata", f"{element.tag}[itemprop]", text, Source.MICRODATA))
    if len({text for _, _, text, _ in marked}) < _SEVERAL_ARTICLES:
        yield from marked
    loose = _LOOSE_META if role == "published" else ()
    for names, source in ((_META[role], Source.META), (loose, Source.LOOSE_META)):
        for name in names:
            for value in page.meta.get(name, ())[:2]:
                yield ("opengraph" if name.startswith(("og:", "article:")) else "meta"), name, value, source


def _of_page(page: Page, role: Role) -> Iterator[tuple[Method, str, str, Source]]:
    """What JSON-LD states about the web page, which may be older or newer than the article on it."""
    key = _JSON_LD[role][0]
    for node in page.json_ld:
        if {"webpage", "itempage"} & set(node_types(node)):
            for text in _texts(node.get(key)):
                yield "json-ld", f"WebPage.{key}", text, Source.WEB_PAGE


def _texts(value: object) -> list[str]:
    """The first date of a JSON-LD member, as text."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return [str(value)[:200]] if isinstance(value, str | int) and not isinstance(value, bool) else []


def _scripted(page: Page, parts: PageParts, role: Role) -> Iterator[StatedDate]:
    """A date in the data of scripts, if all scripts of the page agree on it. Dates of related stories are left out."""
    days: dict[date, StatedDate] = {}
    of_others = {text for _, node in foreign_nodes(page) for key in _JSON_LD[role] for text in _texts(node.get(key))}
    for element in parts.scripts:
        for text in _SCRIPT[role].findall((element.text or "")[:MAX_SCRIPT_CHARS])[:50]:
            if text in of_others:
                continue
            if moment := data_moment(text, received_at=page.received_at, language=None):
                days.setdefault(moment.day, StatedDate(moment, "element", "script", Source.SCRIPT))
    if len(days) == 1:
        yield from days.values()


def _addressed(page: Page) -> Iterator[StatedDate]:
    addresses = [(page.url, Source.ADDRESS, "path")] if page.url else []
    if not page.url:
        addresses += [(value, Source.STATED_ADDRESS, "og:url, its path") for value in page.meta.get("og:url", ())[:1]]
        links = (link for link in islice(page.root.iter("link"), MAX_LINKS) if is_canonical(link))
        addresses += [(link.get("href", ""), Source.STATED_ADDRESS, "link[rel=canonical], its path") for link in links]
    for address, source, locator in addresses:
        for printed, day in address_days(address):
            if day <= page.received_at.date() + timedelta(days=1):
                yield StatedDate(Moment(printed=printed, day=day, at=None), "url", locator, source)
