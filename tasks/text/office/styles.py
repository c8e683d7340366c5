"""The kinds of paragraphs, from the names of their styles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from schemas.evidence import Evidence
from tasks.text.conventions.running_text import is_like
from tasks.text.decode.lifted import Lifted, ParagraphKind, core_metadata, lifted

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)_?(?:20_)?(\d)")
_ITEM = re.compile(r"list(?:paragraph|bullet|number|_?20_)|aufzählung")
_QUOTE = re.compile(r"(?:intense)?quot(?:e|ations?)|blocktext|zitat")
_CAPTION = re.compile(r"caption|beschriftung|illustration|légende")
_PAGE = re.compile(r"(?:header|footer|footnotetext|endnotetext|toc\d|tocheading|contents)")


@dataclass(frozen=True, slots=True)
class OfficeParagraph:
    """One paragraph and the name of its style in lower case without spaces; empty: it has no style."""

    text: str
    style: str


def of_styles(paragraphs: Iterable[OfficeParagraph], metadata: dict[str, str]) -> Lifted:
    """The document as text, with a headline, headings, lists and quotations according to its styles.

    The title style gives the headline; without one, the first heading does if no text stands above it. The title in the
    metadata counts only if the text begins with it, because programs and templates fill it with anything.
    """
    found: list[tuple[ParagraphKind, str]] = []
    stated: dict[str, str] = {}
    left: list[Evidence] = []
    titled = False
    for paragraph in paragraphs:
        style, text = paragraph.style, paragraph.text
        if not text.strip():
            continue
        if _CAPTION.match(style) or _PAGE.match(style):
            left.append(Evidence(field="furniture", value=f"{style}: {text}"[:200], method="element", locator=style))
        elif style == "subtitle":
            stated.setdefault("subtitle", text)
        elif (style == "title" and not titled) or (_HEADING.match(style) and not titled and not found):
            titled = True
            found.append(("title", text))
        else:
            found.append((_kind(style), text))
    if not titled and (title := confirmed_title(metadata.get("title", ""), [text for _, text in found[:5]])):
        stated["title"] = title
    return lifted(found, stated=stated, evidence=[*core_metadata(metadata), *left[:50]])


def confirmed_title(title: str, opening: list[str]) -> str:
    """The title that a file states, as printed among the opening lines of its text. Empty: the text does not print
    it."""
    clean = " ".join(title.split())
    return next((text for text in opening if len(clean.split()) >= 2 and is_like(text, clean)), "")


def _kind(style: str) -> ParagraphKind:
    if style == "title" or _HEADING.match(style):
        return "heading"
    if _ITEM.match(style):
        return "item"
    return "quote" if _QUOTE.match(style) else "paragraph"
