"""The byline of an HTML page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from schemas.article import Byline
from schemas.evidence import Evidence, Finding
from tasks.text.conventions.byline import byline_of, marked_byline, names_job
from tasks.text.conventions.printed_date import printed_date
from tasks.text.html.fields.author_offer import Offer, Rank, stated_authors
from tasks.text.html.fields.outlet_affix import folded
from tasks.text.html.fields.own_name import OwnNames
from tasks.text.html.fields.story_header import StoryHeader
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import PageParts, called, in_picture

_LINE = 200
_YEAR = re.compile(r"\d{4}|\d[./-]\d")
_WEEKDAY = re.compile(
    r"[\s,]{1,3}(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|"
    r"mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
    r"[\s,.]{0,3}$",
    re.IGNORECASE,
)
"""Weekdays on English, German, French and Spanish pages, which remain if a date is removed from a byline."""
_FAR_LINE = 60
"""Most characters of a byline far from the headline: a name, and no more."""
_MOST_SIBLINGS = 8
_OPENING = 4
"""Paragraphs before the text that may contain a byline."""
_LABEL = re.compile(
    r"(?:written|posted|published|reviewed|edited|by|author|authors|full|bio|about|the|more|articles?|profile|view|all|"
    r"posts?|read|from|see|meet|our|experts?|contact|email|team|website|newsroom|follow|share)(?:\s|$)",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(
    r"(?:written|article|words|story|text|posted|published) by\b\s?:?|(?:about the )?author\s?:|autor(?:in)?\s?:|"
    r"autorin/autor|autor/(?:in|a)|autor\(a\)|autor:in|"
    r"(?:geschrieben|verfasst) von\b|(?:écrit|rédigé) par\b|escrito por\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:function|job-?title|position|(?:author|byline)[\w-]{0,20}[_-](?:role|title))(?:$|[\s_-])", re.IGNORECASE
)
"""Elements with an author's job title instead of the name."""
_ICON = re.compile(r"(?:^|[\s_-])(?:user|person|author|pencil|pen|writer)(?:[\s_-]|$)", re.IGNORECASE)
_QUOTATION = re.compile(r"(?:^|[\s_-])(?:pull-?)?quotes?(?:$|[\s_-])|testimonial", re.IGNORECASE)
_CLIMB = 4
_WHOLE = frozenset(("body", "main", "article"))
_MOST_LINKS = 20
_TITLE_WORDS = 5
"""Fewest words of a link that is a headline. A biography may also link, with fewer."""
"""Levels of elements around a name that are checked for a quotation."""
_ABOUT = re.compile(r"comment|avatar|image|photo|social|follow|related|count|card|tooltip|desc", re.IGNORECASE)


def html_byline(
    page: Page, parts: PageParts, *, header: StoryHeader, outlets: Sequence[str], section: str | None
) -> Finding[Byline]:
    """The authors: persons named in data, JSON-LD before `<meta>`; else those printed beside the headline; else a desk
    or agency; else a name in an author's box further down.

    `outlets`: the names that the page gives its publisher. An outlet counts as author only if a NewsArticle or a
    printed byline says so (an unsigned item of the newsroom). `section`: its name alone is not an author. A printed
    byline takes precedence if it names more persons than the data, or somebody else than a blog engine's data.
    """
    own = OwnNames.of(page.url, outlets)
    printed = [_without_own(offer, own) for offer in _printed(page, parts, header)]
    offers = [_credible(offer, section) for offer in (*stated_authors(page, own), *printed)]
    chosen = _chosen(offers, own)
    if chosen is not None and chosen.rank(own) is Rank.STATED_OUTLET:
        offers += _opening(page, header)
        chosen = _chosen(offers, own)
    evidence = tuple(
        Evidence(field="byline", value=o.text[:_LINE], method=o.method, locator=o.locator, chosen=o is chosen)
        for o in offers
    )
    if chosen is None:
        return Finding(None, evidence)
    return Finding(Byline(text=_as_printed(chosen, offers), authors=chosen.authors), evidence)


