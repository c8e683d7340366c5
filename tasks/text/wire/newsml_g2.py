"""NewsML-G2 (IPTC, from 2008): an item with its metadata and content; a message is a container of items.

Read: newsItem, and a contentSet alone. Rejected as not an article: package, planning, concept, knowledge and catalogue
items, and news items of the classes picture, graphic, audio, video, or composite without text.
"""

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.wire.item.statement import Pieces, WireItem
from tasks.text.wire.item.wire_article import wire_article
from tasks.text.wire.markup import local, markup_pieces, shown, text_pieces
from tasks.text.wire.nitf import nitf_body, nitf_head
from tasks.text.wire.xml_item import (
    attribute,
    child,
    children,
    coded,
    descendants,
    language_of_element,
    named,
    wire_root,
)

_OTHER_ITEMS = {
    "packageitem": "a package: references to items",
    "planningitem": "a planning item: news that is to come",
    "conceptitem": "a concept: an event, a person, a place",
    "knowledgeitem": "a list of concepts",
    "catalogitem": "a catalogue of vocabularies",
}
_TEXT_CLASSES = frozenset({"text", "composite", "news"})
_NO_TEXT_TYPES = ("image/", "video/", "audio/", "text/css", "application/pdf", "application/octet")
_ENTITY_TYPES = ("person", "organisation", "organization", "event", "geoarea", "poi", "team", "object")


