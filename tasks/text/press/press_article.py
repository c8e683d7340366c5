"""An article from the fields of a press database's document, for all databases."""

import re
from dataclasses import dataclass, field

from schemas.article import Article, Author, BlockKind, Byline, Dateline, Moment, lay_blocks
from schemas.evidence import Evidence, Method
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.address import canonicalise
from tasks.text.conventions.dateline import split_dateline
from tasks.text.conventions.datelines.news_agency import agency_of
from tasks.text.conventions.language_name import language_tag
from tasks.text.conventions.text_language import language_of
from tasks.text.conventions.wire_credit import wire_credit
from tasks.text.press.press_byline import byline_agency, press_byline

_SHOWN = 200
"""Characters of a value that evidence keeps."""
_NUMBER = re.compile(r"\d{1,3}(?:[.,\s\xa0\u202f]\d{3})+|\d+")
_NOTHING = frozenset({"", "-", "none", "null", "none available.", "not available.", "n/a"})


@dataclass
class PressDocument:
    """The fields of the database, as printed; a missing field is None. `at` states for each field where it stood."""

    method: Method = "record"
    headline: str | None = None
    dek: str | None = None
    publication: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    section: str | None = None
    edition: str | None = None
    byline: str | None = None
    surname_first: bool = False
    """Whether the database lists authors as "Surname, Given name"."""
    dateline: str | None = None
    wire_credit: str | None = None
    language: str | None = None
    copyright_notice: str | None = None
    stated_word_count: str | None = None
    publisher_id: str | None = None
    genre: str | None = None
    editor_note: str | None = None
    url: str | None = None
    subjects: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    pieces: list[tuple[BlockKind, str]] = field(default_factory=list)
    at: dict[str, str] = field(default_factory=dict)
    notes: list[Evidence] = field(default_factory=list)
    """Evidence for values that fill no field: wrong counts, dates of loading, captions."""

    def put(self, name: str, value: str | None, locator: str) -> None:
        """Fill a field that is still empty, unless the value is a placeholder."""
        clean = (value or "").strip()
        if clean.lower() not in _NOTHING and getattr(self, name) is None:
            setattr(self, name, clean)
            self.at[name] = locator

    def note(self, name: str, value: str, locator: str) -> None:
        """Keep a value that fills no field, as evidence."""
        if value.strip():
            self.notes.append(Evidence(field=name, value=_shown(value), method=self.method, locator=locator))


def word_number(text: str | None) -> int | None:
    """The number in "2,968 words", "1 285 mots", "877 Wörter", "3312 字". None: no number."""
    match = _NUMBER.search(text or "")
    return int(re.sub(r"\D", "", match[0])) if match and len(match[0]) < 12 else None


def press_article(document: PressDocument, *, url: str | None) -> Article | Rejected:
    """The document as an article. A document without text is rejected."""
    pieces = [(kind, text) for kind, text in document.pieces if text.strip()]
    if not pieces:
        what = f"the document {document.headline!r}" if document.headline else "the document"
        return Rejected(reason=RejectionReason.NO_TEXT, detail=f"{what[:100]} has no text in this database")
    dateline, pieces, opening = _dateline(document, pieces)
    byline = press_byline(document.byline, surname_first=document.surname_first) if document.byline else None
    credit = document.wire_credit or _credit(document, byline, opening)
    blocks, body = lay_blocks(pieces)
    if byline and not byline.authors and (agency := agency_of(byline.text)):
        byline = Byline(text=byline.text, authors=(Author(name=agency, kind="agency"),))
    address = url or document.url
    return Article(
        headline=document.headline,
        dek=document.dek,
        byline=byline,
        dateline=dateline,
        section=document.section,
        publication=document.publication,
        language=(language_tag(document.language) if document.language else None) or language_of(body),
        published=document.published,
        modified=document.modified,
        url=address,
        canonical_url=canonicalise(address) if address else None,
        publisher_id=document.publisher_id,
        wire_credit=credit,
        edition=document.edition,
        genre=document.genre,
        editor_note=document.editor_note,
        copyright_notice=document.copyright_notice,
        stated_word_count=word_number(document.stated_word_count),
        subjects=tuple(dict.fromkeys(document.subjects)),
        keywords=tuple(dict.fromkeys(document.keywords)),
        blocks=blocks,
        body=body,
        evidence=_evidence(document, credit),
    )


def _dateline(
    document: PressDocument, pieces: list[tuple[BlockKind, str]]
) -> tuple[Dateline | None, list[tuple[BlockKind, str]], str]:
    """The stated or printed dateline (None: there is none), the text without it, and the original opening of the
    text."""
    kind, first = pieces[0]
    printed, rest = split_dateline(first) if kind == "paragraph" else (None, first)
    if rest and rest != first:
        pieces = [(kind, rest), *pieces[1:]]
    if document.dateline:
        stated, _ = split_dateline(f"{document.dateline} - The text opens here.")
        place = stated.place if stated else re.split(r",?\s{1,50}\(|;", document.dateline)[0].strip(" ,.-–—")
        return Dateline(text=document.dateline, place=place or None), pieces, first
    if printed:
        document.at["dateline"] = "paragraph 1"
        document.dateline = printed.text
    return printed, pieces, first


def _credit(document: PressDocument, byline: Byline | None, opening: str) -> str | None:
    from_byline = byline_agency(document.byline) if document.byline else None
    agencies = [author.name for author in byline.authors if author.kind == "agency"] if byline else []
    named = next((agency for name in agencies if (agency := agency_of(name))), None)
    return from_byline or named or wire_credit(opening)


def _evidence(document: PressDocument, credit: str | None) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for name, locator in document.at.items():
        value = getattr(document, name)
        printed = value.printed if isinstance(value, Moment) else str(value)
        method: Method = "text" if locator.startswith(("paragraph", "line")) else document.method
        found.append(Evidence(field=name, value=_shown(printed), method=method, locator=locator, chosen=True))
    for name, values, locator in (
        ("subjects", document.subjects, document.at.get("subjects", "subject codes")),
        ("keywords", document.keywords, document.at.get("keywords", "index terms")),
    ):
        if values and name not in document.at:
            shown = _shown("; ".join(values))
            found.append(Evidence(field=name, value=shown, method=document.method, locator=locator, chosen=True))
    if credit and "wire_credit" not in document.at:
        found.append(
            Evidence(field="wire_credit", value=credit, method="text", locator="byline or opening", chosen=True)
        )
    return (*found, *document.notes)


def _shown(value: str) -> str:
    return " ".join(value.split())[:_SHOWN].encode("utf-8", "replace").decode()