def _credible(offer: Offer, section: str | None) -> Offer:
    """The offer without the section's name, which templates print in the author's place. A columnist's section has two
    words."""
    if section is None or " " in section:
        return offer
    return replace(offer, authors=tuple(author for author in offer.authors if folded(author.name) != folded(section)))


def _without_own(offer: Offer, own: OwnNames) -> Offer:
    """The offer without the outlet's own name after persons ("Jane Doe and John Roe, Fjord Post"): in print it says
    where they work."""
    others = tuple(author for author in offer.authors if not own.holds(author))
    return replace(offer, authors=others) if any(author.kind == "person" for author in others) else offer


def _chosen(offers: Sequence[Offer], own: OwnNames) -> Offer | None:
    best = min(
        offers, key=lambda offer: (offer.rank(own), not offer.marked and offer.method == "element"), default=None
    )
    if best is None or best.rank(own) is Rank.NOBODY:
        return None
    if best.rank(own) is not Rank.STATED_PERSON:
        return best
    names = _keys(best)
    printed = [offer for offer in offers if offer.rank(own) is Rank.PRINTED_PERSON]
    more = next((offer for offer in printed if offer.beside and names < _keys(offer)), None)
    agreed = any(names & _keys(offer) for offer in printed)
    other = next((offer for offer in printed if offer.marked), None) or _agreed(offers, printed, own)
    if more is None and not agreed and not best.sure:
        return other or best
    return more or best


def _agreed(offers: Sequence[Offer], printed: Sequence[Offer], own: OwnNames) -> Offer | None:
    """Another statement in the data that print confirms. None: there is none."""
    shown = {name for offer in printed for name in _keys(offer)}
    stated = (offer for offer in offers if offer.rank(own) is Rank.STATED_PERSON)
    return next((offer for offer in stated if _keys(offer) <= shown), None)


def _keys(offer: Offer) -> set[str]:
    return {folded(author.name) for author in offer.authors}


def _as_printed(chosen: Offer, offers: Sequence[Offer]) -> str:
    """The shortest printed line with all the names; else the names."""
    names = _keys(chosen)
    lines = [offer.text for offer in offers if offer.method == "element" and offer.near]
    fitting = [line for line in lines if all(name in folded(line) for name in names)]
    marked = [line for line in fitting if marked_byline(line)]
    return min(marked or fitting, key=len, default=", ".join(author.name for author in chosen.authors))


def _printed(page: Page, parts: PageParts, header: StoryHeader) -> Iterator[Offer]:
    named = set(parts.authored)
    found: list[tuple[HtmlElement, Offer]] = []
    for element in header.elements:
        text = header.texts[element]
        if _DOES.search(element.get("class", "")[:300]):
            continue
        if element in named or _is_marked(text, page) or (text and _has_icon_of_person(element)):
            offer = _offer(element, text, page, near=True) or _above_job(element, text, page)
            if offer is not None:
                found.append((element, offer))
    names = {folded(offer.authors[0].name) for _, offer in found if " " in offer.authors[0].name}
    found = [(element, offer) for element, offer in found if not _run_together(offer, names)]
    # The innermost element has the fewest other words around the names.
    yield from _together(found)
    yield from _distinct(offer for _, offer in sorted(found, key=lambda pair: len(pair[1].text)))
    if not found:
        near = set(header.elements)
        far = list(_far([element for element in parts.authored if element not in near], header, page))
        yield from far or _labelled(parts, header, page)


def _has_icon_of_person(element: HtmlElement) -> bool:
    """Whether an icon of a person or a pen replaces the label: `<i class="fa fa-user"></i> Jane Doe`."""
    first = next((child for child in element if isinstance(child.tag, str)), None)
    if first is None or first.tag not in ("i", "span", "svg") or (element.text or "").strip():
        return False
    return _ICON.search(first.get("class", "")[:300]) is not None and not element_text(first, limit=20)


