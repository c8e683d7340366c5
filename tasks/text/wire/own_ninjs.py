"""Reads ninjs that our own export wrote: the same article, without drawing conclusions again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from lxml import html as lxml_html
from pydantic import ValidationError

from schemas.article import Article, Byline, Dateline, Moment, lay_blocks
from schemas.evidence import Evidence
from schemas.own_ninjs import EXTENDED, EXTENSION, OWN_URN
from tasks.text.wire.item.statement import Pieces
from tasks.text.wire.item.wire_date import wire_moment
from tasks.text.wire.markup import local

_KINDS = {"p": "paragraph", "h2": "subhead", "blockquote": "quote_block", "li": "list_item"}
_PROPERTIES = (
    ("language", "language"), ("revision", "version"), ("editorial_status", "pubStatus"), ("urgency", "urgency"),
    ("slugline", "slugline"), ("editor_note", "edNote"), ("copyright_notice", "copyrightNotice"),
    ("usage_terms", "usageTerms"),
)  # fmt: skip
_EXTENDED_AS_THEY_ARE = ("section", "edition", "publication", "wire_credit", "kind", "access", "url", "canonical_url")


def own_article(record: Mapping[str, Any]) -> Article | None:
    """The article of an item with our extension. None: it has no extension, or one that we did not write."""
    ours = record.get(EXTENSION)
    if not isinstance(ours, dict) or not set(ours) <= {*EXTENDED, "authors", "stated_word_count"}:
        return None
    try:
        pieces = _pieces(next(body["value"] for body in record["bodies"] if body["role"] == "xhtml"))
        blocks, body = lay_blocks(pieces)
        headlines = {one["role"]: one["value"] for one in record.get("headlines", ())}
        uri = str(record["uri"])
        return Article(
            headline=headlines.get("main"),
            dek=headlines.get("sub"),
            byline=_byline(record, ours),
            dateline=Dateline(text=ours["dateline"], place=ours.get("dateline_place")) if "dateline" in ours else None,
            published=_published(record, ours),
            modified=wire_moment(record.get("versionCreated"), latest=None),
            known_as=ours["article_id"],
            publisher_id=None if uri.startswith(OWN_URN) else uri,
            embargoed_until=datetime.fromisoformat(record["embargoed"]) if "embargoed" in record else None,
            subjects=tuple(one["code"] for one in record.get("subjects", ())),
            genre=next((one["name"] for one in record.get("genres", ())), None),
            keywords=tuple(record.get("keywords", ())),
            stated_word_count=ours.get("stated_word_count"),
            blocks=blocks,
            body=body,
            evidence=tuple(_evidence(record, ours)),
            **{field: record[name] for field, name in _PROPERTIES if name in record},
            **{field: ours[field] for field in _EXTENDED_AS_THEY_ARE if field in ours},
        )
    except (ValidationError, KeyError, TypeError, ValueError, StopIteration):
        # Another system's extension of the same name: the item is read like any other.
        return None


def _published(record: Mapping[str, Any], ours: Mapping[str, Any]) -> Moment | None:
    moment = wire_moment(record.get("firstCreated"), latest=None)
    if moment is None or "published_on" not in ours:
        return moment
    return Moment(printed=moment.printed, day=date.fromisoformat(ours["published_on"]), at=moment.at)


def _byline(record: Mapping[str, Any], ours: Mapping[str, Any]) -> Byline | None:
    return Byline(text=record["by"], authors=ours.get("authors", ())) if "by" in record else None


def _pieces(xhtml: str) -> Pieces:
    """The blocks exactly as written, with all their spaces."""
    tree = lxml_html.fragment_fromstring(xhtml, create_parent="div")
    return [(_KINDS[local(node)], "".join(map(str, node.itertext()))) for node in tree.iter(*_KINDS)]  # type: ignore[misc]


def _evidence(record: Mapping[str, Any], ours: Mapping[str, Any]) -> list[Evidence]:
    texts = [(name, value, f"$.{name}") for name, value in record.items() if isinstance(value, str)]
    texts += [(name, value, f"$.{EXTENSION}.{name}") for name, value in ours.items() if isinstance(value, str)]
    return [
        Evidence(field=name, value=value[:300], method="record", locator=locator, chosen=True)
        for name, value, locator in texts
    ]
