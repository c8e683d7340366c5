"""Candidates for the authors, from a page's data and print, each with its reliability."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from schemas.article import Author
from schemas.evidence import Method
from tasks.text.conventions.byline import author_names, is_job_title
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.printed_text import printed_text
from tasks.text.html.fields.own_name import COMPANY, OwnNames
from tasks.text.html.page.article_node import article_nodes, node_types
from tasks.text.html.page.page import Page

MAX_AUTHORS = 40
_META = (
    "byl", "parsely-author", "sailthru.author", "cxenseparse:author", "article:author_name", "article_author",
    "articleauthor", "author", "article:author", "og:author", "og:article:author", "lp.article:author", "dc.creator",
    "dcterms.creator", "dc.contributor", "citation_author", "creator", "authors", "rbauthors", "bt:author",
    "mediator_author",
)  # fmt: skip
"""Names of `<meta>` with an author; those of newsrooms' own systems precede `author`, which blog engines write."""
_ENGINE_META = frozenset({"author", "creator", "dc.creator", "dcterms.creator", "dc.contributor", "authors"})
"""What a site's engine or its makers fill in: a company's name there is seldom the author."""
_CATALOGUE = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
"""Vocabularies of libraries, in which the surname is first."""
_PARTICLES = frozenset(("de", "van", "von", "der", "den", "la", "di", "da", "dos", "del"))
_WROTE = re.compile(
    r"\bby\b|author|verfasst von|geschrieben|écrit par|escrito por|scritto da|auteur|autor|автор", re.IGNORECASE
)
_NOT_NAME = re.compile(r"https?:|www\.|^@|@\w+\.|[{}<>]|/{2}")
_LOGIN = re.compile(r"[a-z0-9_-]+")
_DESK = re.compile(
    r"(?:[A-Z][\w.&'’-]{0,30} ){1,4}(?:[Ss]taff|[Tt]eam|[Ss]taff [Rr]eporters?|[Ss]taff [Ww]riters?)|"
    r"[^\W\d_][\w.&-]{0,30}\d[\w.&-]{0,30} [^\W\d_]{3,20}|(?:\w+[.-])+(?:com|net|org|news|info|[a-z]{2})"
)
_NOBODY = re.compile(r"(?:our|the|news|web|editorial|guest|special|a|senior|online|digital) ", re.IGNORECASE)


class Rank(IntEnum):
    """The reliability of an offer, best first."""

    STATED_PERSON = 0
    PRINTED_PERSON = 1
    STATED_DESK = 2
    PRINTED_DESK = 3
    FAR_PERSON = 4
    STATED_OUTLET = 5
    NOBODY = 6


@dataclass(frozen=True, slots=True)
class Offer:
    """One statement about the authors."""

    method: Method
    locator: str
    text: str
    authors: tuple[Author, ...]
    near: bool = True
    """Whether it is stated in data, or printed beside the headline."""
    beside: bool = False
    """Whether it was assembled from names that are printed side by side."""
    marked: bool = False
    """Whether it is stated by a NewsArticle, or printed with "By" or a similar word, and so is about this text."""

    @property
    def sure(self) -> bool:
        """Whether it is marked, and not written by a blog engine."""
        return self.marked and not self.locator.startswith("twitter:")

    def rank(self, own: OwnNames) -> Rank:
        printed = self.method == "element"
        if not self.authors:
            return Rank.NOBODY
        if all(map(own.holds, self.authors)):
            # Newsrooms sign with their outlet's name, never with a company's legal form, which belongs to the site's
            # imprint.
            signed = not any(COMPANY.search(author.name) for author in self.authors)
            return Rank.STATED_OUTLET if self.marked and self.near and signed else Rank.NOBODY
        if any(author.kind == "person" for author in self.authors):
            return (Rank.PRINTED_PERSON if self.near else Rank.FAR_PERSON) if printed else Rank.STATED_PERSON
        if printed:
            return Rank.PRINTED_DESK if self.near else Rank.NOBODY
        return Rank.NOBODY if self.locator in _ENGINE_META else Rank.STATED_DESK


