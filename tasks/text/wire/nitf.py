"""NITF, IPTC's News Industry Text Format 2.5 to 3.6, alone or inside another wire's item."""

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.wire.item.statement import Pieces, WireItem
from tasks.text.wire.item.wire_article import wire_article
from tasks.text.wire.item.wire_date import wire_moment
from tasks.text.wire.markup import folded, local, markup_pieces, shown
from tasks.text.wire.xml_item import attribute, child, children, descendants, language_of_element, wire_root

_SLUG_NAMES = ("slug", "slugline", "anpa-keyword", "ntbstikkord", "slug-line", "keyword-slug")
_NO_TYPE = frozenset({"news", "text", "current", "none"})
"""The default of tobject.type in NITF, and other values without information."""


def nitf(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One NITF document as an article. `url`: the address it was fetched from, None if unknown."""
    root = wire_root(text)
    if root is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="XML that cannot be read")
    item = WireItem()
    nitf_head(item, root)
    item.pieces = nitf_body(item, root)
    return wire_article(item, url=url, received_at=received_at)


def nitf_head(item: WireItem, root: etree._Element) -> None:
    """Add the statements of `head` and `body.head` to those already made."""
    head, top = child(root, "head"), child(root, "body", "body.head")
    _headlines(item, head, top)
    if top is not None:
        _body_head(item, top)
    docdata = child(head, "docdata")
    if docdata is not None:
        _docdata(item, docdata)
    _publication(item, head)
    _classification(item, head)
    for meta in children(head, "meta") if head is not None else ():
        name = (attribute(meta, "name") or "").lower()
        if name in _SLUG_NAMES:
            item.say("slugline", attribute(meta, "content"), f"head/meta[@name={name}]")
        elif name == "online_sections":
            item.say("section", attribute(meta, "content"), "head/meta[@name=online_sections]")
    item.say("language", language_of_element(root), "nitf/@baselang")


def nitf_body(item: WireItem, root: etree._Element) -> Pieces:
    """The blocks of `body.content`. Adds the notes and taglines beside it to the statements."""
    body = child(root, "body")
    if body is None:
        return []
    content = next(descendants(body, "body.content"), None)
    for tagline in descendants(child(body, "body.end"), "tagline"):
        item.say("tagline", shown(tagline), "body.end/tagline")
    if content is None:
        # Dialects put paragraphs directly into the body.
        return markup_pieces(body)
    for note in [*descendants(content, "note")]:
        if "editor" in (attribute(note, "noteclass") or attribute(note, "type") or "").lower():
            item.say("editor_note", shown(note), "body.content/note")
            _remove(note)
    return _without_repeated_lead(content)


def _without_repeated_lead(content: etree._Element) -> Pieces:
    """The blocks without a repeated lead: newspaper archives send a block with the lead beside a block with the whole
    text."""
    blocks = [node for node in content if local(node) == "block"]
    if len(blocks) == 2 and len(blocks) == sum(local(node) != "" for node in content):
        lead, whole = (markup_pieces(block) for block in blocks)
        if lead and [text for _, text in whole[: len(lead)]] == [text for _, text in lead]:
            return whole
    return markup_pieces(content)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _headlines(item: WireItem, head: etree._Element | None, top: etree._Element | None) -> None:
    for hedline in [*descendants(top, "hedline"), *descendants(top, "headline")]:
        for node in hedline:
            field = {"hl1": "headline", "hl2": "dek"}.get(local(node))
            if field:
                item.say(field, shown(node), f"body.head/hedline/{local(node)}")
        if not len(hedline):
            item.say("headline", shown(hedline), "body.head/hedline")
    item.say("headline", shown(child(head, "title")), "head/title")


def _body_head(item: WireItem, top: etree._Element) -> None:
    for byline in descendants(top, "byline"):
        item.say("byline", byline_line(byline), "body.head/byline")
    for dateline in children(top, "dateline"):
        item.say("dateline", _dateline(dateline), "body.head/dateline")
        for date in descendants(dateline, "story.date"):
            item.say("story_date", attribute(date, "norm") or shown(date), "body.head/dateline/story.date")
    for abstract in children(top, "abstract"):
        item.say("dek", shown(abstract), "body.head/abstract")
    for name in ("distributor", "copyrite"):
        for node in children(top, name):
            item.say("wire_credit", shown(node), f"body.head/{name}")
    for node in children(top, "copyrite"):
        item.say("copyright_notice", shown(node), "body.head/copyrite")
    for node in children(top, "rights"):
        item.say("usage_terms", shown(node), "body.head/rights")
    for node in children(top, "note"):
        item.say("editor_note", shown(node), "body.head/note")


def byline_line(byline: etree._Element) -> str:
    """A byline with the author's title after a comma: "By ANN OAK, AP Business Writer"."""
    parts: list[str] = []
    for text, is_title in _byline_parts(byline):
        line = folded(text)
        if line and parts and is_title and parts[-1][-1] not in ",;:":
            parts[-1] += ","
        parts += [line] if line else []
    return " ".join(parts)


def _byline_parts(node: etree._Element) -> Iterator[tuple[str, bool]]:
    yield node.text or "", False
    for inner in node:
        if local(inner) == "byttl":
            yield shown(inner), True
        else:
            yield shown(inner), False
        yield inner.tail or "", False


def _dateline(node: etree._Element) -> str:
    """The place of a dateline: its location, else its text without the day."""
    location = next(descendants(node, "location"), None)
    if location is not None:
        inner = [
            shown(part) for part in location if local(part) in ("city", "region", "state", "country", "sublocation")
        ]
        return ", ".join(part for part in inner if part) or shown(location)
    own = [node.text or "", *(inner.tail or "" for inner in node)]
    return folded(" ".join(own)).strip(" ,-–—")


def _docdata(item: WireItem, data: etree._Element) -> None:
    status = attribute(data, "management-status")
    item.say("editorial_status", status, "docdata/@management-status")
    _identity(item, data)
    for name in ("date.issue", "date.release"):
        for node in children(data, name):
            field = "published" if name == "date.issue" else "released"
            item.say(field, attribute(node, "norm"), f"docdata/{name}")
    _embargo(item, status)
    for node in children(data, "urgency"):
        item.say("urgency", attribute(node, "ed-urg"), "docdata/urgency")
    for node in children(data, "ed-msg"):
        item.say("editor_note", attribute(node, "info") or attribute(node, "msg") or shown(node), "docdata/ed-msg")
    _rights(item, data)
    for keywords in children(data, "key-list"):
        for node in children(keywords, "keyword"):
            item.say("keywords", attribute(node, "key"), "docdata/key-list/keyword")
    for node in children(data, "fixture"):
        item.say("slugline", attribute(node, "fix-id"), "docdata/fixture")


def _rights(item: WireItem, data: etree._Element) -> None:
    for node in children(data, "doc.copyright"):
        holder, year = attribute(node, "holder"), attribute(node, "year")
        item.say("copyright_notice", " ".join(part for part in (holder, year) if part), "docdata/doc.copyright")
        item.say("wire_credit", holder, "docdata/doc.copyright")
    for node in children(data, "doc.rights"):
        item.say("usage_terms", attribute(node, "limitations") or attribute(node, "agent"), "docdata/doc.rights")


def _identity(item: WireItem, data: etree._Element) -> None:
    """The publisher's id: `doc-id`, or `du-key` (the same for all versions) if `doc-id` is the key with a number."""
    named = attribute(data, "management-doc-idref")
    about_other = attribute(data, "management-idref-status")
    if named and about_other:
        # A notice about another document has the identity of that document.
        item.say("publisher_id", named, "docdata/@management-doc-idref")
        item.stated["editorial_status"] = []
        item.say("editorial_status", about_other, "docdata/@management-idref-status")
    doc_id = attribute(child(data, "doc-id"), "id-string")
    du_key = child(data, "du-key")
    stable = attribute(du_key, "key")
    if doc_id and stable and len(stable) >= 8 and doc_id.startswith(stable):
        item.say("publisher_id", stable, "docdata/du-key/@key")
    item.say("publisher_id", doc_id, "docdata/doc-id")
    item.say("revision", attribute(du_key, "version"), "docdata/du-key/@version")


def _embargo(item: WireItem, status: str | None) -> None:
    """`date.release` is an embargo if the status says so, or if it lies after the date of issue."""
    released, issued = item.first("released"), item.first("published")
    end, start = wire_moment(released, latest=None), wire_moment(issued, latest=None)
    later = end is not None and end.at is not None and start is not None and start.at is not None and end.at > start.at
    if released and ((status or "").lower() == "embargoed" or later):
        item.say("embargoed_until", released, "docdata/date.release")
    elif released:
        item.say("published", released, "docdata/date.release")


def _publication(item: WireItem, head: etree._Element | None) -> None:
    for node in children(head, "pubdata") if head is not None else ():
        item.say("published", attribute(node, "date.publication"), "head/pubdata/@date.publication")
        item.say("publication", attribute(node, "name"), "head/pubdata/@name")
        item.say("edition", attribute(node, "edition.name"), "head/pubdata/@edition.name")
        item.say("section", attribute(node, "position.section"), "head/pubdata/@position.section")
        address = attribute(node, "ex-ref")
        if address and address.startswith(("http://", "https://")):
            item.say("url", address, "head/pubdata/@ex-ref")
        if (attribute(node, "unit-of-measure") or "").lower() == "word":
            item.say("stated_word_count", attribute(node, "item-length"), "head/pubdata/@item-length")
    for date in item.every("story_date"):
        item.say("published", date, "body.head/dateline/story.date")


def _classification(item: WireItem, head: etree._Element | None) -> None:
    for tobject in descendants(head, "tobject"):
        kind = attribute(tobject, "tobject.type")
        if kind and kind.lower() not in _NO_TYPE:
            item.say("section", kind, "head/tobject/@tobject.type")
        for node in children(tobject, "tobject.property"):
            item.say("genre", attribute(node, "tobject.property.type"), "head/tobject/tobject.property")
        for node in children(tobject, "tobject.subject"):
            code = attribute(node, "tobject.subject.refnum") or attribute(node, "tobject.subject.code")
            item.say("subjects", code, "head/tobject/tobject.subject")
