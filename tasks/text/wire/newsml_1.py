"""NewsML 1.0 to 1.2 (IPTC, from 2000): an item of components with roles; the file is a container of items.

Agencies spread one story over components by role: headline, sub-headline, lead, body, contact, photo, caption.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.wire.item.statement import Pieces, WireItem
from tasks.text.wire.item.wire_article import wire_article
from tasks.text.wire.markup import local, markup_pieces, shown, text_pieces
from tasks.text.wire.nitf import nitf_body, nitf_head
from tasks.text.wire.xml_item import attribute, child, children, descendants, language_of_element, wire_root

_REVISION_END = re.compile(r":\d{1,9}[NAU]?$")
_TEXT_MEDIA = frozenset({"text", "complextext", "nitf", "xhtml", "html", "newsml", "plain", ""})
_HEADLINE_ROLES = ("headline", "title", "titre", "titel", "kop", "hoofdtitel")
_DEK_ROLES = ("subheadline", "subtitle", "sub headline", "subhead", "soustitre", "ondertitel", "untertitel", "deck")
_LEAD_ROLES = ("lead", "lede", "chapeau", "abstract", "summary", "inleiding")
_OTHER_ROLES = (
    "contact", "stylesheet", "caption", "photo", "picture", "image", "logo", "graphic", "video", "audio", "preview",
    "thumbnail", "quicklook", "legend", "multimedia", "related", "link", "metadata", "smart link", "company",
)  # fmt: skip
_NO_NEWS = frozenset({"news", "newsitem", "text", "alert", "newsml", "story", "article", ""})
_SPLIT = re.compile(r"\s{0,50}[;,]\s{0,50}")


@dataclass(frozen=True, slots=True)
class _Part:
    """One ContentItem with its text, and its role in the story."""

    role: str
    language: str
    node: etree._Element


def newsml_1(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One NewsML 1 item as an article. `url`: the address it was fetched from, None if unknown."""
    root = wire_root(text)
    if root is None:
        return Rejected(reason=RejectionReason.MALFORMED, detail="XML that cannot be read")
    news_item = root if local(root) == "newsitem" else next(descendants(root, "newsitem"), None)
    if news_item is None:
        return Rejected(reason=RejectionReason.NOT_AN_ARTICLE, detail="a NewsML file without a news item")
    return wire_article(newsml_1_item(news_item), url=url, received_at=received_at)


def newsml_1_item(news_item: etree._Element) -> WireItem:
    """The statements of a NewsItem."""
    item = WireItem()
    parts = list(_parts(news_item))
    item.not_an_article = _other_kind(news_item, parts)
    _identity(item, news_item)
    _management(item, child(news_item, "newsmanagement"))
    for lines in _own(news_item, "newslines"):
        _news_lines(item, lines)
    for metadata in _own(news_item, "descriptivemetadata"):
        _descriptive(item, metadata)
    for metadata in _own(news_item, "administrativemetadata"):
        _administrative(item, metadata)
    for metadata in _own(news_item, "rightsmetadata"):
        for node in descendants(metadata, "usagerights"):
            item.say("usage_terms", shown(node), "RightsMetadata/UsageRights")
        for node in descendants(metadata, "copyrightholder"):
            item.say("wire_credit", shown(node), "RightsMetadata/Copyright")
    _text(item, parts)
    item.say("language", language_of_element(news_item), "xml:lang")
    envelope = next(descendants(news_item, "newsenvelope"), None)
    for party in descendants(child(envelope, "sentfrom"), "party"):
        item.say("wire_credit", attribute(party, "formalname"), "NewsEnvelope/SentFrom")
    return item


