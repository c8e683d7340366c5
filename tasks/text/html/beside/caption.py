"""What is printed under a picture, and who made or supplied it."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from tasks.text.conventions.printed_text import plain_characters
from tasks.text.html.page.page_parts import names_of

_LONGEST = 2_000
_NEAR = 3
_CAPTION_NAME = re.compile(
    r"caption|legend|bildunterschrift|bildtext|pie-?(?:de-)?foto|didascalia|onderschrift", re.IGNORECASE
)
_CREDIT_NAME = re.compile(
    r"credit|copyright|photographer|fotograf|photo-?by|byline|image-?source|bildnachweis|quelle|fotonachweis|crédit|autor",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:photos?|photograph|pictures?|images?|fotos?|bild(?:er)?|credits?|crédits?(?: photo)?|quelle|source|fonte"
    r"|fuente|imagen|imagem|illustration|grafik|graphic|graphique|foto[- ]?nachweis|kuva|zdjęcie|fot\.|фото"
    r"|写真|사진|图|來源|来源)"
)
_AFTER_LABEL = re.compile(
    rf"(?:^|[\s(\[|/–—-])\(?{_LABEL}(?:\s?(?:by|credit|von|de|di|:|：|©)){{1,2}}\s?", re.IGNORECASE
)
_SIGN = re.compile(r"(?:^|\s)\(?©\s?")
_AGENCY = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photo)?|AFP|dpa|DPA|EPA|EFE|ANSA|Shutterstock|Alamy|iStock|Imago"
    r"|IMAGO|Bloomberg|Picture[ -]Alliance|Unsplash|Pexels|Xinhua|TASS|PA(?: Media)?|Zuma|ZUMA|Wikimedia(?: Commons)?"
    r"|Flickr|Anadolu|NurPhoto|SIPA)"
)
# "Jane Doe/Reuters", "AP Photo/Jane Doe", "Getty Images".
_BY_AGENCY = re.compile(
    rf"[(\[]?(?:(?:[\w.'’-]{{1,30}}\s){{0,4}}[\w.'’-]{{1,30}}\s?(?:/|\||via|for|,)\s?)?{_AGENCY}"
    rf"(?:\s?(?:/|via|,|\|)\s?[\w .'’/-]{{2,60}})?[)\]]?\.?$"
)
_LAST = 160
"""Characters at the end of a caption among which a credit is looked for."""
_LONGEST_CREDIT = 120


def caption_of(element: HtmlElement) -> tuple[str | None, str | None]:
    """Caption and credit of a picture or player. None: it has none."""
    frame = _frame(element)
    if frame is None:
        return None, None
    credit, caption = None, None
    for part in _parts(frame):
        name = names_of(part)
        text = _text(part)
        if (
            text
            and credit is None
            and part.tag != "figcaption"
            and _CREDIT_NAME.search(name)
            and len(text) <= _LONGEST_CREDIT
        ):
            credit = text
        elif text and caption is None and (part.tag == "figcaption" or _CAPTION_NAME.search(name)):
            caption = text
    if caption and credit and caption != credit:
        caption = caption.replace(credit, " ", 1)
    if caption and credit is None:
        caption, credit = split_credit(caption)
    credit = _bare(credit) if credit else None
    caption = " ".join(caption.split()).strip(" |/–—") if caption else None
    return (None if caption == credit else caption) or None, credit or None


def split_credit(caption: str) -> tuple[str, str | None]:
    """A caption without the credit that ends it, and the credit. None: it ends on none."""
    start = max(0, len(caption) - _LAST)
    for pattern in (_AFTER_LABEL, _SIGN):
        last: re.Match[str] | None = None
        for found in pattern.finditer(caption, start):
            last = found
        credit = _bare(caption[last.end() :]) if last is not None else ""
        # A name begins with a capital, in scripts that have them: "a photo by night" credits nobody.
        if last is not None and 2 <= len(credit) <= _LONGEST_CREDIT and not credit[0].islower():
            return caption[: last.start()].strip(" ([|/–—-"), credit
    for at in [edge.end() for edge in re.finditer(r"(?:[.!?…”\"]\s|^|\s[|–—-]\s|(?=[(\[]))", caption[start:])]:
        if agency := _BY_AGENCY.match(caption, start + at):
            return caption[: start + at].strip(" ([|/–—-"), _bare(agency.group())
    return caption, None


def _bare(credit: str) -> str:
    text = credit.strip()
    for pattern in (_AFTER_LABEL, _SIGN):
        if found := pattern.match(text):
            text = text[found.end() :]
    return text.strip(" ()[]|.:;–—-")


def _frame(element: HtmlElement) -> HtmlElement | None:
    """The element that holds the picture and its caption: a <figure>, or what is called a caption's box."""
    node = element.getparent()
    for _ in range(6):
        if node is None or node.tag in ("body", "article", "main", "html"):
            return None
        if node.tag in ("figure", "amp-story-grid-layer"):
            return node
        if _CAPTION_NAME.search(names_of(node)):
            return node
        node = node.getparent()
    node = element.getparent()
    for _ in range(_NEAR):
        if node is None or node.tag in ("body", "article", "main", "html"):
            return None
        if any(_CAPTION_NAME.search(names_of(child)) for child in node.iterchildren()):
            return node
        node = node.getparent()
    return None


def _parts(frame: HtmlElement) -> Iterator[HtmlElement]:
    yield from (part for count, part in enumerate(frame.iter()) if count < 200 and isinstance(part, HtmlElement))


def _text(element: HtmlElement) -> str:
    return plain_characters(" ".join(str(element.text_content()).split()))[:_LONGEST]