def _above_job(element: HtmlElement, text: str, page: Page) -> Offer | None:
    """The name in an author's element whose second line is a job title. None: there is none."""
    first = next((child for child in element if isinstance(child.tag, str)), None)
    if first is None or first.tag in ("br", "img") or (element.text or "").strip():
        return None
    name = element_text(first, limit=_FAR_LINE + 50)
    behind = text.removeprefix(name).strip(" ,|·–—-")
    if not 0 < len(name) <= _FAR_LINE or len(behind) > _FAR_LINE or not names_job(behind) or names_job(name):
        return None
    return _offer(first, name, page, near=True)


def _run_together(offer: Offer, names: set[str]) -> bool:
    """Whether the offer's one author is two, printed in separate elements with nothing between them."""
    name = folded(offer.authors[0].name)
    return len(offer.authors) == 1 and any(name.startswith(first) and name[len(first) :] in names for first in names)


def _is_marked(text: str, page: Page) -> bool:
    if not text or len(text) > _LINE:
        return False
    return marked_byline(text) is not None or (
        _YEAR.search(text) is not None and marked_byline(_without_date(text, page)) is not None
    )


def _together(found: Sequence[tuple[HtmlElement, Offer]]) -> Iterator[Offer]:
    """Authors printed side by side in separate elements: one byline."""
    groups: dict[tuple[str, HtmlElement | None], list[Offer]] = {}
    for element, offer in found:
        parent = element.getparent()
        for above in (parent, parent.getparent() if parent is not None else None):
            if len(offer.authors) == 1:
                groups.setdefault((offer.locator, above), []).append(offer)
    for (locator, _), offers in groups.items():
        authors = {author.name.casefold(): author for offer in offers for author in offer.authors}
        if 2 <= len(authors) <= _MOST_SIBLINGS:
            text = ", ".join(author.name for author in authors.values())
            yield Offer("element", f"{locator}, side by side"[:200], text, tuple(authors.values()), beside=True)
            return


def _distinct(offers: Iterator[Offer]) -> Iterator[Offer]:
    seen = set[str]()
    for offer in offers:
        if offer.text not in seen:
            seen.add(offer.text)
            yield offer


def _far(elements: Sequence[HtmlElement], header: StoryHeader, page: Page) -> Iterator[Offer]:
    """Names in author boxes below the text, unless they list the works of many authors."""
    found: dict[str, Offer] = {}
    for element in elements:
        if element.get("href") or _ABOUT.search(element.get("class", "")) or header.is_furniture(element):
            continue
        if _in_quotation(element):
            continue
        text = element_text(element, limit=_LINE + 50)
        offer = _offer(element, text, page, near=False) or _above_biography(element, text, page)
        if offer is not None and len(offer.text) <= _FAR_LINE:
            found.setdefault(folded(offer.authors[0].name), offer)
    if found and len(found) <= 2:
        yield from found.values()
    elif not found:
        yield from _linked(elements, header, page)


def _above_biography(element: HtmlElement, text: str, page: Page) -> Offer | None:
    """The name above a note that begins with it: "Jane Doe" / "Jane Doe has covered the courts since ..."."""
    words = text.split()
    for count in (2, 3, 4):
        if len(words) > 2 * count and words[:count] == words[count : 2 * count]:
            return _offer(element, " ".join(words[:count]), page, near=False)
    return None


def _linked(elements: Sequence[HtmlElement], header: StoryHeader, page: Page) -> Iterator[Offer]:
    """Links to an author's page that are marked as such, by `rel` or by a label before them, if all name one person or
    are side by side.

    They may also be in a column beside the text.
    """
    found: dict[str, tuple[HtmlElement, Offer]] = {}
    for element in elements:
        if not element.get("href") or (header.is_furniture(element) and not header.is_only_aside(element)):
            continue
        if _in_teaser(element):
            continue
        parent = element.getparent()
        line = element_text(parent, limit=_FAR_LINE + 50) if parent is not None else ""
        says_so = "author" in element.get("rel", "").split() or (len(line) <= _FAR_LINE and _is_marked(line, page))
        offer = _offer(element, element_text(element, limit=_FAR_LINE + 50), page, near=False) if says_so else None
        if offer is not None and len(offer.authors) == 1:
            found.setdefault(folded(offer.authors[0].name), (element, offer))
    if len(found) == 1:
        yield from (offer for _, offer in found.values())
    elif len({element.getparent() for element, _ in found.values()}) == 1:
        yield from _together(list(found.values()))


