"""Dates printed on a page: beside its headline, in elements for dates, and in short lines elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from lxml.html import HtmlElement

from schemas.article import Moment
from tasks.text.conventions.data_moment import data_moment
from tasks.text.conventions.printed_date import printed_date
from tasks.text.html.fields.date_label import says_another_day, says_published, says_updated
from tasks.text.html.fields.story_header import StoryHeader
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import PageParts, called, in_picture, names_of

_LINE = 140
"""Most characters of a line with a date and its byline; longer lines are prose."""
_PROSE = 50
"""Characters beside the date from which a line is a sentence, unless it or its element is marked as a date."""
_FACTS = 25
"""Most characters beside the date in a short line far from the headline: a name, a time of day."""
_CLIMB = 4
"""Levels above a piece of text where the rest of its date may stand: "Apr 6" and "2026" in separate spans."""
MAX_FOUND = 30
MAX_PIECES = 400
_DIGIT = re.compile(r"[\dת]")
"""A character that every date contains. Most texts contain none, which this test shows quickly."""
_PLAUSIBLE = re.compile(r"\d{4}|\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|\d{2}\s?$|\d\s?[年년月月]|תש[א-ת]?[״\"]")
_DATE_NAME = re.compile(
    r"date|publish|posted|time-?stamp|entry-meta|byline|author|datum|fecha|submitted|(?:^|[-_ ])(?:time|meta)",
    re.IGNORECASE,
)
_EVENT_NAME = re.compile(
    r"(?:^|[\s_-])(?:events?|termine?|agenda|calendar|kalender|birth\w*|obituary)(?:$|[\s_-])", re.IGNORECASE
)
_ENDS_APART = re.compile(r"(?:^|[|·•/–—\[(,:-]|\b(?:am|on|le|den|el|il|em|vom|kl))\s{0,3}$", re.IGNORECASE)
_BEGINS_APART = re.compile(
    r"\s{0,3}(?:$|[|·•/–—\])(,-]|(?:at |um |à |kl\.? ?|ore |T)?\d{1,2}[:.hH]\d{2}|\d{1,2} ?(?:[ap]\.?m|uhr|h)\b)",
    re.IGNORECASE,
)
"""What may stand beside a date in a line of facts."""
_SENTENCE = re.compile(r"(?:^|\s)[a-zß-ÿ]{3,20}\s[a-zß-ÿ]{3,20}\s(?:[^\s]{1,30}\s){0,5}[a-zß-ÿ]{1,20}\s?$")
"""Words in lower case before a date: a sentence that mentions a day."""
_INSIDE = re.compile(r"[a-zß-ÿ]{2,20}\s(?:(?:am|on|le|el|il|em|vom|the|of|du|del|van|den)\s)?$")
_GOES_ON = re.compile(r"\s(?!(?:in|at|by|von|um|à|par|en|em|por|da|di|of|kl|uhr|update)\b)[a-zß-ÿ]{2,20}\b")
"""Words in lower case directly before and after a date: "the rope of 2 February 2030 broke"."""
_BEGINS_WITH_DAY = re.compile(r"(?:[^\W\d_]{2,12}\.?,?\s|(?:[^\W\d_a-zß-ÿ][^\W\d_]{1,12}\.?,?\s){2})?\d")
"""A title that is a day, such as "Saturday, March 4, 2023". Others spell an abbreviation out: "Law of 4 March 2021"."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TIME_TAGS = frozenset({"time", "relative-time", "time-ago", "local-time"})
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "option", "textarea", "title"})
_BESIDE = 12
"""Most elements between the headline and what stands beside it, whatever their classes."""


class Place(IntEnum):
    """Where a date is printed, best first."""

    HEADER = 0
    DATED = 1
    """Far from the headline, in an element for dates."""
    LINE = 2
    """Far from the headline, in a short line without other content."""
    ASIDE = 3
    """In a column beside the article, as the only date there."""


@dataclass(frozen=True, slots=True)
class DateInPrint:
    """One printed date."""

    moment: Moment
    locator: str
    updated: bool
    """Whether it is labelled as the date of an update."""
    place: Place = Place.HEADER
    labelled: bool = False
    """Whether it is labelled as the date of publication."""
    made: bool = False
    """Whether it is in a `time` element, or in one that is named as a date."""


_Line = tuple[DateInPrint, ...] | None
"""The dates of an element's line; None: the text is too long for a line."""


