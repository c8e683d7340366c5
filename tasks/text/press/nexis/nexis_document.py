"""One document of Nexis as an article.

Classic: outlet, date, headline, labels, text, labels, copyright. Nexis Uni: headline, outlet, date, copyright, labels,
"Body", text, "Classification", labels, "End of Document". Both are read from the same paragraphs.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.conventions.month_name import fold
from tasks.text.press.nexis.labels import BEGINS, BODIES, ENDS, RIGHTS, RIGHTS_GO_ON, TAIL, TAILS, label_of
from tasks.text.press.nexis.nexis_split import is_date
from tasks.text.press.press_article import PressDocument, press_article
from tasks.text.press.press_date import date_line
from tasks.text.press.press_text import to_paragraphs, unwrapped

Paragraphs = list[list[str]]

_FIELDS = {
    "byline": "byline", "section": "section", "length": "stated_word_count", "dateline": "dateline", "highlight": "dek",
    "headline": "headline", "edition": "edition", "language": "language", "correction": "editor_note", "type": "genre",
    "url": "url", "copyright": "copyright_notice", "notes": "editor_note",
}  # fmt: skip
_ABSTRACT = frozenset({"abstract", "resume", "zusammenfassung", "resumen"})
_FULL_TEXT = frozenset(
    {
        "full text",
        "fulltext",
        "texte integral",
        "volltext",
        "texto completo",
        "volledige tekst",
        "testo completo",
        "texto integral",
    }
)
_PERCENT = re.compile(r"\s{0,50}\(\d{1,3}\s?%\)")
_PARTS = re.compile(r";\s{0,50}|\s{0,50}\(\d{1,3}\s?%\)\s{0,50};?\s{0,50}")


def nexis_document(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """The document as an article. `received_at`: a date after it is wrong."""
    paragraphs = to_paragraphs(text)
    document = PressDocument()
    if paragraphs and BEGINS.fullmatch(paragraphs[0][0]):
        document.note("container", paragraphs[0][0], "first line")
        paragraphs = paragraphs[1:]
    paragraphs = [lines for lines in paragraphs if not (len(lines) == 1 and fold(lines[0]) in ENDS)]
    if not paragraphs:
        return Rejected(reason=RejectionReason.EMPTY, detail="a document of Nexis without a line")
    start = next((at for at, lines in enumerate(paragraphs) if fold(lines[0]) in BODIES), None)
    if start is not None and not is_classic_head(paragraphs[:start]):
        body = _uni(document, paragraphs, start, received_at)
    else:
        body = _classic(document, paragraphs, received_at)
    document.pieces = [("paragraph", line) for lines in body for line in unwrapped(lines)]
    return press_article(document, url=url)


def is_classic_head(head: Paragraphs) -> bool:
    """Whether labels are in capitals, as the classic service prints them."""
    labels = [lines[0].split(":")[0] for lines in head if label_of(lines[0])]
    return any(label.isupper() for label in labels)


def _uni(document: PressDocument, paragraphs: Paragraphs, start: int, received_at: datetime) -> Paragraphs:
    head = paragraphs[:start]
    dates = [at for at, lines in enumerate(head) if is_date(lines)]
    at = dates[0] if dates else next((i for i, lines in enumerate(head) if label_of(lines[0])), len(head))
    above = [line for lines in head[:at] for line in lines if not RIGHTS.match(line)]
    if dates:
        _date(document, head[at], received_at)
    if len(above) > 1:
        document.put("publication", above[-1], "line above the date")
        document.put("headline", " ".join(above[:-1]), "first line")
    elif above:
        document.put("headline" if not dates else "publication", above[0], "first line")
    _labelled(document, head[at:])
    tail = _tail_start(paragraphs, start + 1)
    _labelled(document, paragraphs[tail:])
    return _abstract(document, paragraphs[start + 1 : tail])


def _classic(document: PressDocument, paragraphs: Paragraphs, received_at: datetime) -> Paragraphs:
    first_label = next((at for at, lines in enumerate(paragraphs) if label_of(lines[0])), None)
    top = paragraphs[: min(first_label if first_label is not None else 6, 6)]
    date_at = next((at for at, lines in enumerate(top) if is_date(lines)), None)
    at = date_at if date_at is not None else 1
    names = [line for lines in paragraphs[:at] for line in lines]
    for line in names:
        document.put("copyright_notice" if RIGHTS.match(line) else "publication", line, "line above the date")
    if date_at is not None:
        _date(document, paragraphs[at], received_at)
        at += 1
    headline: list[str] = []
    body_at = at
    labelled = False
    for body_at in range(at, len(paragraphs) + 1):
        found = label_of(paragraphs[body_at][0]) if body_at < len(paragraphs) else None
        if found is None or found[0] in TAIL or found[0] == "body":
            if labelled or body_at == len(paragraphs) or first_label is None or found:
                break
            if not RIGHTS.match(paragraphs[body_at][0]):
                headline += paragraphs[body_at]
        else:
            labelled = True
            _label(document, *found, paragraphs[body_at][1:])
    if first_label is None and at < len(paragraphs) - 1:
        headline, body_at = paragraphs[at], at + 1
    document.put("headline", " ".join(headline), "line below the date")
    tail = _tail_start(paragraphs, body_at)
    body = paragraphs[body_at:tail]
    if body and (opening := label_of(body[0][0])) and opening[0] == "body":
        body = [[line for line in (opening[1], *body[0][1:]) if line], *body[1:]]
    _labelled(document, paragraphs[tail:])
    return _abstract(document, [lines for lines in body if lines])


def _date(document: PressDocument, lines: Sequence[str], received_at: datetime) -> None:
    found = date_line(" ".join(lines), received_at=received_at, language=None)
    if found:
        document.published = found.moment
        document.at["published"] = "date line"
        document.put("edition", found.after, "date line")


def _tail_start(paragraphs: Paragraphs, start: int) -> int:
    """The index of the first paragraph of labels and copyright below the text."""
    for at in range(start, len(paragraphs)):
        line = paragraphs[at][0]
        found = label_of(line)
        if found and found[0] in TAIL and (line.split(":")[0].isupper() or _labels_follow(paragraphs, at)):
            return at
        if len(paragraphs[at]) == 1 and fold(line) in TAILS and _labels_follow(paragraphs, at):
            return at
        if RIGHTS.match(line) and len(line) < 200 and all(_is_tail(lines) for lines in paragraphs[at + 1 :]):
            return at
    return len(paragraphs)


def _labels_follow(paragraphs: Paragraphs, at: int) -> bool:
    """Whether the following paragraphs are mostly labels: a paragraph of the text may also begin with "Subject:"."""
    rest = paragraphs[at : at + 8]
    return any(_is_tail(lines) for lines in rest[1:]) or len(rest) == 1


def _is_tail(lines: Sequence[str]) -> bool:
    found = label_of(lines[0])
    return (found is not None and found[0] in TAIL) or RIGHTS.match(lines[0]) is not None


def _labelled(document: PressDocument, paragraphs: Paragraphs) -> None:
    """Read labels, each with its value: its own lines, and the paragraphs up to the next label."""
    open_label: tuple[str, list[str]] | None = None
    for lines in paragraphs:
        rights: list[str] = []
        for line in lines:
            found = label_of(line)
            if found:
                _close(document, open_label)
                open_label = (found[0], [found[1]])
            elif RIGHTS.match(line) or rights:
                rights.append(line)
            elif fold(line) in TAILS:
                _close(document, open_label)
                heading = fold(line)
                is_picture = heading.startswith("gra")
                open_label = ("graphic" if is_picture else "correction" if heading == "correction" else "index", [])
            elif open_label:
                open_label[1].append(line)
        if rights:
            document.put("copyright_notice", " ".join(rights), "copyright line")
    _close(document, open_label)


def _close(document: PressDocument, label: tuple[str, list[str]] | None) -> None:
    if label:
        _label(document, label[0], " ".join(part for part in label[1] if part), [])


def _label(document: PressDocument, label: str, value: str, more: Sequence[str]) -> None:
    text = " ".join([value, *(line for line in more if not RIGHTS_GO_ON.search(line))]).strip()
    if label in _FIELDS:
        if label == "section" and (version := re.search(r";\s*Version:\s*(\d+)\s*$", text)):
            document.note("revision", version[1], "section label")
            text = text[: version.start()]
        document.put(_FIELDS[label], text, f"{label} label")
    elif label == "subject":
        document.keywords += [part.strip() for part in _PARTS.split(text) if part.strip()][:80]
    else:
        document.note(label, _PERCENT.sub("", text), f"{label} label")


def _abstract(document: PressDocument, body: Paragraphs) -> Paragraphs:
    """The text without the headings ABSTRACT and FULL TEXT; the text between them becomes the dek."""
    heads = [fold(lines[0]).strip(" :") if len(lines) == 1 else "" for lines in body]
    full = next((at for at, head in enumerate(heads) if head in _FULL_TEXT), None)
    if heads and heads[0] in _ABSTRACT and full is not None:
        document.put("dek", " ".join(line for lines in body[1:full] for line in lines), "abstract")
        return body[full + 1 :]
    return [lines for lines, head in zip(body, heads, strict=True) if head not in _FULL_TEXT]