def _in_teaser(element: HtmlElement) -> bool:
    """Whether a link stands with a headline that is also a link: the other story's author."""
    for node in islice(element.iterancestors(), _CLIMB):
        if node.tag in _WHOLE:
            return False
        links = islice(node.iter("a"), _MOST_LINKS)
        if any(link is not element and len(element_text(link, limit=_LINE).split()) >= _TITLE_WORDS for link in links):
            return True
    return False


def _in_quotation(element: HtmlElement) -> bool:
    """Whether a name is that of a quoted person: it stands in a quotation set off from the text."""
    node: HtmlElement | None = element
    for _ in range(_CLIMB):
        if node is None:
            return False
        if node.tag in ("blockquote", "q") or _QUOTATION.search(node.get("class", "")[:300]):
            return True
        node = node.getparent()
    return False


def _labelled(parts: PageParts, header: StoryHeader, page: Page) -> Iterator[Offer]:
    """A name after "Written by", in the same line or in its own element, at any place."""
    found: dict[str, Offer] = {}
    for at, element in enumerate(parts.order):
        label = (element.text or "").strip()
        if not 0 < len(label) <= _FAR_LINE or not _WRITTEN_BY.match(label) or header.is_furniture(element):
            continue
        line = element_text(element, limit=_FAR_LINE + 50)
        if _WRITTEN_BY.fullmatch(line):
            behind = " ".join((element.tail or "")[: _FAR_LINE + 50].split())
            if not behind and at + 1 < len(parts.order):
                behind = element_text(parts.order[at + 1], limit=_FAR_LINE + 50)
            line = behind
        offer = _offer(element, line, page, near=False) if len(line) <= _FAR_LINE else None
        if offer is not None:
            found.setdefault(folded(offer.authors[0].name), offer)
    if len(found) == 1:
        yield from found.values()


def _opening(page: Page, header: StoryHeader) -> Iterator[Offer]:
    """A name alone in bold before the text. Newspapers whose system knows only the newspaper as author print it there;
    it may stand below the lines of a summary."""
    paragraphs = [element for element in header.after if element.tag == "p" and header.texts[element]]
    for element in paragraphs[:_OPENING]:
        text = header.texts[element]
        bold = next(iter(element), None)
        if bold is not None and bold.tag in ("b", "strong") and len(text) <= _FAR_LINE:
            offer = _offer(element, text, page, near=False)
            if offer is not None:
                yield offer
                return


def _offer(element: HtmlElement, text: str, page: Page, *, near: bool) -> Offer | None:
    """The byline that an element prints. None: it prints none."""
    if not text or len(text) > _LINE or in_picture(element):
        return None
    line = _without_date(text, page)
    marked = marked_byline(line)
    byline = marked or byline_of(line)
    if byline is None or not byline.authors or _LABEL.match(byline.authors[0].name):
        return None
    return Offer("element", called(element), text, byline.authors, near=near, marked=marked is not None)


def _without_date(text: str, page: Page) -> str:
    found = printed_date(text, received_at=page.received_at) if _YEAR.search(text) else None
    if found is None:
        return text
    before = _WEEKDAY.sub("", text[: found.start]).rstrip(" -–—|·•,/(")
    after = text[found.end :].lstrip(" -–—|·•,/)")
    # "Posted on 5 March 2024 by Jane Doe"
    return after if not before or (marked_byline(after) and not marked_byline(before)) else before