def dates_in_print(
    page: Page, parts: PageParts, *, header: StoryHeader, language: str | None
) -> tuple[DateInPrint, ...]:
    """The dates on the page that may be the article's: first those beside the headline, `time` elements before others.

    Dates of other stories, of comments, pictures and sentences are left out.
    """
    found: dict[tuple[str, bool, Place], DateInPrint] = {}
    near = sorted((e for e in header.elements if e.tag not in ("head", "title")), key=lambda e: e.tag not in _TIME_TAGS)
    for element in near:
        dates = list(_of_element(element, header.texts[element], page, language, Place.HEADER))
        for date in dates if dates and not _is_other_fact(element, date_is=dates[0]) else ():
            found.setdefault((date.moment.printed, date.updated, Place.HEADER), date)
    for date in _far(page, parts, header, language):
        if len(found) >= MAX_FOUND:
            break
        if not any((date.moment.printed, date.updated, place) in found for place in Place):
            found[date.moment.printed, date.updated, date.place] = date
    return tuple(found.values())


def _far(page: Page, parts: PageParts, header: StoryHeader, language: str | None) -> Iterator[DateInPrint]:
    """Dates far from the headline. If several look alike and differ in the day, they belong to a list of other
    stories."""
    near = frozenset(header.elements)
    groups: dict[tuple[str, bool], list[DateInPrint]] = {}
    looked = 0
    holding = _holding(parts.order)
    lines: dict[HtmlElement, _Line] = {}
    for element in parts.order:
        if element not in holding or element.tag in _SILENT or element in near:
            continue
        looked += 1
        if looked > MAX_PIECES:
            break
        for date in _of_piece(element, near, header, page, language, lines):
            beside = header.is_only_aside(element)
            groups.setdefault(("aside", False) if beside else (date.locator, date.updated), []).append(date)
    aside = groups.pop(("aside", False), [])
    if len({date.moment.day for date in aside}) == 1:
        yield replace(aside[0], place=Place.ASIDE)
    for dates in groups.values():
        if len({date.moment.day for date in dates}) <= 2 or dates[0].labelled:
            yield from dates[:2]


def _holding(elements: Sequence[HtmlElement]) -> set[HtmlElement]:
    """The elements that print digits of a date themselves, not in an inner element, or state a date."""
    found = set[HtmlElement]()
    for element in elements:
        if _is_timed(element) or ((text := element.text) and _is_plausible(text)):
            found.add(element)
        if (text := element.tail) and _is_plausible(text) and (parent := element.getparent()) is not None:
            found.add(parent)
    return found


def _is_timed(element: HtmlElement) -> bool:
    """Whether it is an element for times, or an abbreviation ("7 weeks ago") with the full date in its title."""
    if element.tag != "abbr":
        return element.tag in _TIME_TAGS
    title = element.get("title", "").strip()
    return _BEGINS_WITH_DAY.match(title) is not None and _is_plausible(title)


def _is_plausible(text: str) -> bool:
    return _DIGIT.search(text, 0, _LINE) is not None and _PLAUSIBLE.search(text[:_LINE].rstrip()) is not None


def _of_piece(
    element: HtmlElement,
    near: frozenset[HtmlElement],
    header: StoryHeader,
    page: Page,
    language: str | None,
    lines: dict[HtmlElement, _Line],
) -> Iterator[DateInPrint]:
    """The dates of the smallest element around a piece of text that contains some. `lines`: the lines read so far."""
    node: HtmlElement | None = element
    for _ in range(_CLIMB):
        if node is None or node in near or node.tag in ("body", "html") or node.tag in _HEADINGS:
            return
        if node not in lines:
            text = element_text(node, limit=_LINE + 20)
            short = len(text) <= _LINE
            lines[node] = tuple(_of_element(node, text, page, language, Place.LINE)) if short else None
        dates = lines[node]
        if dates is None:
            return
        if dates:
            if header.is_furniture(node):
                aside = header.is_only_aside(node)
                dates = tuple(date for date in dates if aside and (date.made or date.labelled))
            if not _in_sentence(node) and not _is_other_fact(node, date_is=dates[0] if dates else None):
                yield from dates
            return
        node = node.getparent()


def _is_other_fact(element: HtmlElement, *, date_is: DateInPrint | None) -> bool:
    """Whether the cell, term or line before a date labels it as another date: "Born" in a fact box.

    A line with digits is a separate fact, and a date that states what it is needs no label.
    """
    if date_is is not None and (date_is.labelled or date_is.updated):
        return False
    label = element.getprevious()
    text = element_text(label, limit=_FACTS + 20) if label is not None and isinstance(label.tag, str) else ""
    is_label = 0 < len(text) <= _FACTS and not _DIGIT.search(text)
    return is_label and says_another_day(text) and not says_published(text)


