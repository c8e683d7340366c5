"""Articles that come as a JSON object: schema.org, IPTC ninjs, or flat field names."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup, Tag

from schemas.article import Article, BlockKind, Byline, Dateline, Moment, lay_blocks
from schemas.evidence import Evidence
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.address import canonicalise
from tasks.text.conventions.byline import author_names, byline_of
from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.printed_date import printed_moment
from tasks.text.conventions.wire_credit import agency_of, wire_credit
from tasks.text.decode.json_escapes import storable_escapes

Record = Mapping[str, Any]

MAX_TAGS = 5_000
"""Tags of a body up to which its tree is read, at a cost of tags times depth; with more it is text with its tags taken
out. Live blogs have some hundreds."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")

# Field -> the names it goes by, best first: schema.org, ninjs 2 and 3, then what exporters call it. A dot steps inside.
NAMES: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "headlines.value", "headline.main", "title", "name"),
    "dek": (
        "alternativeHeadline", "descriptions.value", "description_text", "description", "abstract", "summary", "dek",
        "standfirst",
    ),
    "body": (
        "articleBody", "body_xhtml", "body_html", "bodies.value", "body_text", "body", "content_html", "content",
        "text", "fulltext", "full_text", "maintext", "article",
    ),
    "byline": ("byline", "by", "bylines.value"),
    "authors": ("author", "authors", "creator", "bylines.authors", "infosources.author"),
    "published": (
        "datePublished", "firstcreated", "published_at", "published_on", "published", "publication_date",
        "date_published", "date_publish", "pubDate", "pub_date", "date", "versioncreated",
    ),
    "modified": ("dateModified", "versioncreated", "updated_at", "modified_at", "modified", "date_modified", "updated"),
    "section": ("articleSection", "section", "category", "desk"),
    "publication": (
        "publisher.name", "publisher", "publication", "outlet", "source.name", "source", "source_domain", "site_name",
        "site", "newspaper",
    ),
    "language": ("inLanguage", "language", "lang"),
    "url": ("url", "mainEntityOfPage.@id", "mainEntityOfPage", "link", "canonical_url", "@id"),
    "publisher_id": ("uri", "guid", "identifier", "id"),
    "keywords": ("keywords", "tags"),
    "dateline": ("located", "dateline", "contentLocation.name"),
    "wire_credit": ("copyrightholder", "creditText", "creditline", "credit"),
}  # fmt: skip


