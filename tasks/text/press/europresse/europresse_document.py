"""One document of Europresse as an article.

The order is: outlet, a line with section, date and page, kicker, headline, subtitle, author, text, then rights, number
and the certificate for the reader, whose date is the day of download.
"""

import re
from datetime import datetime

from lxml import etree

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.html_lines import html_paragraphs, html_tree
from tasks.text.press.europresse.europresse_split import has_class
from tasks.text.press.press_article import PressDocument, press_article
from tasks.text.press.press_date import date_line

_OUTLET, _HEADER, _TITLE, _TITLE_END, _HEAD_END, _ASIDE = "\ue001", "\ue002", "\ue003", "\ue004", "\ue005", "\ue006"
_SUBTITLE, _AUTHORS = "\ue007", "\ue008"
"""Private-use characters that mark the layout's elements in the lines of the text."""
_MARKS = re.compile("[\ue001-\ue008]")
_ELEMENTS = (
    ("docpublicationname", _OUTLET), ("docheader", _HEADER), ("titrearticlevisu", _TITLE), ("rdp__subtitle", _SUBTITLE),
    ("docauthors", _AUTHORS),
)  # fmt: skip
"""Classes of elements, and the marks for them."""
_ZONE = re.compile(r"\bUTC\s?(?=[+-]\d{2}:\d{2})")
_IDENTITY = re.compile(r"news[·•.]\d{8}[·•.][A-Za-z0-9]{1,12}[·•.][\w-]{1,60}")
_TAIL = re.compile(
    r"©|\(c\) |(?:Numéro de document|Document number|Número de documento|Dokumentnummer"
    r"|Numero documento|Document nummer)\s?:"
    r"|Illustration\(s\)|Note\(s\)|Cet article est paru dans|This article appeared in|Certificat|Encadré\(s\)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?<!\d)(\d{1,3}(?:[\s\xa0.,]\d{3})?)\s?(?:mots|words|palabras|Wörter|woorden|parole)\b", re.IGNORECASE
)
_PAGE = re.compile(
    r"(?:^|[,;]\s*)(?:pp?|S|page)\.?\s?[A-Z0-9][\w./ -]{0,20}$|(?:^|[,;]\s*)p\.\s?\S{1,20}", re.IGNORECASE
)


def europresse_document(text: str, *, url: str | None, received_at: datetime) -> Article | Rejected:
    """The document as an article. `received_at`: a date after it is wrong."""
    root = html_tree(text)
    if root is None:
        return Rejected(reason=RejectionReason.EMPTY, detail="an empty document of Europresse")
    document = PressDocument(method="element")
    has_header = _mark(root)
    lines = [line for paragraph in html_paragraphs(root) for line in paragraph]
    head, body = _parts(lines, has_header=has_header)
    _head(document, head, received_at)
    _body(document, body, guess_author=not has_header)
    if identity := _IDENTITY.search(text):
        document.put("publisher_id", identity[0], "document number")
    return press_article(document, url=url)


def _mark(root: "etree._Element") -> bool:
    """Insert the marks. Returns whether the layout has a header that ends above the text."""
    has_header = False
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            continue
        for name, mark in _ELEMENTS:
            if has_class(node, name):
                # A name may stand in an element of its own.
                inner = next((child for child in node.iter() if (child.text or "").strip()), node)
                marked = inner if mark in (_SUBTITLE, _AUTHORS) else node
                marked.text = mark + (marked.text or "")
                for child in node.iter():
                    child.tail = (child.tail or "").replace("\n", " ") if child is not node else child.tail
        if has_class(node, "titrearticle"):
            node.tail = _TITLE_END + (node.tail or "")
        if node.tag == "header":
            node.tail = _HEAD_END + (node.tail or "")
            has_header = True
        if has_class(node, "doctext"):
            # Some layouts close their header above the title.
            node.text = _HEAD_END + (node.text or "")
            has_header = True
        if node.tag in ("aside", "footer"):
            node.text = _ASIDE + (node.text or "")
    return has_header


def _parts(lines: list[str], *, has_header: bool) -> tuple[list[str], list[str]]:
    """The head and the text below it."""
    mark = _HEAD_END if has_header else _TITLE
    last = max((at for at, line in enumerate(lines) if mark in line), default=None)
    if last is None:
        last = max((at for at, line in enumerate(lines) if _HEADER in line or _OUTLET in line), default=-1)
    if has_header:
        end = lines[last]
        return [*lines[:last], end.partition(mark)[0]], [end.partition(mark)[2], *lines[last + 1 :]]
    return lines[: last + 1], lines[last + 1 :]


def _head(document: PressDocument, lines: list[str], received_at: datetime) -> None:
    header = ""
    title: list[str] = []
    above: list[str] = []
    below: list[str] = []
    in_title = True
    for line in lines:
        clean = _MARKS.sub("", line).strip()
        if _OUTLET in line:
            document.put("publication", clean.strip(" ,"), "DocPublicationName")
        elif _HEADER in line:
            header += " " + clean
        elif _SUBTITLE in line or _AUTHORS in line:
            document.put("dek" if _SUBTITLE in line else "byline", clean, "below the title")
        elif _TITLE in line:
            title.append(clean)
        elif title:
            in_title = in_title and _TITLE_END not in line
            if clean:
                document.put("dek", clean, "below the title") if in_title else below.append(clean)
        elif clean and document.publication:
            above.append(clean)
    document.put("headline", " ".join(title), "titreArticleVisu")
    if not title and above:
        document.put("headline", above.pop(), "below the header")
    document.note("kicker", " / ".join(above), "above the title")
    _header(document, header, received_at)
    document.put("byline", "; ".join(below), "below the title")


def _header(document: PressDocument, header: str, received_at: datetime) -> None:
    """Read a header such as "Politique, jeudi 5 octobre 2013, p. 12": section, day, page; newer headers also state the
    number of words."""
    if words := _WORDS.search(header):
        document.put("stated_word_count", words[1], "DocHeader")
        header = header[: words.start()] + header[words.end() :]
    found = date_line(_ZONE.sub("", header), received_at=received_at, language="fr")
    if found is None:
        document.put("section", _PAGE.sub("", header).strip(" ,"), "DocHeader")
        return
    document.published = found.moment
    document.at["published"] = "DocHeader"
    document.put("section", found.before, "DocHeader")
    document.note("page", found.after, "DocHeader")
    document.put("edition", _PAGE.sub("", found.after).strip(" ,•"), "DocHeader")


def _body(document: PressDocument, lines: list[str], *, guess_author: bool) -> None:
    tail = False
    first = next((line for line in lines if _MARKS.sub("", line).strip()), None)
    for line in lines:
        clean = _MARKS.sub("", line).strip()
        # A mark may stand on a line of its own.
        tail = tail or _ASIDE in line or _TAIL.match(clean) is not None
        if tail:
            if clean.startswith(("©", "(c)")):
                document.put("copyright_notice", clean, "rights line")
        elif clean and guess_author and line is first and len(lines) > 1 and _is_author(clean):
            document.put("byline", clean, "below the title")
        elif clean:
            document.pieces.append(("paragraph", clean))


def _is_author(line: str) -> bool:
    """Whether the line below the title is the author: in the older layout only its length distinguishes it from the
    text."""
    return len(line) < 60 and len(line.split()) <= 8 and line[-1] not in '.!?:;»"\u2026' and line[0].isupper()