def stated_authors(page: Page, own: OwnNames) -> Iterator[Offer]:
    """The authors in JSON-LD, then those in `<meta>`."""
    people = {str(node["@id"]): node for node in page.json_ld if isinstance(node.get("@id"), str)}
    for locator, node in article_nodes(page)[:4]:
        news = any("newsarticle" in kind for kind in node_types(node))
        for key in ("author", "creator"):
            named = [name for name in _names(node.get(key), people, 4) if not _NOT_NAME.search(name[0])][:MAX_AUTHORS]
            if named:
                text = ", ".join(name for name, _ in named)
                yield Offer("json-ld", f"{locator}.{key}", text, _authors(named, own), marked=news)
    for name in _META:
        values = [printed_text(value, limit=300) for value in page.meta.get(name, ())[:MAX_AUTHORS]]
        values = [_given_name_first(value) for value in values] if name in _CATALOGUE else values
        named = [(text, False) for text in values if text and not _NOT_NAME.search(text) and not _LOGIN.fullmatch(text)]
        if named:
            method: Method = "opengraph" if name.startswith(("og:", "article:")) else "meta"
            yield Offer(method, name, ", ".join(text for text, _ in named), _authors(named, own))
    for number in ("1", "2"):
        if _WROTE.search(" ".join(page.meta.get(f"twitter:label{number}", ()))):
            for text in page.meta.get(f"twitter:data{number}", ())[:1]:
                printed = printed_text(text, limit=300)
                yield Offer("meta", f"twitter:data{number}", printed, _authors([(printed, False)], own), marked=True)


def _given_name_first(text: str) -> str:
    """ "Doe, Jane" as catalogues file it. A name of more than three words on a side is a list or an institution's, and
    two words on each side are two names."""
    surname, comma, given = text.partition(", ")
    parts = (surname.split(), given.split())
    is_filed = comma and "," not in given and all(1 <= len(part) <= 3 for part in parts)
    named = is_filed and all(word[:1].isupper() or word.lower() in _PARTICLES for part in parts for word in part)
    words = [word for word in parts[0] if word.lower() not in _PARTICLES]
    is_two = len(words) > 1 and len(parts[1]) > 1
    is_other = agency_of(surname) is not None or is_job_title(given)
    return text if not named or is_two or is_other or len(parts[0]) + len(parts[1]) > 4 else f"{given} {surname}"


def _authors(named: Sequence[tuple[str, bool]], own: OwnNames) -> tuple[Author, ...]:
    """Authors from names, each with whether the data call it an organisation."""
    found: dict[str, Author] = {}
    for name, organisation in named:
        for author in _desk(name) or _of_one(author_names([name]), own):
            company = author.kind == "person" and (organisation or COMPANY.search(author.name))
            found.setdefault(author.name.casefold(), author.model_copy(update={"kind": "desk"}) if company else author)
    return tuple(found.values())


def _desk(name: str) -> tuple[Author, ...]:
    """A part of a newsroom with its own name: "Fjord Post Staff", "Nord24 Redaktion". Empty for a bare "Staff", which
    names nobody."""
    return (Author(name=name, kind="desk"),) if _DESK.fullmatch(name) and not _NOBODY.match(name) else ()


def _of_one(authors: tuple[Author, ...], own: OwnNames) -> tuple[Author, ...]:
    """The authors in one string. In "Jane Doe, The Fjord Post" the outlet is where she works; "fjordpost.example, Oslo"
    contains no person."""
    if len(authors) < 2:
        return authors
    people = tuple(a for a in authors if a.kind != "person" or " " in a.name or not a.name.isascii())
    others = tuple(a for a in people if not own.holds(a))
    return others if any(a.kind == "person" for a in others) else people


def _names(value: object, people: Mapping[str, Mapping[str, Any]], depth: int) -> Iterator[tuple[str, bool]]:
    """Names in an author member (text, an object, a reference to an object of the page, a list of these), each with
    whether it is called an organisation."""
    if isinstance(value, str) and value:
        if value in people and depth:
            yield from _names(people[value], {}, depth - 1)
        else:
            yield printed_text(value, limit=300), False
    elif isinstance(value, list) and depth:
        for item in value[:MAX_AUTHORS]:
            yield from _names(item, people, depth - 1)
    elif isinstance(value, Mapping) and depth and "webpage" not in node_types(value):
        organisation = any("organization" in kind for kind in node_types(value))
        for name, _ in _names(_name(value, people), {}, depth - 1):
            yield name, organisation


def _name(person: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]]) -> object:
    whole = " ".join(str(person[key]) for key in ("givenName", "familyName") if isinstance(person.get(key), str))
    return person.get("name") or whole or people.get(str(person.get("@id")), {}).get("name")