def json_article(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One JSON object as an article. `url`: where it was fetched from, None when unknown."""
    try:
        record = json.loads(storable_escapes(text))
    except (ValueError, RecursionError) as error:
        return Rejected(reason=RejectionReason.MALFORMED, detail=f"not JSON: {error}"[:200])
    if not isinstance(record, dict):
        return Rejected(reason=RejectionReason.MALFORMED, detail=f"a JSON {type(record).__name__}, not an object")
    record = _article_node(record)
    found = {field: _first(record, names) for field, names in NAMES.items()}
    body = _string(found["body"][1])
    if body is None:
        known = ", ".join(sorted(record)[:8])
        return Rejected(reason=RejectionReason.MALFORMED, detail=f"no field with the text; it has: {known}"[:200])
    pieces = _pieces(body)
    if not pieces:
        return Rejected(reason=RejectionReason.NO_TEXT, detail="the text field is empty")
    return _assembled(found, pieces, url=url, received_at=received_at)


def _assembled(
    found: dict[str, tuple[str, Any]], pieces: list[tuple[BlockKind, str]], *, url: str | None, received_at: datetime
) -> Article:
    string = {field: _string(value) for field, (_, value) in found.items()}
    credit = wire_credit(pieces[0][1]) or wire_credit(pieces[-1][1]) or _agency(string["wire_credit"])
    dateline, first = split_dateline(pieces[0][1])
    if dateline and first:
        pieces[0] = (pieces[0][0], first)
    elif string["dateline"]:
        dateline = Dateline(text=string["dateline"], place=string["dateline"])
    blocks, body = lay_blocks(pieces)
    language = string["language"]
    address = string["url"] if (string["url"] or "").startswith(("http://", "https://")) else url
    return Article(
        headline=_plain(string["headline"]),
        dek=_plain(string["dek"]),
        byline=_byline(string["byline"], found["authors"][1]),
        dateline=dateline,
        section=_plain(string["section"]),
        publication=_plain(string["publication"]),
        language=language.replace("_", "-") if language and len(language) <= 12 else None,
        published=_moment(string["published"], received_at),
        modified=_moment(string["modified"], received_at),
        url=address,
        canonical_url=canonicalise(address) if address else None,
        publisher_id=string["publisher_id"],
        wire_credit=credit,
        keywords=_strings(found["keywords"][1]),
        blocks=blocks,
        body=body,
        evidence=tuple(_evidence(found)),
    )


def _article_node(record: Record) -> Record:
    """The article inside `@graph` or a single wrapping key (`{"article": {...}}`), else the record itself."""
    graph = record.get("@graph")
    if isinstance(graph, list):
        return next((n for n in graph if isinstance(n, dict) and "articleBody" in n), record)
    if _has_text(record):
        return record
    return next((inner for inner in record.values() if isinstance(inner, dict) and _has_text(inner)), record)


def _has_text(record: Record) -> bool:
    return _string(_first(record, NAMES["body"])[1]) is not None


def _first(record: Record, names: tuple[str, ...]) -> tuple[str, Any]:
    """The first name with a value that is not empty, and the value; ("", None) when there is none."""
    for name in names:
        value: Any = record
        for step in name.split("."):
            if isinstance(value, list):
                value = value[0] if value else None
            value = value.get(step) if isinstance(value, dict) else None
        if value not in (None, "", [], {}):
            return name, value
    return "", None


def _string(value: Any) -> str | None:  # noqa: ANN401 - JSON is anything
    """A value as text: a string, a number, the first of a list, or an object's name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((value[k] for k in ("name", "value", "@value", "main", "@id") if value.get(k)), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _strings(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(filter(None, map(_string, value))) if isinstance(value, list) else ()


def _byline(printed: str | None, authors: Any) -> Byline | None:  # noqa: ANN401
    if printed:
        return byline_of(printed) or byline_of(f"By {printed}")
    names = authors if isinstance(authors, list) else [authors]
    given = [name for name in map(_string, names) if name]
    understood = author_names(given)
    return Byline(text=", ".join(given), authors=understood) if understood else None


def _agency(credited: str | None) -> str | None:
    """The agency that a credit field names; a photographer's or a paper's own credit is none."""
    return wire_credit(credited) or agency_of(credited) if credited else None


def _moment(printed: str | None, received_at: datetime) -> Moment | None:
    return printed_moment(printed, received_at=received_at, language=None) if printed else None


def _plain(text: str | None) -> str | None:
    """One line without tags and entities."""
    if text is None:
        return None
    if "<" in text and ">" in text:
        text = BeautifulSoup(text, "lxml").get_text(" ")
    return " ".join(html.unescape(text).split()) or None


def _pieces(body: str) -> list[tuple[BlockKind, str]]:
    if body.count("<") > MAX_TAGS:
        body = _TAG.sub("\n", body)
    elif "</" in body or "<br" in body.lower():
        return list(_markup_pieces(BeautifulSoup(body, "lxml")))
    lines = body.split("\n\n") if "\n\n" in body else body.split("\n")
    return [("paragraph", line) for part in lines if (line := " ".join(html.unescape(part).split()))]


_SUBHEAD: BlockKind = "subhead"
_KINDS: dict[str, BlockKind] = {
    "li": "list_item",
    "blockquote": "quote_block",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _SUBHEAD),
}


def _markup_pieces(soup: BeautifulSoup) -> Iterator[tuple[BlockKind, str]]:
    """Blocks of a body given as HTML: paragraphs, subheads, list items, quotations; loose text is a paragraph."""
    for unread in soup(["script", "style", "figure", "aside"]):
        unread.decompose()
    for line_break in soup("br"):
        line_break.replace_with("\n")
    read: set[int] = set()
    for tag in soup.find_all([*_KINDS, "p", "div", "body"]):
        if not isinstance(tag, Tag) or (tag.name != "blockquote" and tag.find([*_KINDS, "p", "div"])):
            continue
        if any(id(parent) in read for parent in tag.parents):
            continue
        read.add(id(tag))
        kind = _KINDS.get(tag.name, "paragraph")
        for line in tag.get_text().split("\n") if kind == "paragraph" else [tag.get_text(" ")]:
            if line.strip():
                yield kind, " ".join(line.split())


def _evidence(found: dict[str, tuple[str, Any]]) -> Iterator[Evidence]:
    for field, (name, value) in found.items():
        text = _string(value)
        if name and text and field != "body":
            yield Evidence(field=field, value=text[:300], method="record", locator=f"$.{name}", chosen=True)
