"""An article from the fields of a record: which of several values is chosen, with evidence for all of them."""

import ast
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar

from schemas.article import Article, Byline, Dateline, Moment, lay_blocks
from schemas.evidence import Evidence
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.address import canonicalise
from tasks.text.conventions.byline import author_names, byline_of
from tasks.text.conventions.data_moment import data_moment
from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.language_name import language_tag
from tasks.text.conventions.text_language import language_against
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.records.record_fields import Record, offers
from tasks.text.records.record_text import Piece, is_cut, pieces_of, plain, string

Offers = tuple[tuple[str, Any], ...]
Value = TypeVar("Value")

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){0,2}")
_LONG_CODE = 3
"""Letters of a language's code in ISO 639-2."""
_NOT_PUBLISHED = frozenset({"draft", "auto-draft", "trash", "private"})
"""Statuses of a post in the exports of Ghost and WordPress that nobody could read."""
_WEB = ("http://", "https://")
_DOMAIN = re.compile(r"(?:https?://|www\.)\S+|[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/?", re.IGNORECASE)
_LIST = re.compile(r"\s{0,50}[\[(].*[\])]\s{0,50}", re.DOTALL)
_MOST_OFFERS = 12
_OUTLET_SIGNS = frozenset("-–—|·•»")
_MOST_NAMES = 20_000
_LARGEST_OFFSET = timedelta(hours=14)
"""The largest offset of local time from UTC: that of the Line Islands."""


class _Fields:
    """The fields of one record, with evidence of how each was read."""

    def __init__(self, found: Mapping[str, Offers]) -> None:
        self._found = found
        self.evidence: list[Evidence] = []

    def first(self, field: str, read: Callable[[Any], Value | None]) -> Value | None:
        """The first value that can be read; None if there is none. The other values are evidence too."""
        taken: Value | None = None
        for path, value in self._found.get(field, ())[:_MOST_OFFERS]:
            understood = None if taken is not None else read(value)
            shown = string(value) or (str(value)[:300] if isinstance(value, list | dict) else None)
            if shown:
                self.evidence.append(
                    Evidence(
                        field=field,
                        value=shown[:300],
                        method="record",
                        locator=f"$.{path}",
                        chosen=understood is not None,
                    )
                )
            taken = understood if taken is None else taken
        return taken

    def text(self, field: str) -> str | None:
        """A field that is one line of text."""
        return self.first(field, lambda value: plain(string(value)))


