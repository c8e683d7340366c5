"""One record of ProQuest as an article: title, labels, "Full text:", the text, labels."""

import re
from collections.abc import Sequence
from datetime import datetime

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.byline import marked_byline
from tasks.text.press.press_article import PressDocument, press_article
from tasks.text.press.press_date import date_line
from tasks.text.press.press_text import to_paragraphs, unwrapped
from tasks.text.press.proquest.labels import is_labelled, label_of

_FIELDS = {
    "author": "byline", "section": "section", "edition": "edition", "language": "language", "genre": "genre",
    "id": "publisher_id", "copyright": "copyright_notice", "words": "stated_word_count", "note": "editor_note",
    "title": "headline", "credit": "byline",
}  # fmt: skip
_FURNITURE = re.compile(
    r"(?:Enlarge this image\.?|View Image\s?-?|Image \d{1,2}|--+|html>|None available\.?|"
    r"ProQuest document link|Author ?Affiliation|Not available\.?|[\w.+-]{1,60}@[\w.-]{1,60})",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"Photographs?|Illustrations?|Caption|Drawings?|Chart|Fotos?", re.IGNORECASE)
_CREDIT = re.compile(r"(?:credit|crédit|quelle|crédito)\s?:\s?(.{3,120})", re.IGNORECASE)
_EDITION = re.compile(r",\s{0,50}([^,;]*\b(?:edition|ausgabe|édition|edición|edição)\b[^;]*)", re.IGNORECASE)
_TITLE_NOTE = re.compile(r"\s?:?\s?\[[^\[\]]{3,40}\]\s*$|\s?:\s*$")
"""What the database adds to titles: ": [National Desk]", "[With graphic(s)]"."""


def proquest_document(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """The record as an article. `received_at`: a date after it is wrong."""
    paragraphs = to_paragraphs(text)
    start = next((at for at, lines in enumerate(paragraphs) if label_of(lines[0])), len(paragraphs))
    if not paragraphs:
        return Rejected(reason=RejectionReason.EMPTY, detail="a record of ProQuest without a line")
    document = PressDocument(surname_first=True)
    if start:
        document.put("headline", _TITLE_NOTE.sub("", " ".join(paragraphs[0])), "first paragraph")
    opening = next((at for at in range(start, len(paragraphs)) if _is(paragraphs[at], "text")), None)
    end = start if opening is None else _text_end(paragraphs, opening)
    head = paragraphs[start : len(paragraphs) if opening is None else opening]
    _labels(document, [*head, *paragraphs[end:]] if opening is not None else head, received_at)
    if opening is not None:
        _text(document, paragraphs[opening:end])
    return press_article(document, url=url)


def _is(lines: Sequence[str], label: str) -> bool:
    found = label_of(lines[0])
    return found is not None and found[0] == label


def _text_end(paragraphs: Sequence[Sequence[str]], opening: int) -> int:
    """The index at which the labels below the text begin: from there on nearly every paragraph has one."""
    for at in range(opening + 1, len(paragraphs)):
        rest = paragraphs[at : at + 5]
        found = label_of(paragraphs[at][0])
        if found and found[0] != "words" and sum(is_labelled(lines[0]) for lines in rest) >= 0.8 * len(rest):
            return at
    return len(paragraphs)


def _labels(document: PressDocument, paragraphs: Sequence[Sequence[str]], received_at: datetime) -> None:
    held: dict[str, str] = {}
    last = ""
    for lines in paragraphs:
        for line in lines:
            found = label_of(line)
            if found:
                last = found[0]
                held.setdefault(last, found[1])
            elif last in ("author", "section", "copyright", "title", "subject") and line is not lines[0]:
                held[last] = f"{held[last]} {line}".strip()
    for label, value in held.items():
        if label in _FIELDS:
            document.put(_FIELDS[label], value, f"{label} label")
        elif label == "url" and value.startswith("http"):
            document.put("url", value.split()[0], "url label")
        elif label == "subject":
            document.keywords += [part.strip() for part in value.split(";") if part.strip()]
        elif label not in ("link", "other", "publication", "date", "info", "year", "publisher"):
            document.note(label, value, f"{label} label")
    document.put("section", held.get("column"), "column label")
    _publication(document, held)
    _published(document, held, received_at)


def _publication(document: PressDocument, held: dict[str, str]) -> None:
    """Read "New York Times, Late Edition (East Coast); New York, N.Y.": outlet, edition, place."""
    label = "publication" if held.get("publication") else "info"
    printed = held.get(label, "").split(";")[0].strip()
    if edition := _EDITION.search(printed):
        document.put("edition", edition[1], f"{label} label")
        printed = printed[: edition.start()]
    document.put("publication", re.split(r"\s\[|,\s?\d|:\s", printed)[0].strip(" ,"), f"{label} label")


def _published(document: PressDocument, held: dict[str, str], received_at: datetime) -> None:
    """Read the date of publication. "Last updated" is the date of the record, and never used."""
    for label in ("date", "info"):
        value = held.get(label, "")
        # In "[Los Angeles, Calif]08 May 2010: AA.2." the day follows the place.
        found = date_line(value.rpartition("]")[2] or value, received_at=received_at) if value else None
        if found:
            document.published = found.moment
            document.at["published"] = f"{label} label"
            return


def _text(document: PressDocument, paragraphs: Sequence[Sequence[str]]) -> None:
    lines = [line for each in paragraphs for line in unwrapped(each)]
    found = label_of(lines[0])
    pictures = False
    for line in [found[1] if found else lines[0], *lines[1:]]:
        clean = line.removeprefix("html>").strip()
        if clean.startswith("Word count:"):
            document.put("stated_word_count", clean, "WordCount of the text")
        elif pictures or _PICTURES.fullmatch(clean):
            # Captions stand below the text, after the word "Photograph".
            pictures = True
            document.note("caption", clean, "below the text")
        elif clean and not _FURNITURE.fullmatch(clean):
            document.pieces.append(("paragraph", clean))
    _credited(document)


def _credited(document: PressDocument) -> None:
    """Remove a credit below the text, and a byline above it, which some outlets print there."""
    while document.pieces and (credit := _CREDIT.fullmatch(document.pieces[-1][1])):
        document.pieces.pop()
        document.note("credit", credit[1], "below the text")
        if document.byline is None:
            document.surname_first = False
            document.put("byline", credit[1], "credit below the text")
    if document.byline is None and len(document.pieces) > 1 and len(document.pieces[0][1]) < 80:
        byline = marked_byline(document.pieces[0][1])
        if byline and byline.authors:
            document.surname_first = False
            document.put("byline", document.pieces.pop(0)[1], "paragraph 1")
