"""Dates that a page prints beside its headline, or in elements made for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from schemas.article import Moment
from tasks.text.conventions.data_moment import data_moment
from tasks.text.conventions.printed_date import printed_date
from tasks.text.html.fields.story_header import StoryHeader
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import PageParts, called, in_picture, names_of

_LINE = 140
"""Characters of a line that can be a date with its byline; longer ones are prose."""
_PROSE = 50
"""Characters beside the date that make a line a sentence, unless it or its element says that it states a date."""
MAX_FOUND = 12
MAX_FAR = 60
_PLAUSIBLE = re.compile(r"\d{4}|\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d")
_UPDATED = re.compile(
    r"updat|modif|edited|aktualis|mis(?:e)? à jour|actuali[sz]|atualiz|aggiorn|bijgewerkt|gewijzigd|uppdater|opdater|"
    r"oppdater|päivit|aktualiz|обновл|оновл|güncel|更新|업데이트|수정|ενημέρ|diperbar|cập nhật|עודכן|تحديث|frissít",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi|posted|veröffentl|pubblic|gepubliceerd|udgivet|julkaistu|opublik|опубл|yayın|発行|公開|配信|입력|등록|"
    r"diterbit|created|erstellt|stand|δημοσ|נשר|نشر|đăng",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s{0,20}(?:date|datum|data|fecha|dato|päivämäärä|дата|tarih|日期|日時|published|posted|first published|"
    r"publi[éc]\w{0,4}|veröffentlicht|pubblicato|gepubliceerd|publicerad|opublikowano|опублик\w{0,6}|"
    r"(?:last )?updated)\b",
    re.IGNORECASE,
)
_LINES = frozenset({"li", "p", "dd", "td", "span", "div", "em", "small", "b", "strong", "h4", "h5", "h6"})
_LABELLED_LINE = 60
_DATE_NAME = re.compile(r"date|publish|posted|time-?stamp|entry-meta|byline|datum|fecha|(?:^|[-_ ])time", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateInPrint:
    """One printed date."""

    moment: Moment
    locator: str
    updated: bool
    """It is said to be that of an update."""


def dates_in_print(
    page: Page, parts: PageParts, *, header: StoryHeader, language: str | None
) -> tuple[DateInPrint, ...]:
    """The first dozen dates, those beside the headline first, and among them `time` elements."""
    found: dict[tuple[str, bool], DateInPrint] = {}
    # What is made to be a date comes before text that happens to hold one.
    near = sorted(header.elements, key=lambda e: e.tag != "time")
    far = [e for e in parts.dated[:MAX_FAR] if e not in header.texts and not header.is_furniture(e)]
    for element in (*near, *far):
        text = header.texts.get(element) or element_text(element, limit=_LINE + 20)
        if element.tag != "time" and not _PLAUSIBLE.search(text):
            continue
        for moment, updated in _in_element(element, text, page, language) if not in_picture(element) else ():
            where = "beside the headline" if element in header.texts else "dated element"
            found.setdefault((moment.printed, updated), DateInPrint(moment, f"{called(element)}, {where}", updated))
        if len(found) >= MAX_FOUND:
            break
    return tuple(found.values()) or _labelled(page, parts, header, language)


def _labelled(page: Page, parts: PageParts, header: StoryHeader, language: str | None) -> tuple[DateInPrint, ...]:
    """A line anywhere that says what date it is: "Date: 5 March 2024"."""
    for element in parts.order:
        own = element.text or ""
        if element.tag not in _LINES or not (_LABEL.match(own) or _LABEL.match(next(element.itertext(), ""))):
            continue
        text = element_text(element, limit=_LABELLED_LINE + 1)
        if len(text) <= _LABELLED_LINE and _PLAUSIBLE.search(text) and not header.is_furniture(element):
            found = printed_date(text, received_at=page.received_at, language=language)
            if found:
                return (DateInPrint(found.moment, f"{called(element)}, labelled", bool(_UPDATED.match(text))),)
    return ()


def _in_element(element: HtmlElement, text: str, page: Page, language: str | None) -> Iterator[tuple[Moment, bool]]:
    parent = element.getparent()
    names = f"{names_of(element)} {parent.get('class', '')[:300] if parent is not None else ''}"
    stated = element.get("datetime") or element.get("data-datetime") or element.get("content", "")
    if element.tag == "time" and stated:
        moment = data_moment(stated, received_at=page.received_at, language=language)
        if moment:
            yield moment, bool(_UPDATED.search(f"{names} {text}")) and not _PUBLISHED.search(text)
            return
    if len(text) <= _LINE and _PLAUSIBLE.search(text):
        yield from _in_line(text, names, page, language)


def _in_line(text: str, names: str, page: Page, language: str | None) -> Iterator[tuple[Moment, bool]]:
    for _ in range(3):
        if not _PLAUSIBLE.search(text):
            return
        found = printed_date(text, received_at=page.received_at, language=language)
        if found is None:
            return
        before = text[: found.start]
        updated = bool(_UPDATED.search(before)) and not _PUBLISHED.search(before[-20:])
        said = updated or _PUBLISHED.search(before) or _DATE_NAME.search(names)
        if said or len(text) - (found.end - found.start) <= _PROSE:
            yield found.moment, updated
        text = text[found.end :]
