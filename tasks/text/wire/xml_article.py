"""An article in XML of no known standard, read by the names of its elements, as agencies' own systems export it.

An element whose name is one for texts makes it an article; elements with unknown names are not read. A file with
several records has an unknown layout, because nothing marks where each begins.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.wire.item.statement import Pieces, WireItem
from tasks.text.wire.item.wire_article import wire_article
from tasks.text.wire.item.wire_date import wire_moment
from tasks.text.wire.markup import local, markup_pieces, shown, text_pieces
from tasks.text.wire.xml_item import attribute, language_of_element, wire_root

_NAMES = {
    "headline": "headline hedline header heading title titre titel titolo titulo rubrik rubrikk overskrift otsikko kop",
    "dek": "subheadline subheadlines subtitle strapline standfirst deck abstract ingress underrubrik soustitre"
    " untertitel chapeau undertitel ondertitel manchet",
    "byline": "byline author authors auteur autor autore writer signature forfatter kirjoittaja",
    "published": "firstcreated created createddatetime creationdate datecreated publishdatetime publishdate published"
    " publicationdate publishedat pubdate datepublished datesent date datetime issuedate releasedate"
    " publishedtime sentdate",
    "modified": "versioncreated modified lastmodified updated updateddate lastupdated datemodified modifieddate",
    "publisher_id": "guid id uid itemid newsitemid contentitemid docid documentid storyid articleid uri identifier",
    "revision": "version revision versionnumber writethruvalue writethrunum",
    "urgency": "urgency urg priority prio prioritet priorite",
    "language": "language lang langue sprache",
    "slugline": "slug slugline slugproper slugg keywordline",
    "keywords": "keyword keywords stikkord tag",
    "section": "section category categoryname department rubrique ressort desk",
    "copyright_notice": "copyright copyrightnotice copyrightline",
    "usage_terms": "usageterms usage rights restrictions",
    "wire_credit": "credit creditline source provider agency origin bureau hsource copyrightholder",
    "editor_note": "note ednote editornote editorialnote updatenote notetoeditors",
    "embargoed_until": "embargo embargoed embargotime embargodate embargodatetime",
    "dateline": "placeline dateline location place city sted ort",
    "stated_word_count": "wordcount words",
    "publication": "publication newspaper outlet",
    "edition": "edition",
    "genre": "genre articletype",
    "editorial_status": "pubstatus status editorialstatus",
}
_FIELD = {name: field for field, names in _NAMES.items() for name in names.split()}
_BODY_NAMES = (
    "body bodytext bodyhtml bodyxhtml bodycontent text fulltext maintext content articlebody articletext story"
    " storytext directtext brodtext brodtekst leipateksti texte corps inhalt testo cuerpo tekst brodtxt html"
    " contenthtml textbody"
)
_BODY = frozenset(_BODY_NAMES.split())
_TYPES = frozenset({"type", "contenttype", "mediatype", "itemtype"})
_NO_TEXT = re.compile(r"photo|picture|image|graphic|video|audio|bild|foto", re.IGNORECASE)
_FEEDS = frozenset({"rss", "feed", "rdf", "urlset", "sitemapindex", "opml"})
"""Lists of articles, which other forms read."""
_FEWEST_WORDS = 12
"""Fewest words of an element that holds the text."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_MOST_ELEMENTS = 20_000


def xml_article(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """The article in XML of no known form. `url`: the address it was fetched from, None if unknown."""
    root = wire_root(text)
    if root is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="XML that cannot be read")
    bodies = _bodies(root)
    if not bodies or local(root) in _FEEDS:
        return Rejected(reason=RejectionReason.UNSUPPORTED_TYPE, detail=f"XML <{local(root)}> without a known text")
    if len(bodies) > 1 and _are_records(bodies):
        return Rejected(
            reason=RejectionReason.UNKNOWN_LAYOUT, detail=f"XML <{local(root)}> with {len(bodies)} texts in one file"
        )
    body, pieces = max(bodies, key=lambda one: sum(len(line) for _, line in one[1]))
    item = WireItem(pieces=pieces)
    _fields(item, root, body)
    if not item.stated.get("headline"):
        return Rejected(reason=RejectionReason.UNSUPPORTED_TYPE, detail=f"XML <{local(root)}> without a headline")
    item.say("language", language_of_element(root), "xml:lang")
    return wire_article(item, url=url, received_at=received_at)


def _name(node: etree._Element) -> str:
    return re.sub(r"[._-]", "", local(node))


def _bodies(root: etree._Element) -> list[tuple[etree._Element, Pieces]]:
    """The outermost elements that are named as a text and contain running words."""
    found: list[tuple[etree._Element, Pieces]] = []
    inside: set[etree._Element] = set()
    for number, node in enumerate(root.iter()):
        if number > _MOST_ELEMENTS:
            break
        if _name(node) not in _BODY or any(above in inside for above in node.iterancestors()):
            continue
        pieces = text_pieces(node.text or "") if len(node) == 0 else markup_pieces(node)
        if sum(len(line.split()) + len(_UNSPACED.findall(line)) // 2 for _, line in pieces) >= _FEWEST_WORDS:
            if any(_name(inner) in _FIELD for inner in node.iterdescendants()):
                # A wrapper: its content has names of its own.
                continue
            inside.add(node)
            found.append((node, pieces))
    return found


def _are_records(bodies: list[tuple[etree._Element, Pieces]]) -> bool:
    """Whether several texts are in elements of one name, each in another parent: records of a list."""
    names = {_name(node) for node, _ in bodies}
    parents = {node.getparent() for node, _ in bodies}
    return len(names) == 1 and len(parents) > 1


def _fields(item: WireItem, root: etree._Element, body: etree._Element) -> None:
    """Add elements outside the text with a known name to the statements, in the order of the document; only those
    without children, and headline and byline, have a value."""
    for number, node in enumerate(_outside(root, body)):
        if number > _MOST_ELEMENTS:
            return
        name = _name(node)
        value = shown(node) if len(node) == 0 or name in ("headline", "byline") else ""
        value = value or attribute(node, "value") or attribute(node, "prio") or ""
        if name in _TYPES and _NO_TEXT.search(value):
            item.not_an_article = f"an item of the type {value[:60]}"
        field = _FIELD.get(name)
        if field in ("published", "modified", "embargoed_until") and wire_moment(value, latest=None) is None:
            continue
        if field and value and len(value) < 2_000:
            item.say(field, value, f"//{local(node)}")


def _outside(root: etree._Element, body: etree._Element) -> Iterator[etree._Element]:
    within = set(body.iter())
    yield from (node for node in root.iter() if node not in within and local(node))
