"""ninjs, IPTC's News in JSON, versions 1 to 3, and the names that agencies' systems use in addition.

Names are compared without case and underscores, so that `versioncreated` (1, 2) and `versionCreated` (3) are equal.
Associations, renditions and embedded items are other items, and are never read as this one's.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from schemas.article import Article
from schemas.own_ninjs import OWN_URN
from schemas.rejection import Rejected
from tasks.text.decode.json_object import json_object
from tasks.text.wire.item.statement import Pieces, WireItem
from tasks.text.wire.item.wire_article import wire_article
from tasks.text.wire.markup import text_pieces
from tasks.text.wire.own_ninjs import own_article

Record = Mapping[str, Any]

_TEXT_TYPES = frozenset({"text", "article", "story", "composite", "news", ""})
_PLAIN = (
    ("uri", "publisher_id"), ("guid", "publisher_id"), ("version", "revision"), ("versionid", "revision"),
    ("firstcreated", "published"), ("contentcreated", "published"), ("firstpublished", "published"),
    ("versioncreated", "modified"), ("contentmodified", "modified"), ("embargoed", "embargoed_until"),
    ("pubstatus", "editorial_status"), ("urgency", "urgency"), ("language", "language"), ("slugline", "slugline"),
    ("ednote", "editor_note"), ("editornote", "editor_note"), ("copyrightnotice", "copyright_notice"),
    ("usageterms", "usage_terms"), ("wordcount", "stated_word_count"), ("copyrightholder", "wire_credit"),
    ("creditline", "wire_credit"), ("source", "wire_credit"), ("provider", "wire_credit"), ("located", "located"),
    ("dateline", "dateline"), ("edition", "edition"), ("section", "section"), ("headline", "headline"),
    ("subheadline", "dek"), ("byline", "byline"), ("by", "byline"), ("title", "title"),
)  # fmt: skip
_TAG = re.compile(r"<[^<>]{0,500}>")
_BODY_ROLES = ("body", "bodies")


def ninjs(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One ninjs item as an article. `url`: the address it was fetched from, None if unknown."""
    record = json_object(text)
    if isinstance(record, Rejected):
        return record
    return own_article(record) or wire_article(ninjs_item(record), url=url, received_at=received_at)


def ninjs_item(record: Record) -> WireItem:
    """The statements of an item."""
    record = _own(record)
    item = WireItem()
    item.pieces = _body(record)
    kind = str(record.get("type") or "").lower()
    if kind not in _TEXT_TYPES or (kind == "composite" and not item.pieces):
        item.not_an_article = f"an item of the type {kind}"
    elif not kind and not item.pieces and _is_picture(record):
        item.not_an_article = "an item of renditions without a text"
    for name, field in _PLAIN:
        for value in _strings(record.get(name)):
            item.say(field, value, f"$.{name}")
    _by_role(item, record)
    _people(item, record)
    _classification(item, record)
    _addresses(item, record)
    for title in item.stated.pop("title", ()):
        item.say("headline", title.value, title.locator)
    item.stated["publisher_id"] = [
        one for one in item.stated.get("publisher_id", []) if not one.value.startswith(OWN_URN)
    ]
    return item


def _own(record: Record) -> Record:
    """The item's own fields by folded name, without the wrapping of the AP's API and of single-key envelopes."""
    folded = {name.lower().replace("_", "").replace("-", ""): value for name, value in record.items()}
    for wrapper in ("data", "item"):
        inner = folded.get(wrapper)
        if isinstance(inner, dict) and "uri" not in folded and "headline" not in folded:
            # The AP sends the text beside the item.
            beside = {name: value for name, value in folded.items() if name.startswith(("nitf", "body"))}
            return _own({**beside, **inner})
    return folded


def _body(record: Record) -> Pieces:
    """The text: the first offer that is not empty, marked-up before plain."""
    offers: list[tuple[int, str]] = []
    for name, value in record.items():
        if name in ("bodies", "body") and isinstance(value, list):
            offers += [(_rank(_role(one), one), _value(one)) for one in value if isinstance(one, dict)]
        elif name.startswith(("body", "nitf")) or name in ("contenthtml", "articlebody"):
            offers += [(_rank(name, {}), text) for text in _strings(value)]
        if name == "nitf" and isinstance(value, dict):
            offers += [(0, text) for text in _strings(_own(value).get("bodynitf"))]
    for _, text in sorted(offers, key=lambda offer: offer[0]):
        pieces = text_pieces(text) if text else []
        if pieces:
            return pieces
    return []