def newsml_g2(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One NewsML-G2 item as an article. `url`: the address it was fetched from, None if unknown."""
    root = wire_root(text)
    if root is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="XML that cannot be read")
    return wire_article(g2_item(root), url=url, received_at=received_at)


def g2_item(root: etree._Element) -> WireItem:
    """The statements of a newsItem."""
    item = WireItem()
    name = local(root)
    if name in _OTHER_ITEMS:
        item.not_an_article = _OTHER_ITEMS[name]
        return item
    meta, content = child(root, "itemmeta"), child(root, "contentmeta")
    sets = [root] if name in ("contentset", "inlinexml") else list(children(root, "contentset"))
    item.not_an_article = _other_class(meta, sets)
    _identity(item, root)
    _item_meta(item, meta)
    _rights(item, root)
    if content is not None:
        _content_meta(item, content)
    for content_set in sets:
        _content(item, content_set)
    item.say("headline", shown(child(meta, "title")), "itemMeta/title")
    for node in (content, root):
        item.say("language", language_of_element(node), "xml:lang")
    return item


def _other_class(meta: etree._Element | None, sets: list[etree._Element]) -> str | None:
    if meta is None and not sets:
        return "a stub: neither metadata nor content"
    stated = coded(child(meta, "itemclass"))
    kind = (stated or "text").rpartition(":")[2].rpartition("/")[2].lower()
    if kind in _TEXT_CLASSES:
        return None
    return f"an item of the class {stated}"


def _identity(item: WireItem, root: etree._Element) -> None:
    item.say("publisher_id", attribute(root, "guid"), "newsItem/@guid")
    item.say("revision", attribute(root, "version"), "newsItem/@version")


def _item_meta(item: WireItem, meta: etree._Element | None) -> None:
    item.say("published", shown(child(meta, "firstcreated")), "itemMeta/firstCreated")
    item.say("modified", shown(child(meta, "versioncreated")), "itemMeta/versionCreated")
    item.say("embargoed_until", shown(child(meta, "embargoed")), "itemMeta/embargoed")
    item.say("editorial_status", coded(child(meta, "pubstatus")), "itemMeta/pubStatus")
    for note in descendants(meta, "ednote"):
        item.say("editor_note", shown(note), "itemMeta/edNote")
    for provider in descendants(meta, "provider"):
        item.say("wire_credit", named(provider), "itemMeta/provider")


def _rights(item: WireItem, root: etree._Element) -> None:
    for info in children(root, "rightsinfo"):
        item.say("copyright_notice", shown(child(info, "copyrightnotice")), "rightsInfo/copyrightNotice")
        item.say("usage_terms", shown(child(info, "usageterms")), "rightsInfo/usageTerms")
        item.say("wire_credit", named(child(info, "copyrightholder")), "rightsInfo/copyrightHolder")


def _content_meta(item: WireItem, meta: etree._Element) -> None:
    _headlines(item, meta)
    for name, field in (
        ("by", "byline"), ("dateline", "dateline"), ("slugline", "slugline"), ("urgency", "urgency"),
        ("keyword", "keywords"), ("contentcreated", "published"), ("ednote", "editor_note"),
    ):  # fmt: skip
        for node in children(meta, name):
            item.say(field, shown(node), f"contentMeta/{name}")
    for node in children(meta, "creditline"):
        item.say("wire_credit", shown(node), "contentMeta/creditline")
    for node in children(meta, "infosource"):
        item.say("wire_credit", named(node), "contentMeta/infoSource")
    for node in children(meta, "located"):
        item.say("located", named(node), "contentMeta/located")
    for node in children(meta, "language"):
        item.say("language", attribute(node, "tag"), "contentMeta/language")
    for node in children(meta, "creator"):
        if "photo" not in (attribute(node, "role") or "").lower() and child(node, "name") is not None:
            item.say("creator", named(node), "contentMeta/creator")
    _classification(item, meta)


def _classification(item: WireItem, meta: etree._Element) -> None:
    for node in children(meta, "genre"):
        item.say("genre", named(node) or coded(node), "contentMeta/genre")
    for node in children(meta, "subject"):
        kind = (attribute(node, "type") or "").rpartition(":")[2].lower()
        if not kind.startswith(_ENTITY_TYPES):
            item.say("subjects", coded(node), "contentMeta/subject")


def _headlines(item: WireItem, meta: etree._Element) -> None:
    """The headline without a role, or with the main role; other headlines become fields by their role."""
    others: list[tuple[str, etree._Element]] = []
    for node in children(meta, "headline"):
        role = (attribute(node, "role") or "").rpartition(":")[2].lower()
        if role in ("", "main", "headline", "title", "long"):
            item.say("headline", shown(node), "contentMeta/headline")
        else:
            others.append((role, node))
    for role, node in others:
        field = "dek" if "sub" in role or "deck" in role or "dek" in role else "headline"
        item.say(field, shown(node), f"contentMeta/headline[@role={role}]")
    for node in children(meta, "description"):
        role = (attribute(node, "role") or "").rpartition(":")[2].lower()
        field = "dek" if role in ("summary", "abstract", "deck", "standfirst", "subheadline", "teaser") else ""
        if field or role in ("", "text", "description"):
            item.say(field or "description", shown(node), f"contentMeta/description[@role={role}]")


def _content(item: WireItem, content_set: etree._Element) -> None:
    """The text: the first content that has one, marked-up content before plain."""
    offers = [content_set] if local(content_set) == "inlinexml" else list(content_set)
    for node in sorted(offers, key=lambda one: local(one) != "inlinexml"):
        kind = (attribute(node, "contenttype") or "").lower()
        if local(node) not in ("inlinexml", "inlinedata") or kind.startswith(_NO_TEXT_TYPES):
            continue
        item.say("stated_word_count", attribute(node, "wordcount"), "contentSet/@wordcount")
        pieces = (
            _xml_text(item, node) if local(node) == "inlinexml" else text_pieces("".join(map(str, node.itertext())))
        )
        if pieces and not item.pieces:
            item.pieces = pieces
            item.say("language", language_of_element(node), "contentSet/@lang")


def _xml_text(item: WireItem, node: etree._Element) -> Pieces:
    nitf = next(descendants(node, "nitf"), None)
    if nitf is not None:
        nitf_head(item, nitf)
        return nitf_body(item, nitf)
    body = next(descendants(node, "body"), None)
    if body is None and len(node) == 0:
        return text_pieces("".join(map(str, node.itertext())))
    for heading in _first_headings(body if body is not None else node):
        item.say("headline", shown(heading), "contentSet//h1")
    return markup_pieces(body if body is not None else node)


def _first_headings(body: etree._Element) -> Iterator[etree._Element]:
    yield from (node for node in body.iter() if local(node) == "h1")
