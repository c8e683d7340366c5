"""Exports of press databases, recognised by their own marks; never by a file's name."""

import re

from tasks.text.decode.zip_head import zip_members
from tasks.text.press.nexis.labels import BEGINS

_MARKUP = re.compile(r"<(?:html|body|div|p|span)\b", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{0,2000}>")
_PARAGRAPH = re.compile(r"</w:p>|<w:br ?/>")
_RTF_BEGINS = re.compile(r"\b\d{1,6} (?:of|von|de|di|van) \d{1,6} (?:DOCUMENT|DOKUMENT)")
_CLASSIC = re.compile(
    r"\b(?:LENGTH|LÄNGE|LONGUEUR|LONGITUD|LUNGHEZZA|LENGTE|COMPRIMENTO|LOAD-DATE|UPDATE"
    r"|DATE-CHARGEMENT|LANGUAGE|SPRACHE|LANGUE"
    r"|IDIOMA|TAAL)\s?:"
)
_UNI_END = re.compile(
    r"End of Document|Ende des Dokument|Fin du document|Fin(?:al)? del documento|Fine del documento"
    r"|Einde van (?:het )?document"
    r"|Fim do documento|文档结束|文書の終わり|문서 끝"
)
_UNI_MARK = re.compile(
    r"(?:Length|L(?:ä|\\\\'e4)nge|Longueur|Longitud|Lunghezza|Lengte|Load-Date|Classification|Byline"
    r"|Section)(?=:|\\\\|\s|<)"
)


def nexis_text(text: str) -> bool:
    """An export of Nexis as plain text."""
    return "<html" not in text[:5000].lower() and BEGINS.search(text) is not None and _CLASSIC.search(text) is not None


def nexis_html(text: str) -> bool:
    """An export of Nexis as HTML: a document's mark alone in its element, or the comments of its service."""
    if _MARKUP.search(text[:5000]) is None:
        return False
    if "LXNComment" in text or "DOC_ID_0_0" in text:
        return "DOCUMENT" in text
    if "DOCUMENT" not in text and "DOKUMENT" not in text:
        return False
    bare = _TAGS.sub("\n", text[:100_000])
    return BEGINS.search(bare) is not None and _CLASSIC.search(bare) is not None


def nexis_docx(data: bytes) -> bool:
    """An export of Nexis as DOCX."""
    text = docx_text(data)
    return bool(text) and _nexis_marks(_TAGS.sub("", _PARAGRAPH.sub("\n", text)))


def nexis_rtf(data: bytes) -> bool:
    """An export of Nexis as RTF."""
    if not data.startswith(b"{\\rtf"):
        return False
    text = data.decode("latin-1")
    return (_UNI_END.search(text) is not None and len(set(_UNI_MARK.findall(text))) >= 2) or (
        _RTF_BEGINS.search(text) is not None and _CLASSIC.search(text) is not None
    )


def _nexis_marks(text: str) -> bool:
    uni = _UNI_END.search(text) is not None and _UNI_MARK.search(text) is not None
    return uni or (BEGINS.search(text) is not None and _CLASSIC.search(text) is not None)


def docx_text(data: bytes) -> str:
    """The XML of a DOCX file's text, as far as the file's beginning holds it. Empty: it is none."""
    if not data.startswith(b"PK\x03\x04"):
        return ""
    return next(
        (text.decode("utf-8", "replace") for name, text in zip_members(data) if name == "word/document.xml"), ""
    )