def _rank(role: str, body: Record) -> int:
    """The rank of one of several bodies: marked-up text first, then plain text, then another system's form."""
    kind = str(_own(body).get("contenttype") or "").lower() if body else ""
    if "ttnitf" in role or "summary" in role or "preview" in role:
        return 3
    if "html" in role or "html" in kind:
        return 0
    return 2 if "xml" in kind and "nitf" not in role else 1


def _is_picture(record: Record) -> bool:
    return bool(record.get("renditions"))


def _by_role(item: WireItem, record: Record) -> None:
    for one in _records(record.get("headlines")):
        role = _role(one)
        field = "dek" if "sub" in role or "deck" in role else "headline"
        item.say(field, _value(one), f"$.headlines[{role}]")
    for one in _records(record.get("descriptions")):
        role = _role(one)
        field = "dek" if role in ("summary", "abstract", "deck", "standfirst", "subheadline") else "description"
        item.say(field, _value(one), f"$.descriptions[{role}]")
    for name in ("descriptiontext", "descriptionhtml", "description", "abstract", "summary"):
        for value in _strings(record.get(name)):
            item.say("description", " ".join(_TAG.sub(" ", value).split()), f"$.{name}")
    for one in _records(record.get("datelines")):
        item.say("dateline", _value(one), "$.datelines")
    for name in ("rightsinfo", "rights"):
        for one in _records(record.get(name)):
            own = _own(one)
            for key, field in (("usageterms", "usage_terms"), ("copyrightnotice", "copyright_notice")):
                for value in _strings(own.get(key)):
                    item.say(field, value, f"$.{name}.{key}")


def _people(item: WireItem, record: Record) -> None:
    for name in ("bylines", "authors", "creators", "creator"):
        names = [_value(one) for one in _records(record.get(name))]
        for value in names if name == "bylines" else [", ".join(filter(None, names))]:
            item.say("byline", value, f"$.{name}")
    for one in _records(record.get("infosources") or record.get("infosource")):
        role = _role(one)
        item.say("publication" if role == "publication" else "wire_credit", _value(one), f"$.infosources[{role}]")


def _classification(item: WireItem, record: Record) -> None:
    for name in ("subjects", "subject"):
        for one in _records(record.get(name)):
            own = _own(one)
            code = next((str(own[key]) for key in ("code", "qcode", "literal", "uri") if own.get(key)), None)
            item.say("subjects", code, f"$.{name}")
    for name in ("genres", "genre"):
        for one in _records(record.get(name)):
            item.say("genre", _value(one) or str(_own(one).get("code") or ""), f"$.{name}")
        for value in _strings(record.get(name)):
            item.say("genre", value, f"$.{name}")
    for one in _records(record.get("service")):
        item.say("section", _value(one), "$.service")
    for value in _strings(record.get("keywords")):
        for word in value.split(",") if isinstance(record.get("keywords"), str) else [value]:
            item.say("keywords", word, "$.keywords")


def _addresses(item: WireItem, record: Record) -> None:
    """The web page of the item, if one of its renditions is a page."""
    for one in _records(record.get("renditions")):
        own = _own(one)
        href = str(own.get("href") or "")
        if str(own.get("contenttype") or "").lower().startswith("text/html") and href.startswith("http"):
            item.say("url", href, "$.renditions")


def _records(value: Any) -> Iterator[Record]:  # noqa: ANN401 - JSON is anything
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, list):
        for one in value:
            if not isinstance(one, list | dict):
                yield from _strings(one)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)


def _role(record: Record) -> str:
    return str(_own(record).get("role") or "").lower()


def _value(record: Record) -> str:
    """The value of a record with a role: its value, name or byline."""
    own = {name.lower(): value for name, value in record.items()}
    for name in ("value", "name", "by", "headline", "literal"):
        if isinstance(own.get(name), str):
            return str(own[name])
    return ""