def record_article(record: Record, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """One record as an article. `url`: the address it was fetched from, None if unknown."""
    if str(record.get("status", "")).lower() in _NOT_PUBLISHED:
        return Rejected(reason=RejectionReason.NOT_AN_ARTICLE, detail=f"a post of status {record['status']}")
    found = offers(record)
    body = next(((value, pieces) for _, value in found["body"] if (pieces := pieces_of(value))), None)
    if body is None:
        return _without_text(record, found)
    value, pieces = body
    article = _assembled(_Fields(found), pieces, zones=_zones(found), url=url, received_at=received_at)
    if not is_cut(value):
        return article
    left_out = "the rest is left out, as its mark says"
    cut = Evidence(field="body", value=left_out, method="record", locator="text", chosen=False)
    return article.model_copy(update={"evidence": (*article.evidence, cut)})


def _without_text(record: Record, found: Mapping[str, Offers]) -> Rejected:
    known = ", ".join(sorted(map(str, record))[:20])
    if found["body"]:
        return Rejected(reason=RejectionReason.NO_TEXT, detail="the text field is empty")
    address = next((value for _, value in found["url"] if _web(value)), None)
    if address:
        return Rejected(reason=RejectionReason.ADDRESS_ONLY, detail=f"an address without its text: {address}"[:300])
    if found["headline"]:
        return Rejected(reason=RejectionReason.NO_TEXT, detail=f"no field with the text; it has: {known}"[:300])
    return Rejected(reason=RejectionReason.UNKNOWN_LAYOUT, detail=f"no field with the text; it has: {known}"[:300])


def _zones(found: Mapping[str, Offers]) -> dict[str, str]:
    """ISO times with their zone, by the printed time, for times in UTC under a key such as WordPress's `date_gmt`.

    If the local time stands beside it under `date`, the zone is the difference of the two, so that the day is the
    outlet's.
    """
    zones: dict[str, str] = {}
    for offered in (dict(found["published"]), dict(found["modified"])):
        for path, value in offered.items():
            utc = _bare_time(value) if path.endswith(("_gmt", "_utc")) else None
            if utc is None:
                continue
            local = _bare_time(offered.get(path[:-4])) or utc
            offset = local - utc
            whole = abs(offset) <= _LARGEST_OFFSET and offset % timedelta(minutes=15) == timedelta(0)
            local, offset = (local, offset) if whole else (utc, timedelta(0))
            zones[str(value)] = local.replace(tzinfo=timezone(offset)).isoformat()
    return zones


def _bare_time(value: Any) -> datetime | None:  # noqa: ANN401
    """A date and time in ISO 8601 without a zone. None: another value."""
    try:
        time = datetime.fromisoformat(value) if isinstance(value, str) and len(value) > len("2026-03-04") else None
    except ValueError:
        return None
    return time if time is not None and time.tzinfo is None else None


def _assembled(
    fields: _Fields, pieces: list[Piece], *, zones: Mapping[str, str], url: str | None, received_at: datetime
) -> Article:
    def moment(value: Any) -> Moment | None:  # noqa: ANN401
        printed = string(value)
        if not printed:
            return None
        return data_moment(zones.get(printed, printed), received_at=received_at, language=language)

    language = language_against(fields.first("language", _language), "\n".join(text for _, text in pieces))
    credited = fields.first("wire_credit", lambda value: _agency(string(value)))
    credit = wire_credit(pieces[0][1]) or wire_credit(pieces[-1][1]) or credited
    publication = fields.first("publication", _outlet)
    headline = _without_outlet(fields.text("headline"), publication)
    pieces = _without_headline(pieces, headline)
    dateline, first = split_dateline(pieces[0][1])
    printed_dateline = fields.text("dateline")
    if dateline and first:
        pieces[0] = (pieces[0][0], first)
    elif printed_dateline:
        dateline = Dateline(text=printed_dateline, place=printed_dateline)
    blocks, body = lay_blocks(pieces)
    address = fields.first("url", _web) or url
    return Article(
        headline=headline,
        dek=fields.text("dek"),
        byline=fields.first("byline", lambda value: _printed_byline(string(value))) or fields.first("authors", _byline),
        dateline=dateline,
        section=fields.text("section"),
        publication=publication,
        language=language,
        published=fields.first("published", moment),
        modified=fields.first("modified", moment),
        url=address,
        canonical_url=canonicalise(address) if address else None,
        publisher_id=fields.first("publisher_id", _identifier),
        wire_credit=credit,
        keywords=fields.first("keywords", _strings) or (),
        edition=fields.text("edition"),
        genre=fields.text("genre"),
        copyright_notice=fields.text("copyright_notice"),
        stated_word_count=fields.first("stated_word_count", _count),
        blocks=blocks,
        body=body,
        evidence=tuple(fields.evidence),
    )


def _without_outlet(headline: str | None, publication: str | None) -> str | None:
    """The headline without the outlet's name at its end: news services use the page's title as the headline."""
    if not headline or not publication or headline[-len(publication) :].casefold() != publication.casefold():
        return headline
    title, _, sign = headline[: -len(publication)].rstrip().rpartition(" ")
    return title.strip() if title.strip() and sign in _OUTLET_SIGNS else headline


def _without_headline(pieces: list[Piece], headline: str | None) -> list[Piece]:
    """The pieces without the headline, which crawlers repeat as the first line of the text."""
    same = len(pieces) > 1 and headline is not None and pieces[0][1].casefold() == headline.casefold()
    return pieces[1:] if same else list(pieces)


def _web(value: Any) -> str | None:  # noqa: ANN401
    text = string(value)
    return text if text and text.lower().startswith(_WEB) and " " not in text else None


def _outlet(value: Any) -> str | None:  # noqa: ANN401
    """An outlet's name. None: the value is empty or an address."""
    text = plain(string(value))
    return text if text and not text.lower().startswith((*_WEB, "www.")) else None


def _identifier(value: Any) -> str | None:  # noqa: ANN401
    text = string(value)
    return text[:500] if text else None


def _language(value: Any) -> str | None:  # noqa: ANN401
    """A language tag, unchanged or from a language's name. Other words that look like a tag give None."""
    text = string(value) or ""
    if _LANGUAGE.fullmatch(text) and (len(text) < 4 or "-" in text or "_" in text):
        return (len(text) == _LONG_CODE and language_tag(text)) or text.replace("_", "-")
    return language_tag(text)


def _count(value: Any) -> int | None:  # noqa: ANN401
    text = string(value)
    digits = (text or "").split(" ")[0].removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else None


def _strings(value: Any) -> tuple[str, ...] | None:  # noqa: ANN401
    value = _listed(value)
    if isinstance(value, str):
        separator = ";" if ";" in value else ","
        return tuple(part.strip() for part in value.split(separator) if part.strip()) or None
    return tuple(text for one in value if (text := string(one))) or None if isinstance(value, list) else None


def _listed(value: Any) -> Any:  # noqa: ANN401
    """A list that a table holds as printed by Python or JSON ("['a', 'b']"), as a list; other values unchanged."""
    if not isinstance(value, str) or len(value) > _MOST_NAMES or not _LIST.fullmatch(value):
        return value
    try:
        said = ast.literal_eval(value)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value
    return list(said) if isinstance(said, list | tuple | set) else value


def _printed_byline(printed: str | None) -> Byline | None:
    return (byline_of(printed) or byline_of(f"By {printed}")) if printed else None


def _byline(authors: Any) -> Byline | None:  # noqa: ANN401
    authors = _listed(authors)
    if isinstance(authors, str):
        parts = [part.strip() for part in re.split(r"[;|]", authors) if part.strip()]
        authors = parts if len(parts) > 1 else authors
    names = authors if isinstance(authors, list) else [authors]
    given = [name for name in map(string, names) if name and not name.lower().startswith(_WEB)]
    understood = author_names(given)
    return Byline(text=", ".join(given), authors=understood) if understood else None


def _agency(credited: str | None) -> str | None:
    """The agency in a credit field. None: it credits a photographer or the newspaper itself."""
    return wire_credit(credited) or agency_of(credited) if credited else None
