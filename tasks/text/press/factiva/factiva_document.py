"""One document of Factiva as an article, from its coded fields."""

import json
import re
from datetime import datetime

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.data_moment import data_moment
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.press.factiva.codes import ACCESSION
from tasks.text.press.press_article import PressDocument, press_article
from tasks.text.press.press_date import date_line

_FIELDS = {
    "HD": "headline", "TI": "headline", "BY": "byline", "SN": "publication", "SE": "section", "CLM": "section",
    "ED": "edition",
    "WC": "stated_word_count", "LA": "language", "CY": "copyright_notice", "RF": "editor_note",
}  # fmt: skip
_BODY = ("LP", "TD")
_CODE = re.compile(r"\s{0,50}([a-z][a-z0-9]{1,9})\s{0,50}:")


def factiva_document(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """The document as an article. `text`: a JSON list of pairs, each a code and its paragraphs."""
    try:
        fields = [(str(code), [str(line) for line in lines]) for code, lines in json.loads(text)]
    except (ValueError, TypeError):
        return Rejected(reason=RejectionReason.MALFORMED, detail="no list of codes with paragraphs")
    document = PressDocument()
    held = dict(reversed(fields))
    for code, lines in fields:
        value = " ".join(lines)
        if code == "AN":
            number = ACCESSION.search(value)
            document.put("publisher_id", number[0] if number else value.rpartition(" ")[2], code)
        elif code in _FIELDS:
            document.put(_FIELDS[code], value, code)
        elif code in _BODY:
            document.pieces += [("paragraph", line) for line in lines]
        elif code in ("NS", "IN"):
            document.subjects += [match[1] for part in value.split("|") if (match := _CODE.match(part))]
            document.at["subjects"] = "NS, IN"
        elif code == "CR" and agency_of(value):
            document.put("wire_credit", agency_of(value), code)
        elif code == "COUNT":
            document.note("container", value, "ppsarticleResultSet count")
        elif code not in ("PD", "ET"):
            document.note(f"factiva {code}", value, code)
    _published(document, held, received_at)
    return press_article(document, url=url)


def _published(document: PressDocument, held: dict[str, list[str]], received_at: datetime) -> None:
    """Read the day, and the instant if the time of publication has a zone."""
    day, clock = " ".join(held.get("PD", ())), " ".join(held.get("ET", ()))
    found = data_moment(day, received_at=received_at, language=None) if re.match(r"\d{4}-\d\d-\d\d", day) else None
    if found is None and day:
        timed = date_line(f"{day} {clock}".strip(), received_at=received_at)
        found = timed.moment if timed else None
    if found:
        document.published = found
        document.at["published"] = "PD"
