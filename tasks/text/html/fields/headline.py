"""The headline of an HTML page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from schemas.evidence import Evidence, Finding, Method
from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.fields.outlet_affix import (
    folded,
    host_label,
    names_outlet,
    without_outlet,
    without_outlet_before_colon,
)
from tasks.text.html.page.article_node import article_nodes, node_types, strings
from tasks.text.html.page.element_text import element_text
from tasks.text.html.page.page import Page
from tasks.text.html.page.page_parts import PageParts

_LONGEST = 500
_LONGEST_STATED = 200
"""Most characters of a JSON-LD headline; longer ones are descriptions in the wrong place."""
_NEWS, _H1, _OTHER = 4.0, 2.0, 0.5
"""Weights of the places that state a headline.

A NewsArticle's headline is the newsroom's own. An h1 that agrees with the page's titles is the printed one. og:title,
title and the JSON-LD of blogs are often written for search engines. Two places with the same words add their weights.
Measured on annotated news and blog pages.
"""
_SITE = 0.05
"""Weight of a title that is the site's, not the page's."""
_TITLE_WORDS, _KICKER_WORDS = 3, 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    method: Method
    locator: str
    text: str
    """As stated."""
    title: str
    """Without the outlet's name."""
    weight: float


def headline(page: Page, parts: PageParts, *, outlets: Sequence[str] = ()) -> Finding[str]:
    """The headline that a NewsArticle states, else the h1 that agrees with a title of the page, else such a title.

    `outlets`: the names that the page gives its publisher; they are not headlines and are removed from titles.
    """
    stated = list(_stated(page, parts, outlets))
    found = [*_headings(page, parts, stated, outlets), *stated]
    if stated and all(candidate.weight <= _SITE for candidate in stated):
        found = [*_of_article(page, outlets), *found]
    best = _best(found)
    evidence = tuple(
        Evidence(field="headline", value=c.text[:_LONGEST], method=c.method, locator=c.locator, chosen=c is best)
        for c in found
    )
    return Finding(best.title[:_LONGEST] if best else None, evidence)


def _best(found: Sequence[_Candidate]) -> _Candidate | None:
    """The words with the highest total weight, in the spelling with the highest weight among them. None: no place
    states any."""
    words, spellings = dict[str, float](), dict[str, float]()
    for place in _places(found):
        key = folded(place.title) or place.title
        words[key] = words.get(key, 0) + place.weight
        spellings[place.title] = spellings.get(place.title, 0) + place.weight
    if not words or max(words.values()) <= 0:
        return None
    key = max(words, key=lambda name: words[name])  # the first of a tie: headings come first
    same = [candidate for candidate in found if (folded(candidate.title) or candidate.title) == key]
    # Capitals are a matter of type: if another place has the usual capitalisation, it is chosen.
    return max(same, key=lambda candidate: (not candidate.title.isupper(), spellings.get(candidate.title, 0)))