def _own(news_item: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of this name that belong to the story, not to a component for a photo or a contact."""
    for node in descendants(news_item, name):
        if not _role(node).startswith(_OTHER_ROLES):
            yield node


def _role(node: etree._Element) -> str:
    """The role of the nearest component that has one, in lower case; "" if none has."""
    above: etree._Element | None = node
    while above is not None:
        if local(above) == "newscomponent":
            role = attribute(child(above, "role"), "formalname")
            if role:
                return role.rpartition(":")[2].strip().lower()
        above = above.getparent()
    return ""


def _parts(news_item: etree._Element) -> Iterator[_Part]:
    for content in descendants(news_item, "contentitem"):
        data = child(content, "datacontent")
        if data is None:
            data = child(content, "encoding", "datacontent")
        if data is not None and _is_text(content):
            yield _Part(_role(content), _language(content), data)


def _is_text(content: etree._Element) -> bool:
    medium = (attribute(child(content, "mediatype"), "formalname") or "").lower()
    mime = (attribute(child(content, "mimetype"), "formalname") or "").lower()
    form = (attribute(child(content, "format"), "formalname") or "").lower()
    if mime.startswith(("image", "video", "audio", "text/css")) or form in ("css", "jpeg", "jpeg baseline", "gif"):
        return False
    return medium in _TEXT_MEDIA or mime.startswith("text")


def _language(node: etree._Element) -> str:
    """The language of the nearest component that states one."""
    above: etree._Element | None = node
    while above is not None and local(above) != "newsitem":
        stated = attribute(child(above, "descriptivemetadata", "language"), "formalname")
        if stated:
            return stated.lower()
        above = above.getparent()
    return ""


def _other_kind(news_item: etree._Element, parts: list[_Part]) -> str | None:
    kind = attribute(child(news_item, "newsmanagement", "newsitemtype"), "formalname") or ""
    if kind.lower() not in _NO_NEWS and not parts:
        return f"an item of the type {kind}"
    contents = list(descendants(news_item, "contentitem"))
    if any(not part.role.startswith(_OTHER_ROLES) for part in parts):
        return None
    if contents:
        media = {attribute(child(one, "mediatype"), "formalname") or _role(one) or "?" for one in contents}
        return f"an item of {', '.join(sorted(media))[:80]}" if "Text" not in media else None
    references = next(descendants(news_item, "newsitemref"), None)
    if references is not None:
        return "a package: references to items"
    canceled = attribute(child(news_item, "newsmanagement", "status"), "formalname") or ""
    if next(descendants(news_item, "newscomponent"), None) is None and canceled.lower() in ("", "usable"):
        return "a stub: an item without components"
    return None


def _identity(item: WireItem, news_item: etree._Element) -> None:
    identifier = child(news_item, "identification", "newsidentifier")
    revision = shown(child(identifier, "revisionid"))
    public = shown(child(identifier, "publicidentifier"))
    provider, day, own = (shown(child(identifier, name)) for name in ("providerid", "dateid", "newsitemid"))
    if public:
        item.say("publisher_id", _REVISION_END.sub("", public), "NewsIdentifier/PublicIdentifier")
    elif own:
        item.say("publisher_id", f"urn:newsml:{provider}:{day}:{own}" if provider else own, "NewsIdentifier")
    item.say("revision", revision, "NewsIdentifier/RevisionId")


def _management(item: WireItem, node: etree._Element | None) -> None:
    item.say("published", shown(child(node, "firstcreated")), "NewsManagement/FirstCreated")
    item.say("modified", shown(child(node, "thisrevisioncreated")), "NewsManagement/ThisRevisionCreated")
    item.say("urgency", attribute(child(node, "urgency"), "formalname"), "NewsManagement/Urgency")
    status = attribute(child(node, "status"), "formalname")
    change = child(node, "statuswillchange")
    if status and status.lower() == "embargoed":
        until = shown(child(change, "dateandtime")) or shown(child(node, "embargodate"))
        item.say("embargoed_until", until, "NewsManagement/StatusWillChange")
        item.say("editorial_status", None if until else "withheld", "NewsManagement/Status")
    else:
        item.say("editorial_status", status, "NewsManagement/Status")
    for note in descendants(node, "instruction"):
        item.say("instruction", attribute(note, "formalname"), "NewsManagement/Instruction")


def _news_lines(item: WireItem, lines: etree._Element) -> None:
    title = shown(child(lines, "bylinetitle"))
    for name, field in (
        ("headline", "headline"), ("subheadline", "dek"), ("dateline", "dateline"), ("slugline", "slugline"),
        ("copyrightline", "copyright_notice"), ("rightsline", "usage_terms"), ("creditline", "wire_credit"),
    ):  # fmt: skip
        for node in children(lines, name):
            item.say(field, shown(node), f"NewsLines/{name}")
    for node in children(lines, "byline"):
        line = shown(node)
        item.say("byline", f"{line}, {title}" if line and title else line, "NewsLines/ByLine")
    for node in children(lines, "keywordline"):
        for word in _SPLIT.split(shown(node)):
            item.say("keywords", word, "NewsLines/KeywordLine")
    for node in children(lines, "newsline"):
        kind = (attribute(child(node, "newslinetype"), "formalname") or "").lower()
        if "note" in kind or "advis" in kind or "instruction" in kind:
            for text in children(node, "newslinetext"):
                item.say("editor_note", shown(text), f"NewsLines/NewsLine[{kind}]")


def _descriptive(item: WireItem, metadata: etree._Element) -> None:
    for node in children(metadata, "language"):
        item.say("language", attribute(node, "formalname"), "DescriptiveMetadata/Language")
    for node in children(metadata, "genre"):
        item.say("genre", attribute(node, "formalname"), "DescriptiveMetadata/Genre")
    for code in children(metadata, "subjectcode"):
        for node in code:
            if local(node) in ("subject", "subjectmatter", "subjectdetail", "subjectqualifier"):
                item.say("subjects", attribute(node, "formalname"), f"SubjectCode/{local(node)}")
    for words in _properties(metadata, "keyword", "keywords"):
        for word in _SPLIT.split(words):
            item.say("keywords", word, "DescriptiveMetadata/Property[Keyword]")
    for location in children(metadata, "location"):
        for city in _properties(location, "city"):
            item.say("located", city, "DescriptiveMetadata/Location")


def _properties(node: etree._Element, *names: str) -> Iterator[str]:
    """The values of an element's own properties with these names."""
    for one in children(node, "property"):
        if (attribute(one, "formalname") or "").lower() in names:
            yield attribute(one, "value") or ""


def _administrative(item: WireItem, metadata: etree._Element) -> None:
    for name in ("provider", "source"):
        for node in children(metadata, name):
            for party in descendants(node, "party"):
                item.say("wire_credit", attribute(party, "formalname"), f"AdministrativeMetadata/{name}")
    for node in children(metadata, "creator"):
        for party in descendants(node, "party"):
            item.say("creator", attribute(party, "formalname"), "AdministrativeMetadata/Creator")


def _text(item: WireItem, parts: list[_Part]) -> None:
    """Assemble the story from its parts: one language, lead before body."""
    for part in parts:
        if part.role.startswith(_DEK_ROLES):
            item.say("dek", shown(part.node), f"NewsComponent[{part.role}]")
        elif part.role.startswith(_HEADLINE_ROLES):
            item.say("headline", shown(part.node), f"NewsComponent[{part.role}]")
    running = [part for part in parts if not part.role.startswith((*_OTHER_ROLES, *_HEADLINE_ROLES, *_DEK_ROLES))]
    language = next((part.language for part in running if not part.role.startswith(_LEAD_ROLES)), "")
    running = [part for part in running if part.language in (language, "")]
    leads = [part for part in running if part.role.startswith(_LEAD_ROLES)]
    bodies = [part for part in running if part not in leads]
    for part in (*leads, *bodies):
        pieces = _pieces(item, part.node)
        item.pieces += [piece for piece in pieces if piece not in item.pieces]
    if bodies:
        item.say("language", language, "DescriptiveMetadata/Language")
        _stated_words(item, bodies[0].node)


def _stated_words(item: WireItem, data: etree._Element) -> None:
    content = data.getparent()
    for node in descendants(content, "property"):
        if (attribute(node, "formalname") or "").lower() in ("words", "wordcount", "word count"):
            item.say("stated_word_count", attribute(node, "value"), "Characteristics/Property[Words]")


def _pieces(item: WireItem, data: etree._Element) -> Pieces:
    nitf = next(descendants(data, "nitf"), None)
    if nitf is not None:
        nitf_head(item, nitf)
        return nitf_body(item, nitf)
    body = next(descendants(data, "body"), None)
    if body is not None:
        return markup_pieces(body)
    if len(data):
        return markup_pieces(data)
    return text_pieces(data.text or "")
