"""An article from the statements of a wire's item, by the same rules for every form of wire."""

import html
from datetime import datetime
from typing import Any

from schemas.article import Article, Byline, EditorialStatus, Moment, lay_blocks
from schemas.evidence import Evidence
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.address import canonicalise
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.wire.item import editorial
from tasks.text.wire.item.iptc_codes import subjects
from tasks.text.wire.item.located import stated_dateline, wire_dateline
from tasks.text.wire.item.statement import WireItem
from tasks.text.wire.item.typography import typeset
from tasks.text.wire.item.wire_body import WireBody, byline_stated, key, wire_body
from tasks.text.wire.item.wire_date import wire_moment
from tasks.text.wire.item.wire_language import wire_language

_MOST_NOTE = 4_000
"""Characters of the notes to editors that are kept."""
_FEWEST_WORDS = 2
"""Fewest words of a text. The item itself states that it is news, and a flash may be as short as a headline."""
_TEASER = 40
"""Characters that a description and the text must share for the description to repeat the text."""


def wire_article(item: WireItem, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """The article, or why there is none. `url`: the address it was fetched from, None if unknown.

    A cancellation without a text is an article too, so that it reaches the article that it cancels. Its body is the
    note about the cancellation, else the headline, else the status.
    """
    if item.not_an_article:
        return Rejected(reason=RejectionReason.NOT_AN_ARTICLE, detail=item.not_an_article[:200])
    headline = _headline(item)
    body = wire_body(
        item.pieces,
        headlines=item.every("headline"),
        dek=item.first("dek"),
        located=item.first("located"),
    )
    notes = [*item.every("editor_note"), *body.notes]
    status = _status(item, headline, notes)
    if status == "canceled" and not _has_text(body):
        notice = next(iter(notes), None) or headline or item.first("editorial_status") or "canceled"
        body.pieces = [("paragraph", notice)]
    elif not _has_text(body):
        return Rejected(reason=RejectionReason.NO_TEXT, detail=_nothing(item, body))
    return _assembled(item, body, headline, (notes, status), url=url, received_at=received_at)


def _assembled(
    item: WireItem,
    body: WireBody,
    headline: str | None,
    editors: tuple[list[str], EditorialStatus | None],
    *,
    url: str | None,
    received_at: datetime,
) -> Article:
    notes, status = editors
    blocks, text = lay_blocks(body.pieces)
    note = "\n".join(notes)[:_MOST_NOTE] or None
    language = wire_language(item.first("language"), text)
    address = item.first("url") or url
    byline = _byline(item, body)
    dateline = body.dateline or next(filter(None, map(stated_dateline, item.every("dateline"))), None)
    credit = body.credit or _credit(item)
    published, modified = _moments(item, received_at)
    chosen = {
        "headline": headline, "byline": byline.text if byline else None, "language": language,
        "published": published.printed if published else None, "modified": modified.printed if modified else None,
        "dateline": dateline.text if dateline else None, "wire_credit": credit,
    }  # fmt: skip
    return Article(
        headline=headline,
        dek=_dek(item, text),
        byline=byline,
        dateline=dateline,
        language=language,
        published=published,
        modified=modified,
        url=address,
        canonical_url=canonicalise(address) if address else None,
        editorial_status=status,
        editor_note=note,
        embargoed_until=_embargo(item, note, received_at),
        wire_credit=credit,
        blocks=blocks,
        body=text,
        evidence=(*_evidence(item, chosen), *_around(body, subjects(item.every("subjects"))[1])),
        **_as_stated(item),
    )


def _as_stated(item: WireItem) -> dict[str, Any]:
    """The columns that are copied from the statements without a conclusion."""
    words = item.first("stated_word_count")
    lines = ("section", "publication", "slugline", "genre", "edition", "copyright_notice", "usage_terms")
    return {name: _line(item.first(name)) for name in lines} | {
        "publisher_id": item.first("publisher_id"),
        "revision": item.first("revision"),
        "urgency": editorial.urgency(item.first("urgency")),
        "subjects": subjects(item.every("subjects"))[0],
        "stated_word_count": int(words) if words and words.isdigit() and 0 < int(words) < 1_000_000 else None,
        "keywords": item.every("keywords"),
    }


def _embargo(item: WireItem, note: str | None, received_at: datetime) -> datetime | None:
    stated = editorial.embargo(item.first("embargoed_until"))
    return stated or editorial.embargo_in_words(note or "", received_at=received_at)


def _has_text(body: WireBody) -> bool:
    words = [word for _, text in body.pieces for word in text.split() if any(map(str.isalpha, word))]
    # Some scripts have no spaces between words.
    return len(words) >= _FEWEST_WORDS or any(len(word) >= 8 and not word.isascii() for word in words)


def _nothing(item: WireItem, body: WireBody) -> str:
    held = "; ".join(text for _, text in body.pieces)[:60]
    embargoed = f", embargoed until {until}" if (until := item.first("embargoed_until")) else ""
    return f"an item without a text{f', only {held!r}' if held else ''}{embargoed}"


def _headline(item: WireItem) -> str | None:
    """The best headline, without the marks with which desks end one ("**", "+", "="). None: there is none."""
    for printed in item.every("headline"):
        line = _line(printed)
        line = line.rstrip(" *+=<|").strip() if line else None
        if line and any(sign.isalnum() for sign in line):
            return line
    return None


def _dek(item: WireItem, text: str) -> str | None:
    """The dek. None: there is none, or it repeats the headline or the beginning of the text."""
    headlines = {key(line) for line in item.every("headline")}
    for printed in item.every("dek"):
        line = _line(printed)
        if line and key(line) not in headlines:
            return line
    for printed in item.every("description"):
        line = _line(printed)
        # The dateline was already removed from the text.
        opening = wire_dateline(line)[1] if line else ""
        teaser = key(opening)[:_TEASER] in key(text[:2_000])
        if line and not teaser and key(line) not in headlines:
            return line
    return None


def _byline(item: WireItem, body: WireBody) -> Byline | None:
    """The byline as printed: from a byline field, else from a paragraph above the text, else from the creator. None:
    there is none."""
    printed = [found for found in map(byline_stated, item.every("byline")) if found]
    named = next((found for found in printed if found.authors), None)
    creators = [found for found in map(byline_stated, item.every("creator")) if found]
    # Creators are often initials or desks: a person's name has two words.
    person = next(
        (one for one in creators if any(who.kind == "person" and " " in who.name for who in one.authors)), None
    )
    return named or body.byline or (printed[0] if printed else None) or person


def _status(item: WireItem, headline: str | None, notes: list[str]) -> EditorialStatus | None:
    stated = editorial.editorial_status(item.first("editorial_status"))
    lines = tuple(line for line in (headline, *notes) if line)
    if stated in (None, "usable") and editorial.is_kill(slugline=item.first("slugline"), lines=lines):
        return "canceled"
    return stated


def _credit(item: WireItem) -> str | None:
    return next((agency for one in item.every("wire_credit") if (agency := agency_of(one) or wire_credit(one))), None)


def _moments(item: WireItem, received_at: datetime) -> tuple[Moment | None, Moment | None]:
    """Published and modified. The first version was published when it was created; a later version does not state
    when."""
    given = (wire_moment(one, latest=received_at) for one in item.every("published"))
    published = next(filter(None, given), None)
    modified = wire_moment(item.first("modified"), latest=received_at)
    if published is None and item.first("revision") in (None, "0", "1"):
        published = modified
    return published, modified


def _line(printed: str | None) -> str | None:
    """A field as one line: entities decoded, typographic characters restored."""
    if printed is None:
        return None
    text = html.unescape(printed) if "&" in printed else printed
    return typeset(" ".join(text.split())) or None


def _evidence(item: WireItem, chosen: dict[str, str | None]) -> list[Evidence]:
    evidence: list[Evidence] = []
    taken: set[str] = set()
    for field, value, locator in item.candidates():
        best = chosen.get(field, item.first(field))
        is_best = field not in taken and best is not None and (value == best or _line(value) == best or best in value)
        if is_best:
            taken.add(field)
        evidence.append(Evidence(field=field, value=value, method="record", locator=locator, chosen=is_best))
    evidence += [
        Evidence(field=field, value=str(value)[:300], method="text", locator="text", chosen=True)
        for field, value in chosen.items()
        if value and field not in taken
    ]
    return evidence


def _around(body: WireBody, other_codes: tuple[str, ...]) -> list[Evidence]:
    found = [
        Evidence(field="furniture", value=f"{why}: {line}"[:300], method="text", locator="text")
        for why, line in body.dropped[:100]
    ]
    if other_codes:
        listed = " ".join(other_codes)[:300]
        found.append(Evidence(field="subjects", value=listed, method="record", locator="the publisher's own codes"))
    return found
