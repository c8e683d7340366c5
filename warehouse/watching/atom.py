"""An Atom feed (RFC 4287) of what was clipped for a watch."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from warehouse.watching.due import Notice

MOST_ENTRIES = 200
"""The newest; the relation clippings has them all."""
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(watch: str, notices: Sequence[Notice]) -> bytes:
    """The feed's bytes, its newest entry first. The same notices give the same bytes."""
    newest = sorted(notices, key=lambda one: (one.at, one.notice), reverse=True)[:MOST_ENTRIES]
    feed = ET.Element("feed", xmlns=_ATOM)
    _add(feed, "id", f"urn:cuttings:watch:{quote(watch)}")
    _add(feed, "title", watch)
    _add(feed, "updated", _time(newest[0].at if newest else datetime(1970, 1, 1, tzinfo=UTC)))
    author = ET.SubElement(feed, "author")
    _add(author, "name", "cuttings")
    for one in newest:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", f"urn:cuttings:{quote(one.notice)}")
        _add(entry, "title", one.title)
        _add(entry, "updated", _time(one.at))
        _add(entry, "summary", one.said)
        if one.url and urlsplit(one.url).scheme in ("http", "https"):
            ET.SubElement(entry, "link", rel="alternate", href=_NOT_XML.sub("", one.url))
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_XML.sub("\ufffd", text)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