def _in_sentence(element: HtmlElement) -> bool:
    """Whether it stands inside running text: a link or bold words in a paragraph."""
    parent = element.getparent()
    return (
        parent is not None
        and parent.tag == "p"
        and element.tag not in _TIME_TAGS
        and len(element_text(parent, limit=_LINE + 20)) > _LINE
    )


def _of_element(
    element: HtmlElement, text: str, page: Page, language: str | None, place: Place
) -> Iterator[DateInPrint]:
    timed = _is_timed(element)
    if not timed and not _DIGIT.search(text) and (len(text) <= _LINE or place is not Place.HEADER):
        return
    parent = element.getparent()
    above = parent.get("class", "")[:300] if parent is not None else ""
    names = f"{names_of(element)} {above}"
    if _names_event(names) and not says_published(text):
        return
    made = timed or _names_date(names)
    where = Place.DATED if made and place is not Place.HEADER else place
    locator = f"{called(element)}, {'beside the headline' if place is Place.HEADER else 'far from the headline'}"
    stated = element.get("datetime") or element.get("data-datetime") or element.get("content", "")
    stated = stated or (element.get("title", "") if element.tag == "abbr" else "")
    if timed and stated:
        moment = data_moment(stated, received_at=page.received_at, language=language)
        if moment:
            said = says_published(text)
            updated = says_updated(f"{names} {text}") and not said
            # One element may print both dates: "2 March, updated 3 March".
            several = [d for d in _in_line(text, names, page, language) if d[0].day != moment.day or not d[1]]
            if updated and several and several[0][0].day < moment.day:
                yield DateInPrint(several[0][0], locator, False, where, several[0][2], made)
            yield DateInPrint(moment, locator, updated, where, said, made)
            return
    if len(text) <= _LINE and (place is Place.HEADER or made or _is_short(text)):
        if in_picture(element) and not _is_only_date(text, page, language):
            return
        most = _PROSE if place is Place.HEADER or made else _FACTS
        for moment, updated, said in _in_line(text, names, page, language, most):
            yield DateInPrint(moment, locator, updated, where, said, made)
    elif place is Place.HEADER:
        yield from _own_text(element, names, page, language, locator)


@lru_cache(maxsize=4096)
def _names_event(names: str) -> bool:
    return _EVENT_NAME.search(names) is not None


@lru_cache(maxsize=4096)
def _names_date(names: str) -> bool:
    return _DATE_NAME.search(names) is not None


def _own_text(
    element: HtmlElement, names: str, page: Page, language: str | None, locator: str
) -> Iterator[DateInPrint]:
    """Dates in a short text that stands directly in an element, beside longer ones: "Jane Doe, 5 March 2024" above a
    rating."""
    for piece in (element.text, *(child.tail for child in element)):
        line = " ".join((piece or "")[: _LINE + 20].split())
        if 6 <= len(line) <= _LINE - _PROSE and _PLAUSIBLE.search(line):
            for moment, updated, said in _in_line(line, names, page, language):
                yield DateInPrint(moment, locator, updated, Place.HEADER, said, _names_date(names))


def _is_short(text: str) -> bool:
    """Whether a line far from the headline is so short that it can only be a date with its label."""
    return len(text) <= _FACTS * 3


def _is_only_date(text: str, page: Page, language: str | None) -> bool:
    """Whether an element named as a caption is only a date with a word or two, in the caption's type."""
    found = printed_date(text, received_at=page.received_at, language=language)
    return found is not None and found.start == 0 and len(text) - found.end <= _FACTS


def _in_line(
    text: str, names: str, page: Page, language: str | None, most: int = _PROSE
) -> Iterator[tuple[Moment, bool, bool]]:
    """The dates of a line, each with whether it is labelled as an update's and whether as the publication's."""
    made = _names_date(names)
    for _ in range(3):
        if not _PLAUSIBLE.search(text):
            return
        found = printed_date(text, received_at=page.received_at, language=language)
        if found is None:
            return
        before = text[: found.start]
        updated = says_updated(before) and not says_published(before[-20:])
        said = not updated and says_published(before)
        rest = len(text) - (found.end - found.start)
        after = text[found.end :]
        other = not said and not updated and (says_another_day(before[-40:]) or (not made and _SENTENCE.search(before)))
        other = other or (not said and not updated and _INSIDE.search(before) and _GOES_ON.match(after))
        apart = bool(_ENDS_APART.search(before) and _BEGINS_APART.match(after))
        opens = most > _FACTS and apart and not before.strip()
        if not other and (updated or said or opens or made or ((apart or most > _FACTS) and rest <= most)):
            yield found.moment, updated, said
        text = after
