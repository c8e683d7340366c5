"""The dates a page states of itself: in its data, beside the headline, in its scripts and in its address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement

from schemas.article import Moment
from schemas.evidence import Evidence, Method
from tasks.text.article_node import article_nodes, node_types
from tasks.text.page import Page
from tasks.text.printed_date import printed_date, printed_moment
from tasks.text.printed_text import element_text, printed_text
from tasks.text.selection import select
from tasks.text.story_header import StoryHeader, called, names_of

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
_MICRODATA: dict[Role, etree.XPath] = {
    "published": etree.XPath("//*[contains(@itemprop, 'datePublished')]"),
    "modified": etree.XPath("//*[contains(@itemprop, 'dateModified')]"),
}
_DATED = etree.XPath(
    "//time | //*[contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'ublish')"
    " or contains(@class, 'ublication') or contains(@class, 'posted') or contains(@class, 'time')"
    " or contains(@class, 'Time') or contains(@id, 'date')]"
)
_SCRIPTS = etree.XPath("//script[not(@src)]")
_UPDATED = re.compile(
    r"updat|modif|edited|aktualis|mis(?:e)? à jour|actuali[sz]|atualiz|aggiorn|bijgewerkt|gewijzigd|uppdater|opdater|"
    r"oppdater|päivit|aktualiz|обновл|оновл|güncel|更新|업데이트|수정|ενημέρ|diperbar|cập nhật|"
    r"עודכן|تحديث|frissít",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi|posted|veröffentl|pubblic|gepubliceerd|publicerad|udgivet|julkaistu|opublik|опубл|yayın|発行|公開|配信|입력|등록|"
    r"diterbit|created|erstellt|stand|δημοσ|נשר|نشر|đăng",
    re.IGNORECASE,
)
_DATE_NAME = re.compile(
    r"date|publish|posted|pubdate|time-?stamp|entry-meta|byline|datum|fecha|(?:^|[-_ ])time", re.IGNORECASE
)
_URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<sep>[/_.-])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]|[1-9])"
    r"|/?(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?!\d)"
)
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
_LINE = 140
"""Characters of a line that can be a date with its byline; longer ones are prose."""
MAX_SCRIPT_CHARS = 3_000_000
MAX_DATED = 200


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


def stated_dates(page: Page, role: Role, *, header: StoryHeader, language: str | None) -> Iterator[StatedDate]:
    """Every date on offer for `role`, the most trustworthy first. Later ones cost time: stop when satisfied."""
    for method, locator, text in _data(page, role, header):
        if moment := data_moment(text, received_at=page.received_at, language=language):
            yield StatedDate(moment, method, locator)
    yield from _visible(page, role, header, language)
    yield from _scripted(page, role)
    if role == "published" and page.url:
        yield from _addressed(page)


def data_moment(text: str, *, received_at: datetime, language: str | None) -> Moment | None:
    """A date out of a data field: ISO, RFC 2822, as printed, or seconds since 1970. None: no day, or after arrival."""
    text = printed_text(text, limit=200)
    if epoch := _EPOCH.fullmatch(text):
        at = datetime.fromtimestamp(int(epoch.group(1)), UTC)
        return Moment(printed=text, day=at.date(), at=at) if at <= received_at + timedelta(days=1) else None
    return printed_moment(text, received_at=received_at, language=language)


def _data(page: Page, role: Role, header: StoryHeader) -> Iterator[tuple[Method, str, str]]:
    nodes = article_nodes(page)[:5]
    for key in _JSON_LD[role]:
        for locator, node in nodes:
            yield from (("json-ld", f"{locator}.{key}", text) for text in _texts(node.get(key)))
    for name in _META[role]:
        for value in page.meta.get(name, ())[:2]:
            yield ("opengraph" if name.startswith(("og:", "article:")) else "meta"), name, value
    for element in select(_MICRODATA[role], page.root, limit=20):
        if not header.is_furniture(element):
            text = element.get("content") or element.get("datetime") or element_text(element, limit=200)
            yield "microdata", f"{element.tag}[itemprop]", text
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


def _visible(page: Page, role: Role, header: StoryHeader, language: str | None) -> Iterator[StatedDate]:
    seen = set[str]()
    named = [e for e in select(_DATED, page.root, limit=MAX_DATED) if not header.is_furniture(e)]
    # What is made to be a date comes before text that happens to hold one.
    near = sorted(header.elements, key=lambda e: e.tag != "time")
    for where, elements in (("beside the headline", near), ("dated element", named)):
        for element in elements:
            for moment in _printed(element, role, page, language):
                if moment.printed not in seen:
                    seen.add(moment.printed)
                    yield StatedDate(moment, "element", f"{called(element)}, {where}")


def _printed(element: HtmlElement, role: Role, page: Page, language: str | None) -> Iterator[Moment]:
    stated = element.get("datetime") or element.get("data-datetime") or element.get("content", "")
    text = element_text(element, limit=_LINE + 20)
    names = f"{names_of(element)} {element.getparent().get('class', '') if element.getparent() is not None else ''}"
    if element.tag == "time" and stated:
        updated = bool(_UPDATED.search(f"{names} {text}")) and not _PUBLISHED.search(text)
        if updated == (role == "modified") and (
            moment := data_moment(stated, received_at=page.received_at, language=language)
        ):
            yield moment
            return
    if len(text) > _LINE or not any(sign.isdigit() for sign in text):
        return
    yield from _read(text, role, names, page, language)


def _read(text: str, role: Role, names: str, page: Page, language: str | None) -> Iterator[Moment]:
    rest, before = text, ""
    for _ in range(3):
        found = printed_date(rest, received_at=page.received_at, language=language)
        if found is None:
            return
        before = rest[: found.start]
        updated = bool(_UPDATED.search(before)) and not _PUBLISHED.search(before[-20:])
        prose = len(rest) - (found.end - found.start) > 70 and not (
            _DATE_NAME.search(names) or _PUBLISHED.search(before) or _UPDATED.search(before)
        )
        if updated == (role == "modified") and not prose:
            yield found.moment
        rest = rest[found.end :]


def _scripted(page: Page, role: Role) -> Iterator[StatedDate]:
    """A date in a script's data, where all of the page's scripts agree on one."""
    days: dict[date, StatedDate] = {}
    for element in select(_SCRIPTS, page.root, limit=300):
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