def _places(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Each place once: an h1 that occurs twice, or the same words in five JSON-LD objects, count once."""
    best: dict[tuple[str, str], _Candidate] = {}
    for candidate in found:
        kind = "json-ld" if candidate.method == "json-ld" else candidate.locator.partition("[")[0]
        key = (kind, candidate.title)
        if key not in best or candidate.weight > best[key].weight:
            best[key] = candidate
    return list(best.values())


def _headings(
    page: Page, parts: PageParts, stated: Sequence[_Candidate], outlets: Sequence[str]
) -> Iterator[_Candidate]:
    known, host = {folded(name) for name in outlets}, folded(host_label(page.url))
    titles = [_words(candidate.title) for candidate in stated]
    keys = {folded(candidate.title) for candidate in stated} - {""}
    found = False
    for number, element in enumerate(parts.headings, 1):
        text = element_text(element, limit=2_000)
        text = printed_text(text) if "&" in text else text  # escaped twice
        title = _part_that_is(keys, element) or _behind_kicker(stated, text) or without_outlet(text, outlets, page.url)
        if not text or len(text) > _LONGEST or names_outlet(title, known, host):
            continue
        agreement = max((_agreement(_words(title), words) for words in titles), default=0.0)
        found = found or agreement > 0
        yield _Candidate("element", f"{element.tag}[{number}]", text, title, _H1 * agreement)
    if not found:
        yield from _lesser_headings(parts, stated)


def _part_that_is(titles: set[str], heading: HtmlElement) -> str | None:
    """The text of a heading's child, or its own text without its children's, that equals a title of the page. The rest
    is a kicker, a counter or a note for screen readers. None: there is none."""
    parts = [element_text(child, limit=_LONGEST) for child in heading.iterchildren("*")] if len(heading) > 1 else []
    if len(heading):
        parts.append(printed_text(" ".join((heading.text or "", *(child.tail or "" for child in heading)))))
    return next((part for part in parts if folded(part) in titles), None)


def _behind_kicker(stated: Sequence[_Candidate], heading: str) -> str | None:
    """The part of a heading that equals a title of the page, if a few words stand before it: "Energy Ferry runs again"
    has the title "Ferry runs again". None: there is none."""
    for candidate in stated:
        title, before = candidate.title, heading[: -len(candidate.title)]
        known = candidate.weight > 0 and heading.endswith(title) and len(title.split()) >= _TITLE_WORDS
        kicker = 0 < len(before.split()) <= _KICKER_WORDS and len(folded(before)) > len("the")
        if known and kicker and not before[-1:].isalnum():
            return title
    return None


def _of_article(page: Page, outlets: Sequence[str]) -> Iterator[_Candidate]:
    """The first heading of the page's only article, for a page whose titles name only the site."""
    known, host = {folded(name) for name in outlets}, folded(host_label(page.url))
    articles = list(islice(page.root.iter("article"), 2))
    for heading in articles[0].iter("h1", "h2") if len(articles) == 1 else ():
        text = element_text(heading, limit=_LONGEST)
        if len(text.split()) >= _TITLE_WORDS and not names_outlet(text, known, host):
            yield _Candidate("element", f"article {heading.tag}", text, text, _H1 / 2)
            return


def _lesser_headings(parts: PageParts, stated: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Other elements that print a title of the page, if no h1 does."""
    keys = {folded(candidate.title) for candidate in stated}
    for element in parts.titled:
        text = element_text(element, limit=_LONGEST)
        if text and folded(text) in keys:
            yield _Candidate("element", str(element.tag), text, text, _H1 / 2)
            return


def _stated(page: Page, parts: PageParts, outlets: Sequence[str]) -> Iterator[_Candidate]:
    shown = {folded(element_text(element, limit=_LONGEST)) for element in (*parts.headings, *parts.titled)}
    for method, locator, text, weight in _titles(page):
        title = _behind_name(text, shown) or without_outlet(text, outlets, page.url)
        if folded(title) not in shown:
            title = without_outlet_before_colon(title, outlets) or title
        cut = len(title) > _LONGEST or title.endswith(("…", "..."))
        # "The Fjord Post - News of the north": the site's name and its slogan, which no heading prints.
        behind = text.endswith(title) and len(title) < len(text)
        slogan = behind and folded(title) not in shown and method != "json-ld"
        yield _Candidate(method, locator, text, title, min(weight, _SITE if slogan else 0.1 if cut else weight))


def _behind_name(title: str, shown: set[str]) -> str | None:
    """The part after a name ("Ness Lane Diary: Notes on the night bus"), if headings print both parts separately. None:
    they do not."""
    name, colon, rest = title.partition(": ")
    parts = colon and folded(name) in shown and folded(rest) in shown
    return rest.strip() if parts and folded(title) not in shown else None


def _titles(page: Page) -> Iterator[tuple[Method, str, str, float]]:
    for rank, (locator, node) in enumerate(article_nodes(page)[:5]):
        for text in list(strings(node.get("headline")))[:1]:
            news = rank == 0 and any("newsarticle" in kind for kind in node_types(node)) and len(text) < _LONGEST_STATED
            yield "json-ld", f"{locator}.headline", text, _NEWS if news else _OTHER if rank == 0 else 0.0
    for name, weight in (("og:title", _OTHER), ("twitter:title", 0.3), ("dc.title", 0.1), ("parsely-title", 0.3)):
        for value in page.meta.get(name, ())[:1]:
            if text := printed_text(value):
                yield ("opengraph" if name.startswith("og:") else "meta"), name, text, weight
    title = page.root.find(".//head/title")
    if title is not None and (text := printed_text(title.text or "")):
        yield "element", "title", text, _OTHER


def _agreement(one: set[str], other: set[str]) -> float:
    """0: the two share less than half of the shorter one's words. Else 0.5 to 1, by the share of common words."""
    common = len(one & other)
    if not common or common < 0.5 * min(len(one), len(other)):
        return 0.0
    return 0.5 + 0.5 * common / len(one | other)


def _words(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    # Scripts without spaces give one long word; their characters are compared instead.
    return set(words) if len(words) > 2 or text.isascii() else set("".join(words))
